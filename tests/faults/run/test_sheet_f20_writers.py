"""F20, two writers of one spreadsheet: an old copy on another computer stops, until it is told to take over.

A second installation here is a copy of the first one's folder (`copied`: the same key, the same database), or one with
a key of its own (`stranger`: only the login is the same).
"""

import json
import re
import shutil
import sqlite3
from datetime import datetime, timedelta

import pytest
from run_bench import NEXT_DAY, START, Told
from run_people import delete_row, delete_tab, do, meanwhile

KEY = "sheets_bridge.writer"
BUSY = "Another installation wrote this spreadsheet"
VISITS = "RAW_방문"


@pytest.fixture
def made(filled):
    """The first installation; it has just written the spreadsheet."""
    return filled


@pytest.fixture
def stranger(made, tmp_path):
    """Another installation that writes the same spreadsheet."""
    other = made.copied(tmp_path / "stranger")
    shutil.rmtree(other.folder / "state")
    (other.credentials / "hmac.key").unlink()
    return other


@pytest.fixture
def copied(made, tmp_path):
    """A copy of the folder; the first one has set a new mark since."""
    other = made.copied(tmp_path / "copy")
    _age(made, hours=2)
    _rob(made)
    assert made.run_here().code == 0
    return other


def _marks(made):
    told = made.google("GET", "", params={"fields": "developerMetadata"})
    return [one["metadataValue"] for one in told.get("developerMetadata", ()) if one["metadataKey"] == KEY]


def _mark(made):
    (value,) = _marks(made)
    return json.loads(value)


def _set(made, value):
    lookup = {"developerMetadataLookup": {"metadataKey": KEY}}
    change = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": value}, "fields": "metadataValue"}
    do(made, {"updateDeveloperMetadata": change})


def _age(made, *, hours):
    """As if the mark had been set so many hours earlier."""
    mark = _mark(made)
    _set(made, json.dumps(mark | {"at": (datetime.fromisoformat(mark["at"]) - timedelta(hours=hours)).isoformat()}))


def _unsigned(made):
    """As if nobody had ever signed."""
    lookup = {"developerMetadataLookup": {"metadataKey": KEY}}
    do(made, {"deleteDeveloperMetadata": {"dataFilter": lookup}})


def _rob(made):
    """Take a row away, so that the next run has something to write."""
    do(made, delete_row(made, VISITS, 2))


def _writes(made):
    return made.calls("google", "write")


def _run(made, **asked) -> tuple[Told, int]:
    """A run and how many calls of it were writes."""
    made.control("DELETE", "calls")
    return made.run_here(**asked), len(_writes(made))


@pytest.mark.parametrize("which", ["stranger", "copied"])
def test_f20_the_second_installation_stops_with_75_and_writes_nothing(made, request, which):
    second = request.getfixturevalue(which)
    before = _mark(made)
    _rob(made)
    told, writes = _run(second)
    assert (told.code, writes) == (75, 0)
    assert BUSY in told.words
    assert f"{datetime.fromisoformat(before['at']) + timedelta(hours=9):%Y-%m-%d %H:%M} KST" in told.words
    assert "run --take-over" in told.words
    assert _mark(made) == before
    assert (made.run_here().code, made.faults_of_the_sheet()) == (0, [])


def test_f20_as_processes_the_second_ends_with_75_and_the_same_words(made, stranger):
    told = stranger.run_there("visitors")
    assert told.code == 75
    assert "run --take-over" in told.words
    assert stranger.start("run", "visitors", "--take-over").wait(60) == 0
    assert made.run_there("visitors").code == 75


@pytest.mark.parametrize("which", ["stranger", "copied"])
def test_f20_a_take_over_makes_the_other_one_stop_even_where_there_is_no_news(made, request, which):
    second = request.getfixturevalue(which)
    told, writes = _run(second, take_over=True)
    assert (told.code, writes) == (0, 1 if which == "copied" else writes)
    assert sum("this one has taken over" in note for note in told.notes) == 1
    assert made.run_here().code == 75
    told, writes = _run(second)
    assert (told.code, writes, told.notes) == (0, 0, ())
    assert made.run_here().code == 75
    assert made.faults_of_the_sheet() == []


def test_f20_what_stops_at_the_sheet_has_landed_in_the_store_all_the_same(made, stranger):
    assert stranger.run_here().code == 75
    with sqlite3.connect(stranger.folder / "state" / "bridge.db") as store:
        assert store.execute("SELECT count(*) FROM orders").fetchone()[0] == len(made.truth("RAW_주문"))


def test_f20_after_a_day_of_silence_the_second_goes_on_and_says_so(made, stranger):
    _age(made, hours=23.9)
    assert stranger.run_here().code == 75
    _age(made, hours=0.2)
    _rob(made)
    told = stranger.run_here()
    assert told.code == 0
    assert sum("this one has taken over" in note for note in told.notes) == 1
    assert made.run_here().code == 75
    assert made.faults_of_the_sheet() == []


def test_f20_a_lost_database_makes_no_stranger_of_its_own_installation(made):
    shutil.rmtree(made.folder / "state")
    _rob(made)
    told = made.run_here()
    assert (told.code, told.notes, made.faults_of_the_sheet()) == (0, (), [])


MARKING = {"changed": lambda made: _age(made, hours=2), "set for the first time": _unsigned}


@pytest.mark.parametrize("action", ["lost_answer", "cut", "reset"])
@pytest.mark.parametrize("how", MARKING)
def test_f20_a_lost_answer_to_the_marking_call_makes_no_stranger(made, how, action):
    MARKING[how](made)
    _rob(made)
    made.fault(action, f"*/{made.running.spreadsheet_id}:batchUpdate")
    told = made.run_here()
    assert (told.code, told.notes, made.faults_of_the_sheet()) == (0, (), []), told.words
    _rob(made)
    told = made.run_here()
    assert (told.code, told.notes, len(_marks(made))) == (0, (), 1)


@pytest.mark.parametrize("point", ["sheet.signed", "sheet.built"])
def test_f20_a_kill_right_after_the_mark_was_set_makes_no_stranger(made, point):
    _age(made, hours=2)
    if point == "sheet.built":
        do(made, delete_tab(made, VISITS))
    else:
        _rob(made)
    assert made.run_there("visitors", kill=point).code < 0
    assert made.run_here().code == 0
    assert made.faults_of_the_sheet() == []


def test_f20_an_outage_of_writes_however_long_makes_no_stranger(made):
    _age(made, hours=2)
    _rob(made)
    made.fault("status", "*batchUpdate", status=403, times=10_000)
    for _ in range(3):
        assert made.run_here("visitors").code == 77
    made.undisturbed()
    assert (made.run_here().code, made.faults_of_the_sheet()) == (0, [])


def test_f20_a_run_without_news_writes_no_mark_however_old_it_is(made):
    _age(made, hours=30)
    before = _mark(made)
    told, writes = _run(made)
    assert (told.code, writes, _mark(made)) == (0, 0, before)


def test_f20_a_dry_run_is_not_stopped_but_says_what_would(made, stranger):
    _rob(made)
    told, writes = _run(stranger, dry_run=True)
    assert (told.code, writes) == (0, 0)
    assert any(BUSY in note for note in told.notes)


def test_f20_a_mark_nobody_can_read_counts_as_none_and_is_replaced(made):
    for value in ("", "[]", '{"writer": "x", "run": "y", "at": "yesterday"}', '{"writer": "x", "at": "2026-11-03"}'):
        _set(made, value)
        _rob(made)
        told = made.run_here()
        assert (told.code, told.notes) == (0, ())
        assert len(_mark(made)["run"]) == 12


def test_f20_the_mark_says_nothing_of_the_machine(made):
    mark = _mark(made)
    assert mark.keys() == {"writer", "run", "at"}
    assert re.fullmatch(r"[0-9a-f]{12} [0-9a-f]{12} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", " ".join(mark.values()))


def test_f20_a_run_that_is_taken_over_in_its_midst_writes_no_further_tab(made):
    made.advance(NEXT_DAY)
    other = json.dumps({"writer": "0" * 12, "run": "0" * 12, "at": (START + timedelta(hours=23)).isoformat()})
    lookup = {"developerMetadataLookup": {"metadataKey": KEY}}
    change = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": other}, "fields": "metadataValue"}
    meanwhile(made, "*/values:batchUpdate", {"updateDeveloperMetadata": change})
    told = made.run_here()
    assert told.code == 75
    assert dict(made.shown("RAW_주문")) == made.truth("RAW_주문")
    assert dict(made.shown(VISITS)) != made.truth(VISITS)
    assert _mark(made) == json.loads(other)


def test_f20_another_spreadsheet_of_the_same_job_goes_on(made, stranger):
    address = f"{made.root}/google/v4/spreadsheets"
    bearer = {"Authorization": f"Bearer {made.running.google_token}"}
    second = made.web.post(address, headers=bearer, json={"properties": {"title": "둘째"}}, timeout=10).json()
    text = stranger.schedule.read_text(encoding="utf-8")
    first = re.search(r"^spreadsheet: (\S+)$", text, re.MULTILINE)[1]
    other = first.replace(made.running.spreadsheet_id, second["spreadsheetId"])
    text = text.replace(f"spreadsheet: {first}", f"spreadsheets:\n  하나: {first}\n  둘: {other}")
    text = text.replace("{table: orders}", "{table: orders, on: 하나}")
    text = text.replace("{table: order_items}", "{table: order_items, on: 둘}")
    stranger.schedule.write_text(text.replace("{table: visitors}", "{table: visitors, on: 하나}"), encoding="utf-8")
    assert stranger.run_here().code == 75
    told = made.web.get(f"{address}/{second['spreadsheetId']}/values/RAW_주문품목!A2:A", headers=bearer, timeout=10)
    assert len(told.json()["values"]) == len(made.truth("RAW_주문품목"))


def test_f20_a_refresh_within_the_hour_takes_no_call_for_the_mark(made):
    with sqlite3.connect(made.folder / "state" / "bridge.db") as store:
        # The first day is past what visitors are read again for.
        store.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
        store.execute("UPDATE visitors SET page_view = 7, version = (SELECT value FROM meta) "
                      "WHERE date = (SELECT min(date) FROM visitors)")  # fmt: skip
    made.control("DELETE", "calls")
    assert made.run_here("visitors").code == 0
    assert [call["kind"] for call in made.calls("google")] == ["read"] * 2 + ["write"]
