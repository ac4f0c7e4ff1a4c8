"""첫구매·재구매: first orders and others of each month (docs/summary.md)."""

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
    "kind": ("첫구매: 카페24가 그 고객의 첫 주문이라고 한 주문. 재구매: 그 밖의 주문.",
             "첫구매: orders that Cafe24 calls the buyer's first. 재구매: all others."),
    "buyer_count": (
        "산 사람 수. 회원은 여러 번 사도 1명, 비회원은 주문 1건을 1명으로 셉니다. 같은 달에 처음 사고 또 산 사람은 두 "
        "줄에 "
        "모두 들어갑니다.",
        "Who bought: a member once, each order of a guest as one. Who bought first and again in a month is in both.",
    ),
    "order_count": ("결제된 자사몰 주문 수.", "Paid orders of the mall itself."),
    "order_share": ("그달 주문 수 가운데 차지하는 비율.", "Of the month's orders."),
    "payment_total": ("결제합계: 실결제금액 + 적립금 + 예치금 + 네이버포인트. 환불은 빼지 않습니다.",
                      "Payments with points and credits; refunds are not deducted."),
    "payment_share": ("그달 결제합계 가운데 차지하는 비율.", "Of the month's payments."),
    "payment_per_order": ("결제합계 ÷ 구매건수.", "Payments ÷ orders."),
    "payment_per_buyer": ("결제합계 ÷ 구매자수.", "Payments ÷ buyers."),
}  # fmt: skip

REPORT = Report(
    table=Table(
        id="first_repeat",
        key=("account", "shop_no", "date", "currency", "kind"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
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
            _NOTES,
        ),
    ),
    query=query("order_months", "first_repeat"),
    needs=("orders",),
)
