"""When jobs are due: in Korean time, wherever the machine stands, and the two ways to ask agree."""

import time
from datetime import UTC, datetime, timedelta, timezone
from datetime import time as moment

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.config import Job
from sheets_bridge.daemon import newest_slot, next_slots
from sheets_bridge.model import KST

CRONS = ["0 7 * * mon-fri", "*/20 9-18 * * *", "5 0 1 * *", "30 23 * * sun", "0 12 29 2 *", "0,30 8 1-7 jan,jul *"]


def job(every: timedelta | None = None, at: moment | None = None, cron: str | None = None) -> Job:
    return Job("job", every, at, cron, (), ())


every_jobs = st.integers(1, 31 * 24 * 60).map(lambda minutes: job(every=timedelta(minutes=minutes)))
at_jobs = st.times().map(lambda time_: job(at=time_.replace(second=0, microsecond=0)))
cron_jobs = st.sampled_from(CRONS).map(lambda line: job(cron=line))
jobs = every_jobs | at_jobs | cron_jobs
moments = st.datetimes(datetime(2019, 1, 1), datetime(2060, 1, 1), timezones=st.just(KST))  # noqa: DTZ001 - hypothesis adds the zone
offsets = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


def test_quarters_of_the_hour_are_kst_quarters():
    slots = next_slots(job(every=timedelta(minutes=15)), datetime(2026, 11, 3, 0, 1, 30, tzinfo=UTC), 3)
    assert [f"{slot:%H:%M %Z}" for slot in slots] == ["09:15 KST", "09:30 KST", "09:45 KST"]


def test_a_time_of_day_is_a_korean_one():
    at_seven = job(at=moment(7, 0))
    assert next_slots(at_seven, datetime(2026, 11, 2, 21, 59, tzinfo=UTC), 2) == [
        datetime(2026, 11, 2, 22, 0, tzinfo=UTC), datetime(2026, 11, 3, 22, 0, tzinfo=UTC)
    ]  # fmt: skip
    assert newest_slot(at_seven, datetime(2026, 11, 2, 22, 0, tzinfo=UTC)) == datetime(2026, 11, 3, 7, tzinfo=KST)


def test_monday_is_monday():
    slots = next_slots(job(cron="0 9 * * mon"), datetime(2026, 11, 3, tzinfo=KST), 2)
    assert [f"{slot:%a %d}" for slot in slots] == ["Mon 09", "Mon 16"]


def test_a_line_that_never_comes_is_never_due():
    never = job(cron="0 0 30 2 *")
    assert newest_slot(never, datetime(2026, 11, 3, tzinfo=KST)) is None
    assert next_slots(never, datetime(2026, 11, 3, tzinfo=KST), 1) == []


@given(jobs, moments, st.integers(1, 5))
def test_next_slots_come_one_after_the_other(made, after, count):
    slots = next_slots(made, after, count)
    assert len(slots) == count
    assert all(one < later for one, later in zip([after, *slots], slots, strict=False))
    assert {slot.tzinfo for slot in slots} == {KST}


@given(jobs, moments)
def test_the_newest_slot_is_the_one_before_the_next(made, now):
    newest = newest_slot(made, now)
    assert newest is not None
    assert newest <= now < next_slots(made, newest, 1)[0]
    assert next_slots(made, newest - timedelta(microseconds=1), 1) == [newest]


@given(jobs, moments)
def test_a_slot_is_the_newest_at_its_own_moment(made, now):
    (slot,) = next_slots(made, now, 1)
    assert newest_slot(made, slot) == slot
    assert newest_slot(made, slot - timedelta(microseconds=1)) == newest_slot(made, now)


@given(jobs, moments, offsets)
def test_the_zone_a_moment_is_told_in_changes_nothing(made, now, zone):
    assert newest_slot(made, now.astimezone(zone)) == newest_slot(made, now)
    assert next_slots(made, now.astimezone(zone), 2) == next_slots(made, now, 2)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Seoul"])
@pytest.mark.parametrize("made", [job(every=timedelta(hours=6)), job(at=moment(2, 30)), job(cron="30 2 * * sun")])
def test_the_machine_may_stand_anywhere(made, zone, monkeypatch):
    now = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)  # the night New York's clocks skip half past two
    wanted = next_slots(made, now, 4), newest_slot(made, now)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert (next_slots(made, now, 4), newest_slot(made, now)) == wanted
        assert {slot.utcoffset() for slot in wanted[0]} == {timedelta(hours=9)}
    finally:
        monkeypatch.undo()
        time.tzset()
