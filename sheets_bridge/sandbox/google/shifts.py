"""How rows and columns that are inserted, deleted or moved carry along whatever is tied to them."""

from dataclasses import dataclass
from typing import Any

_OPEN = 1 << 40
_KEYS = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}


@dataclass(frozen=True, slots=True)
class Inserted:
    """`count` new rows or columns stand from `at` on."""

    dimension: str
    at: int
    count: int

    def interval(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start` to `end` is afterwards; a span that is cut by the insertion grows."""
        moved = start + self.count if start >= self.at else start
        return moved, (end + self.count if end > self.at else end)


@dataclass(frozen=True, slots=True)
class Deleted:
    """The rows or columns from `start` to `end` are gone."""

    dimension: str
    start: int
    end: int

    def interval(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start` to `end` is afterwards; None where nothing of it is left."""
        left, right = self._point(start), self._point(end)
        return (left, right) if right > left else None

    def _point(self, index: int) -> int:
        return index - max(0, min(index, self.end) - self.start)


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows or columns from `start` to `end` now stand before what was at `target` (counted before the move)."""

    dimension: str
    start: int
    end: int
    target: int

    def interval(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start` to `end` is afterwards: with the moved block if all of it moved, else where its rest is."""
        count = self.end - self.start
        landing = self.target if self.target <= self.start else self.target - count
        if self.start <= start and end <= self.end:
            return start + landing - self.start, end + landing - self.start
        rest = Deleted(self.dimension, self.start, self.end).interval(start, end)
        return Inserted(self.dimension, landing, count).interval(*rest) if rest else None


@dataclass(frozen=True, slots=True)
class Banded:
    """A shift of only the cells between `first` and `last` of the other dimension: ranges inside that band follow."""

    shift: Inserted | Deleted
    first: int
    last: int

    @property
    def dimension(self) -> str:
        """The dimension that is shifted."""
        return self.shift.dimension

    def interval(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start` to `end` is afterwards; None where nothing of it is left."""
        return self.shift.interval(start, end)

    def holds(self, grid_range: dict[str, Any]) -> bool:
        """Whether a range lies in the band as a whole."""
        start, end = _KEYS["COLUMNS" if self.dimension == "ROWS" else "ROWS"]
        return bool(self.first <= grid_range.get(start, 0) and grid_range.get(end, _OPEN) <= self.last)


Shift = Inserted | Deleted | Moved | Banded


def follow_range(grid_range: dict[str, Any], shift: Shift) -> dict[str, Any] | None:
    """A GridRange after the shift; None where all of it was deleted. Open ends stay open."""
    first, last = _KEYS[shift.dimension]
    if isinstance(shift, Banded) and not shift.holds(grid_range):
        return grid_range
    if first not in grid_range and last not in grid_range:
        return grid_range
    found = shift.interval(grid_range.get(first, 0), grid_range.get(last, _OPEN))
    if found is None:
        return None
    followed = dict(grid_range)
    if first in grid_range or found[0]:
        followed[first] = found[0]
    if last in grid_range:
        followed[last] = found[1]
    return followed


def follow_ranges(ranges: list[dict[str, Any]], shift: Shift) -> list[dict[str, Any]]:
    """Those of several GridRanges that live on, each after the shift."""
    followed = (follow_range(one, shift) for one in ranges)
    return [one for one in followed if one is not None]


def follow_dimension(span: dict[str, Any], shift: Shift) -> dict[str, Any] | None:
    """A DimensionRange after the shift; None where all of it was deleted."""
    if span.get("dimension") != shift.dimension:
        return span
    found = shift.interval(span["startIndex"], span["endIndex"])
    return None if found is None else {**span, "startIndex": found[0], "endIndex": found[1]}
