"""첫구매·재구매: first orders and others of each month (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="first_repeat",
        key=("account", "shop_no", "date", "currency", "kind"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column("date", DAY, "월", "Month", pattern="yyyy-mm"),
            CURRENCY,
            Column("kind", TEXT, "구분", "Kind"),
            DATA_STATUS,
            Column("buyer_count", NUMBER, "구매자수", "Buyers"),
            Column("order_count", NUMBER, "구매건수", "Orders"),
            Column("order_share", RATIO, "건수 비중", "Share of orders", pattern="0.0%"),
            Column("payment_total", MONEY, "매출 (결제합계)", "Payments"),
            Column("payment_share", RATIO, "매출 비중", "Share of payments", pattern="0.0%"),
            Column("payment_per_order", MONEY, "객단가", "Payment per order"),
            Column("payment_per_buyer", MONEY, "구매자당 매출", "Payment per buyer"),
        ),
    ),
    query=query("order_months", "first_repeat"),
    needs=("orders",),
)
