"""매체별 성과: what each medium and product cost and claims, beside what the mall really sold (docs/reports-ads.md)."""

from sheets_bridge.model import Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, performance
from sheets_bridge.tables.columns import ACCOUNT, DATE, SHOP_NO

REPORT = Report(
    table=Table(
        id="media_performance",
        key=("account", "shop_no", "date", "medium", "ad_product"),
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
            *of.MEDIA_FIGURES,
            *of.VISITS,
            *of.SALES,
            of.REAL_CVR,
            *of.REAL_RATIOS,
            of.CONVERSION_BASIS,
            of.STATUS,
        ),
    ),
    query=performance(
        "ad_lines", "performance_told", "media_lines", grain=("medium", "ad_product"), known="in_product"
    ),
    needs=NEEDS,
    uses=(*READS, "visit_ads", "access_sales"),
)
