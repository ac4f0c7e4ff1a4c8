"""Rectangles and stretches."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.spreadsheet.areas import Area, area, letters, plain, runs, title_of


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (18277, "ZZZ")]
)
def test_columns_are_lettered_as_google_does(column, name):
    assert letters(column) == name


def test_a_quote_in_a_title_is_doubled():
    assert Area(1, 0, 2, 0, 3).a1("사장's 주문") == "'사장''s 주문'!A1:C2"


@pytest.mark.parametrize("title", ["Sheet1", "사장's 주문", "이상한!탭", "''"])
def test_a_range_tells_its_title(title):
    assert title_of(Area(1, 0, 2, 0, 3).a1(title)) == title
    assert title_of("Sheet1!A1:C2") == "Sheet1"


def test_an_area_survives_the_trip_through_google():
    where = Area(0, 0, None, 2, 3)
    told = {key: value for key, value in where.grid().items() if value}
    assert area(told) == where


def test_a_person_reads_open_ends_closed():
    assert plain(Area(1, 4, None, 2, None), 10, 5) == "C5:E10"


def test_areas_meet_only_where_they_share_a_cell():
    column = Area(1, 1, None, 2, 3)
    assert column.meets(Area(1, 0, 2, 0, None))
    assert not column.meets(Area(1, 0, 1, 2, 3))
    assert not column.meets(Area(2, 0, None, 0, None))


@given(st.sets(st.integers(0, 60)))
def test_stretches_cover_the_numbers_and_nothing_else(numbers):
    stretches = list(runs(sorted(numbers)))
    assert {n for first, last in stretches for n in range(first, last + 1)} == numbers
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(stretches))
