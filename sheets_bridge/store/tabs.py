"""What a sheet was seen to hold: each tab's sheet id and the version its values came back equal to."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_bridge.model import Kind
from sheets_bridge.store.database import Store
from sheets_bridge.store.selection import Selection


@dataclass(frozen=True)
class Published:
    """One tab as it was last seen to stand. `published` is 0 where another selection of rows or columns stood there."""

    sheet_id: int
    published: int
    healed_at: datetime
    """When all its managed cells were last compared."""


def published(store: Store, spreadsheet: str, title: str, selection: Selection) -> Published | None:
    """What is remembered of a tab; None for one never seen."""
    found = store.one(
        "SELECT selection, sheet_id, published, healed_at FROM tabs WHERE spreadsheet = ? AND title = ?",
        (spreadsheet, title),
    )
    if not found:
        return None
    same = found[0] == _mark(selection)
    return Published(int(found[1]), int(found[2]) if same else 0, datetime.fromisoformat(found[3]))


def note(store: Store, spreadsheet: str, title: str, selection: Selection, seen: Published) -> None:
    """Note what a tab was seen to hold; only ever after its values came back equal."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO tabs VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET selection = excluded.selection, "
            "sheet_id = excluded.sheet_id, published = excluded.published, healed_at = excluded.healed_at",
            (spreadsheet, title, _mark(selection), seen.sheet_id, seen.published, seen.healed_at.isoformat()),
        )


def _mark(selection: Selection) -> str:
    """Changes when other columns or pulls are shown: then every row is written again. Windows and filters may move."""
    parts: Sequence[str] = [
        selection.table.id,
        *map(str, selection.pulls),
        *(column.id for column in selection.columns),
        *_guessed(selection),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _guessed(selection: Selection) -> Iterator[str]:
    """Kinds told from values: where one is told otherwise, its cells are written otherwise."""
    for column in selection.columns:
        if selection.table.columns[selection.table.position(column.id)].kind is Kind.VALUE:
            yield column.kind.value
