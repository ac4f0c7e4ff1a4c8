"""키워드별 성과: what each keyword cost and claims, beside the orders whose utm_term it is (docs/reports-ads.md)."""

from sheets_bridge.model import Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, performance
from sheets_bridge.tables.columns import ACCOUNT, DATE, SHOP_NO

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
            of.SHOP_CURRENCY,
            of.MEDIUM,
            of.AD_PRODUCT,
            of.CAMPAIGN_LINE,
            of.CAMPAIGN_ID,
            of.CAMPAIGN,
            of.KEYWORD_LINE,
            of.KEYWORD,
            *of.MEDIA_FIGURES,
            *of.SALES,
            *of.REAL_RATIOS,
            of.MATCHED_BY,
            of.CONVERSION_BASIS,
            of.STATUS,
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
