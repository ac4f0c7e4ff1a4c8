"""주간 종합: the days of 일별 종합 added up by weeks, Monday to Sunday (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import WEEK, noted
from sheets_bridge.reports.summary_columns import BESIDE, NEEDS, SHOP, USES, change, figures
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import DAY, NUMBER

REPORT = Report(
    table=Table(
        id="summary_weekly",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
                *SHOP,
                Column("date", DAY, "주 시작일", "Week from"),
                Column("until", DAY, "마지막 집계일", "Last day counted"),
                Column("days", NUMBER, "집계 일수", "Days counted"),
                *figures(change("전주 대비", "Against the week before")),
                *BESIDE,
            ),
            WEEK,
        ),
    ),
    query=query("sales_figures", "summary_days", "summary_weeks", "summary_periods"),
    needs=NEEDS,
    uses=USES,
)
