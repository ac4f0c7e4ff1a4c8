"""A sequence kept as runs of equal values, so that a format of 300,000 rows costs as much as one of a single row."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Generic, TypeVar

T = TypeVar("T")


class Runs(Generic[T]):
    """An immutable sequence; every change gives a new one, so copies of a sheet may share it."""

    __slots__ = ("_ends", "_values")

    def __init__(self, pieces: Iterable[tuple[int, T]]) -> None:
        """`pieces`: pairs of length and value; empty ones are dropped and equal neighbours joined."""
        self._ends: list[int] = []
        self._values: list[T] = []
        end = 0
        for length, value in pieces:
            if length <= 0:
                continue
            end += length
            if self._values and self._values[-1] == value:
                self._ends[-1] = end
            else:
                self._ends.append(end)
                self._values.append(value)

    @classmethod
    def pack(cls, values: Iterable[T]) -> "Runs[T]":
        """The runs of a plain sequence."""
        return cls((sum(1 for _ in group), value) for value, group in groupby(values))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def at(self, index: int) -> T:
        """The value at `index`, which must be inside."""
        return self._values[bisect_right(self._ends, index)]

    def distinct(self) -> list[T]:
        """The value of every run, in order."""
        return self._values

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, T]]:
        """Pairs of length and value that cover `start` (inside) to `end` (outside)."""
        index = bisect_right(self._ends, start)
        while start < end:
            stop = min(self._ends[index], end)
            yield stop - start, self._values[index]
            start, index = stop, index + 1

    def spread(self, start: int, end: int) -> list[T]:
        """The plain values from `start` (inside) to `end` (outside)."""
        values: list[T] = []
        for length, value in self.pieces(start, end):
            values.extend([value] * length)
        return values

    def cut(self, start: int, end: int) -> "Runs[T]":
        """The part from `start` (inside) to `end` (outside)."""
        return Runs(self.pieces(start, end))

    def splice(self, start: int, end: int, middle: "Runs[T]") -> "Runs[T]":
        """The sequence with `middle` in the place of `start` to `end`."""
        total = len(self)
        return Runs(
            [*self.pieces(0, start), *middle.pieces(0, len(middle)), *self.pieces(min(end, total), total)],
        )

    def changed(self, start: int, end: int, change: Callable[[T], T]) -> "Runs[T]":
        """The sequence with `change` applied to `start` to `end`, once per run."""
        return self.splice(start, end, Runs((length, change(value)) for length, value in self.pieces(start, end)))
