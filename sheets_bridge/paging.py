"""Pages of a list read one after the other."""

from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus

from sheets_bridge.errors import Unavailable
from sheets_bridge.model import Record

Fetch = Callable[[int, int], Sequence[Record]]
"""(offset, limit) → rows."""


class OutOfReach(Exception):
    """The list did not end where pages end: the next offset is refused, or the last two pages were the same."""


def by_offset(fetch: Fetch, *, limit: int, ceiling: int, smallest: int = 50) -> Iterator[Sequence[Record]]:
    """Pages until one is shorter than asked for; links are never followed (an answer must not choose our next address).

    A page that took the vendor too long (504) is asked for again at half the size, down to `smallest`.
    Raises: OutOfReach before an offset of `ceiling`, or where a server repeats its page; whatever `fetch` raises.
    """
    offset, ends = 0, None
    while offset < ceiling:
        try:
            rows = fetch(offset, limit)
        except Unavailable as error:
            if error.status != HTTPStatus.GATEWAY_TIMEOUT or limit <= smallest:
                raise
            limit = max(smallest, limit // 2)
            continue
        if rows and ends == (rows[0], rows[-1]):
            break
        count = len(rows)
        if rows:
            ends = rows[0], rows[-1]
            yield rows
        # Whoever took the page may be done with it: the next one comes while ours would still be held.
        del rows
        if count < limit:
            return
        offset += count
    raise OutOfReach
