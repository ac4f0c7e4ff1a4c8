"""소재별 성과: what each ad cost and claims, beside the orders whose utm_content names it (docs/reports-ads.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, performance
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DATE, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="ad_performance",
        key=("account", "shop_no", "date", "medium", "ad_product", "campaign_line", "thing_line"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            DATE,
            CURRENCY,
            of.MEDIUM,
            of.AD_PRODUCT,
            of.CAMPAIGN_LINE,
            of.CAMPAIGN_ID,
            of.CAMPAIGN,
            Column("adgroup_name", TEXT, "광고그룹", "Ad group"),
            of.THING_LINE,
            Column("thing_id", TEXT, "소재 ID", "Ad id"),
            Column("thing_name", TEXT, "소재", "Ad"),
            *of.MEDIA_FIGURES,
            *of.SALES,
            *of.REAL_RATIOS,
            of.MATCHED_BY,
            of.TAGS,
            of.CONVERSION_BASIS,
            DATA_STATUS,
        ),
    ),
    query=performance(
        "ad_lines",
        "performance_told",
        "campaign_lines",
        grain=("medium", "ad_product", "campaign_line", "thing_line"),
        known="in_thing",
        only_ads=True,
    ),
    needs=NEEDS,
    uses=READS,
)
