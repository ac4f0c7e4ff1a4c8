"""What the page says of what there is to see."""

from dataclasses import asdict
from datetime import date, time, timedelta
from typing import Any

from page_bench import ENGLISH, KOREAN, MALL, NOW, ago, entry, job, life, noted, report, schedule, seen

from sheets_bridge.page.telling import Card, Told, tell
from sheets_bridge.standing import Covered
from sheets_bridge.store.life import Sign
from sheets_bridge.store.pauses import Pause


def told(*jobs: Any, **known: Any) -> Told:
    return tell(seen(*jobs, **known), ENGLISH)


def card(*jobs: Any, **known: Any) -> Card:
    return told(*jobs, **known).jobs[0]


def test_a_well_job_shows_its_last_run_its_rows_and_when_it_runs_next() -> None:
    shown = card(ended=[entry(ago(minutes=5), report=report())])
    assert (shown.name, shown.state, shown.word, shown.can_ask) == ("orders", "ok", "all well", True)
    assert shown.last is not None
    assert (shown.last.words, shown.last.exact) == ("4 min ago", "2026-11-02 09:30:10 KST")
    assert shown.took == "12 new · 3 changed · 4.0 s"
    assert [(tab.title, tab.rows) for tab in shown.tabs] == [("RAW_orders", "1,200 rows")]
    assert shown.next is not None
    assert (shown.next.words, shown.when) == ("in 9 min (09:45)", "every 15 min")
    assert shown.message is None


def test_a_tab_links_to_its_place_on_the_sheet_but_not_where_google_is_pretended() -> None:
    ended = [entry(ago(minutes=5), report=report())]
    assert card(ended=ended).tabs[0].address == "https://docs.google.com/spreadsheets/d/SHEET/edit#gid=7"
    pretend = schedule(job(), endpoints={"google": "http://127.0.0.1:1/google"})
    assert card(ended=ended, schedule=pretend).tabs[0].address is None


def test_a_job_that_never_ran_says_so_and_shows_no_figures() -> None:
    shown = card(job(every=None, at=time(7, 0)))
    assert (shown.state, shown.last, shown.took, shown.tabs[0].rows) == ("never", None, "", "–")
    assert shown.next is not None
    assert shown.next.words == "in 21 h (tomorrow 07:00)"


def test_a_failed_run_says_why_and_claims_no_figures() -> None:
    bad = report("failed", message="No answer.", problems=["No answer.", "Also this."], streams=[], tabs=[])
    shown = card(ended=[entry(ago(minutes=5), report=bad)])
    assert (shown.state, shown.message, list(shown.problems)) == ("failed", "No answer.", ["Also this."])
    assert shown.took == "4.0 s"


def test_a_tab_that_could_not_be_written_shows_why_instead_of_rows() -> None:
    tabs = [{**report()["tabs"][0], "reason": "It lost a column."}]
    (tab,) = card(ended=[entry(ago(minutes=5), report=report("partial", tabs=tabs))]).tabs
    assert (tab.rows, tab.reason) == ("–", "It lost a column.")


def test_a_run_at_work_shows_how_far_it_is_and_cannot_be_asked_for_again() -> None:
    progress = {"phase": "land", "name": "mymall.orders #1", "done": 3, "total": 18, "rows": 1234}
    shown = card(running=[entry(ago(seconds=9), "running", trigger="page", progress=progress)])
    assert (shown.state, shown.can_ask) == ("going", False)
    assert shown.bar is not None
    assert (shown.bar.done, shown.bar.total, shown.bar.words) == (3, 18, "reading mymall.orders #1 · 1,234 rows")


def test_a_run_that_waits_is_told() -> None:
    shown = card(waiting=[entry(None, "waiting", trigger="page")], ended=[entry(ago(minutes=5), report=report())])
    assert (shown.state, shown.can_ask, shown.bar) == ("waiting", False, None)


def test_a_window_of_history_on_the_way_keeps_nobody_from_asking_for_news() -> None:
    ended = [
        entry(ago(seconds=30), trigger="backfill", report=report("failed")),
        entry(ago(minutes=5), report=report()),
    ]
    running = [entry(ago(seconds=9), "running", trigger="backfill")]
    shown = card(running=running, ended=ended, elsewhere=frozenset({"orders"}))
    assert (shown.state, shown.can_ask) == ("ok", True)
    assert shown.history is not None
    assert shown.last is not None
    assert shown.last.words == "4 min ago"


def test_a_command_at_work_beside_the_daemon_shows_as_such() -> None:
    assert card(noted={"orders": [noted(ago(seconds=30), None)]}, elsewhere=frozenset({"orders"})).state == "going"


def test_what_needs_somebody_stands_at_the_top_in_words() -> None:
    assert told(ended=[], noted={"orders": [noted(ago(minutes=1))]}).alarms == []
    said = told(
        job(), job("visitors"),
        daemon=Sign(ago(minutes=9), {"started": ago(days=2).isoformat(), "schedule_error": "schedule.yaml:3 {odd}"}),
        lives={MALL: life(lost=True)},
    ).alarms  # fmt: skip
    wanted = ("no sign of life", "schedule.yaml:3 {odd}", "The login of mymall is gone.", "Job orders", "Job visitors")
    assert [words for words, line in zip(wanted, said, strict=True) if words not in line] == []


def test_logins_say_how_long_they_last_and_warn_in_time() -> None:
    (well,) = told().accounts
    assert well.until is not None
    assert (well.state, well.until.words, well.note) == ("ok", "13 days (11-15 09:35)", None)
    (soon,) = told(lives={MALL: life(left=timedelta(days=2))}).accounts
    assert soon.state == "partial"
    assert "sheets-bridge connect cafe24 mymall" in str(soon.note)
    (never,) = told(lives={MALL: None}).accounts
    assert (never.state, never.until) == ("failed", None)
    assert "sheets-bridge connect cafe24 mymall" in str(never.note)
    (over,) = told(lives={MALL: life(left=timedelta(days=-1), lost=True)}).accounts
    assert over.until is not None
    assert (over.state, over.until.words) == ("failed", "0 min (yesterday 09:35)")


def test_days_say_what_is_held_and_what_is_still_to_come() -> None:
    begins = date(2026, 1, 1)
    part = Covered(MALL, 2, "orders", ("RAW_주문", "RAW_품목"), date(2026, 8, 31), ago(minutes=5), begins)
    whole = Covered(MALL, 1, "visitors", ("RAW_방문",), begins, ago(minutes=5), begins)
    nothing = Covered(MALL, None, "orders", ("RAW_주문",))
    first, second, third = told(covered=[part, whole, nothing]).covered
    assert (first.tabs, first.name, first.held) == (
        "RAW_주문, RAW_품목",
        "mymall.orders #2",
        "2026-08-31 ~ today 09:30",
    )
    assert first.missing == "still to come: 2026-01-01 ~ 2026-08-30"
    assert first.bar is not None
    assert (first.bar.done, first.bar.total, first.bar.words) == (64, 64 + 242, "20%")
    assert (second.held, second.missing, second.bar) == ("2026-01-01 ~ today 09:30", None, None)
    assert (third.held, third.name) == ("nothing yet", "mymall.orders")


def test_calls_of_the_last_minute_come_from_the_life_sign_and_go_stale() -> None:
    def minute(**span: float) -> dict[str, tuple[int, int | None]]:
        calls = Sign(ago(**span), {"minute": {"google_write": 7, "cafe24": 90}})
        return {kind.name: (kind.minute, kind.limit) for kind in told(calls=calls).calls}

    assert minute(seconds=10)["Google, writing"] == (7, 50)
    assert minute(seconds=10)["Cafe24"] == (90, None)
    assert minute(seconds=61)["Google, writing"] == (0, 50)


def test_calls_of_a_day_are_those_of_its_runs_and_no_others() -> None:
    ended = [entry(ago(minutes=5), report=report()), entry(ago(hours=23), report=report()),
             entry(ago(hours=25), report=report())]  # fmt: skip
    assert {kind.name: kind.day for kind in told(ended=ended).calls}["Cafe24"] == "36"


def test_the_log_tells_who_asked_what_came_and_why_a_slot_was_left_out() -> None:
    ended = [entry(ago(minutes=5), trigger="page", report=report()),
             entry(ago(minutes=65), ask={"dry_run": True}, trigger="run", report=report())]  # fmt: skip
    lines = told(ended=ended, slots={"orders": [(ago(minutes=35), "running")]}).log
    assert [(line.at.words, line.word, line.trigger, line.rows, line.message) for line in lines] == [
        ("09:30", "all well", "by this page", "40 read · 12 new · 3 changed", None),
        ("09:00", "left out", "by schedule", "", "the run before was not done yet"),
        ("08:30", "all well", "by command (dry run)", "40 read · 12 new · 3 changed", None),
    ]


def test_the_log_has_fifty_lines_at_most() -> None:
    assert len(told(noted={"orders": [noted(ago(minutes=n)) for n in range(80)]}).log) == 50


def test_the_same_is_told_in_korean() -> None:
    said = tell(seen(ended=[entry(ago(minutes=5), report=report())]), KOREAN)
    assert (said.jobs[0].word, said.jobs[0].took) == ("정상", "추가 12 · 변경 3 · 4.0초")
    assert said.log[0].trigger == "예약"


def test_the_same_is_told_of_the_same() -> None:
    known = seen(ended=[entry(ago(minutes=5), report=report())], covered=[Covered(MALL, None, "orders", ())])
    assert asdict(tell(known, ENGLISH)) == asdict(tell(known, ENGLISH))
    assert tell(known, ENGLISH).now.exact == f"{NOW:%Y}-11-02 09:35:10 KST"


def test_a_paused_job_says_so_and_has_no_next_time() -> None:
    shown = card(ended=[entry(ago(minutes=5), report=report())], pauses={"orders": Pause(ago(hours=1))})
    assert (shown.state, shown.word, shown.next, shown.can_ask) == ("paused", "paused", None, True)
