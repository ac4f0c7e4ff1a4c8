"""300,000 rows under a reader's eyes: loaded unseen, refreshed at the cost of what changed, never a mixed row."""

from typing import Any

import pytest
from reader_bench import Desk, Reader, read_through
from reader_rows import TABLE
from reader_server import Web

ROWS = 300_000
STEP = 600
"""Every so many rows one changes: 500 in all."""

SPANS = [(first, first + STEP - 1) for first in range(2, ROWS, ROWS // 8)] + [(ROWS + 2 - STEP, ROWS + 1)]
"""The first rows, the last ones, and some between: one row of each span changes in every round."""

ROUNDS = (1, 2, 3)


@pytest.mark.long
def test_a_long_tab_is_loaded_unseen_and_refreshed_at_the_cost_of_what_changed(at_desk: Desk) -> None:
    # One test, because the load is what takes its time: each part begins with the tab the part before left.
    assert len(TABLE.columns) == 20
    at_desk.land_all(ROWS)
    with at_desk.watched(ROWS, SPANS) as reader:
        first_load_is_never_seen_half(at_desk, reader)
        nothing_is_written_without_news(at_desk)
        for version in ROUNDS:
            changes_cost_what_they_are(at_desk, version)
    assert reader.wrong == []
    assert reader.versions == {0, *ROUNDS}
    assert read_through(Web(at_desk.server), ROWS + 1) == {
        number: max((version for version in ROUNDS if number % STEP == version), default=0) for number in range(ROWS)
    }


def first_load_is_never_seen_half(desk: Desk, reader: Reader) -> None:
    before = reader.looks
    loaded = desk.publish()
    assert (loaded.inserted, loaded.verified) == (ROWS, True)
    calls = desk.server.calls()
    chunks = [call for call in calls if call["path"].endswith("/values:batchUpdate")]
    assert len(chunks) > 30
    assert reader.looks - before > len(calls)
    assert reader.wrong == []
    reader.catch_up()
    assert reader.sights > 0
    assert read_through(Web(desk.server), ROWS + 1) == dict.fromkeys(range(ROWS), 0)


def nothing_is_written_without_news(desk: Desk) -> None:
    idle = desk.publish()
    assert (idle.unchanged, idle.verified) == (ROWS, True)
    assert {call["kind"] for call in desk.server.calls()} == {"read"}


def changes_cost_what_they_are(desk: Desk, version: int) -> None:
    desk.land(range(version, ROWS, STEP), version)
    changed = desk.publish()
    assert (changed.updated, changed.inserted, changed.verified) == (500, 0, True)
    calls: list[dict[str, Any]] = desk.server.calls()
    assert len(calls) <= 4
    assert sum(call["sent"] for call in calls) < 1_000_000
