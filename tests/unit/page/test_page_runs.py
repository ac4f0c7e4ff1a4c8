"""One record of runs out of ledger, queue and slots."""

from datetime import datetime

from page_bench import NOW, ago, entry, job, noted, report, seen

from sheets_bridge.page import runs


def shown(*jobs, **known) -> list[tuple[str, datetime, str, str | None]]:
    return [(ran.job, ran.at, ran.state, ran.trigger) for ran in runs.newest(seen(*jobs, **known), 50)]


def test_a_run_that_the_queue_asked_for_stands_once_with_who_asked() -> None:
    began = ago(minutes=5)
    ended = [entry(began, trigger="page", report=report())]
    assert shown(noted={"orders": [noted(began)]}, ended=ended) == [("orders", began, "ok", "page")]


def test_a_command_that_ran_without_the_daemon_stands_beside() -> None:
    asked, alone = ago(minutes=5), ago(minutes=9)
    known = {"noted": {"orders": [noted(asked), noted(alone, "partial")]}, "ended": [entry(asked, report=report())]}
    assert shown(**known) == [("orders", asked, "ok", "schedule"), ("orders", alone, "partial", None)]


def test_a_run_that_never_got_to_the_ledger_is_told_too() -> None:
    began = ago(minutes=5)
    busy = [entry(began, report=report("busy"))]
    assert shown(ended=busy) == [("orders", began, "busy", "schedule")]


def test_what_was_killed_is_told_from_what_goes_on_elsewhere() -> None:
    new, old = ago(minutes=1), ago(hours=2)
    open_ends = {"orders": [noted(new, None), noted(old, None)]}
    assert [state for _, _, state, _ in shown(noted=open_ends)] == ["killed", "killed"]
    here = shown(noted=open_ends, elsewhere=frozenset({"orders"}))
    assert [state for _, _, state, _ in here] == ["going", "killed"]


def test_a_slot_that_was_left_out_stands_with_why_and_an_answered_one_does_not() -> None:
    slots = [(ago(minutes=5), "running"), (ago(minutes=20), "queued"), (ago(minutes=35), "login"),
             (ago(minutes=50), "before")]  # fmt: skip
    told = runs.newest(seen(slots={"orders": slots}), 50)
    assert [(ran.at, ran.state, ran.why) for ran in told] == [
        (ago(minutes=5), "skipped", "running"),
        (ago(minutes=35), "skipped", "login"),
    ]


def test_the_newest_of_all_jobs_come_first_and_no_more_than_asked_for() -> None:
    both = {name: [noted(ago(minutes=n), job=name) for n in minutes] for name, minutes in
            {"orders": (1, 3, 5), "visitors": (2, 4)}.items()}  # fmt: skip
    told = runs.newest(seen(job(), job("visitors"), noted=both), 4)
    assert [ran.job for ran in told] == ["orders", "visitors", "orders", "visitors"]
    assert [ran.at for ran in told] == [ago(minutes=n) for n in (1, 2, 3, 4)]


def test_history_that_landed_is_no_success_of_its_job() -> None:
    history, news = ago(minutes=1), ago(hours=3)
    known = {"noted": {"orders": [noted(history), noted(news)]}, "ended": [entry(history, trigger="backfill")]}
    assert runs.last_success(seen(**known), "orders") == noted(news).ended


def test_only_a_run_that_went_well_is_a_success() -> None:
    past = [noted(ago(minutes=1), None), noted(ago(minutes=5), "failed"), noted(ago(minutes=9), "partial")]
    assert runs.last_success(seen(noted={"orders": past}), "orders") is None
    assert (
        runs.last_success(seen(noted={"orders": [*past, noted(ago(hours=1))]}), "orders") == noted(ago(hours=1)).ended
    )


def test_counts_are_summed_over_streams_and_tabs() -> None:
    (ran,) = runs.of_job(seen(ended=[entry(NOW, report=report())]), "orders")
    assert (ran.count("read"), ran.count("inserted", "updated"), ran.seconds) == (40, 15, 4.0)
