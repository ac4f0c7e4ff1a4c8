"""Lists of the Graph API, page by page."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import say
from sheets_bridge.model import Record

Ask = Callable[[Mapping[str, str]], Any]
"""What is asked besides (nothing, or behind which cursor) → the answer."""


def of(who: str, path: str, ask: Ask) -> Iterator[Record]:
    """All members of a list; one that is no object becomes an empty record, which no normalizer takes.

    The next page is asked for by its cursor: `paging.next` would be an address with the token in it, and only says that
    there is one. Raises: DataRejected for another form, or a cursor that leads nowhere; whatever `ask` raises.
    """
    after = ""
    while True:
        answer = ask({"after": after} if after else {})
        rows = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise unknown_form(who, path, "data")
        yield from (row if isinstance(row, dict) else {} for row in rows)
        paging = answer.get("paging") or {}
        if not paging.get("next"):
            return
        before, after = after, str((paging.get("cursors") or {}).get("after") or "")
        if after in ("", before):
            raise unknown_form(who, path, "paging")


def unknown_form(who: str, path: str, what: object) -> DataRejected:
    """The error for an answer nobody can read; `what` is the part, or what went wrong in reading it."""
    odd = type(what).__name__ if isinstance(what, Exception) else what
    return DataRejected(say("{who}: {path} answered in a form we do not know ({error}). Update sheets_bridge, or "
                            "report it.", who=who, path=path, error=odd))  # fmt: skip
