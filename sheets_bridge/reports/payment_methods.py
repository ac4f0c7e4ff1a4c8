"""결제수단별: what the mall's orders of each month were paid with (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="payment_methods",
        key=("account", "shop_no", "date", "currency", "payment_method"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column("date", DAY, "월", "Month", pattern="yyyy-mm"),
            CURRENCY,
            Column("payment_method", TEXT, "결제수단 코드", "Payment method code", default=False),
            Column("payment_method_name", TEXT, "결제수단", "Payment method"),
            DATA_STATUS,
            Column("order_count", NUMBER, "구매건수", "Orders"),
            Column("order_share", RATIO, "건수 비중", "Share of orders", pattern="0.0%"),
            Column("buyer_count", NUMBER, "구매자수", "Buyers"),
            Column("payment_total", MONEY, "결제합계", "Payments"),
            Column("payment_share", RATIO, "결제 비중", "Share of payments", pattern="0.0%"),
            Column("payment_per_order", MONEY, "건당 결제금액", "Payment per order"),
        ),
    ),
    query=query("order_months", "payment_methods"),
    needs=("orders",),
)
