"""Stand-ins for tables that reports read and no stream fills yet; one of `TABLES` with the same id replaces them."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CURRENCY,
    DATA_STATUS,
    DATE,
    DAY,
    MONEY,
    NUMBER,
    ORDER_ID,
    SHOP_NO,
    TEXT,
)

_HOUR = Column("hour", NUMBER, "시", "Hour")

REFUNDS = Table(
    id="refunds",
    key=("account", "shop_no", "refund_code"),
    day="refund_date",
    columns=(
        ACCOUNT,
        SHOP_NO,
        Column("refund_code", TEXT, "환불번호", "Refund no."),
        Column("refund_date", DAY, "환불완료일", "Refund date"),
        ORDER_ID,
        Column("status", TEXT, "환불 상태", "Refund status"),
        CURRENCY,
        Column("actual_refund_amount", MONEY, "실환불금액", "Refunded amount"),
        Column("used_points", MONEY, "환불 적립금", "Refunded points"),
        Column("used_credits", MONEY, "환불 예치금", "Refunded credits"),
    ),
)

HOURLY_SALES = Table(
    id="hourly_sales",
    key=("account", "shop_no", "date", "hour"),
    day="date",
    status="data_status",
    columns=(ACCOUNT, SHOP_NO, DATE, _HOUR, Column("sales", MONEY, "순매출", "Net sales"), DATA_STATUS),
)

ACCESS_SALES = Table(
    id="access_sales",
    key=("account", "shop_no", "date", "hour"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        _HOUR,
        Column("order_count", NUMBER, "구매건수", "Orders"),
        Column("order_amount", MONEY, "매출액", "Sales"),
        DATA_STATUS,
    ),
)

SALES_INPUTS = (REFUNDS, HOURLY_SALES, ACCESS_SALES)
