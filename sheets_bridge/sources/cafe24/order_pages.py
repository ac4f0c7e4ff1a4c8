"""Pages of one list of orders, whatever asks for them."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from sheets_bridge import paging
from sheets_bridge.api.body import Parse, only, parsed
from sheets_bridge.model import Pull, Record, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24.answers import listed
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.order_rows import WANTED

DEFAULT_EMBED = ("items",)
OFFSET_CEILING = 15_000
"""`/orders` and `/refunds` refuse an offset from here on (reference: cafe24-admin §6.1, §6.5)."""

_PAGE, _SMALLEST_PAGE = 1000, 50

_wanted = only({"orders": [WANTED]})


def days(window: Window) -> dict[str, str]:
    """The dates of a window as parameters."""
    return {"start_date": window.first.isoformat(), "end_date": window.last.isoformat()}


def scope(pull: Pull, window: Window) -> dict[str, str]:
    """What every call of a pull asks for."""
    return {"shop_no": str(pull.shop_no), **days(window), **dict(pull.filter)}


def pages(connection: Connection, pull: Pull, asked: Mapping[str, str]) -> Iterator[Page]:
    """The orders `asked` means. Raises: paging.OutOfReach where they do not end before the offset's ceiling."""
    trimmed = {"fields": ",".join(pull.fields)} if pull.fields else {}
    embed = {"embed": ",".join(DEFAULT_EMBED if pull.embed is None else pull.embed)}
    yield from listing(connection, "orders", {**asked, **trimmed, **embed}, _PAGE, _wanted)


def listing(
    connection: Connection, name: str, asked: Mapping[str, str], limit: int, parse: Parse = parsed
) -> Iterator[Page]:
    """Pages of the list `/name`. A 504 is answered with a smaller page, not with patience, down to the smallest."""

    def fetch(offset: int, limit: int) -> Sequence[Record]:
        params = {**asked, "limit": str(limit), "offset": str(offset)}
        never = (HTTPStatus.GATEWAY_TIMEOUT,) if limit > _SMALLEST_PAGE else ()
        answer = connection.admin.get(f"/{name}", params, parse=parse, never=never)
        return listed(connection.account, f"/{name}", answer, name)

    return paging.by_offset(fetch, limit=limit, ceiling=OFFSET_CEILING, smallest=_SMALLEST_PAGE)
