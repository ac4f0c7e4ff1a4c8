"""The comparison of a standing tab with the wanted rows."""

import time

from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.diff import FIRST_ROW, Diff, compare

ids = st.text("abcdef", min_size=1, max_size=2)


def applied(standing: list[str], diff: Diff) -> list[str]:
    gone = {*diff.removals, *diff.doubles}
    kept = [id_ for row, id_ in enumerate(standing, FIRST_ROW) if row not in gone and id_]
    return [*kept, *diff.inserts]


@given(st.lists(st.one_of(ids, st.just(""))), st.lists(ids, unique=True), st.sets(ids))
def test_applying_the_diff_gives_each_wanted_id_exactly_once(standing, wanted, changed):
    assert sorted(applied(standing, compare(standing, wanted, changed))) == sorted(wanted)


@given(st.lists(st.one_of(ids, st.just(""))), st.lists(ids, unique=True), st.sets(ids))
def test_every_changed_standing_id_is_updated_at_its_first_row(standing, wanted, changed):
    diff = compare(standing, wanted, changed)
    expected = {id_ for id_ in wanted if id_ in standing and id_ in changed}
    assert {id_ for _, id_ in diff.updates} == expected
    assert all(standing.index(id_) + FIRST_ROW == row for row, id_ in diff.updates)
    assert diff.unchanged + len(diff.updates) + len(diff.inserts) == len(wanted)


def test_rows_are_named_by_their_number_on_the_sheet():
    diff = compare(["a", "", "b", "a", "x"], ["b", "c", "a"], {"b"})
    assert diff == Diff(updates=((4, "b"),), inserts=("c",), removals=(6,), doubles=(5,), unchanged=1)


def test_a_tab_that_is_right_has_nothing_to_do():
    assert not compare(["a", "b"], ["b", "a"], set())


def test_an_id_wanted_twice_is_inserted_once():
    assert compare([], ["a", "a"], {"a"}).inserts == ("a",)


def test_300_000_ids_are_compared_in_moments():
    standing = [f"id-{n}" for n in range(300_000)]
    started = time.process_time()
    diff = compare(standing, [*standing[::-1], "new"], {"id-7"})
    assert time.process_time() - started < 5
    assert diff == Diff(((9, "id-7"),), ("new",), (), (), 299_999)
