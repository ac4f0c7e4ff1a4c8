"""The ad accounts a login may read (reference: ad-media 1.1; shapes: atower.json of naver/searchad-apidoc)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheets_bridge import values
from sheets_bridge.errors import ConfigError, Refused
from sheets_bridge.messages import say
from sheets_bridge.model import Record
from sheets_bridge.source import Shop
from sheets_bridge.sources.naver_ads.connection import Connection, for_account
from sheets_bridge.sources.naver_ads.wire import unknown_form

_PAGE = 1000
"""The most Naver gives at once."""
_MOST_PAGES = 100


def shops(connection: Connection) -> Sequence[Shop]:
    """The ad accounts that the login is a member of, and those below its manager accounts (관리 계정).

    Where Naver lists none, the account of `customer_id` alone, after one harmless call for it.

    Raises: as calls do; ConfigError where nothing is listed and no account is named.
    """
    found = {shop.shop_no: shop for shop in (*_below_managers(connection), *_own(connection))}
    return list(found.values()) or [_named(connection)]


def check(connection: Connection, number: int | str) -> None:
    """One harmless call for an ad account. Raises as calls do."""
    connection.api.get("/ncc/campaigns", {"recordSize": "1", "selector": "NEXT"}, headers=for_account(number))


def _own(connection: Connection) -> Iterator[Shop]:
    for one in _tolerated(connection, "/ad-accounts"):
        about = one.get("adAccount")
        detail = about if isinstance(about, dict) else one
        if not detail.get("deleted"):
            yield from _shop(detail.get("masterCustomerId") or one.get("customerId"), detail.get("name"))


def _below_managers(connection: Connection) -> Iterator[Shop]:
    for one in _tolerated(connection, "/manager-accounts"):
        if number := values.text(one.get("managerAccountNo")):
            for child in _tolerated(connection, f"/manager-accounts/{number}/child-ad-accounts"):
                yield from _shop(child.get("customerId"), child.get("adAccountName"))


def _shop(number: Any, name: Any) -> Iterator[Shop]:
    """An ad account; nothing for one without a number for X-Customer: no search ads are run there."""
    customer = values.integer(number)
    if customer:
        yield Shop(customer, values.text(name) or "", active=True)


def _named(connection: Connection) -> Shop:
    number = connection.keys.get("customer_id")
    if not number:
        raise ConfigError(say("Naver {who}: Naver lists no ad accounts of this login. Give its CUSTOMER_ID too: {how}",
                              who=connection.account, how=connection.keys.how))  # fmt: skip
    if not number.isdecimal():
        raise ConfigError(say("Naver {who}: the CUSTOMER_ID is digits only. Give it again: {how}",
                              who=connection.account, how=connection.keys.how))  # fmt: skip
    check(connection, number)
    return Shop(int(number), "", active=True)


def _tolerated(connection: Connection, path: str) -> list[Record]:
    """What a list holds; nothing where Naver refuses it, as it does to logins that are fine otherwise (issue 1192)."""
    try:
        return list(_pages(connection, path))
    except Refused:
        return []


def _pages(connection: Connection, path: str) -> Iterator[Record]:
    number = connection.keys.get("customer_id")
    own: Mapping[str, str] = for_account(number) if number else {}
    for page in range(_MOST_PAGES):
        answer = connection.api.get(path, {"page": str(page), "size": str(_PAGE)}, headers=own)
        rows, last = _content(connection, path, answer)
        yield from rows
        if last:
            return


def _content(connection: Connection, path: str, answer: Any) -> tuple[Sequence[Record], bool]:
    """The records of a page, and whether it is the last: a bare list is all there is."""
    rows = answer.get("content") if isinstance(answer, dict) else answer
    if not isinstance(rows, list):
        raise unknown_form(connection.account, path)
    last = answer.get("last", len(rows) < _PAGE) if isinstance(answer, dict) else True
    return [one for one in rows if isinstance(one, dict)], bool(last) or not rows
