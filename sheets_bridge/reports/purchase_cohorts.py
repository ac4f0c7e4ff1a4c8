"""재구매 코호트: what became of the members who first bought in a month (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import Notes, noted
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, SHOP_NO

_NOTES: Notes = {
    "date": (
        "처음 결제한 달. 첫 주문이 수집된 기간 안에 있는 회원만 셉니다. 비회원과, 수집 전에 이미 산 회원은 언제 처음 "
        "샀는지 알 수 없어 빠집니다.",
        "The month of the first payment. Members alone whose first order is among what is collected.",
    ),
    "elapsed": ("처음 산 달에서 몇 달 지났는지. 0은 처음 산 그달입니다.", "Months since; 0 is the month itself."),
    "data_status": (
        "이 줄이 말하는 달(첫 구매월 + 경과월)의 상태. 확정: 더 바뀌지 않음. 집계중: 끝난 지 일주일이 안 됨. 진행 중: "
        "이번 달. «○○부터»: 첫 구매월이 1일부터 수집되지 않아 일부 고객만 셈.",
        "Of the month this row tells of. 진행 중: this month. 부터: the month of first purchase is collected from "
        "that day.",
    ),
    "cohort_size": ("그달에 처음 산 회원 수.", "Members who first bought in that month."),
    "buyer_count": ("그 가운데 이 달에 산 회원 수.", "Of them, who bought in this month."),
    "repeat_rate": ("재구매율 = 구매자수 ÷ 첫구매 고객수. 처음 산 달은 모두가 산 달이라 비웁니다.",
                    "Buyers ÷ first-time buyers; blank in the first month, where all bought."),
    "repeat_buyer_count": ("이 달 말까지 두 번째로 산 적이 있는 회원 수.",
                           "Who has bought a second time by the end of this month."),
    "repeat_rate_so_far": ("누적 재구매율 = 누적 재구매자수 ÷ 첫구매 고객수.", "The same ÷ first-time buyers."),
    "order_count": ("이 회원들이 이 달에 결제한 주문 수.", "Their paid orders of this month."),
    "payment_total": ("이 회원들이 이 달에 낸 결제합계. 환불은 빼지 않습니다.",
                      "Their payments of this month; refunds are not deducted."),
    "payment_total_so_far": ("처음 산 달부터 이 달까지 결제합계.", "Their payments since the first."),
    "payment_per_customer": ("고객당 누적 매출(LTR) = 누적 매출 ÷ 첫구매 고객수.", "The same ÷ first-time buyers."),
}  # fmt: skip

REPORT = Report(
    table=Table(
        id="purchase_cohorts",
        key=("account", "shop_no", "date", "currency", "elapsed"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
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
            _NOTES,
        ),
    ),
    query=query("order_months", "purchase_cohorts"),
    needs=("orders",),
)
