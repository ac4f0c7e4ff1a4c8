"""시간대별·요일별: when people visit and when they buy (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import Notes, noted
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

_NOTES: Notes = {
    "period": (
        "최근 4주: 지난 일요일까지 월요일부터 일요일까지 꽉 찬 4주. 그 밖에는 달마다. 오늘은 넣지 않습니다.",
        "최근 4주: the last four whole weeks, Monday to Sunday. Otherwise a month. Today is not counted.",
    ),
    "date": ("기간의 첫날.", "The first day of the period."),
    "weekday_no": ("월요일이 1, 일요일이 7.", "Monday is 1, Sunday 7."),
    "hour": ("카페24가 보낸 그대로의 시간대(0~23시). 10은 10시부터 11시 전까지입니다.",
             "The hour as Cafe24 sent it (0 to 23): 10 is from ten until eleven."),
    "days": ("기간 안에 이 요일이 며칠 있었는지. 일평균은 이 수로 나눕니다.",
             "How many days of this weekday the period has; averages are by it."),
    "visit_count": ("기간 안의 이 요일, 이 시간대 방문수를 모두 더한 값. 하루라도 비면 비웁니다.",
                    "Visits of the hour on all these days together; blank as soon as one of them is."),
    "order_count": ("이 시간대에 결제된 자사몰 주문 수(카페24 접속통계).",
                    "Orders of the mall itself paid in the hour (Cafe24's access statistics)."),
    "order_amount": ("이 시간대에 결제가 끝난 주문의 접속통계 매출액. 나중 환불은 빼지 않습니다.",
                     "접속통계 매출액 of orders paid in the hour; later refunds are not deducted."),
    "purchase_rate": ("구매전환율 = 구매건수 ÷ 방문수.", "Orders ÷ visits."),
    "visits_per_day": ("방문수 ÷ 집계 일수.", "Visits ÷ days counted."),
    "orders_per_day": ("구매건수 ÷ 집계 일수.", "Orders ÷ days counted."),
    "sales_per_day": ("접속통계 매출액 ÷ 집계 일수.", "Sales ÷ days counted."),
}  # fmt: skip

REPORT = Report(
    table=Table(
        id="hourly_weekday",
        key=("account", "shop_no", "period", "weekday_no", "hour"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
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
            _NOTES,
        ),
    ),
    query=query("hourly_weekday"),
    needs=("access_sales",),
    uses=("visitors_hourly", "orders"),
)
