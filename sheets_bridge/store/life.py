"""Life signs that other processes read: who beats, since when, and what it has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from sheets_bridge.store.database import Store

DAEMON = "daemon"
"""Who beats as long as jobs are kept on time."""


@dataclass(frozen=True)
class Sign:
    """What somebody told last, and when."""

    at: datetime
    told: Mapping[str, Any]


def beat(store: Store, name: str, at: datetime, told: Mapping[str, Any]) -> None:
    """Leave a life sign in place of the last one."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO life VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, told = excluded.told",
            (name, at.astimezone(UTC).isoformat(), orjson.dumps(told).decode()),
        )


def sign(store: Store, name: str) -> Sign | None:
    """The last life sign of a name; None where there never was one."""
    found = store.one("SELECT at, told FROM life WHERE name = ?", (name,))
    return Sign(datetime.fromisoformat(found[0]), orjson.loads(found[1])) if found else None
