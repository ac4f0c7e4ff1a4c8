"""월별 종합: the days of 일별 종합 added up by months, beside the month's goals (docs/summary.md)."""

from sheets_bridge.model import Chart, Column, Report, Table
from sheets_bridge.reports.definitions import MONTH, noted
from sheets_bridge.reports.summary_columns import BESIDE, GOALS, NEEDS, SHOP, USES, change, figures
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import DAY, NUMBER

REPORT = Report(
    table=Table(
        id="summary_monthly",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
                *SHOP,
                Column("date", DAY, "월", "Month", pattern="yyyy-mm"),
                Column("until", DAY, "마지막 집계일", "Last day counted"),
                Column("days", NUMBER, "집계 일수", "Days counted"),
                *figures(change("전월 대비", "Against the month before")),
                *GOALS,
                *BESIDE,
            ),
            MONTH,
        ),
    ),
    query=query("sales_figures", "summary_days", "summary_months", "summary_periods"),
    needs=NEEDS,
    uses=USES,
    charts=(
        Chart(
            "column",
            "date",
            ("net_sales", "ad_cost"),
            "월별 순매출 × 광고비 × ROAS",
            "Net sales, ad cost, ROAS by month",
            lines=("blended_roas",),
        ),
        Chart(
            "column",
            "date",
            ("ad_cost_naver", "ad_cost_meta", "ad_cost_google", "ad_cost_kakao", "ad_cost_other"),
            "월별 매체 비중 (광고비)",
            "Ad cost by medium and month",
        ),
    ),
)
