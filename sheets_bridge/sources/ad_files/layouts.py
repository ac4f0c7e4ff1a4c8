"""What the consoles of media call the columns of their exports. Declared; docs/ads.md lists the media.

No console documents its export. The words are those of the consoles' own screens and of the media's APIs, in Korean and
English; a header that none of them knows is asked for (`columns.yaml`), and remembered.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.ads import Medium
from sheets_bridge.as_written import plain

Words = Mapping[str, tuple[str, ...]]
"""Column → the headers it is known by, the best first, as `header` writes them."""

PERIOD_START, PERIOD_END, ANY_CONVERSIONS = "start", "end", "any_conversions"

WORDS: Words = {
    column: tuple(words.split())
    for column, words in {
        "date": (
            "날짜 일자 일별 일 기준일 기준일자 집행일 보고일 기간 date day byday targetdate stattimeday reportdate"
        ),
        PERIOD_START: "시작일 시작날짜 보고시작 start startdate reportingstarts starttime",
        PERIOD_END: "종료일 종료날짜 보고종료 end enddate reportingends endtime",
        "medium": "매체 광고매체 매체명 medium media datasource",
        "ad_product": "광고상품 상품유형 광고유형 adproduct adtype",
        "account_id": "광고계정id 광고계정번호 계정id 계정번호 adaccountid accountid advertiserid",
        "account_name": (
            "광고계정이름 광고계정명 광고계정 계정이름 계정명 계정 adaccountname accountname advertisername advertiser"
        ),
        "campaign_id": "캠페인id 캠페인번호 campaignid campaignno",
        "campaign_name": "캠페인이름 캠페인명 캠페인 campaignname campaign",
        "campaign_type": "캠페인유형 캠페인목적 캠페인목표 campaigntype objective advertisingobjective",
        "adgroup_id": "광고그룹id 광고그룹번호 광고세트id 그룹id adgroupid adsetid adsetno",
        "adgroup_name": (
            "광고그룹이름 광고그룹명 광고그룹 광고세트이름 광고세트 그룹이름 그룹명 adgroupname adgroup adsetname adset"
        ),
        "ad_id": "소재id 광고소재id 소재번호 광고id adid creativeid creativeno",
        "ad_name": (
            "소재이름 소재명 소재 광고소재이름 광고소재명 광고소재 광고이름 광고명 adname ad creativename creative"
        ),
        "device": "기기 디바이스 기기유형 노출기기 device devicetype",
        "impressions": "노출수 노출 노출횟수 impressions impression displays imp impcount",
        "clicks": (
            "클릭수목적지 clicksdestination 링크클릭수 클릭수 클릭 클릭횟수 linkclicks clicks click clickcount "
            "clicksall 클릭수전체"
        ),
        "cost": (
            "총비용 비용 광고비 소진액 소진비용 소진금액 집행금액 집행비용 지출금액 지출액 지출 사용금액 "
            "totalcost cost spend amountspent advertisercost"
        ),
        "currency": "통화 통화코드 currency currencycode",
        "vat_included": "부가세 부가세포함여부 부가세포함 vat vatincluded",
        "conversions": (
            "구매7일 구매수7일 픽셀sdk구매7일 구매완료수 구매완료 구매완료전환수 구매수 구매건수 구매 결제완료수 "
            "웹사이트구매 convpurchase7d completepayment completepayments completepaymentwebsite purchases "
            "purchase websitepurchases salesclientattribution"
        ),
        ANY_CONVERSIONS: "전환수 전환 총전환수 conversions conversion results convcount",
        "conversion_value": (
            "구매금액7일 픽셀sdk구매금액7일 구매완료전환매출액 구매완료전환매출 구매전환매출액 구매금액 구매액 "
            "전환매출액 전환매출 결제완료금액 convpurchasep7d totalcompletepayment completepaymentvalue "
            "totalcompletepaymentrate purchasevalue purchasesvalue conversionvalue "
            "revenuegeneratedclientattribution convsales"
        ),
    }.items()
}
"""TikTok's `total_complete_payment_rate` is the amount of all purchases, its name notwithstanding (ad-media 7)."""

COLUMNS: Mapping[str, str] = {
    "date": "날짜", PERIOD_START: "시작일", PERIOD_END: "종료일", "medium": "매체", "ad_product": "광고상품",
    "account_id": "광고계정 ID", "account_name": "광고계정", "campaign_id": "캠페인 ID", "campaign_name": "캠페인",
    "campaign_type": "캠페인 유형", "adgroup_id": "광고그룹 ID", "adgroup_name": "광고그룹", "ad_id": "소재 ID",
    "ad_name": "소재", "device": "기기", "impressions": "노출수", "clicks": "클릭수", "cost": "광고비",
    "currency": "통화", "vat_included": "부가세", "conversions": "구매수", ANY_CONVERSIONS: "전환수",
    "conversion_value": "구매금액",
}  # fmt: skip
"""What a column may be said to be, in `columns.yaml`."""

_UNITS = ("원", "krw", "회", "건", "명", "수", "개", "%")
_CURRENCIES = ("krw", "usd", "jpy", "eur", "gbp", "cny", "twd", "vnd", "sgd", "hkd", "thb")
_VAT = re.compile(r"(?:vat|부가세)\s*(포함|별도|제외|미포함|불포함|included|excluded)|(incl|excl)\.?\s*vat")


@dataclass(frozen=True)
class Layout:
    """How a medium is told by its exports."""

    id: str
    """The folder its files may lie in."""
    medium: Medium
    product: str
    names: tuple[str, ...]
    """What its folder, or a line above the header, may call it; as `plain` writes it."""
    signs: tuple[frozenset[str], ...]
    """Headers that no other medium has together."""
    products: Mapping[str, str] = field(default_factory=dict)
    """Campaign type → product, where the type says it."""
    words: Words = field(default_factory=dict)
    """What only it calls a column so."""


def _signs(*together: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split()) for one in together)


LAYOUTS: Sequence[Layout] = (
    Layout(
        "naver_gfa",
        Medium("네이버", restated=3),
        "성과형 디스플레이",
        ("네이버 성과형 디스플레이", "성과형 디스플레이", "gfa", "naver gfa", "네이버 gfa"),
        _signs("impcount clickcount sales", "광고소재이름 총비용", "구매완료전환매출액 총비용"),
        # Its API calls so what was spent (reference: ad-media 2); elsewhere the word means what was sold.
        words={"cost": ("sales",)},
    ),
    Layout(
        "kakao_moment",
        Medium("카카오", restated=8, attribution_window="클릭 7일"),
        "모먼트",
        ("카카오모먼트", "카카오 모먼트", "kakao moment"),
        _signs("픽셀sdk구매7일", "구매7일 비용", "convpurchase7d"),
        {
            "카카오비즈보드": "비즈보드", "비즈보드": "비즈보드", "talkbizboard": "비즈보드",
            "디스플레이": "디스플레이", "display": "디스플레이", "카카오톡채널": "카카오톡 채널",
            "동영상": "동영상", "다음쇼핑": "다음쇼핑", "상품카탈로그": "상품 카탈로그",
        },
    ),
    Layout(
        "tiktok",
        Medium("틱톡", restated=28),
        "틱톡",
        ("틱톡", "tik tok", "tiktok ads"),
        _signs("clicksdestination", "클릭수목적지", "completepayment", "totalcompletepaymentrate", "stattimeday"),
    ),
    Layout(
        "criteo",
        Medium("크리테오", restated=5, attribution_window="광고주 설정"),
        "리타겟팅",
        ("크리테오", "criteo"),
        _signs("advertisercost", "displays adset", "salesclientattribution"),
    ),
)  # fmt: skip


def generic(name: str) -> Layout:
    """A medium nobody declared, told by the name of its folder or by what stands in the file."""
    return Layout(name, Medium(name, restated=1), name, (), ())


def by_name(name: str) -> Layout | None:
    """The declared medium of a folder."""
    told = plain(name)
    return next((one for one in LAYOUTS if told in (one.id, plain(one.medium.label), *one.names)), None)


def by_header(headers: frozenset[str], above: str) -> Layout | None:
    """The medium of a file, by what stands above its header (`plain`), or by headers that only it has."""
    named = (one for one in LAYOUTS if any(name in above for name in one.names))
    signed = (one for one in LAYOUTS if any(sign <= headers for sign in one.signs))
    return next(named, None) or next(signed, None)


def header(cell: str) -> str:
    """A header without its spaces, signs and units: 총 비용 (VAT 포함, 원) is `총비용`, 구매(7일) is `구매7일`."""
    whole = plain(cell)
    text = _VAT.sub(" ", whole)
    if text.strip(" ()") in ("", "여부"):
        text = whole
    inner = re.sub(r"\(([^()]*)\)", lambda found: "" if _is_unit(found[1]) else f" {found[1]} ", text)
    return re.sub(r"[\W_]", "", inner)


def vat_in(cell: str) -> bool | None:
    """Whether a header says that there is VAT in its amounts; None where it does not."""
    found = _VAT.search(plain(cell))
    return found and (found[1] or found[2]) in ("포함", "included", "incl") if found else None


def currency_in(cell: str) -> str | None:
    """The currency a header names."""
    words = re.findall(r"[a-z]+", plain(cell))
    return next((word.upper() for word in words if word in _CURRENCIES), None)


def _is_unit(words: str) -> bool:
    parts = [part for part in re.split(r"[\s,/·]+", words) if part]
    return all(part in (*_UNITS, *_CURRENCIES, "단위") for part in parts)
