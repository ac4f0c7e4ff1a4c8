"""Days of a day table that could not be collected: they stand until their own numbers come, and that is told."""

from datetime import date

from sheets_bridge.model import Cursor, Pull
from sheets_bridge.store import Store, days, landing
from sheets_bridge.tables import AD_STATS, ORDERS

TABLES = {table.id: table for table in (AD_STATS, ORDERS)}
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)


def row(account, day, **told):
    usual = {"account": account, "shop_no": 1, "date": day.isoformat(), **told}
    return tuple(usual.get(column.id) for column in AD_STATS.columns)


def ad(account, day, status="확정"):
    keys = {name: name for name in ("medium", "campaign_id", "adgroup_id", "ad_id", "device")}
    return row(account, day, data_status=status, **keys)


def missing(store, account):
    number = landing.pull_id(store, Pull(account, 1, "ads"))
    landing.fill(
        store, number, AD_STATS, [row(account, day, data_status="미수집 (응답 없음)") for day in (FIRST, SECOND)]
    )
    return number


def test_numbers_of_a_day_take_the_place_of_its_own_mark_and_of_no_other(tmp_path):
    with Store(tmp_path / "bridge.db", TABLES) as store:
        mine, theirs = missing(store, "mine"), missing(store, "theirs")
        landing.land(store, mine, {AD_STATS.id: [ad("mine", FIRST)]}, Cursor())
        assert days.statuses(store, AD_STATS, [mine], FIRST) == {
            FIRST: frozenset({"확정"}), SECOND: frozenset({"미수집 (응답 없음)"}),
        }  # fmt: skip
        assert set(days.statuses(store, AD_STATS, [theirs], FIRST)) == {FIRST, SECOND}


def test_what_days_say_of_themselves_is_told_from_a_day_on_and_changes_when_something_lands(tmp_path):
    with Store(tmp_path / "bridge.db", TABLES) as store:
        pull = missing(store, "mine")
        before = days.state(store, AD_STATS)
        assert list(days.statuses(store, AD_STATS, [pull], SECOND)) == [SECOND]
        assert days.statuses(store, AD_STATS, [], FIRST) == {}
        landing.land(store, pull, {AD_STATS.id: [ad("mine", FIRST, "집계중")]}, Cursor())
        assert days.state(store, AD_STATS) > before
        assert days.statuses(store, ORDERS, [pull], FIRST) == {}
