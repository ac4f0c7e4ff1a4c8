"""batchUpdate requests that put cells somewhere else: copyPaste, cutPaste, and what each paste type brings along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .a1 import Area, Reach
from .book import Book
from .cells import Formula, Value, result
from .drawn import box, overlap
from .formulas.following import copied
from .looks import Look, without_empty
from .protection import guard
from .runs import Runs
from .sheet import Json, Sheet

Cell = tuple[Value, Look]
Block = list[list[Cell]]


def _same(value: Value) -> Value:
    """What was entered: of a formula its text, nothing of what another one filled."""
    if isinstance(value, Formula):
        return Formula(value.text) if value.text else None
    return value


def _theirs(_: Look, theirs: Look) -> Look:
    return theirs


def _only(name: str) -> Callable[[Look, Look], Look]:
    """The look of the destination with one part of the source's."""

    def pasted(mine: Look, theirs: Look) -> Look:
        return without_empty({**(mine or {}), name: (theirs or {}).get(name)})

    return pasted


def _but_borders(mine: Look, theirs: Look) -> Look:
    """The look of the source with the borders of the destination."""
    own = {name: one for name, one in (theirs or {}).get("userEnteredFormat", {}).items() if name != "borders"}
    kept = (mine or {}).get("userEnteredFormat", {}).get("borders")
    return without_empty({**(theirs or {}), "userEnteredFormat": own | ({"borders": kept} if kept else {})})


@dataclass(frozen=True, slots=True)
class Paste:
    """What one paste type does: to values, to looks, and whether merges or conditional formats come along."""

    value: Callable[[Value], Value] | None = None
    look: Callable[[Look, Look], Look] | None = None
    merges: bool = False
    rules: bool = False


# The meanings are those of the discovery document.
_PASTES = {
    "PASTE_NORMAL": Paste(_same, _theirs, merges=True),
    "PASTE_NO_BORDERS": Paste(_same, _but_borders, merges=True),
    "PASTE_VALUES": Paste(result),
    "PASTE_FORMULA": Paste(_same),
    "PASTE_FORMAT": Paste(look=_only("userEnteredFormat")),
    "PASTE_DATA_VALIDATION": Paste(look=_only("dataValidation")),
    "PASTE_CONDITIONAL_FORMATTING": Paste(rules=True),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What lay on the source: its cells, its merges, and the rules of its tab with the parts that lie on it.

    Places are counted from the first cell of the source.
    """

    cells: Block
    merges: list[Area]
    rules: list[tuple[Json, list[Area]]]

    def transposed(self) -> "Taken":
        """The same with rows as columns."""
        cells = [list(column) for column in zip(*self.cells, strict=True)]
        rules = [(rule, [_turned(one) for one in parts]) for rule, parts in self.rules]
        return Taken(cells, [_turned(one) for one in self.merges], rules)


def _turned(area: Area) -> Area:
    return Area(area.left, area.top, area.right, area.bottom)


def copy_paste(book: Book, request: Json) -> Json:
    """copyPaste: the source is repeated to fill the destination."""
    origin, source = _cells_at(book, request.get("source") or {})
    found, destination = _cells_at(book, request.get("destination") or {})
    taken = _take(book.worked(origin), source)
    if request.get("pasteOrientation") == "TRANSPOSE":
        taken = taken.transposed()
    sheet = book.edit(found.id)
    target = _filled(sheet, destination, taken.cells)
    guard(book, sheet, target)
    _paste(sheet, target, taken, request.get("pasteType"), source)
    return {}


def cut_paste(book: Book, request: Json) -> Json:
    """cutPaste: the source is emptied and stands at the destination, as large as it was."""
    origin, source = _cells_at(book, request.get("source") or {})
    taken, kind = _take(book.worked(origin), source), request.get("pasteType")
    emptied = book.edit(origin.id)
    guard(book, emptied, source)
    emptied.grid.blank(source)
    if kind in (None, "PASTE_NORMAL"):
        _strip(emptied, source)
    found, top, left = book.coordinate(request.get("destination"))
    sheet = book.edit(found.id)
    area = Reach(top, left, top + source.height, left + source.width).clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    _paste(sheet, area, taken, kind)
    if kind in (None, "PASTE_NORMAL"):
        book.follow_cut(origin, source, sheet, top, left)
    return {}


def _strip(sheet: Sheet, area: Area) -> None:
    """Take the looks and merges of an area away."""
    nothing: Runs[Look] = Runs([(area.height, None)])
    for column in range(area.left, area.right):
        sheet.grid.looks[column] = sheet.grid.looks[column].splice(area.top, area.bottom, nothing)
    sheet.merges = [one for one in sheet.merges if not overlap(one, box(sheet, area))]


def _cells_at(book: Book, grid_range: Json) -> tuple[Sheet, Area]:
    sheet, reach = book.grid_range(grid_range)
    return sheet, reach.clip(sheet.grid.height, sheet.grid.width)


def _take(sheet: Sheet, area: Area) -> Taken:
    looks = [sheet.grid.looks[column].spread(area.top, area.bottom) for column in range(area.left, area.right)]
    cells = [
        [(sheet.grid.value(row, area.left + at), looks[at][row - area.top]) for at in range(area.width)]
        for row in range(area.top, area.bottom)
    ]
    parts = ((rule, list(_parts(sheet, rule["ranges"], area))) for rule in sheet.rules)
    return Taken(cells, list(_parts(sheet, sheet.merges, area)), [(rule, on) for rule, on in parts if on])


def _parts(sheet: Sheet, ranges: list[Json], area: Area) -> Iterator[Area]:
    """The parts of ranges of a tab that lie on an area, counted from its first cell."""
    for one in map(sheet.area, ranges):
        top, left = max(one.top, area.top), max(one.left, area.left)
        bottom, right = min(one.bottom, area.bottom), min(one.right, area.right)
        if top < bottom and left < right:
            yield Area(top - area.top, left - area.left, bottom - area.top, right - area.left)


def _filled(sheet: Sheet, area: Area, block: Block) -> Area:
    """The destination: at least one whole block, as many as fit, clipped by the grid."""
    tall, wide = len(block), len(block[0]) if block else 0
    height = max(area.height // tall, 1) * tall if tall else 0
    width = max(area.width // wide, 1) * wide if wide else 0
    return Reach(area.top, area.left, area.top + height, area.left + width).clip(sheet.grid.height, sheet.grid.width)


def _paste(sheet: Sheet, area: Area, taken: Taken, kind: str | None, copied_from: Area | None = None) -> None:
    paste = _PASTES.get(kind or "PASTE_NORMAL", _PASTES["PASTE_NORMAL"])
    if not taken.cells:
        return
    if paste.value:
        _paste_values(sheet, area, taken.cells, paste.value, copied_from)
    if paste.look:
        _paste_looks(sheet, area, taken.cells, paste.look)
    if paste.merges:
        kept = [one for one in sheet.merges if not overlap(one, box(sheet, area))]
        sheet.merges = [*kept, *(box(sheet, one) for one in _repeated(sheet, area, taken, taken.merges))]
    if paste.rules:
        _paste_rules(sheet, area, taken)


def _paste_values(
    sheet: Sheet, area: Area, block: Block, change: Callable[[Value], Value], copied_from: Area | None
) -> None:
    """The formulas of a copy point as far away as theirs did; what is cut out points where it did."""
    for row in range(area.top, area.bottom):
        place = (row - area.top) % len(block)
        cells = [change(block[place][at % len(block[place])][0]) for at in range(area.width)]
        if copied_from is not None:
            down = row - copied_from.top - place
            across = [area.left + at - copied_from.left - at % len(block[place]) for at in range(area.width)]
            cells = [copied(cell, down, right) for cell, right in zip(cells, across, strict=True)]
        sheet.grid.put(row, area.left, cells)
        sheet.grid.note_formulas(cells)


def _paste_looks(sheet: Sheet, area: Area, block: Block, change: Callable[[Look, Look], Look]) -> None:
    for at in range(area.width):
        theirs = [block[place % len(block)][at % len(block[0])][1] for place in range(area.height)]
        old = sheet.grid.looks[area.left + at].spread(area.top, area.bottom)
        sheet.grid.put_looks(area.left + at, area.top, list(map(change, old, theirs)))


def _repeated(sheet: Sheet, area: Area, taken: Taken, parts: list[Area]) -> Iterator[Area]:
    """Where the parts of a source come to stand, once for each time it fills the area."""
    for top in range(area.top, area.bottom, len(taken.cells)):
        for left in range(area.left, area.right, len(taken.cells[0])):
            for one in parts:
                reach = Reach(top + one.top, left + one.left, top + one.bottom, left + one.right)
                yield reach.clip(sheet.grid.height, sheet.grid.width)


def _paste_rules(sheet: Sheet, area: Area, taken: Taken) -> None:
    """A rule of the tab itself comes to cover the new cells too; one of another tab is added."""
    rules = list(sheet.rules)
    for rule, parts in taken.rules:
        ranges = [box(sheet, one) for one in _repeated(sheet, area, taken, parts)]
        if rule in rules:
            rules[rules.index(rule)] = {**rule, "ranges": [*rule["ranges"], *ranges]}
        else:
            rules.append({**rule, "ranges": ranges})
    sheet.rules = rules
