"""Google's QUERY function: a query run over an array.

Evidence: Google's reference of the language and its published engine (github.com/google/google-visualization-java,
read 2026-11). Where the sheet is known to do otherwise than that engine, the sheet is followed: a column may be both
grouped by and counted, and a term may be selected twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..cells import Plain, number
from .query_conditions import kept
from .query_rules import check
from .query_terms import Aggregate, Call, Column, Literal, Query, Term, aggregates
from .query_text import read
from .query_values import Cells, settled, worked_out


def query(rows: Sequence[Sequence[Plain]], text: str, headers: int, letters: Sequence[str] = ()) -> list[list[Plain]]:
    """The rows that the query gives, below a header row if any column has a label; none at all is `#N/A` in a sheet.

    `headers` rows at the top make the labels; below 0 they are guessed. Columns go by `Col1`, `Col2`, … and by
    `letters`. Raises ValueError with Google's words for a query it refuses.
    """
    asked = read(text)
    columns = _columns(rows)
    top = headers if headers >= 0 else _guessed(columns)
    settled_columns = [settled(cells[top:]) for cells in columns]
    names = _names(len(columns), letters)
    kinds = {name: settled_columns[at][0] for name, at in names.items()}
    check(asked, kinds)
    shown = asked.select or tuple(map(Column, (letters or list(names))[: len(columns)]))
    known: dict[Term, Cells] = {Column(name): settled_columns[at][1] for name, at in names.items()}
    labels = {name: " ".join(map(_label, columns[at][:top])) for name, at in names.items()}
    header = [dict(asked.labels).get(term, _heading(term, labels)) for term in shown]
    found = _run(asked, shown, known, kinds, max(len(rows) - top, 0))
    return [*([list[Plain](header)] if any(header) else []), *found]


def _columns(rows: Sequence[Sequence[Plain]]) -> list[list[Plain]]:
    width = max(map(len, rows), default=0)
    if all(len(row) == width for row in rows):
        return [list(cells) for cells in zip(*rows, strict=True)]
    return [[row[at] if at < len(row) else None for row in rows] for at in range(width)]


def _names(width: int, letters: Sequence[str]) -> dict[str, int]:
    return {f"Col{at + 1}": at for at in range(width)} | {letter: at for at, letter in enumerate(letters[:width])}


def _guessed(columns: Sequence[Sequence[Plain]]) -> int:
    """One header row where texts stand above a column of another kind. How Google guesses is written nowhere."""
    tops = [cells[0] for cells in columns if cells]
    if not all(isinstance(one, str) for one in tops if one is not None):
        return 0
    return int(any(isinstance(cells[0], str) and settled(cells[1:])[0] != "text" for cells in columns if cells))


def _label(cell: Plain) -> str:
    return "" if cell is None else str(cell).upper() if isinstance(cell, bool) else str(cell)


def _heading(term: Term, labels: Mapping[str, str]) -> str:
    """The label Google makes: `sum 광고비`, `quotient(sum 매출sum 광고비)`, `product(광고비2())`."""
    match term:
        case Column(name):
            return labels[name]
        case Literal(_, written):
            return f"{written}()"
        case Aggregate(kind, of):
            return f"{kind} {labels[of.name]}"
        case Call(name, given):
            return f"{name}({''.join(_heading(one, labels) for one in given)})"


def _run(
    asked: Query, shown: Sequence[Term], known: dict[Term, Cells], kinds: Mapping[str, str], count: int
) -> list[list[Plain]]:
    if asked.where is not None:
        keeps = [at for at, keep in enumerate(kept(asked.where, known, kinds, count)) if keep]
        known, count = {term: _picked(cells, keeps) for term, cells in known.items()}, len(keeps)
    wanted = [one for term in shown for one in aggregates(term)]
    if wanted:
        known, count = _grouped(asked.group, dict.fromkeys(wanted), known, count)
    order = _order(asked, known, count)
    picked = order[asked.offset :] if asked.limit is None else order[asked.offset : asked.offset + asked.limit]
    cells = [_picked(worked_out(term, known, count), picked) for term in shown]
    return [[_plain(cell) for cell in row] for row in zip(*cells, strict=True)]


def _picked(cells: Cells, places: Sequence[int]) -> Cells:
    return [cells[at] for at in places]


def _plain(cell: Any) -> Plain:
    return number(cell) if isinstance(cell, float) else cell


def _order(asked: Query, known: Mapping[Term, Cells], count: int) -> list[int]:
    order = list(range(count))
    # The last key first: each sort keeps the order of the one before among equals.
    for term, descending in reversed(asked.order):
        cells = worked_out(term, known, count)
        order.sort(key=[_rank(cell) for cell in cells].__getitem__, reverse=descending)
    return order


def _rank(cell: Any) -> tuple[bool, Any]:
    """Blanks come before all values."""
    return (False, 0) if cell is None else (True, cell)


def _grouped(
    group: Sequence[Term], wanted: Mapping[Aggregate, Any], known: Mapping[Term, Cells], count: int
) -> tuple[dict[Term, Cells], int]:
    """What is known of the groups, in the order of their keys; without `group by` all rows, if any, are one group."""
    keys = [worked_out(term, known, count) for term in group]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for at, key in enumerate(zip(*keys, strict=True) if keys else [()] * count):
        groups.setdefault(key, []).append(at)
    order = sorted(groups, key=lambda key: tuple(map(_rank, key)))
    found: dict[Term, Cells] = {term: [key[at] for key in order] for at, term in enumerate(group)}
    for one in wanted:
        found[one] = list(_aggregated(one, known[one.of], [groups[key] for key in order]))
    return found, len(order)


def _aggregated(one: Aggregate, cells: Cells, groups: Sequence[Sequence[int]]) -> Iterator[Any]:
    total = _TOTALS[one.kind]
    for places in groups:
        there = [cell for cell in map(cells.__getitem__, places) if cell is not None]
        yield total(there) if there else 0 if one.kind == "count" else None


_TOTALS: Mapping[str, Callable[[list[Any]], Any]] = {
    "sum": sum,
    "count": len,
    "avg": lambda cells: sum(cells) / len(cells),
    "min": min,
    "max": max,
}
