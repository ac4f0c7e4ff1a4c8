"""데일리 브리핑: each of the last days as one would tell it to a director, an item a line (docs/alerts.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import noted
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, DATA_STATUS, DAY, NUMBER, RATIO, SHOP_NO, TEXT

_CHANGE = "+0.0%;-0.0%;0.0%"
_NOTES = {
    "date": (
        "브리핑하는 날. 끝난 날만 있고, 최근 31일을 보여 줍니다.",
        "The day that is told: days that are over, the last 31.",
    ),
    "item_no": ("하루 안에서 항목의 순서.", "The order of the items of a day."),
    "item": (
        "통계 순매출, 구매건수, 방문수, 구매전환율, 광고비 합계, 통합 ROAS(뜻은 일별 종합과 같음), 전날보다 "
        "금액이 가장 "
        "많이 변한 매체와 캠페인, 수집되지 않은 것, 확정 전인 것, 열린 성과 알림.",
        "The figures of 일별 종합, what moved most in money since the day before, what is not collected, what "
        "is not final, "
        "open alerts.",
    ),
    "value": (
        "단위를 붙인 값. 빈칸은 0이 아니라 알 수 없음입니다. 변한 곳에서는 전날과의 차이입니다.",
        "The value with its unit; blank is not known, which is not 0. Of what moved, the difference.",
    ),
    "number": ("값을 수식에 쓸 수 있는 숫자로 적은 것. 비율은 0.0231처럼 적습니다.", "The value as a plain number."),
    "day_change": (
        "전날보다 얼마나 늘거나 줄었는지. 전날 값이 0 이하이거나 없으면 비웁니다.",
        "Against the day before; blank where that is not above 0 or not known.",
    ),
    "week_change": (
        "지난주 같은 요일보다 얼마나 늘거나 줄었는지. 그 값이 0 이하이거나 없으면 비웁니다.",
        "Against the same weekday a week before; blank where that is not above 0 or not known.",
    ),
    "words": (
        "값의 뜻이나 내용. 변한 곳에서는 이름과 전날 값 → 이날 값. 매체와 캠페인의 실매출은 그 광고로 들어온 "
        "방문에서 산 "
        "주문의 매출에서 환불을 뺀 것입니다.",
        "What the value is. Of what moved, its name, the day before → the day; real sales are those within the "
        "visit that "
        "came by the ad, less refunds.",
    ),
}

REPORT = Report(
    table=Table(
        id="daily_briefing",
        key=("account", "shop_no", "date", "item_no", "item"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
                ACCOUNT,
                SHOP_NO,
                Column("date", DAY, "일자", "Date"),
                Column("item_no", NUMBER, "순서", "Place"),
                Column("item", TEXT, "항목", "Item"),
                Column("value", TEXT, "값", "Value"),
                Column("number", RATIO, "숫자", "Number", default=False),
                Column("day_change", RATIO, "전일 대비", "Against the day before", pattern=_CHANGE),
                Column("week_change", RATIO, "전주 동요일 대비", "Against a week before", pattern=_CHANGE),
                Column("words", TEXT, "설명", "In words"),
                DATA_STATUS,
            ),
            _NOTES,
        ),
    ),
    query=query("shop_days", "daily_briefing"),
    needs=("orders",),
    builds_on=("summary_daily", "media_performance", "campaign_performance", "alerts"),
)
