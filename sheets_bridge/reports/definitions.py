"""What each figure of the summaries is, as it stands in the note of its header; docs/summary.md tells more."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sheets_bridge.model import Column

Notes = Mapping[str, tuple[str, str]]
"""Column id → its definition in Korean and in English."""


def noted(columns: Iterable[Column], *notes: Notes) -> tuple[Column, ...]:
    """The columns with their definitions; what several of `notes` define, the last does.

    Raises: KeyError for a column that none defines.
    """
    known = {**SHARED, **{id_: note for some in notes for id_, note in some.items()}}
    return tuple(replace(one, note_ko=known[one.id][0], note_en=known[one.id][1]) for one in columns)


_STATUS = (
    "확정: 더 바뀌지 않습니다. 집계중: 아직 바뀔 수 있습니다(카페24는 최근 7일, 매체는 괄호 안에 적힌 곳). "
    "미수집 (까닭): 가져오지 못한 숫자가 있어, 그 숫자가 필요한 칸이 비어 있습니다. 빈칸은 0이 아닙니다.",
    "확정: final. 집계중: may still change (Cafe24: the last 7 days; the media in brackets). 미수집 (cause): a number "
    "could "
    "not be collected, and what needs it is blank. A blank is not 0.",
)

SHARED: Notes = {
    "account": ("카페24 몰 아이디.", "The Cafe24 mall id."),
    "shop_no": ("멀티 쇼핑몰 번호. 1이 기본 쇼핑몰입니다.", "The number of the shop; 1 is the main one."),
    "weekday": ("날짜의 요일.", "The day of the week."),
    "currency": (
        "이 줄의 금액은 모두 이 통화입니다. 통화가 다른 금액은 더하지 않습니다.",
        "All amounts of the row are in it; currencies are never added up.",
    ),
    "data_status": _STATUS,
    "until": (
        "합계에 들어간 마지막 날. 오늘은 아직 끝나지 않아 넣지 않습니다.",
        "The last day that is counted. Today is not over, so it is not among them.",
    ),
    "days": ("합계에 들어간 날 수.", "How many days are counted."),
}
"""Columns that mean the same in several reports."""

SUMMARY: Notes = {
    "date": ("이 줄의 날짜. 하루는 한국 시간 0시부터 24시까지입니다.", "The day, in Korean time."),
    "net_sales": (
        "통계 순매출 = 결제합계 − 환불합계. 결제는 결제일에, 환불은 환불완료일에 셉니다. 카페24 값(카페24 애널리틱스 > "
        "매출분석)이 있으면 그 값이고, 없으면 주문과 환불로 계산한 값입니다. 어느 쪽인지는 통계 순매출 출처 열에 "
        "있습니다. "
        "참고용 통계이며 세금 신고에 쓰는 값이 아닙니다.",
        "통계 순매출 = payments − refunds: payments on their day, refunds on the day they were completed. Cafe24's own "
        "figure where it is collected, else ours (column Net sales from). For orientation, not for tax returns.",
    ),
    "net_sales_change": (
        "통계 순매출이 지난주 같은 요일보다 얼마나 늘거나 줄었는지. 오늘은 끝나지 않아 비우고, 지난주 값이 0 이하면 "
        "비웁니다.",
        "통계 순매출 against the same weekday a week before. Blank for today, which is not over, and where that was "
        "not "
        "above 0.",
    ),
    "payment_total": (
        "자사몰에서 그날 결제된 주문의 실결제금액 + 적립금 + 예치금 + 네이버포인트. 배송비는 들어 있고 할인과 쿠폰은 "
        "빠져 있습니다.",
        "Orders of the mall itself paid that day: money, points, credits and Naver points; with shipping, without "
        "discounts.",
    ),
    "refund_total": (
        "자사몰 주문 가운데 그날 환불이 완료된 금액 + 돌려준 적립금과 예치금.",
        "Refunds of the mall itself completed that day, with points and credits given back.",
    ),
    "own_net_sales": (
        "자사몰 순매출 = 결제합계 − 환불합계. 스마트스토어, 쿠팡 같은 외부 마켓 주문은 들어 있지 않습니다. 통합 ROAS와 "
        "광고비율은 이 값으로 계산합니다.",
        "Payments − refunds of the mall itself, without marketplaces. Blended ROAS and the share of ad cost use it.",
    ),
    "access_sales": (
        "접속통계 매출액: 그날 결제가 끝난 자사몰 주문의 최종 결제금액(적립금, 예치금, 배송비 포함). 나중에 취소되거나 "
        "환불되어도 빼지 않습니다. 통계 순매출과 다른 값입니다.",
        "접속통계 매출액: final amounts of the mall's orders whose payment was completed that day. Later refunds are "
        "never deducted. Not the same as 통계 순매출.",
    ),
    "order_count": (
        "그날 결제된 자사몰 주문 수. 카페24 접속통계의 구매건수가 있으면 그 값입니다.",
        "Orders of the mall itself paid that day; Cafe24's own count where it is collected.",
    ),
    "buyer_count": (
        "그날 산 사람 수. 회원은 여러 번 사도 1명, 비회원은 주문 1건을 1명으로 셉니다.",
        "Who bought: a member once however often, each order of a guest as one.",
    ),
    "sales_per_order": ("객단가 = 접속통계 매출액 ÷ 구매건수.", "접속통계 매출액 ÷ orders."),
    "visit_count": (
        "카페24 애널리틱스의 방문수(방문자수). 사람 수가 아니라 방문 횟수입니다. 같은 사람이 다시 오면 또 셉니다.",
        "Visits as Cafe24 Analytics counts them: not people.",
    ),
    "unique_visit_count": (
        "카페24 애널리틱스의 순방문자수(하루 안에서 중복 IP 제외). 여러 날을 더할 수 없는 값입니다.",
        "Unique visitors of the day (by IP) as Cafe24 Analytics counts them. Never to be added up over days.",
    ),
    "page_view": ("카페24 애널리틱스의 페이지뷰.", "Page views as Cafe24 Analytics counts them."),
    "purchase_rate": ("구매전환율 = 구매건수 ÷ 방문수.", "Orders ÷ visits."),
    "new_member_count": (
        "그날 가입한 회원 수. 지금도 회원인 사람만 셉니다. 회원 정보를 수집하지 않으면 카페24 대시보드의 신규회원 "
        "수입니다.",
        "Who joined that day and still is a member; where members are not collected, the number on Cafe24's dashboard.",
    ),
    "first_sales": (
        "결제합계 가운데 카페24가 첫 주문이라고 한 주문의 금액. 환불은 빼지 않습니다.",
        "Payments of orders that Cafe24 calls the buyer's first. Refunds are not deducted.",
    ),
    "repeat_sales": (
        "결제합계 가운데 첫 주문이 아닌 주문의 금액. 첫구매 매출과 더하면 결제합계가 됩니다.",
        "Payments of all other orders; together with first orders they are the payments.",
    ),
    "ad_cost": (
        "이 쇼핑몰에 연결된 모든 매체의 광고비. 부가세와 환율은 schedule.yaml의 cost: 설정을 따릅니다(기본은 부가세 "
        "별도). "
        "한 매체라도 가져오지 못한 날은 비웁니다.",
        "Cost of all media linked to the shop, on the basis of cost: in schedule.yaml (without VAT unless it says "
        "otherwise). Blank as soon as one medium is missing.",
    ),
    **{
        f"ad_cost_{id_}": (
            f"{ko} 광고비. 연결된 {ko} 광고계정이 없으면 비어 있습니다.",
            f"Cost at {en}. Blank where no account of it is linked.",
        )
        for id_, ko, en in (
            ("naver", "네이버", "Naver"),
            ("meta", "메타", "Meta"),
            ("google", "구글", "Google"),
            ("kakao", "카카오", "Kakao"),
        )
    },
    "ad_cost_other": (
        "네이버, 메타, 구글, 카카오가 아닌 광고비(틱톡, 크리테오, 직접 입력한 광고비 등).",
        "Cost of everything else: TikTok, Criteo, typed costs.",
    ),
    "impressions": ("모든 매체의 노출수.", "Impressions of all media."),
    "clicks": ("모든 매체의 클릭수. 메타는 링크 클릭입니다.", "Clicks of all media; of Meta link clicks."),
    "medium_sales": (
        "매체들이 자기 덕이라고 말하는 구매 금액의 합. 같은 구매를 여러 매체가 셀 수 있고 날짜 기준도 매체마다 달라, "
        "실제 "
        "매출보다 큰 것이 보통입니다.",
        "The purchase value that media claim, added up: several may claim the same purchase, each by its own dates, so "
        "it is commonly above real sales.",
    ),
    "medium_roas": ("매체 ROAS = 매체 전환매출 ÷ 광고비 합계.", "Purchase value by media ÷ ad cost."),
    "blended_roas": (
        "통합 ROAS = 자사몰 순매출 ÷ 광고비 합계. 어느 광고에서 왔든 상관없이, 쓴 광고비 전체와 실제 매출을 견줍니다.",
        "Net sales of the mall itself ÷ ad cost, whichever ad the sales came by.",
    ),
    "cost_share": (
        "광고비율 = 광고비 합계 ÷ 자사몰 순매출. 순매출이 0 이하면 비웁니다.",
        "Ad cost ÷ net sales of the mall itself; blank where those are not above 0.",
    ),
    "first_buyer_count": ("첫 주문을 결제한 사람 수.", "Buyers of first orders."),
    "new_customer_cost": (
        "신규 고객 CAC = 광고비 합계 ÷ 첫구매 구매자수. 새 고객 한 명을 얻는 데 든 광고비입니다.",
        "Ad cost ÷ first-time buyers.",
    ),
    "net_sales_month": (
        "그달 1일부터 이날까지 통계 순매출의 합. 그 사이 하루라도 비면 비웁니다.",
        "통계 순매출 from the 1st of the month to this day. Blank where a day of them is.",
    ),
    "goal_rate": (
        "목표 달성률 = 월누적 순매출 ÷ 그달 매출 목표(목표·예산 탭).",
        "Net sales so far ÷ the month's sales goal (tab 목표·예산).",
    ),
    "budget_rate": (
        "예산 소진율 = 그달 1일부터의 광고비 ÷ 그달 광고비 예산(목표·예산 탭).",
        "Ad cost from the 1st ÷ the month's ad budget (tab 목표·예산).",
    ),
    "market_net_sales": (
        "카페24를 거쳐 들어온 외부 마켓(스마트스토어, 쿠팡 등) 주문의 결제 − 환불. 자사몰 숫자와 섞지 않습니다.",
        "Payments − refunds of marketplaces that come through Cafe24; apart from the mall's own.",
    ),
    "outside_sales": (
        "외부몰 매출 탭에 직접 적은 매출. 적지 않은 날은 비어 있습니다.",
        "Typed on the tab 외부몰 매출; blank for days nobody typed.",
    ),
    "outside_orders": ("외부몰 매출 탭에 직접 적은 주문수.", "Orders typed on the tab 외부몰 매출."),
    "net_sales_basis": (
        "통계 순매출이 카페24 값인지(Cafe24) 주문과 환불로 계산한 값인지(추정).",
        "Whether 통계 순매출 is Cafe24's own (Cafe24) or ours (추정).",
    ),
}
"""A day and a shop."""


_SUMS = (
    "net_sales", "payment_total", "refund_total", "own_net_sales", "access_sales", "order_count", "visit_count",
    "page_view", "new_member_count", "first_sales", "repeat_sales", "impressions", "clicks", "medium_sales",
)  # fmt: skip
_ADDED = (" 날마다의 값을 더한 것이고, 하루라도 비면 비웁니다.", " The sum of its days, blank as soon as one is.")


def _period(ko: str, en: str) -> Notes:
    """The same of more days than one."""
    of_days = {id_: (note[0].replace("그날 ", ""), note[1].replace(" that day", "")) for id_, note in SUMMARY.items()}
    return {
        **of_days,
        "data_status": (
            f"{SHARED['data_status'][0]} «○○부터»: 그날부터만 수집됨. 진행 중: 아직 끝나지 않은 기간(어제까지의 값).",
            f"{SHARED['data_status'][1]} 부터: collected from that day on. 진행 중: not over, figures up to yesterday.",
        ),
        **{id_: (of_days[id_][0] + _ADDED[0], of_days[id_][1] + _ADDED[1]) for id_ in _SUMS},
        "unique_visit_count": (
            "비어 있습니다. 순방문자수는 여러 날을 더할 수 없고, 카페24는 하루 값만 알려 줍니다. 하루 값은 일별 종합에 "
            "있습니다.",
            "Blank: unique visitors cannot be added up, and Cafe24 tells them by day only. See the daily summary.",
        ),
        "buyer_count": (
            f"{ko} 동안 산 사람 수. 여러 날 산 회원도 1명입니다. 비회원은 주문 1건을 1명으로 셉니다.",
            f"Who bought in the {en}: a member once however often, each order of a guest as one.",
        ),
        "first_buyer_count": (f"{ko} 동안 첫 주문을 결제한 사람 수.", f"Buyers of first orders in the {en}."),
    }


WEEK: Notes = {
    **_period("한 주", "week"),
    "date": ("그 주의 월요일. 한 주는 월요일부터 일요일까지입니다.", "The week's Monday; a week ends on Sunday."),
    "net_sales_change": (
        "통계 순매출이 지난주보다 얼마나 늘거나 줄었는지. 이번 주는 지난주의 같은 날 수와 견줍니다.",
        "통계 순매출 against the week before; while the week goes on, against as many days of it.",
    ),
    "net_sales_month": (
        "그 주 마지막 집계일까지의 월누적 순매출(그날이 든 달의 1일부터).",
        "Net sales of the month up to the last day counted.",
    ),
}
MONTH: Notes = {
    **_period("한 달", "month"),
    "date": ("어느 달인지.", "The month."),
    "net_sales_change": (
        "통계 순매출이 지난달보다 얼마나 늘거나 줄었는지. 이번 달은 지난달의 같은 날 수와 견줍니다.",
        "통계 순매출 against the month before; while the month goes on, against as many days of it.",
    ),
    "sales_goal": ("목표·예산 탭에 적은 매출 목표.", "The sales goal on the tab 목표·예산."),
    "ad_budget": (
        "목표·예산 탭에 적은 광고비 예산. 전체 예산이 없으면 매체별 예산의 합입니다.",
        "The ad budget on the tab 목표·예산; those of single media added up where none is for all.",
    ),
    "roas_goal": ("목표·예산 탭에 적은 목표 ROAS.", "The ROAS goal on the tab 목표·예산."),
}
