"""How each of Kakao's two ad APIs spells what both of them say (reference §5.2, §6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.sandbox.ad_market import Medium
from sheets_bridge.sandbox.kakao_ads.refusal import Refusal
from sheets_bridge.sandbox.kakao_ads.sums import Sums
from sheets_bridge.sandbox.story.campaigns import Placement

Metrics = Callable[[Sums], Mapping[str, Any]]


def ad_id(placement: Placement) -> str:
    """The ad's id."""
    return placement.ad.ad_id


def keyword_id(placement: Placement) -> str:
    """The keyword's id; empty where an ad is shown for none."""
    return placement.keyword.keyword_id if placement.keyword else ""


@dataclass(frozen=True)
class Grain:
    """A level of a report: the keys of the ids its rows are named by, from the account down (empty: not told)."""

    keys: Sequence[str]
    lowest: Callable[[Placement], str] = ad_id


@dataclass(frozen=True)
class Dimension:
    """A way to cut the days: the key that names a part, and the names of the parts, for PCs and for phones."""

    key: str = ""
    pc: Sequence[str] = ("",)
    mobile: Sequence[str] = ("",)


@dataclass(frozen=True)
class Report:
    """One report: its own level, the parameter and the largest number of the ids it takes, where those stand among a
    row's ids, and the seconds that must lie between two calls."""

    level: str
    ids: str = ""
    most: int = 0
    at: int = 0
    needed: bool = True
    seconds: float = 5.0


@dataclass(frozen=True)
class Wire:
    """One API. `levels` run from the account down; `dimensions` are those the pretend API can tell."""

    medium: Medium
    version: str
    own_code: int
    """The code of errors of this API's own making."""
    own_name: str
    groups: str
    """The name of the parameter that lists the groups of metrics."""
    groups_needed: bool
    metrics: Mapping[str, Metrics]
    """The groups of metrics; of a metric in several, the last group's stands."""
    levels: Mapping[str, Grain]
    reports: Mapping[str, Report]
    dimensions: Mapping[str, Dimension]
    units: Sequence[str]
    """The values of timeUnit, the usual one first."""
    frame: Mapping[str, Any] = field(default_factory=dict)
    """What stands beside the data of an answer."""

    def own(self, status: int, text: str, detail: int = 0) -> Refusal:
        """A refusal of this API's own making."""
        extras = {"detailCode": detail, "detailMsg": text} if detail else {"detailMsg": text}
        return Refusal(status, self.own_code, self.own_name, extras=extras)
