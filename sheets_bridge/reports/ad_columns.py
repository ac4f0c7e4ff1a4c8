"""Columns that the performance reports share, each with its definition."""

from sheets_bridge.model import Column
from sheets_bridge.tables.columns import CURRENCY, DATA_STATUS, MONEY, NUMBER, RATIO, TEXT

_SHARE, _WHOLE_SHARE, _ONE_DECIMAL = "0.00%", "0%", "0.0%"


def _defined(column: Column, ko: str, en: str) -> Column:
    return Column(
        column.id, column.kind, column.ko, column.en, column.default, pattern=column.pattern, note_ko=ko, note_en=en
    )


SHOP_CURRENCY = _defined(
    CURRENCY,
    "쇼핑몰의 통화. 이 줄의 금액은 모두 이 통화입니다.",
    "The shop's currency. All amounts of the row are in it.",
)
STATUS = _defined(
    DATA_STATUS,
    "확정: 더 바뀌지 않음. 집계중: 카페24는 최근 7일, 매체는 매체마다 정해진 기간 동안 숫자가 바뀔 수 있음. "
    "미수집 (까닭): 가져오지 못한 숫자가 있어 그 칸이 비어 있음. 빈칸은 0이 아닙니다.",
    "확정: final. 집계중: may still change (Cafe24: 7 days; media: as long as each says). 미수집 (cause): a number "
    "could "
    "not be collected and is blank, which is not 0.",
)
MEDIUM = Column(
    "medium",
    TEXT,
    "매체",
    "Medium",
    note_ko="광고 매체. 비광고: 광고가 아닌 유입(직접 방문, 검색 결과 등). 미매핑: 어느 매체인지 모르는 채널. 채널 "
    "매핑 탭에 적으면 "
    "제 매체로 옮겨 갑니다. «날짜 기준 차이»: 유입 경로가 있는 주문의 합과 그날 접속통계 매출액의 차이. 이 줄까지 "
    "더하면 "
    "접속통계 매출액이 됩니다.",
    note_en="The ad medium. 비광고: visits nobody paid for. 미매핑: a channel of unknown medium (map it on the tab "
    "채널 매핑). "
    "«날짜 기준 차이»: the day's 접속통계 매출액 less the orders whose way is known; with it the column adds up.",
)
AD_PRODUCT = Column(
    "ad_product",
    TEXT,
    "광고상품",
    "Ad product",
    note_ko="파워링크, 쇼핑검색, 비즈보드처럼 매체 안에서 산 상품. (상품 구분 없음): 매체는 알지만 상품은 알 수 없는 "
    "주문과, 그 매체 "
    "전체의 유입 방문수가 서는 줄.",
    note_en="What was bought at the medium. (상품 구분 없음): orders whose medium is known and whose product is not, "
    "and the "
    "visits of the whole medium.",
)
CAMPAIGN_LINE = Column("campaign_line", TEXT, "캠페인 줄", "Campaign line", default=False)
CAMPAIGN_ID = Column(
    "campaign_id",
    TEXT,
    "캠페인 ID",
    "Campaign id",
    note_ko="매체의 캠페인 번호. 이 값을 utm_campaign에 넣으면 이름을 바꿔도 주문이 이 줄에 붙습니다.",
    note_en="The medium's number of the campaign. Put it into utm_campaign, and orders find it whatever it is called.",
)
CAMPAIGN = Column(
    "campaign_name",
    TEXT,
    "캠페인",
    "Campaign",
    note_ko="매체가 지금 부르는 이름. (미매칭) …: utm_campaign이 어느 캠페인과도 맞지 않는 주문. (UTM 없음): "
    "utm_campaign이 없는 주문.",
    note_en="As the medium calls it now. (미매칭) …: orders whose utm_campaign fits no campaign. (UTM 없음): orders "
    "without.",
)
ADGROUP = Column("adgroup_name", TEXT, "광고그룹", "Ad group", note_ko="매체의 광고그룹 이름.", note_en="The ad group.")
AD_LINE = Column("thing_line", TEXT, "소재 줄", "Ad line", default=False)
AD_ID = Column(
    "thing_id",
    TEXT,
    "소재 ID",
    "Ad id",
    note_ko="매체의 소재 번호. 이 값을 utm_content에 넣으면 주문이 이 소재에 붙습니다.",
    note_en="The medium's number of the ad. Put it into utm_content, and orders find it.",
)
AD = Column(
    "thing_name",
    TEXT,
    "소재",
    "Ad",
    note_ko="소재 이름. (미매칭) …: utm_content가 이 캠페인의 어느 소재와도 맞지 않는 주문. (UTM 없음): "
    "utm_content가 없는 주문. 소재가 "
    "없는 캠페인(실적최대화 등)은 캠페인 한 줄입니다.",
    note_en="Its name. (미매칭) …: orders whose utm_content fits no ad of the campaign. (UTM 없음): orders without.",
)
KEYWORD_LINE = Column("thing_line", TEXT, "키워드 줄", "Keyword line", default=False)
KEYWORD = Column(
    "thing_name",
    TEXT,
    "키워드",
    "Keyword",
    note_ko="광고로 산 키워드. 한 캠페인 안에서 광고그룹과 검색 유형은 합칩니다. (미매칭) …: utm_term이 산 키워드와 "
    "다르거나, 같은 "
    "키워드를 산 캠페인이 여럿이라 정할 수 없는 주문.",
    note_en="The keyword that was bought; ad groups and match types of a campaign are added up. (미매칭) …: orders "
    "whose "
    "utm_term is no such keyword, or one of several campaigns.",
)
MATCHED_BY = Column(
    "matched_by",
    TEXT,
    "매칭 방식",
    "Matched by",
    note_ko="주문을 이 줄에 붙인 근거. 직접 지정(캠페인·상품 매핑 탭) → 캠페인 ID → 소재 ID → 캠페인 이름의 차례로, "
    "맞는 캠페인이 꼭 "
    "하나일 때만 붙입니다. 여럿이면 붙이지 않고 미매칭으로 둡니다.",
    note_en="Why the orders stand here: by hand (tab 캠페인·상품 매핑), campaign id, ad id, campaign name, in this "
    "order and "
    "only where just one campaign fits.",
)
TAGS = Column(
    "utm",
    TEXT,
    "UTM 원본값",
    "UTM as written",
    note_ko="이 줄의 주문이 들고 온 utm_source / utm_medium / utm_campaign 그대로.",
    note_en="utm_source / utm_medium / utm_campaign of the row's orders as they were written.",
)

MEDIA_FIGURES = (
    Column(
        "cost",
        MONEY,
        "광고비",
        "Ad cost",
        note_ko="설정한 부가세 기준의 광고비. 원화 쇼핑몰은 원화로, 다른 통화의 쇼핑몰은 광고계정의 통화가 같을 때만 "
        "나옵니다. 광고비가 "
        "붙을 수 없는 줄(비광고, 미매핑, 미매칭)은 비웁니다.",
        note_en="On the VAT basis of the settings. Blank where no cost can belong to the row.",
    ),
    Column(
        "impressions", NUMBER, "노출수", "Impressions", note_ko="매체가 센 노출수.", note_en="As the medium counts."
    ),
    Column(
        "clicks",
        NUMBER,
        "클릭수",
        "Clicks",
        note_ko="매체가 센 클릭수. 메타는 링크 클릭.",
        note_en="As the medium counts; Meta: link clicks.",
    ),
    Column("ctr", RATIO, "CTR", "CTR", pattern=_SHARE, note_ko="클릭수 ÷ 노출수", note_en="Clicks ÷ impressions."),
    Column("cpc", MONEY, "CPC", "CPC", note_ko="광고비 ÷ 클릭수", note_en="Ad cost ÷ clicks."),
    Column("cpm", MONEY, "CPM", "CPM", note_ko="광고비 ÷ 노출수 × 1,000", note_en="Ad cost ÷ impressions × 1000."),
    Column(
        "conversions",
        RATIO,
        "전환수(구매)",
        "Purchases (medium)",
        pattern="#,##0.0",
        note_ko="매체가 자기 덕이라고 센 구매. 매체마다 인정 기간이 달라 같은 구매를 여러 매체가 셀 수 있으니 더하지 "
        "마세요.",
        note_en="Purchases the medium credits itself with; several media may claim the same one.",
    ),
    Column(
        "conversion_value",
        MONEY,
        "전환매출",
        "Purchase value (medium)",
        note_ko="매체가 말하는 구매 금액. 실제 매출은 오른쪽의 매출(환불 전)과 실매출입니다.",
        note_en="What the medium says those purchases were worth.",
    ),
    Column(
        "cvr",
        RATIO,
        "전환율",
        "Purchase rate (medium)",
        pattern=_SHARE,
        note_ko="전환수(구매) ÷ 클릭수. 매체 기준.",
        note_en="Purchases of the medium ÷ clicks.",
    ),
    Column("cpa", MONEY, "CPA", "CPA", note_ko="광고비 ÷ 전환수(구매). 매체 기준.", note_en="Ad cost ÷ its purchases."),
    Column(
        "roas",
        RATIO,
        "ROAS",
        "ROAS",
        pattern=_WHOLE_SHARE,
        note_ko="전환매출 ÷ 광고비. 매체 기준.",
        note_en="Purchase value of the medium ÷ ad cost.",
    ),
)
"""What the medium itself says."""

VISITS = (
    Column(
        "visit_count",
        NUMBER,
        "유입 방문수",
        "Visits",
        note_ko="카페24 애널리틱스가 센, 이 매체의 채널로 들어온 방문. 방문은 채널까지만 알 수 있어, 채널 하나가 한 "
        "광고상품일 때만 "
        "상품 줄에 나오고 아니면 (상품 구분 없음) 줄에 나옵니다.",
        note_en="Visits by the channels of the medium (Cafe24 Analytics), on the product's row where each channel is "
        "of one "
        "product, else on the row (상품 구분 없음).",
    ),
    Column(
        "visit_rate",
        RATIO,
        "유입률",
        "Visits per click",
        pattern=_SHARE,
        note_ko="유입 방문수 ÷ 클릭수. (상품 구분 없음) 줄에서는 그 매체 전체의 클릭수로 나눕니다.",
        note_en="Visits ÷ clicks; on the row (상품 구분 없음) ÷ all clicks of the medium.",
    ),
)
SALES = (
    Column(
        "order_count",
        NUMBER,
        "구매건수",
        "Orders",
        note_ko="이 광고로 들어온 바로 그 방문에서 결제된 자사몰 주문(카페24 애널리틱스). 날짜는 결제완료일이고, "
        "외부 마켓 주문은 없습니다.",
        note_en="Orders of the own mall paid within the visit that came by the ad, by the day of payment.",
    ),
    Column(
        "sales",
        MONEY,
        "매출(환불 전)",
        "Sales before refunds",
        note_ko="그 주문들의 결제금액(접속통계 매출액 기준: 배송비·적립금 포함, 할인 제외). 나중의 취소·환불은 빼지 "
        "않은 값입니다.",
        note_en="What those orders paid, as 접속통계 매출액 counts it; later refunds are not taken off.",
    ),
    Column(
        "refund_amount",
        MONEY,
        "취소·환불액",
        "Refunds",
        note_ko="그 주문들에서 지금까지 돌려준 금액(적립금·예치금 포함). 환불한 날이 아니라 주문의 결제일 줄에 "
        "서므로, 환불이 나오면 지난 "
        "날짜의 값이 바뀝니다.",
        note_en="What was given back of those orders by now, on the day of the order, not of the refund.",
    ),
    Column(
        "real_sales",
        MONEY,
        "실매출",
        "Real sales",
        note_ko="매출(환불 전) − 취소·환불액",
        note_en="Sales before refunds − refunds.",
    ),
)
REAL_CVR = Column(
    "real_cvr",
    RATIO,
    "실구매전환율",
    "Orders per visit",
    pattern=_SHARE,
    note_ko="구매건수 ÷ 유입 방문수. (상품 구분 없음) 줄에서는 그 매체 전체의 구매건수로 계산합니다.",
    note_en="Orders ÷ visits; on the row (상품 구분 없음) all orders of the medium.",
)
REAL_RATIOS = (
    Column("real_cpa", MONEY, "실CPA", "Real CPA", note_ko="광고비 ÷ 구매건수", note_en="Ad cost ÷ orders."),
    Column(
        "real_roas",
        RATIO,
        "실ROAS",
        "Real ROAS",
        pattern=_WHOLE_SHARE,
        note_ko="실매출 ÷ 광고비. 실제로 남은 매출로 본 광고 수익률.",
        note_en="Real sales ÷ ad cost.",
    ),
    Column(
        "first_share",
        RATIO,
        "첫구매 비중",
        "Share of first purchases",
        pattern=_ONE_DECIMAL,
        note_ko="첫 구매인 주문 ÷ 첫 구매인지 아는 주문 (카페24 주문의 최초 주문 여부).",
        note_en="First purchases ÷ orders of which it is known.",
    ),
    Column(
        "claimed_to_sold",
        RATIO,
        "매체÷카페24 매출(배)",
        "Medium ÷ Cafe24 sales",
        pattern="0.00",
        note_ko="전환매출 ÷ 매출(환불 전). 1보다 크면 매체가 같은 방문 안의 매출보다 많이 말하는 것입니다.",
        note_en="Purchase value of the medium ÷ sales before refunds.",
    ),
)
CONVERSION_BASIS = Column(
    "conversion_date_basis",
    TEXT,
    "전환 기준",
    "Conversions dated by",
    note_ko="매체의 전환이 서는 날짜: 클릭일, 전환일, 혼합, 미확인. 매체끼리 나란히 볼 때 확인하세요.",
    note_en="By which day the medium dates purchases: click, purchase, mixed, unknown.",
)
