"""Where visits come from: the campaigns, and everything nobody pays for."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from sheets_bridge.sandbox.story.campaign_list import CAMPAIGNS
from sheets_bridge.sandbox.story.campaigns import Placement
from sheets_bridge.sandbox.story.tags import Tag, tag_of

CHANNELS = ("naver", "meta", "google", "kakao", "organic", "direct", "referral", "sns")
"""The media that are paid, then what is not."""


@dataclass(frozen=True, eq=False)
class Origin:
    """One way into a shop; `pull` and `buys` as a campaign has them."""

    channel: str
    pull: float
    buys: float
    mobile: float
    referrers: tuple[str, str] = ("", "")
    """Address of the page before, on a PC and on a phone, without scheme; empty: nobody knows."""
    engine: str = ""
    word: str = ""
    """What was typed into the search engine."""
    landing: str = ""
    placement: Placement | None = None
    tag: Tag = field(init=False)

    def __post_init__(self) -> None:
        """Read the tag off the landing address once."""
        object.__setattr__(self, "tag", tag_of(self.landing))

    def referrer(self, *, mobile: bool) -> str:
        """The page before."""
        return self.referrers[mobile]


@dataclass(frozen=True)
class Mix:
    """The origins of a day with the cumulated weights of their visits and of their orders."""

    origins: Sequence[Origin]
    visits: Sequence[float]
    orders: Sequence[float]

    def of_a_visit(self, at: float) -> Origin:
        """The origin of a visit for a draw `at` in 0-1."""
        return self.origins[bisect(self.visits, at * self.visits[-1])]

    def of_an_order(self, at: float) -> Origin:
        """The origin of an order for a draw `at` in 0-1."""
        return self.origins[bisect(self.orders, at * self.orders[-1])]


DIRECT = Origin("direct", pull=17.0, buys=1.5, mobile=0.7)

_NAVER = ("search.naver.com/search.naver", "m.search.naver.com/search.naver")
_GOOGLE = ("www.google.com/", "www.google.com/")
_DAUM = ("search.daum.net/search", "m.search.daum.net/search")
_SNS = "https://moram-beauty.example/?utm_source=sns&utm_medium=profile&utm_campaign=insta_bio"


def _searched(engine: str, referrers: tuple[str, str], pull: float, *words: str) -> Iterable[Origin]:
    """Unpaid search results, the first words typed most."""
    for rank, word in enumerate(words, 1):
        yield Origin("organic", pull / rank, 1.0, 0.72, referrers, engine, word)


_KOREAN = (
    DIRECT,
    *_searched(
        "네이버", _NAVER, 5.0, "모람뷰티", "모람 토너 후기", "시카 토너 추천", "병풀 미스트", "쑥 에센스", "모람"
    ),
    *_searched("구글", _GOOGLE, 2.0, "모람뷰티", "moram beauty", "시카 토너"),
    *_searched("다음", _DAUM, 0.8, "모람뷰티", "수분 크림 추천"),
    Origin("organic", 2.0, 1.0, 0.7, _GOOGLE),  # Google keeps most words to itself
    Origin("referral", 3.0, 0.6, 0.8, ("blog.naver.com/", "m.blog.naver.com/")),
    Origin("referral", 1.2, 0.5, 0.8, ("cafe.naver.com/", "m.cafe.naver.com/")),
    Origin("referral", 0.6, 0.4, 0.5, ("reviews.example/moram", "reviews.example/moram")),
    Origin("sns", 4.0, 0.7, 0.97, ("instagram.com/", "l.instagram.com/"), landing=_SNS),
    Origin("sns", 1.5, 0.4, 0.6, ("www.youtube.com/", "m.youtube.com/")),
)
_ENGLISH = (
    Origin("direct", 16.0, 1.4, 0.55),
    *_searched("구글", _GOOGLE, 6.0, "moram beauty", "korean cica toner", "k-beauty sunscreen"),
    Origin("organic", 6.0, 1.0, 0.55, _GOOGLE),
    Origin("referral", 3.0, 0.6, 0.6, ("www.reddit.com/", "www.reddit.com/")),
    Origin("sns", 5.0, 0.6, 0.95, ("instagram.com/", "l.instagram.com/")),
)
_UNPAID = {1: _KOREAN, 2: _ENGLISH}


def _paid(placement: Placement, parts: float) -> Origin:
    campaign, keyword = placement.campaign, placement.keyword
    return Origin(
        channel=campaign.medium,
        pull=campaign.pull * placement.ad.weight / parts,
        buys=campaign.buys,
        mobile=campaign.mobile,
        referrers=campaign.referrers,
        engine=campaign.engine,
        word=keyword.text if keyword else "",
        landing=placement.landing,
        placement=placement,
    )


def _origins(shop_no: int) -> tuple[Origin, ...]:
    """Everything that ever leads into a shop."""
    places = [tuple(campaign.places()) for campaign in CAMPAIGNS if campaign.shop_no == shop_no]
    paid = (_paid(place, sum(one.ad.weight for one in places_)) for places_ in places for place in places_)
    return (*_UNPAID.get(shop_no, (DIRECT,)), *paid)


ORIGINS = {shop_no: _origins(shop_no) for shop_no in _UNPAID}
"""All origins of each shop, by its number."""


def mix_on(seed: int, shop_no: int, day: date) -> Mix:
    """The origins that lead into the shop on `day`: campaigns that are switched off do not."""
    origins = [one for one in ORIGINS[shop_no] if not one.placement or one.placement.campaign.running(seed, day)]
    return Mix(
        origins,
        tuple(accumulate(one.pull for one in origins)),
        tuple(accumulate(one.pull * one.buys for one in origins)),
    )
