"""A spreadsheet as CSV and from CSV, as Drive exports and converts it."""

import csv
import io

from .a1 import Area, Reach
from .answers import check_ranges
from .book import Book, check_size
from .grid import Grid
from .reading import Rendering, read_rows
from .sheet import Sheet
from .writing import write


def exported(book: Book, delimiter: str) -> str:
    """The first shown tab as it is displayed, every row as long as the longest."""
    sheet = check_ranges(book, ["A1"])[0][0]
    rows = read_rows(book, sheet, Area(0, 0, sheet.grid.height, sheet.grid.width), Rendering())
    width = max(map(len, rows), default=0)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().removesuffix("\r\n")  # recorded: no line break after the last row


def imported(book: Book, text: str) -> None:
    """The whole file replaced by one tab, named like the file, its cells as if typed (recorded; the zone as well)."""
    rows = list(csv.reader(io.StringIO(text)))
    height, width = max(len(rows), 1000), max(26, *map(len, rows)) if rows else 26
    check_size(book, height, width, book.cells())
    sheet = Sheet(book.new_id(), book.properties["title"], Grid(height, width))
    for old in list(book.sheets):
        book.remove_sheet(old)
    book.add_sheet(sheet, None)
    write(sheet, Reach(0, 0, len(rows), width), "", [list(row) for row in rows], "USER_ENTERED")
    book.properties = {**book.properties, "timeZone": "America/Los_Angeles"}
