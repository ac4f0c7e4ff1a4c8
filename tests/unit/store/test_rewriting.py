"""Rows that stand, written again: those that differ change, and a row that names nothing stays the only one."""

from test_store import CURSOR, PULL, SALES, TABLES, sale

from sheets_bridge.store import Store, landing, rewriting


def test_a_row_without_a_key_is_left_as_it_is_and_the_others_are_completed(tmp_path):
    with Store(tmp_path / "bridge.db", TABLES) as store:
        pull = landing.pull_id(store, PULL)
        blank = ("mall", 1, None, "2026-01-06", None, "미수집")
        landing.land(store, pull, {"sales": [sale("a"), sale("b", 2.0), blank]}, CURSOR)
        changed = rewriting.rewrite(store, pull, SALES, lambda row: (*row[:4], 2.0, row[5]))
        rows = list(store.query("SELECT code, amount, memo FROM sales ORDER BY code"))
        assert (changed, rows) == (1, [(None, None, "미수집"), ("a", 2.0, None), ("b", 2.0, None)])
