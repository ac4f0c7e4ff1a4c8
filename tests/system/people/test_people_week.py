"""Whatever people make of the spreadsheet by the Sheets API is there after our runs as it was before, and our numbers
are right: compared is all that Google tells of it, but for the values that are ours."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import people_mall
import people_snapshot
import pytest
from people_days import WEEK, Deed
from people_hands import Hands
from people_snapshot import Snapshot
from system_mall import Mall
from system_sheet import Sheet, same_cell, sheet_cell

_TOLD = 12


@pytest.fixture
def mall(tmp_path: Path, in_no_time: None, request: pytest.FixtureRequest) -> Iterator[Mall]:
    made = people_mall.opened(tmp_path / "work", orders_per_day=request.param)
    yield made
    made.close()
    assert made.leaks() == []


def wrong_numbers(mall: Mall, now: Snapshot, ids: Mapping[str, int]) -> Iterator[str]:
    """Cells of ours that are not what the store has, rows too many or too few."""
    for title in people_mall.SHOWN:
        tab, wanted = now.tabs[ids[title]], people_mall.stored(mall, title)
        for id_ in tab.values.keys() ^ wanted.keys():
            yield f"{title}: {id_} is on the tab only" if id_ in tab.values else f"{title}: {wanted[id_]} is missing"
        for id_ in tab.values.keys() & wanted.keys():
            shown, row = tab.values[id_], wanted[id_]
            wrong = (name for name, cell in shown.items() if name != "_id" and not _same(cell, row[name]))
            yield from (f"{title}: {name} is {shown[name]!r}, not {row[name]!r}" for name in wrong)


def _same(cell: object, stored: object) -> bool:
    wanted = sheet_cell(stored)
    if isinstance(wanted, (int, float)) and isinstance(cell, (int, float)):
        return abs(cell - wanted) <= 0.005 + 1e-9 * abs(wanted)
    return same_cell(cell, wanted)


def live(mall: Mall, days: Sequence[Mapping[str, Deed]]) -> None:
    """Each day people do their part, and the next morning's run is over."""
    hands = Hands(Sheet(mall))
    for deeds in days:
        for deed in deeds.values():
            deed(hands)
        before = people_snapshot.taken(hands.sheet)
        mall.advance(days=1)
        mall.ran()
        after = people_snapshot.taken(hands.sheet)
        found = [*people_snapshot.changes(before, after), *wrong_numbers(mall, after, hands.ids)]
        assert not found, "\n".join([str(list(deeds)), *found[:_TOLD]])


@pytest.mark.parametrize("mall", [8], indirect=True)
def test_all_that_people_made_of_the_sheet_stands_after_the_next_run(mall: Mall) -> None:
    live(mall, [{name: deed for deeds in WEEK for name, deed in deeds.items()}])


@pytest.mark.long
@pytest.mark.parametrize("mall", [40], indirect=True)
def test_a_week_of_people_and_runs(mall: Mall) -> None:
    live(mall, WEEK)
