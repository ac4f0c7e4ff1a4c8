"""The numbers of records: what a campaign has more than its ads, and purchases in place of all conversions. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sheets_bridge import values
from sheets_bridge.model import Record

_COUNTS = ("impressions", "clicks", "costMicros")
_CONVERSIONS = ("conversions", "conversionsValue")
_ALL = (*_COUNTS, *_CONVERSIONS)
_DECIMALS = 6
"""Parts of a conversion are told with so many: less is what is left of adding doubles."""

Key = tuple[str, ...]


def key(record: Record) -> Key:
    """What tells a record of one query from all others of it."""
    return (*_of_campaign(record), _text(record, "adGroup", "id"), _text(record, "adGroupAd", "ad", "id"),
            _text(record, "adGroupCriterion", "criterionId"))  # fmt: skip


def with_purchases(records: Iterable[Record], bought: Mapping[Key, Record]) -> list[Record]:
    """Records whose conversions are the purchases among them; `bought` are records of purchases by their key."""
    return [_replaced(record, bought.get(key(record))) for record in records]


class Remainder:
    """What campaigns have that none of their ads has: all of Performance Max, which has no ads at Google's grain."""

    def __init__(self, campaigns: Iterable[Record]) -> None:
        self._campaigns = {_of_campaign(record): record for record in campaigns}
        self._ads: dict[Key, list[float]] = defaultdict(lambda: [0.0] * len(_ALL))

    def take(self, ads: Iterable[Record]) -> None:
        """Count some records of ads."""
        for record in ads:
            sums = self._ads[_of_campaign(record)]
            for at, number in enumerate(_numbers(record)):
                sums[at] += number

    def left(self) -> list[Record]:
        """Records of campaigns with what is left of their numbers: never below 0, and none where nothing is left.

        Campaigns are asked before their ads, so what is counted meanwhile stands with the ads alone.
        """
        return list(self._left())

    def _left(self) -> Iterator[Record]:
        nothing = [0.0] * len(_ALL)
        for which, record in self._campaigns.items():
            pairs = zip(_numbers(record), self._ads.get(which, nothing), strict=True)
            rest = [max(0.0, round(whole - part, _DECIMALS)) for whole, part in pairs]
            if any(rest):
                yield {**record, "metrics": dict(zip(_ALL, rest, strict=True))}


def _of_campaign(record: Record) -> Key:
    return _text(record, "campaign", "id"), _text(record, "segments", "date"), _text(record, "segments", "device")


def _replaced(record: Record, bought: Record | None) -> Record:
    told = (bought or {}).get("metrics") or {}
    return {**record, "metrics": {**(record.get("metrics") or {}), **{one: told.get(one) for one in _CONVERSIONS}}}


def _numbers(record: Record) -> Sequence[float]:
    """In the order of `_ALL`; an absent metric is 0."""
    metrics = record.get("metrics") or {}
    return [values.money(metrics.get(name)) or 0.0 for name in _ALL]


def _text(record: Record, *names: str) -> str:
    found: Any = record
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return "" if found is None else str(found)
