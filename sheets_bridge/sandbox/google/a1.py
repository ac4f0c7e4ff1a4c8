"""A1 notation: text such as `'주문'!A1:C` read into areas, and areas written as Google writes them."""

import re
from dataclasses import dataclass

from .refusal import Refusal, invalid

MAX_COLUMNS = 18_278
_END = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,9})?")
_R1C1 = re.compile(r"[Rr]([0-9]+)[Cc]([0-9]+)")
_QUOTED = re.compile(r"'((?:[^']|'')*)'(?:!(.+))?", re.DOTALL)
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[Rr][0-9]*|[Cc][0-9]*")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, zero-based, its `bottom` and `right` outside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Reach:
    """A rectangle as somebody asked for it: `None` leaves that end open, up to the edge of the grid."""

    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None

    def clip(self, rows: int, columns: int) -> Area:
        """The part of it that lies on a grid of that size."""
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Area(self.top, self.left, max(bottom, self.top), max(right, self.left))

    def starts_outside(self, rows: int, columns: int) -> bool:
        """Whether not even its first cell is on the grid."""
        return self.top >= rows or self.left >= columns

    @property
    def single(self) -> bool:
        """Whether it names one cell: to a write that is an origin, not a limit."""
        return self.bottom == self.top + 1 and self.right == self.left + 1


def column_name(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """0 for `A`, 26 for `AA`."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def split_title(text: str) -> tuple[str | None, str | None]:
    """A range's tab title and the rest of it; `(None, text)` where no title can be told apart."""
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2]
    if text.startswith("'") and "'!" in text:  # Google takes a lone inner quote: 'Jon's Data'!A1
        title, rest = text[1:].rsplit("'!", 1)
        return title.replace("''", "'"), rest
    if "!" in text:
        title, rest = text.rsplit("!", 1)
        return title, rest
    return None, text


def parse_cells(text: str) -> Reach | None:
    """The cells part of a range (`A1:B2`, `A:C`, `2:3`, `A2:C`, `R1C1:R2C2`); None where it is no such thing."""
    ends = text.split(":")
    if len(ends) > 2:
        return None
    points = [_point(end) for end in ends]
    known = [point for point in points if point is not None]
    if len(known) < len(ends):
        return None
    rows = sorted(row for row, _ in known if row is not None)
    columns = sorted(column for _, column in known if column is not None)
    if len(ends) == 1 and not (rows and columns):
        return None
    return Reach(*_ends(rows, columns, len(ends)))


def _ends(rows: list[int], columns: list[int], count: int) -> tuple[int, int, int | None, int | None]:
    bottom = rows[-1] + 1 if len(rows) == count else None
    right = columns[-1] + 1 if len(columns) == count else None
    return (rows[0] if rows else 0), (columns[0] if columns else 0), bottom, right


def _point(text: str) -> tuple[int | None, int | None] | None:
    numbered = _R1C1.fullmatch(text)
    if numbered:
        row, column = int(numbered[1]) - 1, int(numbered[2]) - 1
        return (row, column) if row >= 0 and column >= 0 else None
    match = _END.fullmatch(text)
    if not match or not (match[1] or match[2]) or match[2] == "0":
        return None
    return (int(match[2]) - 1 if match[2] else None), (column_index(match[1]) if match[1] else None)


def quote_title(title: str) -> str:
    """The title as it stands before a `!`: bare only where Google leaves it bare."""
    if _PLAIN_TITLE.fullmatch(title) and not _CELL_LIKE.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def area_text(title: str, area: Area) -> str:
    """`Sheet1!A1:D4`; a single cell is `Sheet1!A1`."""
    first = f"{column_name(area.left)}{area.top + 1}"
    last = f"{column_name(max(area.right, area.left + 1) - 1)}{max(area.bottom, area.top + 1)}"
    return f"{quote_title(title)}!{first}" + ("" if first == last else f":{last}")


def reach_text(title: str, reach: Reach) -> str:
    """An area as asked for, open ends left open: `Sheet1!A1001:B`."""
    first = f"{column_name(reach.left)}{reach.top + 1}"
    right = "" if reach.right is None else column_name(reach.right - 1)
    bottom = "" if reach.bottom is None else str(reach.bottom)
    last = right + bottom
    return f"{quote_title(title)}!{first}" + ("" if last in {first, ""} else f":{last}")


def beyond(title: str, reach: Reach, rows: int, columns: int) -> Refusal:
    """The refusal of an area that starts (or, on a write, ends) outside the grid."""
    return invalid(
        f"Range ({reach_text(title, reach)}) exceeds grid limits. Max rows: {rows}, max columns: {columns}",
    )
