"""Where rows that people typed stand in the store: each tab is a pull of no account."""

from collections.abc import Sequence

from sheets_bridge.config import TabUse
from sheets_bridge.model import Row
from sheets_bridge.store import landing
from sheets_bridge.sync.world import World


def number_of(world: World, tab: TabUse) -> int:
    """The store's number of what people typed on a tab."""
    return landing.pull_id(world.store, tab.typed(world.address(tab.spreadsheet)))


def rows_of(world: World, tab: TabUse) -> Sequence[Row]:
    """The rows of a tab that hold no mistake, as they were read last, in their order."""
    table = world.inputs[tab.table].table
    standing = landing.standing(world.store, number_of(world, tab), table)
    order = table.position("row_no")
    return sorted(standing.values(), key=lambda row: int(row[order] or 0))


def all_rows(world: World, table: str) -> Sequence[Row]:
    """The rows of all tabs of the schedule that bear a table."""
    return [row for tab in world.typed if tab.table == table for row in rows_of(world, tab)]


def typed_numbers(world: World, table: str) -> Sequence[int]:
    """The store's numbers of all tabs of the schedule that bear a table."""
    return [number_of(world, tab) for tab in world.typed if tab.table == table]
