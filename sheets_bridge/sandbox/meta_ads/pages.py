"""Pages of the pretend Graph API: cursors, and a next address that holds the caller's token (reference §3.2)."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from sheets_bridge.sandbox.meta_ads.refusal import invalid

_USUAL_ROWS, _MOST_ROWS = 25, 5_000


def page(rows: Sequence[Any], asked: Mapping[str, str], address: str, token: str) -> dict[str, Any]:
    """The rows after the cursor with how to go on; a page without rows has no cursors. Raises GraphError."""
    begin, size = _offset(asked.get("after", "")), limit(asked)
    some = rows[begin : begin + size]
    if not some:
        return {"data": []}
    end = begin + len(some)
    paging: dict[str, Any] = {"cursors": {"before": _cursor(begin), "after": _cursor(end)}}
    if end < len(rows):
        rest = {name: value for name, value in asked.items() if name not in ("access_token", "after", "limit")}
        query = {"access_token": token, **rest, "limit": size, "after": _cursor(end)}
        paging["next"] = f"{address}?{urlencode(query)}"
    return {"data": list(some), "paging": paging}


def limit(asked: Mapping[str, str]) -> int:
    """How many rows a page may have. Raises GraphError for no whole number above 0."""
    written = asked.get("limit", str(_USUAL_ROWS))
    if not written.isascii() or not written.isdigit() or int(written) < 1:
        raise invalid("Param limit must be a positive integer")
    return min(int(written), _MOST_ROWS)


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"row:{offset}".encode()).decode().rstrip("=")


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError as wrong:
        raise invalid("Invalid cursors values") from wrong
    if not text.startswith("row:") or not text[4:].isdecimal():
        raise invalid("Invalid cursors values")
    return int(text[4:])
