"""The database looked at without touching it: what it is, and whether it is sound."""

import sqlite3
from pathlib import Path
from typing import Literal

from sheets_bridge.store import schema

Health = Literal["absent", "sound", "older", "newer", "foreign", "damaged"]


def look(path: Path, *, whole: bool = True) -> Health:
    """What a database file is. Reads only: an older one is not brought up, a damaged one not set aside.

    Without `whole` its marks are believed, which costs nothing however large it is.
    """
    if not path.exists():
        return "absent"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return _read(connection, whole=whole)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return "damaged"


def _read(connection: sqlite3.Connection, *, whole: bool) -> Health:
    application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in schema.MARKS)
    if application not in (0, schema.APPLICATION):
        return "foreign"
    if whole and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return "damaged"
    if version > schema.VERSION:
        return "newer"
    return "sound" if version == schema.VERSION else "older"
