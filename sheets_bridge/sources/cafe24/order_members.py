"""Which members ordered with a phone number or an e-mail address: asked of Cafe24 when somebody is to be forgotten.

Our own rows cannot tell: by default no phone number is ever read. This is the one place where personal data goes into
a query string, to the vendor it came from; nothing of it is kept or logged.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sheets_bridge import masking, paging, values, windows
from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.order_pages import listing, scope

_LONGEST = 89
"""Days: one call may not span three months (reference: cafe24-admin 6.1)."""
_PAGE = 100

_Said = Callable[[Record], Iterator[str | None]]


def _phones(record: Record) -> Iterator[str | None]:
    buyer = _buyer(record)
    return (masking.plain_phone(values.text(buyer.get(name))) for name in ("cellphone", "phone"))


def _addresses(record: Record) -> Iterator[str | None]:
    told = (_buyer(record).get("email"), record.get("member_email"))
    return (masking.plain_email(values.text(one)) for one in told)


def _with_hyphens(number: str) -> str:
    """01012345678 → 010-1234-5678: as Cafe24 keeps them."""
    digits = masking.plain_phone(number) or ""
    area = 2 if digits.startswith("02") else 3
    return "-".join((digits[:area], digits[area:-4], digits[-4:]))


_BY: Mapping[str, tuple[str, Callable[[str], str], Callable[[str], str | None], _Said]] = {
    "phone": ("buyer_cellphone", _with_hyphens, masking.plain_phone, _phones),
    "email": ("buyer_email", str.strip, masking.plain_email, _addresses),
}


def members(connection: Connection, pull: Pull, by: str, value: str, first: date, last: date) -> Iterator[str]:
    """Member ids of those who ordered from `first` to `last` in the pull's shop with this `phone` or `email`.

    Every order is looked at itself: a filter that the server ignores must not have everybody forgotten.
    Raises: DataRejected where it does ignore it.
    """
    name, written, plain, said = _BY[by]
    for window in windows.backwards(first, last, _LONGEST):
        for page in _pages(connection, pull, window, {name: written(value)}):
            theirs = [record for record in page if plain(value) in said(record)]
            if page and not theirs:
                raise _others(pull)
            yield from (member_id for record in theirs if (member_id := values.text(record.get("member_id"))))


def _pages(connection: Connection, pull: Pull, window: Window, whom: Mapping[str, str]) -> Iterator[Page]:
    asked = {**scope(Pull(pull.account, pull.shop_no, pull.stream), window), "date_type": "order_date", **whom}
    try:
        yield from listing(connection, "orders", {**asked, "embed": "buyer"}, _PAGE)
    except paging.OutOfReach:
        # Nobody has so many orders.
        raise _others(pull) from None


def _others(pull: Pull) -> DataRejected:
    return DataRejected(
        say("{pull}: Cafe24 was asked for one person's orders and sent those of others.", pull=pull.name)
    )


def _buyer(record: Record) -> Record:
    embedded = record.get("buyer")
    one = embedded[0] if isinstance(embedded, list) and embedded else embedded
    return one if isinstance(one, dict) else {}
