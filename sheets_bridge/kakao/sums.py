"""Figures added up: rows that are one for us, days, and what an account paid for beyond the ads it tells of. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sheets_bridge.ads.media import ANY_DEVICE, BLANK
from sheets_bridge.model import Record

_NAMED = ("day", "campaign", "group", "ad", "keyword", "device")
_FIGURES = ("imp", "click", "cost", "bought", "worth")

T = TypeVar("T")

Sums = Mapping[str, Mapping[str, float]]
"""Day → figures."""

ACCOUNT = "광고계정"
"""What the rest of an account stands for in `level`."""


def summed(rows: Iterable[Record]) -> list[Record]:
    """The rows, those of one name in one (a phone is ANDROID or IOS at Kakao's); what did nothing is left out."""
    return [row for row in _added(rows, _NAMED) if any(row[name] for name in _FIGURES)]


def by_day(rows: Iterable[Record]) -> Sums:
    """All figures of each day."""
    return {row["day"]: {name: row[name] for name in _FIGURES} for row in _added(rows, ("day",))}


def rest(whole: Sums, parts: Sums) -> Iterable[tuple[str, Mapping[str, float]]]:
    """(day, figures) for each day of which the whole cost more than its parts.

    Costs of message ads are in an account's total and in no campaign's (reference §5.2); nor do reports tell of
    campaigns that lists have no longer.
    """
    nothing = dict.fromkeys(_FIGURES, 0.0)
    for day, of_whole in whole.items():
        of_parts = parts.get(day, nothing)
        left = {name: max(0.0, of_whole[name] - of_parts[name]) for name in _FIGURES}
        if left["cost"] > 0:
            yield day, left


def cut(whole: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """It in pieces of `size`, the last one shorter."""
    return (whole[at : at + size] for at in range(0, len(whole), size))


def account_row(day: str, left: Mapping[str, float], name: str, product: str) -> Record:
    """The row that stands for what is left of an account's day."""
    ids = dict.fromkeys(("campaign", "group", "ad", "keyword"), BLANK)
    named = {"level": ACCOUNT, "campaign_name": name, "product": product}
    return {"day": day, **ids, "device": ANY_DEVICE, **named, **left}


def _added(rows: Iterable[Record], by: Sequence[str]) -> Iterable[Record]:
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        have = sums.setdefault(tuple(row[name] for name in by), {**row, **dict.fromkeys(_FIGURES, 0)})
        for name in _FIGURES:
            have[name] += row[name]
    return sums.values()
