"""Functions of whole ranges: sums, counts, places, sorting, filtering. Each is given its operands as they are."""

from collections.abc import Callable, Iterator, Sequence
from functools import cmp_to_key

from ..cells import Plain, number
from .criteria import matcher
from .operands import (
    Array,
    Cell,
    Fault,
    Operand,
    Wrong,
    amount,
    array,
    cells,
    first,
    is_number,
    ordered,
    sound,
    truth,
    whole,
    words,
)

_NOT_THERE = Fault("N_A")


def _numbers(given: Sequence[Operand]) -> list[float]:
    """The numbers among them: in ranges all else is passed over, a single text has to read as one."""
    found: list[float] = []
    for one in given:
        if isinstance(one, Array):
            found += [cell for cell in map(sound, one.cells) if is_number(cell)]  # type: ignore[misc]
        elif one is not None:
            found.append(amount(one))
    return found


def _average(*given: Operand) -> Cell:
    found = _numbers(given)
    if not found:
        raise Wrong("DIVIDE_BY_ZERO")
    return number(sum(found) / len(found))


def _counted(*given: Operand) -> int:
    return sum(is_number(cell) for one in given for cell in cells(one))


def _filled(*given: Operand) -> int:
    return sum(cell is not None for one in given for cell in cells(one))


def _nth(value: Operand, place: Operand, *, largest: bool) -> Cell:
    found, at = sorted(_numbers([array(value)]), reverse=largest), whole(first(place))
    if not 0 < at <= len(found):
        raise Wrong("NUM")
    return number(found[at - 1])


def _fits(given: Sequence[Operand]) -> list[bool]:
    """For each cell whether it meets all criteria; `given` are ranges, each with its criterion."""
    pairs = list(zip(given[::2], given[1::2], strict=True))
    length = len(cells(pairs[0][0]))
    found = [True] * length
    for where, criterion in pairs:
        if len(cells(where)) != length:
            raise Wrong("VALUE")
        test = matcher(sound(first(criterion)))
        found = [so_far and not isinstance(cell, Fault) and test(cell)
                 for so_far, cell in zip(found, cells(where), strict=True)]  # fmt: skip
    return found


def _sum_of(values: Operand, chosen: Sequence[bool]) -> Cell:
    if len(cells(values)) != len(chosen):
        raise Wrong("VALUE")
    found = [sound(cell) for cell, wanted in zip(cells(values), chosen, strict=True) if wanted]
    return number(sum(cell for cell in found if is_number(cell)))  # type: ignore[misc]


def _sumif(where: Operand, criterion: Operand, values: Operand = None) -> Cell:
    return _sum_of(where if values is None else values, _fits([where, criterion]))


def _averageifs(values: Operand, *given: Operand) -> Cell:
    chosen = _fits(given)
    found = [cell for cell, wanted in zip(cells(values), chosen, strict=True) if wanted and is_number(cell)]
    return _average(Array([(cell,) for cell in found]))


def _products(*given: Operand) -> Cell:
    sizes = {(array(one).height, array(one).width) for one in given}
    if len(sizes) > 1:
        raise Wrong("VALUE")
    total = 0.0
    for at in zip(*(cells(one) for one in given), strict=True):
        product = 1.0
        for cell in map(sound, at):
            product *= cell if is_number(cell) else 0  # type: ignore[operator]
        total += product
    return number(total)


def _joined(delimiter: Operand, skips: Operand, *given: Operand) -> str:
    found = [words(cell) for one in given for cell in cells(one)]
    return words(first(delimiter)).join(text for text in found if text or not truth(first(skips)))


def _index(value: Operand, row: Operand = 0, column: Operand = 0) -> Operand:
    found = array(value)
    at, over = whole(first(row)), whole(first(column))
    if found.height == 1 and found.width > 1 and not over and at:
        at, over = 1, at
    if not (0 <= at <= found.height and 0 <= over <= found.width):
        raise Wrong("NUM")
    rows = found.rows[at - 1 : at] if at else found.rows
    cut = [row[over - 1 : over] for row in rows] if over else rows
    return cut[0][0] if len(cut) == 1 and len(cut[0]) == 1 else Array(cut)


def _match(what: Operand, where: Operand, kind: Operand = 1) -> int:
    sought, places, how = first(what), cells(where), whole(first(kind))
    if how == 0:
        return _exactly(sought, places) + 1
    fitting = [at for at, cell in enumerate(places) if _same_kind(cell, sought) and how * ordered(cell, sought) <= 0]
    if not fitting:
        raise Wrong("N_A")
    return fitting[-1] + 1


def _exactly(sought: Cell, places: Sequence[Cell]) -> int:
    sound(sought)
    for at, cell in enumerate(places):
        if cell is not None and _same_kind(cell, sought) and ordered(cell, sought) == 0:
            return at
    raise Wrong("N_A")


def _same_kind(cell: Cell, other: Cell) -> bool:
    if isinstance(cell, Fault) or cell is None:
        return False
    return is_number(cell) == is_number(other) and isinstance(cell, str) == isinstance(other, str)


def _vlookup(what: Operand, where: Operand, column: Operand, is_sorted: Operand = True) -> Cell:
    found, over = array(where), whole(first(column))
    if not 0 < over <= found.width:
        raise Wrong("VALUE" if over < 1 else "REF")
    keys = Array([(row[0],) for row in found.rows])
    at = _match(what, keys, 1 if truth(first(is_sorted)) else 0)
    return found.rows[at - 1][over - 1]


def _xlookup(what: Operand, where: Operand, values: Operand, missing: Operand = _NOT_THERE, *_: Operand) -> Operand:
    try:
        at = _exactly(first(what), cells(where))
    except Wrong as wrong:
        if wrong.code != "N_A":
            raise
        return missing
    return _index(values, at + 1) if array(values).width == 1 or array(values).height > 1 else _index(values, 0, at + 1)


def _filter(value: Operand, *conditions: Operand) -> Array:
    found = array(value)
    if any(isinstance(one, Array) and one.height == 1 < one.width == found.width for one in conditions):
        return _upright(_filter(_upright(found), *(_upright(array(one)) for one in conditions)))
    chosen = [True] * found.height
    for one in conditions:
        if len(cells(one)) != found.height:
            raise Wrong("N_A")
        chosen = [so_far and _true(cell) for so_far, cell in zip(chosen, cells(one), strict=True)]
    rows = [row for row, wanted in zip(found.rows, chosen, strict=True) if wanted]
    if not rows:
        raise Wrong("N_A")
    return Array(rows)


def _true(cell: Cell) -> bool:
    return not isinstance(cell, Fault | str) and bool(cell)


def _upright(value: Array) -> Array:
    return Array(list(zip(*value.rows, strict=True)))


def _unique(value: Operand, *_: Operand) -> Array:
    seen: dict[tuple[object, ...], Sequence[Cell]] = {}
    for row in array(value).rows:
        seen.setdefault(tuple(cell.casefold() if isinstance(cell, str) else cell for cell in row), row)
    return Array(list(seen.values()))


def _sort(value: Operand, *by: Operand) -> Array:
    found = array(value)
    given = list(by) or [1, True]
    rows = list(range(found.height))
    for key, upwards in reversed(list(zip(given[::2], given[1::2], strict=False))):
        column = _key(found, key)
        filled = [at for at in rows if column[at] not in (None, "")]
        less = cmp_to_key(lambda one, other, column=column: ordered(column[one], column[other]))  # type: ignore[misc]
        filled.sort(key=less, reverse=not truth(first(upwards)))
        rows = [*filled, *(at for at in rows if column[at] in (None, ""))]
    return Array([found.rows[at] for at in rows])


def _key(found: Array, key: Operand) -> list[Cell]:
    if isinstance(key, Array) and key.height == found.height > 1:
        return key.cells
    at = whole(first(key))
    if not 0 < at <= found.width:
        raise Wrong("VALUE")
    return [row[at - 1] for row in found.rows]


def _sortn(value: Operand, count: Operand = 1, _ties: Operand = 0, *by: Operand) -> Array:
    return Array(_sort(value, *by).rows[: whole(first(count))])


def _sequence(rows: Operand, columns: Operand = 1, start: Operand = 1, step: Operand = 1) -> Array:
    height, width = whole(first(rows)), whole(first(columns))
    begin, by = amount(first(start)), amount(first(step))
    return Array([[number(begin + by * (row * width + column)) for column in range(width)] for row in range(height)])


def _all(given: Sequence[Operand]) -> Iterator[bool]:
    for one in given:
        if isinstance(one, Array):
            yield from (truth(cell) for cell in map(sound, one.cells) if cell is not None and not isinstance(cell, str))
        else:
            yield truth(one)


def _least(found: Sequence[float]) -> Plain:
    return number(min(found)) if found else 0


def _most(found: Sequence[float]) -> Plain:
    return number(max(found)) if found else 0


ARRAYS: dict[str, Callable[..., Operand]] = {
    "SUM": lambda *given: number(sum(_numbers(given))),
    "AVERAGE": _average,
    "COUNT": _counted,
    "COUNTA": _filled,
    "COUNTBLANK": lambda value: sum(cell in (None, "") for cell in cells(value)),
    "MIN": lambda *given: _least(_numbers(given)),
    "MAX": lambda *given: _most(_numbers(given)),
    "LARGE": lambda value, place: _nth(value, place, largest=True),
    "SMALL": lambda value, place: _nth(value, place, largest=False),
    "SUMIF": _sumif,
    "SUMIFS": lambda values, *given: _sum_of(values, _fits(given)),
    "COUNTIF": lambda *given: sum(_fits(given)),
    "COUNTIFS": lambda *given: sum(_fits(given)),
    "AVERAGEIFS": _averageifs,
    "SUMPRODUCT": _products,
    "AND": lambda *given: all(_all(given)),
    "OR": lambda *given: any(_all(given)),
    "CONCATENATE": lambda *given: "".join(words(cell) for one in given for cell in cells(one)),
    "TEXTJOIN": _joined,
    "JOIN": lambda delimiter, *given: _joined(delimiter, False, *given),
    "INDEX": _index,
    "MATCH": _match,
    "VLOOKUP": _vlookup,
    "XLOOKUP": _xlookup,
    "ROWS": lambda value: array(value).height,
    "COLUMNS": lambda value: array(value).width,
    "FILTER": _filter,
    "UNIQUE": _unique,
    "SORT": _sort,
    "SORTN": _sortn,
    "TRANSPOSE": lambda value: _upright(array(value)),
    "SEQUENCE": _sequence,
}
IN_ARRAYS = {"FILTER", "SORT", "SORTN", "SUMPRODUCT", "ARRAYFORMULA", "INDEX"}
"""Inside these, what is of single values is worked out at each place of a range."""
