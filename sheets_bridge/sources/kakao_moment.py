"""Kakao Moment: what each creative did on each day, by device (reference: ad-media §5)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sheets_bridge import kakao, values
from sheets_bridge.ads import UNKNOWN
from sheets_bridge.ads.media import AD
from sheets_bridge.kakao import Connection, Host, Level
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page, Source
from sheets_bridge.tables import AD_STATS

_SCOPE = "moment_management"
_LONGEST_DAYS = 7
"""31 are allowed; a week of two thousand creatives on three devices is as much as should be in memory at once."""
_PAGE_ROWS = 5000
_CAMPAIGNS = Level("campaign", "campaigns")
_GROUPS = Level("group", "adGroups", below="campaignId")
_CREATIVES = Level("ad", "creatives", below="adGroupId")

_PRODUCTS = {
    "TALK_BIZ_BOARD": "비즈보드",
    "DISPLAY": "디스플레이",
    "TALK_CHANNEL": "카카오톡 채널",
    "VIDEO": "동영상",
    "DAUM_SHOPPING": "다음쇼핑",
    "SPONSORED_BOARD": "스폰서드 보드",
    "PRODUCT_CATALOG": "상품 카탈로그",
}
"""광고상품 by campaign type. One we do not know stands as Kakao spells it."""
_REST, _REST_PRODUCT = "(메시지 등, 소재로 나뉘지 않은 비용)", "메시지"

_HOST = Host(
    endpoint="kakao_moment",
    address="https://apis.moment.kakao.com",
    root="/openapi/v4",
    label="Kakao Moment",
    groups="metricsGroup",
    not_allowed=say(
        "Ask for it at Kakao Developers under [앱] → [추가 기능 신청]; Kakao gives it to official agencies and to "
        "advertisers that agreed on it beforehand. Until then download Moment's reports and put them into the drop "
        "folder."
    ),
)
_GUIDE = say(
    "Moment's API is given to official agencies and to advertisers that agreed on it with Kakao. Make an app at "
    "developers.kakao.com, turn it into a Biz app, ask for Kakao Moment under [앱] → [추가 기능 신청] (how long the "
    "review takes is not published), set up moment_management under [비즈니스 인증] → [동의항목] and register a "
    "business redirect URI. Then agree as master or member of the ad account, identity-verified. There is no "
    "read-only right: moment_management could also change ads; sheets_bridge only reads. Without the permission put "
    "Moment's report files into the drop folder."
)


@dataclass(frozen=True)
class _Way:
    """A way to be told of every creative: by the ids of what they lie in, at most `most` of them a call."""

    path: str
    ids: str
    most: int
    level: str = ""
    dimension: str = ""


_BY_DEVICE = "DEVICE_TYPE"
_WAYS = (
    # One call for all. That an account tells of its campaigns was seen live, of its creatives it was not.
    _Way("adAccounts", "adAccountId", 1, "CREATIVE", _BY_DEVICE),
    _Way("adAccounts", "adAccountId", 1, "CREATIVE"),
    _Way("campaigns", "campaignId", 5, "CREATIVE", _BY_DEVICE),
    _Way("campaigns", "campaignId", 5, "CREATIVE"),
    _Way("creatives", "creativeId", 100, dimension=_BY_DEVICE),
    _Way("creatives", "creativeId", 100),
)


def _read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    number, window = pull.shop_no, step.window
    # The total first: what is counted in between would else look like something left over.
    whole = kakao.by_day(_total(connection, number, window))
    ads = kakao.summed(_creatives(connection, number, window))
    left = kakao.rest(whole, kakao.by_day(ads))
    rows = [*_told(connection, number, ads), *(kakao.account_row(day, of, _REST, _REST_PRODUCT) for day, of in left)]
    yield from kakao.cut(rows, _PAGE_ROWS)


def _total(connection: Connection, number: int, window: Window) -> Sequence[Record]:
    return kakao.report(connection, number, "adAccounts", window, adAccountId=str(number))


def _creatives(connection: Connection, number: int, window: Window) -> Sequence[Record]:
    ask = partial(_asked, connection, number, window)
    return kakao.first_accepted(connection, (AD_STATS.id, number), _WAYS, ask)


def _asked(connection: Connection, number: int, window: Window, way: _Way) -> Sequence[Record]:
    """Raises: Declined, also where rows are not of single creatives; as calls do."""
    rows = [
        row
        for ids in kakao.cut(list(_ids(connection, number, way)), way.most)
        for row in kakao.report(
            connection, number, way.path, window,
            **{way.ids: ",".join(ids), "level": way.level, "dimension": way.dimension},
        )
    ]  # fmt: skip
    if any(row["ad"] is None for row in rows):
        raise kakao.Declined(kakao.unknown_form(connection.who, way.path).message)
    return rows


def _ids(connection: Connection, number: int, way: _Way) -> Iterable[str]:
    if way.path == "adAccounts":
        return [str(number)]
    campaigns = kakao.under(connection, number, _CAMPAIGNS)
    if way.path == "campaigns":
        return campaigns
    return kakao.under(connection, number, _CREATIVES, kakao.under(connection, number, _GROUPS, campaigns))


def _told(connection: Connection, number: int, ads: Sequence[Record]) -> Iterator[Record]:
    """Rows with their names and what kind of ad they are."""
    campaigns = kakao.under(connection, number, _CAMPAIGNS) if ads else {}
    for row in kakao.named(connection, number, ads, (_CAMPAIGNS, _GROUPS, _CREATIVES)):
        kind, goal = _kind(campaigns.get(row["campaign"] or "", {}))
        product = _PRODUCTS.get(kind, kind) or UNKNOWN
        yield {**row, "level": AD, "product": product, "kind": "/".join(filter(None, (kind, goal))) or None}


def _kind(campaign: Record) -> tuple[str, str]:
    """Type and goal, "" where a campaign says nothing of them."""
    told = campaign.get("campaignTypeGoal")
    if not isinstance(told, dict):
        return "", ""
    return values.text(told.get("campaignType")) or "", values.text(told.get("goal")) or ""


SOURCE = Source(
    id="kakao_moment",
    label="Kakao Moment",
    endpoints={_HOST.endpoint: _HOST.address, **kakao.ENDPOINTS},
    connect=partial(kakao.connect, _HOST),
    shops=kakao.shops,
    keys=kakao.consent_keys(_SCOPE, _GUIDE, kakao.token_ends),
    streams={"ads": kakao.stream("ads", "카카오모먼트 광고", AD_STATS, _read, scope=_SCOPE, longest=_LONGEST_DAYS)},
)
