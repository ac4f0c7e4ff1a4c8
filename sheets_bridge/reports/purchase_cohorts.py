"""재구매 코호트: what became of the members who first bought in a month (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, SHOP_NO

REPORT = Report(
    table=Table(
        id="purchase_cohorts",
        key=("account", "shop_no", "date", "currency", "elapsed"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column("date", DAY, "첫 구매월", "Month of first purchase", pattern="yyyy-mm"),
            Column("elapsed", NUMBER, "경과월", "Months since"),
            CURRENCY,
            DATA_STATUS,
            Column("cohort_size", NUMBER, "첫구매 고객수", "First-time buyers"),
            Column("buyer_count", NUMBER, "구매자수", "Buyers"),
            Column("repeat_rate", RATIO, "재구매율", "Repeat rate", pattern="0.0%"),
            Column("repeat_buyer_count", NUMBER, "누적 재구매자수", "Repeat buyers so far"),
            Column("repeat_rate_so_far", RATIO, "누적 재구매율", "Repeat rate so far", pattern="0.0%"),
            Column("order_count", NUMBER, "구매건수", "Orders"),
            Column("payment_total", MONEY, "매출 (결제합계)", "Payments"),
            Column("payment_total_so_far", MONEY, "누적 매출", "Payments so far"),
            Column("payment_per_customer", MONEY, "고객당 누적 매출", "Payments so far per customer"),
        ),
    ),
    query=query("order_months", "purchase_cohorts"),
    needs=("orders",),
)
