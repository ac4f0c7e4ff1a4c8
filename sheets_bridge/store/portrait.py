"""What a report for support tells of the database: counts, moments and outcomes, never a row."""

from collections.abc import Mapping
from typing import Any

import orjson

from sheets_bridge.store.database import Store

_RUNS = 60

_PARTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "pulls": (("account", "shop_no", "stream", "cursor"), "FROM pulls ORDER BY id"),
    # A key is a customer's order: how many were set aside, and why, is all a report needs.
    "quarantine": (
        ("stream", "reason", "count(*) AS entries"),
        "FROM quarantine JOIN pulls ON pulls.id = quarantine.pull GROUP BY stream, reason",
    ),
    "queue": (("state", "trigger", "count(*) AS entries"), "FROM queue GROUP BY state, trigger"),
    "slots": (("job", "what", "count(*) AS entries", "max(slot) AS newest"), "FROM slots GROUP BY job, what"),
    "life": (("name", "at", "told"), "FROM life"),
}


def portrait(store: Store) -> dict[str, Any]:
    """Counts of rows and of what was set aside, cursors, queue, slots, life signs, and the last runs."""
    rows = {name: store.one(f'SELECT count(*) FROM "{name}"') for name in store.tables}
    parts = {
        part: [
            dict(zip((name.split()[-1] for name in names), row, strict=True))
            for row in store.query(f"SELECT {', '.join(names)} {rest}")
        ]
        for part, (names, rest) in _PARTS.items()
    }
    return {"rows": {name: found[0] for name, found in rows.items() if found}, **parts, "runs": _runs(store)}


def _runs(store: Store) -> list[dict[str, Any]]:
    sql = "SELECT job, started, ended, outcome, report FROM runs ORDER BY id DESC LIMIT ?"
    return [
        {"job": job, "started": started, "ended": ended, "outcome": outcome,
         "report": orjson.loads(report) if report else None}
        for job, started, ended, outcome, report in store.query(sql, (_RUNS,))
    ]  # fmt: skip
