"""What ticked boxes ask for: once, of whoever turned them, and of nobody where somebody typed over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.control.boxes import Boxes, Wanted, wanted

NAMES = ["orders", "visitors", "ads"]
jobs = st.sampled_from(NAMES)
cells = st.sampled_from([True, False, "", None, "예", 1.0])
standing = st.dictionaries(jobs, st.builds(Boxes, cells, cells))


def test_a_ticked_box_asks_for_a_run_and_an_empty_one_for_nothing() -> None:
    told = {"orders": Boxes(refresh=True), "visitors": Boxes(refresh=False), "ads": Boxes(refresh="예")}
    assert wanted(told, ()) == Wanted(run=frozenset({"orders"}))


@pytest.mark.parametrize(("cell", "before", "then"), [
    (True, False, Wanted(pause=frozenset({"orders"}))),
    (True, True, Wanted()),
    (False, True, Wanted(resume=frozenset({"orders"}))),
    ("", True, Wanted(resume=frozenset({"orders"}))),
    (False, False, Wanted()),
    ("예", True, Wanted()),
    ("예", False, Wanted()),
])  # fmt: skip
def test_a_pause_is_what_somebody_turned_since_it_was_seen(cell: object, before: bool, then: Wanted) -> None:
    assert wanted({"orders": Boxes(pause=cell)}, ["orders"] if before else []) == then  # type: ignore[arg-type]


@given(standing, st.frozensets(jobs), st.booleans())
def test_a_box_that_follows_the_pause_of_another_sheet_turns_nothing_back(told, seen, paused) -> None:
    """On this sheet the boxes stand as last seen, whatever was paused elsewhere: nobody here wants anything."""
    as_seen = {job: Boxes(boxes.refresh, job in seen) for job, boxes in told.items()}
    found = wanted(as_seen, seen)
    assert found.pause == found.resume == frozenset()


@given(standing, st.frozensets(jobs))
def test_what_was_carried_out_and_seen_is_asked_for_no_more(told, seen) -> None:
    first = wanted(told, seen)
    assert not first.pause & first.resume
    assert first.pause.isdisjoint(seen)
    assert first.resume <= seen
    after = (seen | first.pause) - first.resume
    boxes = {job: Boxes(refresh=False, pause=job in after) for job in told}
    assert wanted(boxes, after) == Wanted()
