"""Rows cut into calls of at most two megabytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from sheets_bridge.spreadsheet.areas import Area, runs
from sheets_bridge.spreadsheet.cells import Cell, same

CHUNK_BYTES = 2_000_000
"""Google recommends at most 2 MB a call."""

_ENVELOPE_BYTES = 300


class Line(NamedTuple):
    """One row of cells for one row of a sheet; None among the cells leaves a person's cell alone."""

    row: int
    id_: str
    cells: list[Cell]
    encoded: bytes


@dataclass(frozen=True)
class Span:
    """Where lines go on a sheet: its title, and the columns from our first to our last."""

    sheet_id: int
    title: str
    left: int
    right: int

    def area(self, first: int, last: int) -> Area:
        """Rows first..last, both included and counted from 1."""
        return Area(self.sheet_id, first - 1, last, self.left, self.right)


def line(row: int, id_: str, cells: list[Cell]) -> Line:
    """A line encoded once: its size decides the chunk, its bytes go into the call as they are."""
    return Line(row, id_, cells, orjson.dumps(cells))


def chunks(lines: Iterable[Line], span: Span, limit: int = CHUNK_BYTES) -> Iterator[list[Line]]:
    """Lines in order, as many to a chunk as an encoded call may hold. Only one chunk is in memory at a time."""
    chunk: list[Line] = []
    size, previous = _ENVELOPE_BYTES, 0
    range_bytes = len(span.title.encode()) + 80
    for one in lines:
        more = len(one.encoded) + 1 + (range_bytes if one.row != previous + 1 else 0)
        if chunk and size + more > limit:
            yield chunk
            chunk, size, more = [], _ENVELOPE_BYTES, len(one.encoded) + 1 + range_bytes
        chunk.append(one)
        size, previous = size + more, one.row
    if chunk:
        yield chunk


def call_body(chunk: Sequence[Line], span: Span) -> dict[str, Any]:
    """The values:batchUpdate of a chunk: RAW, its values asked back."""
    return {
        "valueInputOption": "RAW",
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "responseDateTimeRenderOption": "SERIAL_NUMBER",
        "data": [
            {
                "range": span.area(stretch[0].row, stretch[-1].row).a1(span.title),
                "majorDimension": "ROWS",
                "values": [orjson.Fragment(one.encoded) for one in stretch],
            }
            for stretch in stretches(chunk)
        ],
    }


def mismatched(chunk: Sequence[Line], answer: dict[str, Any], at: Sequence[int]) -> list[Line]:
    """The lines whose cells came back other than sent, judged by the cells at `at` (counted from the span's left)."""
    wrong: list[Line] = []
    for stretch, response in zip(stretches(chunk), answer.get("responses", ()), strict=True):
        values = response.get("updatedData", {}).get("values", [])
        values += [[]] * (len(stretch) - len(values))
        wrong += [one for one, got in zip(stretch, values, strict=False) if not _agrees(one.cells, got, at)]
    return wrong


def _agrees(sent: Sequence[Cell], got: Sequence[Cell], at: Sequence[int]) -> bool:
    if len(at) == len(sent):
        return same(sent, got)
    return same([sent[place] for place in at], [got[place] if place < len(got) else "" for place in at])


def stretches(chunk: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of a chunk cut where their rows do not follow each other."""
    found, start = [], 0
    for first, last in runs(one.row for one in chunk):
        found.append(chunk[start : start + last - first + 1])
        start += last - first + 1
    return found
