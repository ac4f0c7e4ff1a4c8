"""Kakao Keyword Ad: what each creative, and each keyword, did on each day, by device (reference: ad-media §6)."""

from collections.abc import Iterator, Sequence
from functools import partial

from sheets_bridge import kakao
from sheets_bridge.ads.media import AD
from sheets_bridge.kakao import Connection, Host, Level
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page, Source
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

_SCOPE = "keyword_management"
_LONGEST_DAYS = 31
_PRODUCT = "키워드광고"
_REST = "(소재로 나뉘지 않은 비용)"
_DEVICES = ("DEVICE", "")
"""Ways to ask: by device, and where that is not taken without."""
_CAMPAIGNS = Level("campaign", "campaigns")
_GROUPS = Level("group", "adGroups", below="campaignId")
_CREATIVES = Level("ad", "creatives", below="adGroupId")
_KEYWORDS = Level("keyword", "keywords", below="adGroupId", called="text")

_HOST = Host(
    endpoint="kakao_keyword",
    address="https://api.keywordad.kakao.com",
    root="/openapi/v1",
    label="Kakao Keyword Ad",
    groups="metricsGroups",
    not_allowed=say(
        "Turn the app into a Biz app at Kakao Developers, set up keyword_management under [비즈니스 인증] → "
        "[동의항목], and sign up to Kakao Keyword Ad with the account that agrees; then connect again."
    ),
)
_GUIDE = say(
    "Keyword Ad needs no review. Make an app at developers.kakao.com, turn it into a Biz app ([앱] → [일반] → "
    "비즈니스 정보), set up keyword_management under [비즈니스 인증] → [동의항목] and register a business redirect URI "
    "under [앱] → [플랫폼 키]. Then agree as master or member of the ad account, identity-verified. There is no "
    "read-only right: keyword_management could also change ads; sheets_bridge only reads."
)


def _read_ads(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    number, window = pull.shop_no, step.window
    # The total first: what is counted in between would else look like something left over.
    whole = kakao.by_day(kakao.report(connection, number, "adAccounts", window))
    seen: list[Record] = []
    for rows in _of_campaigns(connection, number, window, "creatives", _CREATIVES):
        seen += ({"day": day, **figures} for day, figures in kakao.by_day(rows).items())
        yield rows
    yield [kakao.account_row(day, left, _REST, _PRODUCT) for day, left in kakao.rest(whole, kakao.by_day(seen))]


def _read_keywords(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    yield from _of_campaigns(connection, pull.shop_no, step.window, "keywords", _KEYWORDS)


def _of_campaigns(
    connection: Connection, number: int, window: Window, path: str, lowest: Level
) -> Iterator[list[Record]]:
    """The rows of each campaign: a report must be told which one (reference §6; how many it takes nobody says)."""
    for campaign in kakao.under(connection, number, _CAMPAIGNS):
        rows = kakao.summed(_report(connection, number, window, path, campaign))
        named = kakao.named(connection, number, rows, (_CAMPAIGNS, _GROUPS, lowest))
        yield [{**row, "level": AD, "product": _PRODUCT} for row in named]


def _report(connection: Connection, number: int, window: Window, path: str, campaign: str) -> Sequence[Record]:
    def ask(dimension: str) -> Sequence[Record]:
        return kakao.report(connection, number, path, window, campaignId=campaign, dimension=dimension)

    return kakao.first_accepted(connection, (path, number), _DEVICES, ask)


_stream = partial(kakao.stream, scope=_SCOPE, longest=_LONGEST_DAYS)

SOURCE = Source(
    id="kakao_keyword",
    label="Kakao Keyword Ad",
    endpoints={_HOST.endpoint: _HOST.address, **kakao.ENDPOINTS},
    connect=partial(kakao.connect, _HOST),
    shops=kakao.shops,
    keys=kakao.consent_keys(_SCOPE, _GUIDE, kakao.token_ends),
    streams={
        "ads": _stream("ads", "카카오 키워드광고 소재", AD_STATS, _read_ads),
        "keywords": _stream("keywords", "카카오 키워드광고 키워드", AD_KEYWORD_STATS, _read_keywords),
    },
)
