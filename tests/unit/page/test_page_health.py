"""What `/healthz` says: well only where the daemon beats, jobs go well and logins last."""

from datetime import time, timedelta

import pytest
from page_bench import MALL, ago, entry, job, life, noted, seen

from sheets_bridge.page.health import reasons, troubles
from sheets_bridge.store.life import Sign
from sheets_bridge.store.pauses import Pause

WELL = {"noted": {"orders": [noted(ago(minutes=5))]}}


def codes(*jobs, **known) -> list[str]:
    return reasons(troubles(seen(*jobs, **{**WELL, **known})))


def sign(**span: float) -> Sign:
    return Sign(ago(**span), {"started": ago(days=3).isoformat(), "schedule_error": None})


def test_all_is_well() -> None:
    assert codes() == []


@pytest.mark.parametrize(("beat", "said"), [
    (sign(seconds=119), []),
    (sign(seconds=121), ["heartbeat"]),
    (sign(seconds=-300), ["heartbeat"]),  # the clock was set back since: nobody has beaten after that
    (None, ["heartbeat"]),
])  # fmt: skip
def test_the_daemon_beats(beat: Sign | None, said: list[str]) -> None:
    assert codes(daemon=beat) == said


@pytest.mark.parametrize(("one", "said"), [
    (life(left=timedelta(hours=25)), []),
    (life(left=timedelta(hours=24)), ["login_ending"]),
    (life(left=timedelta(0)), ["login_ending"]),
    (life(lost=True), ["login_lost"]),
    (None, ["login_missing"]),
])  # fmt: skip
def test_logins_last(one, said: list[str]) -> None:
    assert codes(lives={MALL: one}) == said


@pytest.mark.parametrize(("minutes", "said"), [(19, []), (20, []), (21, ["job_late"]), (300, ["job_late"])])
def test_a_job_of_every_so_often_is_late_after_two_periods(minutes: int, said: list[str]) -> None:
    # It is 09:35: the slots were 09:30 and, before it, 09:15.
    assert codes(noted={"orders": [noted(ago(minutes=minutes))]}) == said


def test_a_run_that_failed_is_no_success() -> None:
    past = [noted(ago(minutes=1), "failed"), noted(ago(minutes=16), "partial"), noted(ago(hours=1))]
    assert codes(noted={"orders": past}) == ["job_late"]


def test_a_run_that_failed_is_said_at_the_top_of_the_page_and_not_to_strangers() -> None:
    past = [noted(ago(minutes=1), "failed"), noted(ago(minutes=6))]
    found = troubles(seen(**{**WELL, "noted": {"orders": past}}))
    assert [(one.code, one.of) for one in found] == [("job_failed", "orders")]
    assert reasons(found) == []


def test_history_that_loads_does_not_hide_that_news_fail() -> None:
    history = ago(minutes=1)
    ended = [entry(history, trigger="backfill")]
    assert codes(noted={"orders": [noted(history), noted(ago(hours=1))]}, ended=ended) == ["job_late"]


@pytest.mark.parametrize(("days", "said"), [(1.05, []), (2.2, ["job_late"])])
def test_a_daily_job_has_two_days(days: float, said: list[str]) -> None:
    assert codes(job(every=None, at=time(7, 0)), noted={"orders": [noted(ago(days=days))]}) == said


def test_a_job_of_workdays_is_not_late_on_monday_morning() -> None:
    # Monday 09:35, due at noon: Friday noon was the last slot, Thursday noon the one before.
    workdays = job(every=None, cron="0 12 * * mon-fri")
    assert codes(workdays, noted={"orders": [noted(ago(days=2.8))]}) == []
    assert codes(workdays, noted={"orders": [noted(ago(days=4.5))]}) == ["job_late"]


def test_a_job_that_never_ran_has_two_periods_from_the_daemons_beginning() -> None:
    def begun(**span: float) -> Sign:
        return Sign(ago(seconds=1), {"started": ago(**span).isoformat(), "schedule_error": None})

    assert codes(noted={}, daemon=begun(minutes=10)) == []
    assert codes(noted={}, daemon=begun(minutes=40)) == ["job_late"]


def test_a_job_that_was_added_today_has_two_periods_from_then() -> None:
    seen_first = {"orders": [(ago(hours=2.5), "before")]}
    assert codes(job(every=None, at=time(7, 0)), noted={}, slots=seen_first) == []
    assert codes(job(every=None, at=time(7, 0)), noted={}) == ["job_late"]


def test_a_wrong_schedule_is_told_on_the_page_and_not_to_a_watcher() -> None:
    daemon = Sign(ago(seconds=1), {"started": ago(days=3).isoformat(), "schedule_error": "schedule.yaml:3 …"})
    assert [trouble.code for trouble in troubles(seen(**WELL, daemon=daemon))] == ["schedule"]
    assert codes(daemon=daemon) == []


def test_reasons_are_codes_each_once_and_name_nobody() -> None:
    said = codes(job("secret-plans"), job("orders"), noted={}, lives={MALL: None, "other": None})
    assert said == ["login_missing", "job_late"]


def test_a_job_that_somebody_paused_is_not_late_and_has_two_periods_once_it_goes_on() -> None:
    long_ago = {"orders": [noted(ago(hours=5))]}
    assert codes(noted=long_ago) == ["job_late"]
    assert codes(noted=long_ago, pauses={"orders": Pause(ago(hours=4))}) == []
    assert codes(noted=long_ago, pauses={"orders": Pause(ago(hours=4), ago(minutes=19))}) == []
    assert codes(noted=long_ago, pauses={"orders": Pause(ago(hours=4), ago(minutes=31))}) == ["job_late"]
