"""`history`: which days a tab covers and which are missing, told by the cursors alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.cli import covering
from sheets_bridge.config import StreamUse, TabUse
from sheets_bridge.history import Covered, Reach, covered, first_wanted, reaches, wish, wished
from sheets_bridge.messages import translation
from sheets_bridge.model import KST, Cursor, Window
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.store import Store, landing
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 1, 9, tzinfo=KST)
TODAY = NOW.date()
ORDERS, USE = SOURCE.streams["orders"], StreamUse("mall", "orders")
TAB = TabUse("RAW", "orders")
KO, EN = translation("ko"), translation("en")
DAYS = st.dates(date(2020, 1, 1), TODAY)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "state" / "bridge.db", TABLES) as opened:
        yield opened


def landed(store, since, shop=1, until=NOW):
    number = landing.pull_id(store, USE.pull(shop))
    landing.land(store, number, {}, Cursor(since, until, TODAY, TODAY))


def found(store, scheduled, wished_day=None):
    return reaches(store, ORDERS, USE, scheduled, NOW, wished_day)


def test_what_is_missing_lies_between_the_day_wanted_and_the_day_reached(store):
    landed(store, date(2026, 10, 3))
    (one,) = found(store, date(2026, 1, 1))
    assert one.landed
    assert (one.left[0].last, one.left[-1].first) == (date(2026, 10, 2), date(2026, 1, 1))
    assert found(store, date(2026, 10, 3))[0].left == ()


def test_of_a_pull_that_never_landed_nothing_is_missing_yet(store):
    landing.pull_id(store, USE.pull(1))
    (one,) = found(store, date(2026, 1, 1))
    assert (one.landed, one.left) == (False, ())
    assert covered(TAB, [one], NOW) == Covered("RAW", None, None, None)


@given(DAYS, DAYS, DAYS)
def test_the_missing_days_are_each_once_and_all_older_than_what_is_there(tmp_path_factory, since, scheduled, far):
    with Store(tmp_path_factory.mktemp("s") / "bridge.db", TABLES) as store:
        landed(store, since)
        (one,) = found(store, scheduled, far)
    days = [day for window in one.left for day in window]
    first = min(scheduled, far)
    assert sorted(days) == [first + timedelta(days=n) for n in range(max(0, (since - first).days))]


@pytest.mark.parametrize(
    ("origin", "scheduled", "wished_day", "first"),
    [
        (None, date(2024, 1, 1), None, date(2024, 1, 1)),
        (None, date(2024, 1, 1), date(2019, 1, 1), date(2019, 1, 1)),
        (None, date(2024, 1, 1), date(2025, 1, 1), date(2024, 1, 1)),
        (None, None, None, None),
        (date(2022, 2, 2), None, None, None),
        (date(2022, 2, 2), None, date(2019, 1, 1), date(2019, 1, 1)),
        (date(2022, 2, 2), None, date(2023, 1, 1), date(2022, 2, 2)),
        (None, None, date(2019, 1, 1), date(2019, 1, 1)),
    ],
)
def test_a_wish_goes_further_back_and_never_less_far_than_the_schedule(origin, scheduled, wished_day, first):
    assert first_wanted(Cursor(origin=origin), scheduled, wished_day) == first


def test_a_wish_is_remembered_until_another_one(store):
    assert wished(store, "orders") is None
    wish(store, "orders", date(2020, 1, 1), NOW)
    wish(store, "visitors", date(2021, 1, 1), NOW)
    wish(store, "orders", date(2019, 1, 1), NOW)
    assert (wished(store, "orders"), wished(store, "visitors")) == (date(2019, 1, 1), date(2021, 1, 1))


def reach(since, until=NOW, left=(), shop=1):
    return Reach(shop, Cursor(since, until), tuple(left))


def test_a_tab_covers_what_all_of_its_shops_have():
    both = [reach(date(2026, 3, 1)), reach(date(2026, 5, 1), NOW - timedelta(days=9), shop=2)]
    assert covered(TAB, both, NOW) == Covered("RAW", date(2026, 5, 1), date(2026, 10, 23), None)
    assert covered(TAB, [*both, Reach(3, Cursor(), ())], NOW) == Covered("RAW", None, None, None)
    assert covered(TAB, [], NOW) == Covered("RAW", None, None, None)


def test_a_tab_that_keeps_some_days_lacks_none_that_are_older():
    old = [reach(date(2026, 10, 1), left=[Window(date(2026, 1, 1), date(2026, 9, 30))])]
    assert covered(TAB, old, NOW) == Covered("RAW", date(2026, 10, 1), TODAY, date(2026, 1, 1))
    kept = replace(TAB, keep=10)
    assert covered(kept, old, NOW) == Covered("RAW", date(2026, 10, 23), TODAY, None)
    assert covered(replace(TAB, keep=60), old, NOW).wanted == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("translate", "loading", "words"),
    [
        (KO, True, "2024-01-01 ~ 오늘, 과거 불러오는 중: 2023-01-01까지"),
        (KO, False, "2024-01-01 ~ 오늘, 2023-01-01부터의 과거가 아직 없음: sheets-bridge backfill orders"),
        (EN, True, "2024-01-01 ~ today, loading history, back to 2023-01-01"),
    ],
)
def test_days_are_told_in_words(translate, loading, words):
    told = covering.as_json(Covered("RAW", date(2024, 1, 1), TODAY, date(2023, 1, 1)))
    assert covering.in_words(told, "orders", TODAY, translate, loading=loading) == words


def test_days_that_do_not_reach_today_say_so():
    told = covering.as_json(Covered("RAW", date(2024, 1, 1), date(2026, 10, 9), None))
    assert covering.in_words(told, "orders", TODAY, KO, loading=False) == "2024-01-01 ~ 2026-10-09"
    nothing = covering.as_json(Covered("RAW", None, None, None))
    assert covering.in_words(nothing, "orders", TODAY, KO, loading=False) == "아직 없음"
