"""A person sorts the tab between two calls of a refresh, under a reader's eyes."""

import pytest
from reader_bench import Desk, read_through
from reader_server import Web

ROWS, STEP = 3000, 6
EVERYWHERE = [(2, ROWS + 1)]
NOTES = "V"
"""The first column that is not ours: our twenty stand before it, and the hidden `_id`."""

IDS = "/values:batchGetByDataFilter"
WRITE = "/values:batchUpdate"
REFRESHED = {number: int(number % STEP == 1) for number in range(ROWS)}
"""What every order comes to."""


@pytest.fixture
def stale(at_desk: Desk) -> Desk:
    """A tab with a person's note beside each order, and 500 orders that have changed since it was published."""
    at_desk.land_all(ROWS)
    assert at_desk.publish().verified
    Web(at_desk.server).append_column([f"메모 {number}" for number in range(ROWS)])
    at_desk.land(range(1, ROWS, STEP), 1)
    return at_desk


def sort_before(desk: Desk, path: str, nth: int) -> None:
    """A person turns the whole tab round, once."""
    span = {"sheetId": desk.sheet_id, "startRowIndex": 1}
    desk.server.person_before(
        path, nth, {"sortRange": {"range": span, "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]}}
    )


@pytest.mark.parametrize("nth", [1, 2], ids=["the reading of the ids", "the probe"])
def test_a_tab_sorted_before_we_look_for_the_rows_is_refreshed_where_they_went(stale: Desk, nth: int) -> None:
    sort_before(stale, IDS, nth)
    with stale.watched(ROWS, EVERYWHERE) as reader:
        refreshed = stale.publish()
    assert (refreshed.updated, refreshed.verified) == (ROWS // STEP, True)
    assert reader.wrong == []
    assert reader.versions == {0, 1}
    web = Web(stale.server)
    assert read_through(web, ROWS + 1) == REFRESHED
    assert web.beside(NOTES) == {number: f"메모 {number}" for number in range(ROWS)}
    assert web.rows((2, 2))[0][2] == f"{ROWS - 1:08}"


def test_a_tab_sorted_in_the_moment_of_writing_still_shows_whole_orders_and_the_next_run_puts_it_right(
    stale: Desk,
) -> None:
    # Nobody can ask Google to write only if nothing has moved: rows then fall on others, but whole.
    sort_before(stale, WRITE, 1)
    with stale.watched(ROWS, EVERYWHERE) as reader:
        stale.publish()
        assert stale.publish().verified
    assert reader.wrong == []
    # Where a person has written beside a row it stays, blank: the orders put back stand below.
    assert read_through(Web(stale.server), 2 * ROWS) == REFRESHED
