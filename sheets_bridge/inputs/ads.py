"""What people type about ads: costs that no medium tells, and which product an ad is."""

from collections.abc import Mapping
from datetime import date

from sheets_bridge.inputs.declared import Entry, Input
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Value
from sheets_bridge.tables import AD_COSTS_TYPED, AD_PRODUCT_MAP

_MEDIA = ("네이버", "메타", "구글", "카카오", "틱톡", "크리테오", "당근", "인플루언서", "옥외", "기타")
_PRODUCTS = (
    "파워링크", "쇼핑검색", "브랜드검색", "파워컨텐츠", "플레이스", "성과형 디스플레이", "비즈보드", "디스플레이",
    "동영상", "메시지", "검색", "쇼핑", "실적 최대화", "체험단", "협찬",
)  # fmt: skip
_LONGEST_DAYS = 1100


def _days(values: Mapping[str, Value]) -> Message | None:
    first, last = (date.fromisoformat(str(values[name])) for name in ("start_date", "end_date"))
    if last < first:
        return say("the last day is before the first")
    if (last - first).days >= _LONGEST_DAYS:
        return say("from the first to the last day are more than {days} days", days=_LONGEST_DAYS)
    return None


def _won(values: Mapping[str, Value]) -> Message | None:
    total = float(values["total"] or 0)
    return say("the total must be whole won, 0 or more") if total < 0 or not total.is_integer() else None


def _any_campaign(values: Mapping[str, Value]) -> Message | None:
    return None if values["campaign_type"] or values["campaign"] else say("a campaign or a campaign type is missing")


AD_COSTS = Input(
    AD_COSTS_TYPED,
    "광고비 직접입력",
    say(
        "Costs of ads that no medium tells by itself: flat contracts, influencers, outdoor. One line a contract; its "
        "total is spread evenly over its days, to the won. The last column says whether a line was understood."
    ),
    (
        Entry("medium", say("Where the ad was bought."), "네이버", choices=_MEDIA, open=True),
        Entry("ad_product", say("What was bought there."), "브랜드검색", choices=_PRODUCTS, open=True),
        Entry("campaign_name", say("A name of your own; keep it the same where it goes on."), "11월 브랜드검색"),
        Entry("start_date", say("The first day it ran."), "2026-11-01"),
        Entry("end_date", say("The last day it ran, included."), "2026-11-30"),
        Entry("total", say("The won of all its days together, as billed."), "3,000,000"),
        Entry("vat_included", say("Whether VAT is in the total; blank where you do not know."), "포함", required=False,
              choices=("포함", "별도")),
    ),
    checks=(_days, _won),
    agree=((("medium", "ad_product", "campaign_name"), "vat_included"),),
)  # fmt: skip

AD_PRODUCTS = Input(
    AD_PRODUCT_MAP,
    "광고상품 매핑",
    say(
        "Which product an ad is, where what stands in 광고상품 is not what you call it. It holds for all days, past "
        "ones too. Name a campaign, by its id or its name, or a campaign type; a campaign goes before a type."
    ),
    (
        Entry("medium", say("As it stands in the column 매체 of the ad tabs; blank for all."), "메타", required=False,
              choices=_MEDIA, open=True),
        Entry("campaign_type", say("As it stands in the column 캠페인 유형."), "OUTCOME_SALES", required=False),
        Entry("campaign", say("A campaign's id or its whole name."), "리타겟팅_상시", required=False),
        Entry("ad_product", say("What it shall be called."), "카탈로그", choices=_PRODUCTS, open=True),
    ),
    checks=(_any_campaign,),
    once=("medium", "campaign_type", "campaign"),
)  # fmt: skip
