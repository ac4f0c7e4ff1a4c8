"""What people say of the tags in their links: which medium a channel is, which campaign a tag means."""

from collections.abc import Mapping

from sheets_bridge.inputs.declared import Entry, Input, Offered
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Value
from sheets_bridge.tables import CAMPAIGN_MAP, CHANNEL_MAP

_MEDIA = ("네이버", "메타", "구글", "카카오", "틱톡", "크리테오", "당근", "인플루언서", "옥외", "기타")
_NOT_ADS = "비광고"
_PRODUCTS = (
    "파워링크", "쇼핑검색", "브랜드검색", "파워컨텐츠", "플레이스", "성과형 디스플레이", "비즈보드", "키워드광고",
    "디스플레이", "동영상", "메시지", "검색", "쇼핑", "실적최대화", "전환(매출)", "트래픽", "체험단", "협찬",
)  # fmt: skip


def _whole_campaign(values: Mapping[str, Value]) -> Message | None:
    if values["utm_campaign"] or values["campaign_id"]:
        return None
    return say("a utm_campaign or a campaign id is missing")


def _means_something(values: Mapping[str, Value]) -> Message | None:
    if values["medium"] or values["campaign_id"] or values["product_no"]:
        return None
    return say("a medium, a campaign id or a product is missing: what does the tag mean?")


CHANNELS = Input(
    CHANNEL_MAP,
    "채널 매핑",
    say(
        "Which medium a channel of Cafe24 or a utm_source in your links is. What you write goes before what is usual, "
        "for past days too. What nothing maps is added at the bottom for you to fill in; capitals and blanks make no "
        "difference."
    ),
    (
        Entry("utm_source", say("As it stands in the column 채널(utm_source) of UTM 점검."), "KK_BB_MO"),
        Entry("utm_medium", say("As it stands in the column 그룹(utm_medium); blank for any of them."), "bizboard",
              required=False),
        Entry("medium", say("The medium as it stands in the ad tabs, or 비광고 where nobody pays for it."), "카카오",
              choices=(*_MEDIA, _NOT_ADS), open=True),
        Entry("ad_product", say("Which of the medium's products; blank where the channel is of several."), "비즈보드",
              required=False, choices=_PRODUCTS, open=True),
    ),
    once=("utm_source", "utm_medium"),
    offered=Offered(
        table="utm_check",
        where="problem = '채널 매핑에 없음' AND ad NOT LIKE '%***%'",
        columns={"utm_source": "ad", "utm_medium": "utm_medium"},
    ),
)  # fmt: skip

CAMPAIGNS = Input(
    CAMPAIGN_MAP,
    "캠페인·상품 매핑",
    say(
        "Which campaign a utm_campaign in your links means, where it is neither the campaign's id nor its name; and "
        "which product a campaign sells. What you write goes before what is found, for past days too."
    ),
    (
        Entry("utm_campaign", say("As it stands in the column 캠페인(utm_campaign) of UTM 점검."), "일반키워드_2026",
              required=False),
        Entry("medium", say("Of which medium it is; blank where the campaign id tells it."), "네이버", required=False,
              choices=_MEDIA, open=True),
        Entry("campaign_id", say("As it stands in the column 캠페인 ID of the ad tabs."),
              "cmp-a001-02-000000001234567", required=False),
        Entry("product_no", say("The product its ads are for, by its number in the mall. Several: a line each."), "31",
              required=False),
    ),
    checks=(_whole_campaign, _means_something),
    once=("utm_campaign", "medium", "campaign_id", "product_no"),
)  # fmt: skip
