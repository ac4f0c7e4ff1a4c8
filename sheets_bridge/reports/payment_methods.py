"""결제수단별: what the mall's orders of each month were paid with (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import Notes, noted
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, SHOP_NO, TEXT

_NOTES: Notes = {
    "date": ("결제일이 든 달. 이번 달은 지금까지입니다.", "The month of the payment; this month up to now."),
    "data_status": (
        "확정: 끝난 지 일주일이 넘은 달. 집계중: 아직 바뀔 수 있는 달. 진행 중: 이번 달. «○○부터, ○○까지»: 그 날짜의 "
        "주문만 "
        "수집됨. 미수집 (까닭): 금액을 모르는 주문이 있어 금액이 비어 있음.",
        "확정: over for a week or more. 집계중: may still change. 진행 중: this month. 부터, 까지: orders are "
        "collected from or "
        "until that day. 미수집 (cause): an order without its amount leaves amounts blank.",
    ),
    "payment_method": ("카페24의 결제수단 코드.", "Cafe24's code."),
    "payment_method_name": (
        "결제수단. 한 주문을 두 가지로 결제했으면 둘을 함께 적습니다(신용카드, 적립금).",
        "What was paid with; an order paid in two ways is of both together.",
    ),
    "order_count": ("이 결제수단으로 결제된 자사몰 주문 수.", "Orders of the mall itself paid this way."),
    "order_share": ("그달 주문 수 가운데 차지하는 비율.", "Of the month's orders."),
    "buyer_count": ("이 결제수단으로 산 사람 수. 회원은 여러 번 사도 1명, 비회원은 주문 1건을 1명으로 셉니다.",
                    "Who bought this way: a member once, each order of a guest as one."),
    "payment_total": ("결제합계: 실결제금액 + 적립금 + 예치금 + 네이버포인트. 환불은 빼지 않습니다.",
                      "Payments with points and credits; refunds are not deducted."),
    "payment_share": ("그달 결제합계 가운데 차지하는 비율.", "Of the month's payments."),
    "payment_per_order": ("결제합계 ÷ 구매건수.", "Payments ÷ orders."),
}  # fmt: skip

REPORT = Report(
    table=Table(
        id="payment_methods",
        key=("account", "shop_no", "date", "currency", "payment_method"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
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
            _NOTES,
        ),
    ),
    query=query("order_months", "payment_methods"),
    needs=("orders",),
)
