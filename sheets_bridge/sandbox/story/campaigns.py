"""What an advertising campaign of the pretend brand is, down to its ads and the address each click lands on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote_plus

from sheets_bridge.sandbox.story.demand import sale_day

MEDIA = ("naver", "meta", "google", "kakao")


@dataclass(frozen=True)
class Keyword:
    """A search word the brand bids on."""

    keyword_id: str
    text: str


@dataclass(frozen=True)
class Ad:
    """One ad. `landing` is the address as the brand typed it, mistakes included; the medium fills in `{campaign}`,
    `{group}`, `{ad}` and `{keyword}` at each click."""

    ad_id: str
    name: str
    landing: str
    weight: float = 1.0


@dataclass(frozen=True)
class AdGroup:
    """Ads shown for the same keywords (none on display media)."""

    group_id: str
    name: str
    ads: tuple[Ad, ...]
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True)
class Campaign:
    """One campaign of one shop at one medium; money in the currency of the shop."""

    campaign_id: str
    medium: str
    """naver, meta, google or kakao."""
    ad_product: str
    name: str
    shop_no: int
    daily_budget: int
    groups: tuple[AdGroup, ...]
    pull: float
    """Visits it brings on a day it runs, beside the pulls of all other origins of the shop."""
    buys: float
    """Orders per visit, as a multiple of the shop's own."""
    mobile: float
    """Share of its visits on phones."""
    referrers: tuple[str, str]
    """Where its visits come from, on a PC and on a phone (without scheme; empty: the app tells nothing)."""
    engine: str = ""
    runs: str = "always"

    def running(self, seed: int, day: date) -> bool:
        """Tell whether the campaign is switched on on `day`."""
        return _RUNS[self.runs](seed, day)

    def places(self) -> Iterator["Placement"]:
        """Every ad with every keyword it is shown for."""
        for group in self.groups:
            for ad in group.ads:
                for keyword in group.keywords or (None,):
                    yield Placement(self, group, ad, keyword)


@dataclass(frozen=True)
class Placement:
    """An ad as it is shown: the grain at which media count impressions, clicks and cost."""

    campaign: Campaign
    group: AdGroup
    ad: Ad
    keyword: Keyword | None

    @property
    def landing(self) -> str:
        """The address its clicks arrive at."""
        filled = self.ad.landing
        for macro, value in (
            ("{campaign}", self.campaign.campaign_id),
            ("{group}", self.group.group_id),
            ("{ad}", self.ad.ad_id),
            ("{keyword}", quote_plus(self.keyword.text) if self.keyword else ""),
        ):
            filled = filled.replace(macro, value)
        return filled


_RUNS: Mapping[str, Callable[[int, date], bool]] = {
    "always": lambda _, __: True,
    "sales": sale_day,
    "workdays": lambda _, day: day.weekday() < 5,
    "fortnights": lambda _, day: day.toordinal() // 14 % 2 == 0,
}
