"""Pages of a list read one after the other."""

from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus

from sheets_bridge.errors import Unavailable
from sheets_bridge.model import Record

Fetch = Callable[[int, int], Sequence[Record]]
"""(offset, limit) → rows."""


def by_offset(fetch: Fetch, *, limit: int, smallest: int = 50) -> Iterator[Sequence[Record]]:
    """Pages until one is shorter than asked for; links are never followed (an answer must not choose our next address).

    A page that took the vendor too long (504) is asked for again at half the size, down to `smallest`.
    Raises: whatever `fetch` raises otherwise.
    """
    offset = 0
    while True:
        try:
            rows = fetch(offset, limit)
        except Unavailable as error:
            if error.status != HTTPStatus.GATEWAY_TIMEOUT or limit <= smallest:
                raise
            limit = max(smallest, limit // 2)
            continue
        if rows:
            yield rows
        if len(rows) < limit:
            return
        offset += len(rows)
