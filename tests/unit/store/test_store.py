"""The store keeps what landed, notices what changed, and survives what disks do."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.model import KST, Column, Cursor, Kind, Pull, Table, Window
from sheets_bridge.store import Store, landing, ledger, marks, schema, selection, tabs
from sheets_bridge.store.selection import Selection
from sheets_bridge.store.tabs import Published

SALES = Table(
    id="sales",
    key=("account", "shop_no", "code"),
    day="day",
    columns=(
        Column("account", Kind.TEXT, "몰", "Mall"),
        Column("shop_no", Kind.NUMBER, "번호", "No."),
        Column("code", Kind.TEXT, "코드", "Code"),
        Column("day", Kind.DAY, "날짜", "Day"),
        Column("amount", Kind.MONEY, "금액", "Amount"),
        Column("memo", Kind.TEXT, "메모", "Memo", default=False),
    ),
)
TABLES = {"sales": SALES}
PULL = Pull("mall", 1, "sales")
CURSOR = Cursor(
    date(2026, 1, 1), datetime(2026, 2, 1, 9, 30, 15, 250, tzinfo=KST), date(2026, 2, 1), None, date(2020, 5, 5)
)


def sale(code: str, amount: float | None = 1.0, day: str = "2026-01-05", shop: int = 1) -> tuple:
    return ("mall", shop, code, day, amount, None)


AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "state" / "bridge.db", TABLES) as opened:
        yield opened


def chosen(*pulls: int, **more) -> Selection:
    return Selection(SALES, pulls, SALES.default_columns, **more)


def test_rows_and_the_cursor_that_claims_them_land_together(store):
    pull = landing.pull_id(store, PULL)
    assert landing.land(store, pull, {"sales": [sale("a"), sale("b")]}, CURSOR) == 2
    assert landing.cursor(store, pull) == CURSOR
    assert len(selection.wanted(store, chosen(pull))) == 2


def test_a_landing_that_fails_leaves_neither_rows_nor_cursor(store):
    pull = landing.pull_id(store, PULL)
    with pytest.raises(StateError):
        landing.land(store, pull, {"sales": [sale("a"), ("mall", 1, "b", "2026-01-05")]}, CURSOR)
    assert (landing.cursor(store, pull), selection.wanted(store, chosen(pull)).ids) == (Cursor(), [])


def test_landing_the_same_again_changes_nothing_and_a_difference_is_one_change(store):
    pull = landing.pull_id(store, PULL)
    landing.land(store, pull, {"sales": [sale("a"), sale("b")]})
    seen = selection.latest_version(store)
    assert landing.land(store, pull, {"sales": [sale("a"), sale("b")]}) == 0
    assert selection.changed(store, chosen(pull), seen) == set()
    assert landing.land(store, pull, {"sales": [sale("a"), sale("b", 2.0)]}) == 1
    (newer,) = selection.changed(store, chosen(pull), seen)
    of_it = selection.wanted(store, chosen(pull)).of([newer])
    assert list(selection.rows(store, chosen(pull), of_it)) == [(newer, ("mall", 1, "b", "2026-01-05", 2.0))]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), max_size=8), max_size=8))
def test_whatever_lands_in_whatever_order_each_key_stands_once_with_its_newest_value(tmp_path_factory, landings):
    expected = {}
    with Store(tmp_path_factory.mktemp("s") / "bridge.db", TABLES) as store:
        pull = landing.pull_id(store, PULL)
        for rows in landings:
            landing.land(store, pull, {"sales": [sale(code, float(amount)) for code, amount in rows]})
            expected.update(rows)
        standing = selection.rows(store, chosen(pull), selection.wanted(store, chosen(pull)))
        assert [(row[2], row[4]) for _, row in standing] == sorted(
            (code, float(amount)) for code, amount in expected.items()
        )


def test_the_same_order_number_in_two_shops_is_two_rows(store):
    one, two = (landing.pull_id(store, replace(PULL, shop_no=shop)) for shop in (1, 2))
    landing.land(store, one, {"sales": [sale("a")]})
    landing.land(store, two, {"sales": [sale("a", shop=2)]})
    assert len(set(selection.wanted(store, chosen(one, two)).ids)) == 2


def test_other_fields_embed_or_filter_make_a_pull_of_their_own(store):
    pulls = [PULL, replace(PULL, embed=("buyer",)), replace(PULL, fields=("a",)), replace(PULL, filter=(("a", "b"),))]
    assert len({landing.pull_id(store, pull) for pull in pulls}) == 4
    assert landing.pull_id(store, pulls[1]) == landing.pull_id(store, pulls[1])
    assert landing.pulls_by_shop(store, pulls[1]) == {1: landing.pull_id(store, pulls[1])}


def test_a_tab_holds_its_window_and_its_filter_oldest_first(store):
    pull = landing.pull_id(store, PULL)
    landing.land(
        store,
        pull,
        {"sales": [sale("new", 5.0, "2026-01-09"), sale("old", 5.0), sale("cheap", 1.0), sale("x", 9.0, "2020-01-01")]},
    )
    shown = chosen(pull, since=date(2026, 1, 1), where="amount > 1 OR memo = 'keep'")
    assert [row[2] for _, row in selection.rows(store, shown, selection.wanted(store, shown))] == ["old", "new"]


def test_missing_days_are_filled_only_where_nothing_stands(store):
    pull = landing.pull_id(store, PULL)
    landing.land(store, pull, {"sales": [sale("a", 7.0)]})
    landing.fill(store, pull, SALES, [sale("other", None), sale("b", None, "2026-01-04")])
    rows = dict(selection.rows(store, chosen(pull), selection.wanted(store, chosen(pull))))
    assert [row[4] for row in rows.values()] == [None, 7.0]


def test_what_said_that_a_day_is_missing_leaves_with_that_days_rows_of_that_pull_alone(tmp_path):
    of_days = replace(SALES, id="days", key=("account", "shop_no", "day", "code", "amount"), status="memo")
    missing = ("mall", 1, None, "2026-01-05", None, "미수집")
    with Store(tmp_path / "days.db", {"days": of_days}) as opened:
        ours, others = (landing.pull_id(opened, Pull("mall", 1, name)) for name in ("ours", "others"))
        for pull in (ours, others):
            landing.fill(opened, pull, of_days, [missing, (*missing[:3], "2026-01-06", *missing[4:])])
        landing.land(opened, ours, {"days": [("mall", 1, "a", "2026-01-05", 3.0, "확정")]})
        left = {pull: [row[3:] for row in landing.standing(opened, pull, of_days).values()] for pull in (ours, others)}
    assert sorted(left[ours], key=str) == [("2026-01-05", 3.0, "확정"), ("2026-01-06", None, "미수집")]
    assert len(left[others]) == 2


def test_what_a_slice_did_not_read_leaves_with_its_last_page_and_nothing_outside_of_it(store):
    pull, other = landing.pull_id(store, PULL), landing.pull_id(store, replace(PULL, shop_no=2))
    before = [sale("gone", 1.0, "2026-01-02"), sale("stays", 2.0, "2026-01-02"), sale("older", 3.0, "2026-01-01")]
    landing.land(store, pull, {"sales": before})
    landing.land(store, other, {"sales": [("mall", 2, *sale("gone", 1.0, "2026-01-02")[2:])]})
    slice_ = landing.Slice((SALES,), Window(date(2026, 1, 2), date(2026, 1, 3)))
    landing.land(store, pull, {"sales": [sale("stays", 2.0, "2026-01-02")]}, None, slice_)
    assert len(selection.wanted(store, chosen(pull))) == 3
    changed = landing.land(store, pull, {"sales": [sale("new", 4.0, "2026-01-03")]}, None, slice_, is_last=True)
    assert changed == 2
    rows = selection.rows(store, chosen(pull), selection.wanted(store, chosen(pull)))
    assert [row[2] for _, row in rows] == ["older", "stays", "new"]
    assert len(selection.wanted(store, chosen(other))) == 1


def test_more_rows_than_one_question_holds_come_in_the_order_asked(store):
    pull = landing.pull_id(store, PULL)
    landing.land(store, pull, {"sales": [sale(f"{n:05}") for n in range(1700)]})
    wanted = selection.wanted(store, chosen(pull))
    for ids in (wanted.ids, wanted.ids[::-1], wanted.ids[::-3]):
        assert [one for one, _ in selection.rows(store, chosen(pull), wanted.of([*ids, "gone"]))] == ids


def test_a_row_that_took_the_place_of_a_forgotten_one_is_not_taken_for_it(store):
    pull = landing.pull_id(store, PULL)
    landing.land(store, pull, {"sales": [sale("a"), sale("b")]})
    wanted = selection.wanted(store, chosen(pull))
    with store.transaction() as connection:
        connection.execute("DELETE FROM sales WHERE code = 'b'")
    landing.land(store, pull, {"sales": [sale("c")]})
    assert [row[2] for _, row in selection.rows(store, chosen(pull), wanted)] == ["a"]


@pytest.mark.parametrize(
    "where",
    [
        "amount >",
        "nothing = 1",
        "1); DROP TABLE sales; --",
        "count(*) > 1",
        "json_extract(code, '$') = 1",
        "1 = load_extension('x')",
        '"amuont" > 1',
        "amount IN (SELECT 1 FROM sqlite_master)",
    ],
)
def test_a_where_that_is_no_condition_on_the_table_is_refused(where):
    with pytest.raises(ConfigError, match="is not a condition"):
        selection.check_where(SALES, where)


def test_a_where_that_is_one_passes():
    selection.check_where(SALES, "amount > 1 AND substr(code, 1, 1) = 'a'")


def test_what_a_tab_was_seen_to_hold_is_forgotten_when_it_shows_other_columns(store):
    seen = Published(7, 42, datetime(2026, 1, 1, tzinfo=UTC))
    tabs.note(store, "sheet", "탭", chosen(1), seen)
    assert tabs.published(store, "sheet", "탭", chosen(1)) == seen
    assert tabs.published(store, "sheet", "탭", chosen(1, where="amount > 1")) == seen
    wider = Selection(SALES, (1,), SALES.columns)
    assert tabs.published(store, "sheet", "탭", wider) == replace(seen, published=0)
    assert tabs.published(store, "sheet", "other", chosen(1)) is None


def test_the_ledger_tells_the_newest_ended_run(store):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for minute, outcome in enumerate(("ok", "failed")):
        run = ledger.begin(store, "orders", at + timedelta(minutes=minute))
        ledger.end(store, run, at + timedelta(minutes=minute + 1), outcome, {"job": "orders", "n": minute})
    ledger.begin(store, "orders", at + timedelta(hours=1))
    last = ledger.last(store, "orders")
    assert (last["outcome"], last["n"], last["ended"]) == ("failed", 1, (at + timedelta(minutes=2)).isoformat())
    assert ledger.last(store, "other") is None


def test_quarantine_forgets_after_a_fortnight(store):
    pull = landing.pull_id(store, PULL)
    at = datetime(2026, 1, 1, tzinfo=KST)
    landing.quarantine(store, pull, "old", "TypeError: paid", at)
    landing.quarantine(store, pull, "new", "TypeError: paid", at + timedelta(days=15))
    assert [row[0] for row in store.query("SELECT key FROM quarantine")] == ["new"]


@pytest.mark.parametrize("content", [b"not a database at all, just text" * 40, b"SQLite format 3\x00" + b"\x00" * 4000])
def test_a_broken_file_is_set_aside_and_a_new_one_begun(tmp_path, content):
    path = tmp_path / "bridge.db"
    path.write_bytes(content)
    with Store(path, TABLES) as store:
        assert store.set_aside is not None
        assert store.set_aside.read_bytes() == content
        landing.pull_id(store, PULL)


def test_an_empty_file_is_a_new_store(tmp_path):
    (tmp_path / "bridge.db").touch()
    with Store(tmp_path / "bridge.db", TABLES) as store:
        landing.pull_id(store, PULL)


def test_a_file_of_a_newer_release_or_of_another_program_is_refused_untouched(tmp_path):
    for pragma in ("user_version = 99", "application_id = 4711"):
        path = tmp_path / f"{pragma[:4]}.db"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE theirs (a)")
            other.execute(f"PRAGMA {pragma}")
        with pytest.raises(ConfigError, match="newer"):
            Store(path, TABLES)
        with sqlite3.connect(path) as other:
            assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_column_declared_later_is_added_and_older_rows_keep(tmp_path):
    older = replace(SALES, columns=SALES.columns[:-1])
    with Store(tmp_path / "bridge.db", {"sales": older}) as store:
        landing.land(store, landing.pull_id(store, PULL), {"sales": [sale("a")[:-1]]})
    with Store(tmp_path / "bridge.db", TABLES) as store:
        wide = Selection(SALES, (1,), SALES.columns)
        assert [row for _, row in selection.rows(store, wide, selection.wanted(store, wide))] == [sale("a")]


def test_rows_of_a_version_1_file_are_kept_and_updated_under_the_key_of_today(tmp_path):
    """Version 1 kept rows under (pull, id); the ids it made are the ids of today."""
    path = tmp_path / "bridge.db"
    with Store(path, TABLES) as store:
        pull = landing.pull_id(store, PULL)
        landing.land(store, pull, {"sales": [sale("b", 2.0), sale("a")]}, CURSOR)
        before, seen = selection.wanted(store, chosen(pull)).ids, selection.latest_version(store)
    columns = "code TEXT, day TEXT, amount REAL, memo TEXT"
    with closing(sqlite3.connect(path)) as older:
        older.executescript(f"""
            CREATE TABLE older (pull INTEGER NOT NULL REFERENCES pulls, id TEXT NOT NULL, version INTEGER NOT NULL,
                hash BLOB NOT NULL, account TEXT, shop_no INTEGER, {columns}, PRIMARY KEY (pull, id));
            INSERT INTO older SELECT pull, id, version, hash, account, shop_no, code, day, amount, memo FROM sales;
            DROP TABLE sales;
            DROP TABLE writer_marks;
            DROP TABLE queue;
            DROP TABLE slots;
            DROP TABLE life;
            DROP TABLE forgotten;
            DROP TABLE pauses;
            ALTER TABLE older RENAME TO sales;
            CREATE INDEX sales_version ON sales (version);
            PRAGMA user_version = 1;
        """)
    with Store(path, TABLES) as store:
        assert selection.wanted(store, chosen(pull)).ids == before
        assert selection.changed(store, chosen(pull), seen) == set()
        assert landing.land(store, pull, {"sales": [sale("a"), sale("b", 3.0)]}) == 1
        standing = selection.rows(store, chosen(pull), selection.wanted(store, chosen(pull)))
        assert [(id_, row[4]) for id_, row in standing] == list(zip(before, [1.0, 3.0], strict=True))
        assert store.one("PRAGMA user_version")[0] == schema.VERSION


VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('version', 7);
CREATE TABLE pulls (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, shop_no INTEGER NOT NULL, stream TEXT NOT NULL,
    options TEXT NOT NULL, cursor TEXT NOT NULL DEFAULT '{}', UNIQUE (account, shop_no, stream, options));
INSERT INTO pulls VALUES (1, 'mall', 1, 'sales', '[1, [], null, []]', '{"since": "2026-01-01"}');
CREATE TABLE quarantine (
    pull INTEGER NOT NULL REFERENCES pulls, key TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (pull, key)) WITHOUT ROWID;
CREATE TABLE tabs (
    spreadsheet TEXT NOT NULL, title TEXT NOT NULL, selection TEXT NOT NULL, sheet_id INTEGER NOT NULL,
    published INTEGER NOT NULL, healed_at TEXT NOT NULL, PRIMARY KEY (spreadsheet, title)) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, job TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, outcome TEXT, report TEXT);
CREATE INDEX runs_job ON runs (job, id);
CREATE TABLE "sales" (
    pull INTEGER NOT NULL REFERENCES pulls, id TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL,
    "account" TEXT, "shop_no" INTEGER, "code" TEXT, "day" TEXT, "amount" REAL, "memo" TEXT, PRIMARY KEY (pull, id));
CREATE INDEX "sales_version" ON "sales" (version);
INSERT INTO sales VALUES (1, 'id', 7, x'00', 'mall', 1, 'a', '2026-01-05', 1.0, NULL);
PRAGMA application_id = 0x53424731;
PRAGMA user_version = 1;
"""
"""A database as version 1 of the schema left it."""


def test_a_database_of_version_1_goes_on_with_all_it_held(tmp_path):
    path = tmp_path / "bridge.db"
    with sqlite3.connect(path) as older:
        older.executescript(VERSION_1)
    for _ in range(2):
        with Store(path, TABLES) as store:
            pull = landing.pull_id(store, PULL)
            assert (pull, landing.cursor(store, pull)) == (1, Cursor(date(2026, 1, 1)))
            wanted = selection.wanted(store, chosen(pull))
            assert dict(selection.rows(store, chosen(pull), wanted)) == {"id": sale("a")[:5]}
            marks.note(store, "sheet", "a1", None)
            assert marks.remembered(store, "sheet") == {"a1"}


def test_a_writers_mark_that_stands_is_remembered_however_many_were_tried_in_vain(store):
    for run in ("first", *map(str, range(100))):
        marks.note(store, "sheet", run, "first")
    assert {"first", "99", "60"} <= marks.remembered(store, "sheet")
    assert len(marks.remembered(store, "sheet")) < 60
    assert marks.remembered(store, "another") == frozenset()


def test_a_full_disk_is_said_and_what_stood_stands(store):
    pull = landing.pull_id(store, PULL)
    landing.land(store, pull, {"sales": [sale("a")]})
    pages = store.one("PRAGMA page_count")[0]
    list(store.query(f"PRAGMA max_page_count = {pages + 2}"))
    with pytest.raises(StateError, match="full"):
        landing.land(store, pull, {"sales": [sale(f"{n}" * 200) for n in range(2000)]}, CURSOR)
    assert landing.cursor(store, pull) == Cursor()
    assert len(selection.wanted(store, chosen(pull))) == 1


def test_the_file_is_for_its_owner_only(store):
    assert store.path.stat().st_mode & 0o077 == 0
    assert store.path.parent.stat().st_mode & 0o077 == 0


def test_damage_in_the_middle_is_met_once_and_set_aside_at_the_next_opening(tmp_path):
    path = tmp_path / "bridge.db"
    with Store(path, TABLES) as store:
        pull = landing.pull_id(store, PULL)
        landing.land(store, pull, {"sales": [sale(f"{n:05}" * 20) for n in range(3000)]})
    with path.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 60)
    with Store(path, TABLES) as store, pytest.raises(StateError, match="damaged"):
        list(selection.rows(store, chosen(pull), selection.wanted(store, chosen(pull))))
    with Store(path, TABLES) as store:
        assert store.set_aside is not None
        assert selection.wanted(store, chosen(landing.pull_id(store, PULL))).ids == []


def test_many_processes_may_open_a_new_store_at_once(tmp_path):
    words = "import sys; from pathlib import Path; from sheets_bridge.store import Store; Store(Path(sys.argv[1]), {})"
    started = [subprocess.Popen([sys.executable, "-c", words, str(tmp_path / "bridge.db")]) for _ in range(6)]
    assert [process.wait(60) for process in started] == [0] * 6


def test_the_ledger_keeps_each_jobs_own_runs_and_shows_one_that_never_ended(store):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    run = ledger.begin(store, "orders", at)
    ledger.end(store, run, at, "ok", {})
    ledger.begin(store, "orders", at + timedelta(hours=1))
    assert ledger.last(store, "orders")["unfinished"] == (at + timedelta(hours=1)).isoformat()
    for _ in range(1005):
        ledger.end(store, ledger.begin(store, "visitors", at), at, "ok", {})
    assert ledger.last(store, "orders")["outcome"] == "ok"
    assert store.one("SELECT count(*) FROM runs WHERE job = 'visitors'")[0] == 1000


def test_a_pull_with_other_fields_knows_it_was_pulled_before(store):
    first = landing.pull_id(store, PULL)
    assert not landing.any_rows(store)
    landing.land(store, first, {}, CURSOR)
    other = landing.pull_id(store, replace(PULL, embed=("buyer",)))
    assert (landing.has_siblings(store, first), landing.has_siblings(store, other)) == (False, True)
    assert landing.any_rows(store)


def test_the_last_run_of_a_job_is_of_its_news_and_not_a_window_of_its_history(store):
    for outcome, part in (("ok", "history"), ("failed", "news"), ("ok", "history")):
        ledger.end(store, ledger.begin(store, "orders", AT), AT, outcome, {"part": part, "tabs": []})
    told = ledger.last(store, "orders")
    assert (told["outcome"], told["part"], told["unfinished"]) == ("failed", "news", None)
    ledger.begin(store, "orders", AT)
    assert ledger.last(store, "orders")["unfinished"] == AT.isoformat()
