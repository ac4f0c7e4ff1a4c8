"""Formulas that follow what they point at: shifts of rows and columns, titles, and copies of themselves."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..a1 import Area, Reach
from ..cells import Formula, Row, Value
from ..shifts import Shift
from .references import LOST, Reference
from .tokens import copied as copied_text
from .tokens import rewritten

Change = Callable[[Reference, str], str | None]
"""What a reference in a formula on the tab of that title becomes; None where it stays."""


def shifted(title: str, shift: Shift) -> Change:
    """References to a tab after a shift of its rows or columns."""

    def change(reference: Reference, home: str) -> str | None:
        found = home if reference.title is None else reference.title
        return reference.followed(shift) if found.casefold() == title.casefold() else None

    return change


def renamed(title: str, new: str | None) -> Change:
    """References that name a tab by a title that is now another; None: the tab is gone."""

    def change(reference: Reference, _: str) -> str | None:
        if reference.title is None or reference.title.casefold() != title.casefold():
            return None
        return LOST if new is None else reference.titled(new).text()

    return change


def cut_out(title: str, area: Area, rows: int, columns: int, new: str) -> Change:
    """References to cells that were cut out of a tab's area and put so far away, on the tab called `new`."""

    def change(reference: Reference, home: str) -> str | None:
        found = home if reference.title is None else reference.title
        reach = reference.reach()
        is_open = reach.bottom is None or reach.right is None
        if found.casefold() != title.casefold() or is_open or not _within(reach, area):
            return None
        carried = reference.carried(rows, columns, new)
        return carried.text() if reference.title or new != home else replace(carried, title=None).text()

    return change


def _within(reach: Reach, area: Area) -> bool:
    below = area.top <= reach.top and (reach.bottom or 0) <= area.bottom
    return below and area.left <= reach.left and (reach.right or 0) <= area.right


def rewritten_rows(rows: Sequence[Row], home: str, change: Change) -> dict[int, Row]:
    """The rows of a tab whose formulas change, each as it is then."""

    def cell(value: Value) -> Value:
        if not isinstance(value, Formula):
            return value
        text = rewritten(value.text, lambda one: change(one, home))
        return value if text == value.text else Formula(text)

    found = {}
    for at, row in enumerate(rows):
        if any(isinstance(value, Formula) for value in row):
            new = tuple([cell(value) for value in row])
            if any(one is not other for one, other in zip(new, row, strict=True)):
                found[at] = new
    return found


def copied(value: Value, rows: int, columns: int) -> Value:
    """A cell as it stands in a copy so many rows down and columns to the right."""
    if not isinstance(value, Formula) or not (rows or columns):
        return value
    return Formula(copied_text(value.text, rows, columns))
