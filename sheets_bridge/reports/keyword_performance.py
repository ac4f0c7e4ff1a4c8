"""키워드별 성과: what each keyword cost and claims, beside the orders whose utm_term it is (docs/reports-ads.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, performance
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DATE, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="keyword_performance",
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
            Column("thing_line", TEXT, "키워드 줄", "Keyword line", default=False),
            Column("thing_name", TEXT, "키워드", "Keyword"),
            *of.MEDIA_FIGURES,
            *of.SALES,
            *of.REAL_RATIOS,
            of.MATCHED_BY,
            of.CONVERSION_BASIS,
            DATA_STATUS,
        ),
    ),
    query=performance(
        "keyword_lines",
        "performance_told",
        "campaign_lines",
        grain=("medium", "ad_product", "campaign_line", "thing_line"),
        known="in_thing",
        table="ad_keyword_stats",
        only_ads=True,
    ),
    needs=NEEDS,
    uses=(*READS, "ad_keyword_stats"),
)
