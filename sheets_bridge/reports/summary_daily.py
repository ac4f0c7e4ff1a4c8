"""일별 종합: sales, visits and ads of a day and shop on one line (docs/summary.md)."""

from sheets_bridge.model import Chart, Column, Report, Table
from sheets_bridge.reports.definitions import SUMMARY, noted
from sheets_bridge.reports.summary_columns import BESIDE, NEEDS, SHOP, USES, change, figures
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import DAY, TEXT

REPORT = Report(
    table=Table(
        id="summary_daily",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
                *SHOP,
                Column("date", DAY, "일자", "Date"),
                Column("weekday", TEXT, "요일", "Weekday"),
                *figures(change("전주 동요일 대비", "Against a week before")),
                *BESIDE,
            ),
            SUMMARY,
        ),
    ),
    query=query("sales_figures", "summary_days", "summary_daily"),
    needs=NEEDS,
    uses=USES,
    charts=(
        Chart(
            "column",
            "date",
            ("net_sales", "ad_cost"),
            "순매출 × 광고비 × ROAS",
            "Net sales, ad cost, ROAS",
            lines=("blended_roas",),
        ),
        Chart(
            "column",
            "date",
            ("visit_count",),
            "방문 × 구매전환율",
            "Visits and orders per visit",
            lines=("purchase_rate",),
        ),
    ),
)
