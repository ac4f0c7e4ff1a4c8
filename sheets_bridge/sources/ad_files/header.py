"""Which line of a file is its header, which medium it is of, and which column is what. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.as_written import plain
from sheets_bridge.errors import DataRejected
from sheets_bridge.grids import Lines, shown
from sheets_bridge.messages import say
from sheets_bridge.source import Dropped, UnknownHeader
from sheets_bridge.sources.ad_files import layouts
from sheets_bridge.sources.ad_files.layouts import COLUMNS, PERIOD_START, WORDS, Layout

_FIRST_LINES = 30
_LEAST = 3
"""So many cells at least has a header that we would ask about."""


@dataclass(frozen=True)
class Header:
    """A file understood: where its header stands, whose it is, and which column is where."""

    lines: Lines
    top: int
    layout: Layout | None
    """None where each line names its medium."""
    places: Mapping[str, int]

    @property
    def cells(self) -> Sequence[str]:
        """The header's own cells."""
        return self.lines[self.top]


@dataclass(frozen=True)
class _Line:
    """A line that may be the header."""

    lines: Lines
    top: int
    layout: Layout | None
    places: Mapping[str, int]

    @property
    def enough(self) -> bool:
        """Whether it tells days and costs, without which nothing can be said."""
        return "cost" in self.places and ("date" in self.places or PERIOD_START in self.places)


def find(file: Dropped) -> Header:
    """The header of a file.

    Raises: UnknownHeader naming its columns, with those that are known; DataRejected where it has no table, or no
    medium.
    """
    said = {layouts.header(header): word for header, word in file.columns.items()}
    tried: list[Lines] = []
    best: _Line | None = None
    for lines in file.readings():
        tried.append(lines)
        for line in _candidates(lines, file.folder, said):
            if best is None or (line.enough, len(line.places)) > (best.enough, len(best.places)):
                best = line
    if best is None or (not best.places and not _looks_like_one(best)):
        raise DataRejected(say("expected a table with a day and a cost a line; found: {found}", found=shown(tried)))
    if not best.enough:
        raise _unknown(best)
    if best.layout is None and "medium" not in best.places:
        raise DataRejected(say("of which medium? Move it into a folder of the medium's name beside: {folders}, or any "
                               "other name.", folders=[one.id for one in layouts.LAYOUTS]))  # fmt: skip
    return Header(best.lines, best.top, best.layout, best.places)


def _candidates(lines: Lines, folder: str, said: Mapping[str, str]) -> Iterator[_Line]:
    for top, line in enumerate(lines[:_FIRST_LINES]):
        if sum(bool(cell.strip()) for cell in line) < _LEAST - 1:
            continue
        names = [layouts.header(cell) for cell in line]
        above = plain(" ".join(cell for before in lines[:top] for cell in before))
        layout = _layout(folder, frozenset(names), above)
        yield _Line(lines, top, layout, _places(names, layout, said))


def _layout(folder: str, names: frozenset[str], above: str) -> Layout | None:
    if folder:
        return layouts.by_name(folder) or layouts.generic(folder)
    return layouts.by_header(names, above)


def _places(names: Sequence[str], layout: Layout | None, said: Mapping[str, str]) -> dict[str, int]:
    """Column → where it stands; of several headers it is known by, the best. What somebody said goes first."""
    places = {word: at for at, name in enumerate(names) if (word := said.get(name))}
    own = layout.words if layout else {}
    for column, words in WORDS.items():
        known = (names.index(word) for word in (*words, *own.get(column, ())) if word in names and word not in said)
        if column not in places and (at := next(known, None)) is not None:
            places[column] = at
    return places


def _looks_like_one(line: _Line) -> bool:
    cells = [cell for cell in line.lines[line.top] if cell.strip()]
    return len(cells) >= _LEAST and not any(any(sign.isdigit() for sign in cell) for cell in cells)


def _unknown(line: _Line) -> UnknownHeader:
    by_place = {at: column for column, at in line.places.items()}
    cells = [" ".join(cell.split()) for cell in line.lines[line.top]]
    headers = {cell: by_place.get(at, "") for at, cell in enumerate(cells) if cell}
    wanted = [] if "cost" in line.places else [COLUMNS["cost"]]
    if not {"date", PERIOD_START} & line.places.keys():
        wanted.append(COLUMNS["date"])
    problem = say("expected the columns {wanted}, found no such header among: {found}.",
                  wanted=wanted, found=list(headers))  # fmt: skip
    return UnknownHeader(problem, headers)
