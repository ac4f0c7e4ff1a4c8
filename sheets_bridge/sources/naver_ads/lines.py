"""A day's reports, AD and AD_CONVERSION, summed by ad and by keyword (reference: ad-media 1.3). Pure."""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from sheets_bridge import values
from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import Message, say

Kind = Literal["AD", "AD_CONVERSION"]
KINDS: tuple[Kind, ...] = ("AD", "AD_CONVERSION")
NONE = "-"
"""What stands where there is no keyword."""

_COLUMNS: Mapping[Kind, int] = {"AD": 14, "AD_CONVERSION": 13}
"""So many at least: more may come on the right, for which `fileVersion` exists."""
_PURCHASES = frozenset({"purchase", "1"})
"""Days before 2024-07-03 have the number."""

Key = tuple[str, str, str, str]
"""Campaign, ad group, ad or keyword, device."""


@dataclass(slots=True)
class Figures:
    """What is added up for one row."""

    impressions: int = 0
    clicks: int = 0
    cost: Decimal = Decimal(0)
    conversions: int = 0
    value: Decimal = Decimal(0)


def _rows() -> defaultdict[Key, Figures]:
    return defaultdict(Figures)


@dataclass(frozen=True)
class Summed:
    """What the reports of one day come to. Purchases may stand alone: they came days after their click."""

    ads: dict[Key, Figures] = field(default_factory=_rows)
    keywords: dict[Key, Figures] = field(default_factory=_rows)
    """Without what was found by no keyword: product ads."""


def summed(who: str, day: date, files: Mapping[Kind, bytes]) -> Summed:
    """Add the lines of both reports up, over media codes, and of conversions the purchases, direct or not.

    Raises: DataRejected for a line of a form we do not know, or of another day.
    """
    into = Summed()
    for kind, content in files.items():
        add = _ADDING[kind]
        for number, line in _lines(who, kind, day, content):
            try:
                add(into, line)
            except ValueError:
                raise _unknown(who, kind, day, say("no number in line {line}", line=number)) from None
    return into


def _lines(who: str, kind: Kind, day: date, content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """The number and the columns of each line. (A list of all would take the memory of the file several times.)"""
    least, of_day = _COLUMNS[kind], _OfDay(day)
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", errors="replace")
    for number, line in enumerate(text, start=1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) == 1 and not columns[0]:
            continue
        if len(columns) < least:
            raise _unknown(who, kind, day, _too_few(len(columns), least, number))
        if not of_day.holds(columns[0]):
            raise _unknown(who, kind, day, say("another day in line {line}", line=number))
        yield number, columns


class _OfDay:
    """Whether a line is of the day asked for: written `YYYYMMDD` as clients saw it, or in ISO 8601 as the spec says."""

    def __init__(self, day: date) -> None:
        self._day, self._right = day.isoformat(), f"{day:%Y%m%d}"

    def holds(self, text: str) -> bool:
        if text == self._right:
            return True
        try:
            same = values.day(text) == self._day
        except ValueError:
            return False
        self._right = text if same else self._right
        return same


def _add_shown(into: Summed, line: Sequence[str]) -> None:
    impressions, clicks, cost = _count(line[9]), _count(line[10]), _amount(line[11])
    for figures in _rows_of(into, line):
        figures.impressions += impressions
        figures.clicks += clicks
        figures.cost += cost


def _add_conversions(into: Summed, line: Sequence[str]) -> None:
    if line[10] not in _PURCHASES:
        return
    count, value = _count(line[11]), _amount(line[12])
    for figures in _rows_of(into, line):
        figures.conversions += count
        figures.value += value


_ADDING = {"AD": _add_shown, "AD_CONVERSION": _add_conversions}


def _rows_of(into: Summed, line: Sequence[str]) -> Iterator[Figures]:
    campaign, group, keyword, ad, device = line[2], line[3], line[4], line[5], line[8]
    yield into.ads[campaign, group, ad, device]
    if keyword != NONE:
        yield into.keywords[campaign, group, keyword, device]


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else values.integer(text) or 0


def _amount(text: str) -> Decimal:
    if not text:
        return Decimal(0)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError("expected a number") from None
    if not amount.is_finite():
        raise ValueError("expected a finite number")
    return amount


def _unknown(who: str, kind: Kind, day: date, found: Message) -> DataRejected:
    return DataRejected(say("Naver {who}: the report {kind} of {day} is of a form we do not know ({found}). Nothing of "
                            "that day was taken. Update sheets_bridge, or report it.", who=who, kind=kind, day=day,
                            found=found))  # fmt: skip


def _too_few(count: int, least: int, number: int) -> Message:
    return say("{count} columns in line {line} instead of {least}", count=count, line=number, least=least)
