"""The writer's marks this installation set: how it knows its own from those of a copy of its folder."""

from sheets_bridge.store.database import Store

_KEPT = 48
"""Marks are set once an hour at most, and one older than a day stops nobody."""


def remembered(store: Store, spreadsheet: str) -> frozenset[str]:
    """The marks noted for a spreadsheet."""
    noted = store.query("SELECT run FROM writer_marks WHERE spreadsheet = ?", (spreadsheet,))
    return frozenset(row[0] for row in noted)


def note(store: Store, spreadsheet: str, run: str, instead_of: str | None) -> None:
    """Note a mark that is about to be set: whatever becomes of the call, it is no stranger's afterwards.

    The mark `instead_of` which it is set stays noted, however often that is tried in vain.
    """
    with store.transaction() as connection:
        connection.execute("INSERT INTO writer_marks (spreadsheet, run) VALUES (?, ?)", (spreadsheet, run))
        connection.execute(
            "DELETE FROM writer_marks WHERE spreadsheet = :spreadsheet AND run IS NOT :stands AND id NOT IN ("
            "SELECT id FROM writer_marks WHERE spreadsheet = :spreadsheet ORDER BY id DESC LIMIT :kept)",
            {"spreadsheet": spreadsheet, "stands": instead_of, "kept": _KEPT},
        )
