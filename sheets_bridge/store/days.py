"""What the newest days of a day table say of themselves."""

from collections.abc import Iterable, Mapping
from datetime import date

from sheets_bridge.model import Table
from sheets_bridge.store.database import Store


def statuses(store: Store, table: Table, pulls: Iterable[int], since: date) -> Mapping[date, frozenset[str]]:
    """Day → the data statuses of its rows, from `since` on; nothing for a table without a status."""
    if table.status is None or table.day is None:
        return {}
    numbers = ", ".join(map(str, pulls)) or "NULL"
    found: dict[date, frozenset[str]] = {}
    for day, status in store.query(
        f'SELECT DISTINCT "{table.day}", "{table.status}" FROM "{table.id}" WHERE pull IN ({numbers}) '
        f'AND "{table.day}" >= ? ORDER BY 1',
        (since.isoformat(),),
    ):
        found[date.fromisoformat(day)] = found.get(date.fromisoformat(day), frozenset()) | {status or ""}
    return found


def state(store: Store, table: Table) -> int:
    """What `statuses` comes out of, in a number: as long as it is the same, so are they."""
    found = store.one(f'SELECT max(version) FROM "{table.id}"')
    return int(found[0] or 0) if found else 0
