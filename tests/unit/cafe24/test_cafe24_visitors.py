"""A day's numbers are joined from four answers; what none of them says is never shown as 0."""

from datetime import date, datetime
from typing import Any

import pytest
from cafe24_vendor import Vendor, connected

from sheets_bridge.errors import DataRejected
from sheets_bridge.masking import Masks
from sheets_bridge.model import KST, Pull, Step, Window
from sheets_bridge.sources.cafe24 import visitors
from sheets_bridge.tables import VISITORS

PULL = Pull("samplemall", 1, "visitors")
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
MONDAY, TUESDAY = "2026-03-02", "2026-03-03"
STEP = Step(Window(date.fromisoformat(MONDAY), date.fromisoformat(TUESDAY)), "date", None)
FULL = {
    "/visitors/view": {"visit_count": 5, "first_visit_count": 3, "re_visit_count": "2"},
    "/visitors/unique": {"unique_visit_count": "4"},
    "/visitors/dailyactive": {"user_count": 3},
    "/visitors/pageview": {"page_view": 12},
}


def told(*days: str, without: str = "", **other: Any) -> Vendor:
    """Every path with a full row for `days`; `without` has none; `other` are the rows of a path by its last word."""
    vendor = Vendor()
    for path, counts in FULL.items():
        name = path.rsplit("/", 1)[-1]
        rows = [] if path == without else [{"date": f"{day}T00:00+09:00", **counts} for day in days]
        vendor.told[path] = {name: other.get(name, rows)}
    return vendor


def rows(vendor: Vendor) -> list[dict[str, Any]]:
    normalize = visitors.normalize(PULL, Masks(b"k" * 32), NOW)
    (page,) = visitors.read(connected(vendor), PULL, STEP)
    made = [row for record in page for row in normalize(record)["visitors"]]
    return [dict(zip((column.id for column in VISITORS.columns), row, strict=True)) for row in made]


def test_four_answers_make_one_row_a_day():
    monday, tuesday = rows(told(MONDAY, TUESDAY))
    assert (monday["visit_count"], monday["unique_visit_count"], monday["user_count"]) == (5, 4, 3)
    assert (monday["page_view"], monday["page_views_per_visit"], monday["data_status"]) == (12, 2.4, "확정")
    assert tuesday["date"] == TUESDAY


def test_a_day_no_path_mentions_had_no_traffic():
    _, tuesday = rows(told(MONDAY))
    assert (tuesday["visit_count"], tuesday["user_count"], tuesday["page_view"]) == (0, 0, 0)
    assert (tuesday["page_views_per_visit"], tuesday["data_status"]) == (None, "확정")


@pytest.mark.parametrize("path", FULL)
def test_a_number_missing_on_a_day_with_traffic_is_unknown_and_not_nothing(path):
    monday, _ = rows(told(MONDAY, TUESDAY, without=path))
    assert [monday[name] for name in FULL[path]] == [None] * len(FULL[path])
    assert monday["data_status"] == "미수집 (일부 수치 없음, 2026-11-01 09:00)"
    others = [name for other in FULL if other != path for name in FULL[other]]
    assert None not in [monday[name] for name in others]


def test_rows_of_zeros_are_no_traffic():
    quiet = [{"date": MONDAY, "page_view": "0"}, {"date": TUESDAY, "page_view": 0}]
    monday, _ = rows(told(pageview=quiet))
    assert (monday["visit_count"], monday["page_view"], monday["data_status"]) == (0, 0, "확정")


def test_a_number_that_is_null_is_unknown():
    monday, _ = rows(told(MONDAY, TUESDAY, unique=[{"date": MONDAY, "unique_visit_count": None}]))
    assert (monday["unique_visit_count"], monday["data_status"][:3]) == (None, "미수집")


@pytest.mark.parametrize(
    "odd",
    [
        ["x"],
        None,
        {"0": {}},
        [{"date": MONDAY}],
        [{"date": MONDAY, "visits": 4}],
        [{"unique_visit_count": 4}],
        [{"date": MONDAY, "unique_visit_count": 4}, "x"],
        [{"date": MONDAY, "hour": 0, "unique_visit_count": 1}, {"date": MONDAY, "hour": 1, "unique_visit_count": 2}],
    ],
)
def test_rows_in_an_unknown_form_are_refused_naming_their_path(odd):
    with pytest.raises(DataRejected, match="/visitors/unique answered in a form we do not know"):
        rows(told(MONDAY, TUESDAY, unique=odd))


def test_days_nobody_asked_for_are_refused():
    with pytest.raises(DataRejected, match="sent 2025-01-01 when asked for"):
        rows(told(MONDAY, unique=[{"date": "2025-01-01", "unique_visit_count": 4}]))
