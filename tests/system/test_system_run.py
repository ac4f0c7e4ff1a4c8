"""`run` against the sandbox: the sheet equals the truth, costs what changed, and keeps to what was asked."""

from datetime import timedelta
from itertools import pairwise

from system_mall import EARLY, ITEMS, ORDERS, TABS, VISITORS, Mall
from system_sheet import Sheet

from sheets_bridge import locks
from sheets_bridge.messages import say
from sheets_bridge.tables import TABLES

RUN = {"outcome", "exit_code", "seconds", "jobs", "calls", "verified"}
JOB = {"job", "outcome", "message", "streams", "tabs"}
STREAM = {"account", "shop_no", "stream", "state", "reason", "read", "landed", "quarantined", "complete_until"}
TAB = {"title", "table", "sheet_id", "rows", "inserted", "updated", "removed", "unchanged"}
CALLS = {"cafe24", "cafe24_analytics", "token", "google_read", "google_write"}


def test_the_first_run_fills_every_tab_with_the_truth(mall: Mall, sheet: Sheet) -> None:
    told = mall.ran()
    assert sheet.wrong_tabs() == {}
    assert (told["outcome"], told["exit_code"], told["verified"]) == ("ok", 0, True)
    assert told.keys() >= RUN
    assert told["calls"].keys() == CALLS
    for job in told["jobs"]:
        assert job.keys() >= JOB
        assert all(stream.keys() >= STREAM for stream in job["streams"])
        assert all(tab.keys() >= TAB for tab in job["tabs"])


def test_a_run_tells_what_it_read_landed_and_wrote(mall: Mall, sheet: Sheet) -> None:
    told = mall.ran()
    tabs = {tab["title"]: tab for job in told["jobs"] for tab in job["tabs"]}
    for title, table in TABS.items():
        rows = len(mall.truth(table))
        assert (tabs[title]["rows"], tabs[title]["inserted"]) == (rows, rows)
        assert tabs[title]["sheet_id"] == sheet.properties()[title]["sheetId"]
    streams = [stream for job in told["jobs"] for stream in job["streams"]]
    read = sum(stream["read"] for stream in streams if stream["stream"] == "orders")
    landed = sum(stream["landed"] for stream in streams if stream["stream"] == "orders")
    assert (read, landed) == (tabs[ORDERS]["rows"], tabs[ORDERS]["rows"] + tabs[ITEMS]["rows"])
    assert {(stream["state"], stream["quarantined"]) for stream in streams} == {("complete", 0)}


def test_a_run_counts_the_requests_the_sandbox_counted(unconnected: Mall) -> None:
    unconnected.connect()
    unconnected.forget_calls()
    told = unconnected.ran()["calls"]
    counted = {
        "cafe24": len(unconnected.calls("cafe24", "read")),
        "cafe24_analytics": len(unconnected.calls("cafe24_analytics", "read")),
        "token": len(unconnected.calls("cafe24", "token")),
        "google_read": len(unconnected.calls("google", "read")),
        "google_write": len(unconnected.calls("google", "write")),
    }
    assert told == counted


def test_a_second_run_without_news_writes_nothing_and_reads_little(filled: Mall) -> None:
    filled.forget_calls()
    told = filled.ran()
    assert filled.calls("google", "write") == []
    assert len(filled.calls("google", "read")) <= 2 + len(TABS)
    tabs = [tab for job in told["jobs"] for tab in job["tabs"]]
    assert all(tab["unchanged"] == tab["rows"] and not tab["inserted"] + tab["updated"] for tab in tabs)


def test_runs_after_days_pass_equal_the_truth_again(filled: Mall, sheet: Sheet) -> None:
    for hours in (1, 23, 24 * 8):
        filled.advance(hours=hours)
        filled.ran()
        assert sheet.wrong_tabs() == {}


def test_complete_until_moves_on_with_every_run(filled: Mall) -> None:
    seen = []
    for _ in range(2):
        filled.advance(hours=5)
        seen.append([stream["complete_until"] for job in filled.ran()["jobs"] for stream in job["streams"]])
    assert all(before < after for before, after in zip(*seen, strict=True))


def test_a_job_that_runs_elsewhere_is_busy_and_the_other_goes_on(mall: Mall, sheet: Sheet) -> None:
    with locks.hold(mall.folder / "state" / "locks" / "job-orders.lock", wait=0.0, what=say("a test")):
        told = mall.run()
    assert told.exit_code == 75
    assert [job["outcome"] for job in told.json["jobs"]] == ["busy", "ok"]
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_one_job_alone_leaves_the_others_tabs_alone(mall: Mall, sheet: Sheet) -> None:
    told = mall.ran("visitors")
    assert [job["job"] for job in told["jobs"]] == ["visitors"]
    assert VISITORS in sheet.properties()
    assert not {ORDERS, ITEMS} & sheet.properties().keys()


def test_an_unknown_job_ends_with_2_and_names_the_nearest(mall: Mall) -> None:
    told = mall.run("order")
    assert told.exit_code == 2
    assert "orders" in told.text


def test_the_days_asked_for_are_inclusive_and_move_no_cursor(mall: Mall, sheet: Sheet) -> None:
    first, last = (EARLY - timedelta(days=4)).date().isoformat(), (EARLY - timedelta(days=3)).date().isoformat()
    told = mall.ran("--since", first, "--until", last)
    assert {stream["complete_until"] for job in told["jobs"] for stream in job["streams"]} == {None}
    for title, table in TABS.items():
        day = TABLES[table].day
        wanted = [row for row in mall.truth(table) if first <= row[day] <= last]
        assert len(sheet.records(title)) == len(wanted) > 0
        assert {row[day] for row in wanted} == {first, last}


def test_asking_for_days_again_leaves_a_complete_pull_where_it_was(filled: Mall, sheet: Sheet) -> None:
    before = [stream["complete_until"] for job in filled.ran()["jobs"] for stream in job["streams"]]
    filled.advance(days=1)
    told = filled.ran("--since", "2026-10-28", "--until", "2026-10-29")
    assert [stream["complete_until"] for job in told["jobs"] for stream in job["streams"]] == before
    filled.ran()
    assert sheet.wrong_tabs() == {}


def test_days_that_have_not_come_yet_are_not_shown_as_days_without_visits(filled: Mall, sheet: Sheet) -> None:
    filled.ran("--since", "2026-11-01", "--until", "2026-11-03")
    assert sheet.wrong_tabs() == {}


def test_a_history_from_the_first_order_on_shows_no_day_before_it(mall: Mall, sheet: Sheet) -> None:
    mall.edit("history: 2026-10-26", "history: first-order")
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_since_after_until_is_a_usage_error(mall: Mall) -> None:
    assert mall.run("--since", "2026-10-29", "--until", "2026-10-28").exit_code == 2
    assert mall.run("--since", "29.10.2026").exit_code == 2


def test_a_dry_first_run_tells_the_rows_and_makes_no_tab(mall: Mall, sheet: Sheet) -> None:
    mall.forget_calls()
    told = mall.ran("--dry-run")
    assert mall.calls("google", "write") == []
    assert not TABS.keys() & sheet.properties().keys()
    inserted = {tab["title"]: tab["inserted"] for job in told["jobs"] for tab in job["tabs"]}
    assert inserted == {title: len(mall.truth(table)) for title, table in TABS.items()}


def test_a_dry_run_tells_exactly_what_the_next_run_writes(filled: Mall, sheet: Sheet) -> None:
    filled.advance(days=2)
    before = {title: sheet.values(title) for title in TABS}
    dry = filled.ran("--dry-run")
    assert {title: sheet.values(title) for title in TABS} == before
    wet = filled.ran()
    assert sheet.wrong_tabs() == {}
    counts = [
        [(tab["inserted"], tab["updated"], tab["removed"]) for job in told["jobs"] for tab in job["tabs"]]
        for told in (dry, wet)
    ]
    assert all(one == other for one, other in pairwise(counts))
    assert counts[0][0][0] > 0


def test_healing_mends_cells_that_were_edited_by_hand(filled: Mall, sheet: Sheet) -> None:
    header = sheet.values(ORDERS)[0]
    sheet.write(ORDERS, {(2, header.index("결제금액")): 1, (3, header.index("주문상태")): "??", (4, 3): "어제"})
    assert len(sheet.differences(ORDERS, "orders")) == 3
    told = filled.ran("--heal")
    assert sheet.wrong_tabs() == {}
    assert [tab["updated"] for job in told["jobs"] for tab in job["tabs"]] == [3, 0, 0]


def test_a_lost_connection_is_tried_again_and_costs_nothing_but_a_call(mall: Mall, sheet: Sheet) -> None:
    mall.fault("*/admin/orders", action="reset")
    mall.fault("*/admin/orders", action="cut", nth=3)
    mall.fault("/google/v4/*", method="POST", action="lost_answer")
    told = mall.ran()
    assert sheet.wrong_tabs() == {}
    assert told["verified"]


def test_a_process_prints_the_json_on_stdout_and_everything_else_on_stderr(mall: Mall, sheet: Sheet) -> None:
    told = mall.process("run", "--json")
    assert (told.exit_code, len(told.out.splitlines())) == (0, 1)
    assert told.json["outcome"] == "ok"
    assert ORDERS in told.err
    assert sheet.wrong_tabs() == {}
