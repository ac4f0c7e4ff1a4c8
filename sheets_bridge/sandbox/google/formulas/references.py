"""References in formulas: `A1`, `$A$2:$A`, `'주문'!C:C`, and how each follows the sheet it points at."""

import re
from dataclasses import dataclass, replace

from ..a1 import Reach, column_index, column_name, quote_title
from ..shifts import Shift, follow_range

LOST = "#REF!"
_END = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([0-9]{1,7})?")


@dataclass(frozen=True, slots=True)
class End:
    """One corner: zero-based row and column, None where it is open; `$` before either holds it in a copy."""

    row: int | None
    column: int | None
    row_held: bool = False
    column_held: bool = False

    def text(self) -> str:
        """As it is written: `$A$1`, `A`, `2`."""
        letters = "" if self.column is None else "$" * self.column_held + column_name(self.column)
        return letters + ("" if self.row is None else "$" * self.row_held + str(self.row + 1))


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell (`last` is None) or a range, on the tab called `title` or on the formula's own."""

    title: str | None
    first: End
    last: End | None

    def text(self) -> str:
        """As it stands in a formula."""
        cells = self.first.text() + (":" + self.last.text() if self.last else "")
        return cells if self.title is None else f"{quote_title(self.title)}!{cells}"

    def titled(self, title: str) -> "Reference":
        """The same cells of the tab with that title."""
        return replace(self, title=title)

    def reach(self) -> Reach:
        """The cells it means, whichever corner was written first."""
        last = self.last or self.first
        rows = sorted(row for row in (self.first.row, last.row) if row is not None)
        columns = sorted(column for column in (self.first.column, last.column) if column is not None)
        bottom = rows[-1] + 1 if len(rows) == 2 else None
        right = columns[-1] + 1 if len(columns) == 2 else None
        return Reach(rows[0] if rows else 0, columns[0] if columns else 0, bottom, right)

    def followed(self, shift: Shift) -> str:
        """Its text after its tab's rows or columns were shifted; `#REF!` where all of it was deleted."""
        reach = self.reach()
        spans = {
            "startRowIndex": reach.top if self.first.row is not None else None,
            "endRowIndex": reach.bottom,
            "startColumnIndex": reach.left if self.first.column is not None else None,
            "endColumnIndex": reach.right,
        }
        found = follow_range({name: at for name, at in spans.items() if at is not None}, shift)
        if found is None:
            return LOST
        first = replace(self.first, row=found.get("startRowIndex"), column=found.get("startColumnIndex"))
        if self.last is None:
            return replace(self, first=first).text()
        last = replace(self.last, row=_before(found.get("endRowIndex")), column=_before(found.get("endColumnIndex")))
        return replace(self, first=first, last=last).text()

    def carried(self, rows: int, columns: int, title: str) -> "Reference":
        """The same cells after they were put elsewhere on the tab of that title, `$` or not."""
        ends = [
            replace(end, row=(end.row or 0) + rows, column=(end.column or 0) + columns)
            for end in (self.first, self.last or self.first)
        ]
        return Reference(title, ends[0], ends[1] if self.last else None)

    def moved(self, rows: int, columns: int) -> str:
        """Its text in a copy so many rows and columns further on; `#REF!` where it leaves the sheet."""
        ends = [_moved(end, rows, columns) for end in (self.first, self.last) if end is not None]
        if any((end.row or 0) < 0 or (end.column or 0) < 0 for end in ends):
            return LOST
        return replace(self, first=ends[0], last=ends[1] if len(ends) > 1 else None).text()


def _before(index: int | None) -> int | None:
    return None if index is None else index - 1


def _moved(end: End, rows: int, columns: int) -> End:
    row = end.row if end.row is None or end.row_held else end.row + rows
    column = end.column if end.column is None or end.column_held else end.column + columns
    return replace(end, row=row, column=column)


def read(text: str) -> Reference | None:
    """The reference a text is; None where it is none (`A0`, a name)."""
    title, cells = _split(text)
    ends = [_end(part) for part in cells.split(":")]
    if len(ends) > 2 or any(end is None for end in ends):
        return None
    first, last = ends[0], ends[1] if len(ends) == 2 else None
    if first is None or (last is None and (first.row is None or first.column is None)):
        return None
    return Reference(title, first, last)


def _split(text: str) -> tuple[str | None, str]:
    if "!" not in text:
        return None, text
    title, cells = text.rsplit("!", 1)
    return (title[1:-1].replace("''", "'") if title.startswith("'") else title), cells


def _end(text: str) -> End | None:
    match = _END.fullmatch(text)
    if not match or not (match[2] or match[4]) or match[4] == "0":
        return None
    row = int(match[4]) - 1 if match[4] else None
    held = bool(match[3]) or (not match[2] and bool(match[1]))
    return End(row, column_index(match[2]) if match[2] else None, held, bool(match[1] and match[2]))
