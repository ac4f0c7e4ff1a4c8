"""Refunds as rows of their own."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CURRENCY,
    CUSTOMER_KEY,
    DAY,
    MOMENT,
    MONEY,
    NUMBER,
    ORDER_DATE,
    ORDER_ID,
    SHOP_NO,
    TEXT,
)

REFUNDS = Table(
    id="refunds",
    key=("account", "shop_no", "refund_code"),
    day="accepted_date",
    columns=(
        ACCOUNT,
        SHOP_NO,
        Column("refund_code", TEXT, "환불번호", "Refund no."),
        ORDER_ID,
        Column("accepted_date", DAY, "환불접수일", "Accepted date"),
        Column("accepted_at", MOMENT, "환불접수일시", "Accepted at"),
        Column("refund_date", DAY, "환불완료일", "Refund date"),
        Column("refunded_at", MOMENT, "환불완료일시", "Refunded at"),
        ORDER_DATE,
        Column("status", TEXT, "환불 상태", "Refund status"),
        CURRENCY,
        Column("actual_refund_amount", MONEY, "실 환불금액", "Refund amount"),
        Column("used_points", MONEY, "적립금 반환액", "Points given back"),
        Column("used_credits", MONEY, "예치금 반환액", "Credits given back"),
        Column("cancel_fee_amount", MONEY, "취소 수수료", "Cancel fee"),
        Column("quantity", NUMBER, "수량", "Quantity"),
        Column("order_item_codes", TEXT, "품목주문번호", "Order item nos."),
        Column("payment_methods", TEXT, "결제수단 코드", "Payment method codes"),
        Column("refund_payment_methods", TEXT, "환불 결제수단 코드", "Refund method codes"),
        Column("refund_methods", TEXT, "환불 방법", "Refund methods"),
        Column("include_tax", TEXT, "세금 포함", "Includes tax"),
        CUSTOMER_KEY,
    ),
)
