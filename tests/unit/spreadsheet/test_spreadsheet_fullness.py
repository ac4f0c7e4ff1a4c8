"""The note that a spreadsheet is filling up: from four fifths on, with our largest tabs and what to do about them."""

from sheets_bridge.spreadsheet.building import fullness
from sheets_bridge.spreadsheet.layout import Layout, Mark, Sheet


def spreadsheet(**rows: int) -> Layout:
    """Tabs of ten columns; those in capitals are ours."""
    sheets = [
        Sheet(number, title, height, 10, Mark(number, title, (), loading=False) if title.isupper() else None)
        for number, (title, height) in enumerate(rows.items())
    ]
    return Layout("", "", "", tuple(sheets))


def test_below_four_fifths_nothing_is_said() -> None:
    assert fullness(spreadsheet(ORDERS=799_999)) == []
    assert fullness(spreadsheet(ORDERS=700_000), 999_999) == []


def test_the_largest_tabs_of_ours_are_named_with_what_makes_room() -> None:
    (note,) = fullness(spreadsheet(A=10, ORDERS=400_000, theirs=330_000, ITEMS=90_000, ADS=2_000, B=5), 1_000)
    told = str(note)
    assert told.startswith("The spreadsheet is full to 82 %: 8,221,150 of 10,000,000 cells.")
    assert "The largest tabs: ORDERS (4,000,000), ITEMS (900,000), ADS (20,000)." in told
    assert "keep: 400 days" in told
    assert "rollup: monthly" in told


def test_where_none_of_the_tabs_are_ours_nothing_is_asked_of_them() -> None:
    (note,) = fullness(spreadsheet(theirs=900_000))
    assert str(note) == "The spreadsheet is full to 90 %: 9,000,000 of 10,000,000 cells."
