"""시간대별·요일별: when people visit and when they buy (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CURRENCY,
    DATA_STATUS,
    DAY,
    HOUR,
    MONEY,
    NUMBER,
    RATIO,
    SHOP_NO,
    TEXT,
)

REPORT = Report(
    table=Table(
        id="hourly_weekday",
        key=("account", "shop_no", "period", "weekday_no", "hour"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column("period", TEXT, "기간", "Period"),
            Column("date", DAY, "기간 시작일", "From"),
            Column("weekday_no", NUMBER, "요일 순서", "Weekday no.", default=False),
            Column("weekday", TEXT, "요일", "Weekday"),
            HOUR,
            CURRENCY,
            DATA_STATUS,
            Column("days", NUMBER, "집계 일수", "Days counted"),
            Column("visit_count", NUMBER, "방문수", "Visits"),
            Column("order_count", NUMBER, "구매건수", "Orders"),
            Column("order_amount", MONEY, "접속통계 매출액", "Access sales (접속통계 매출액)"),
            Column("purchase_rate", RATIO, "구매전환율", "Orders per visit", pattern="0.00%"),
            Column("visits_per_day", RATIO, "일평균 방문수", "Visits a day", pattern="#,##0.0"),
            Column("orders_per_day", RATIO, "일평균 구매건수", "Orders a day", pattern="#,##0.0"),
            Column("sales_per_day", MONEY, "일평균 매출액", "Access sales a day"),
        ),
    ),
    query=query("hourly_weekday"),
    needs=("access_sales",),
    uses=("visitors_hourly", "orders"),
)
