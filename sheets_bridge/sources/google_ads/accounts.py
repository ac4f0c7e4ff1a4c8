"""The ad accounts a login reaches: those it is a user of, and those under its managers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_bridge import values
from sheets_bridge.errors import DataRejected, Refused
from sheets_bridge.messages import say
from sheets_bridge.model import Record
from sheets_bridge.source import Shop
from sheets_bridge.sources.google_ads.connection import Connection

_LIST = "customers:listAccessibleCustomers"
_CLIENTS = (
    "SELECT customer_client.id, customer_client.descriptive_name, customer_client.manager, customer_client.status "
    "FROM customer_client WHERE customer_client.manager = FALSE AND customer_client.status = 'ENABLED'"
)
"""A customer and all below it, however deep; of an account that is no manager, itself."""
_FORM = {"customerClient": {"id": None, "descriptiveName": None, "manager": None, "status": None}}


@dataclass(frozen=True)
class _Reached:
    """An ad account, and how: through a manager, or ("") by itself."""

    shop: Shop
    through: str


def shops(connection: Connection) -> Sequence[Shop]:
    """The ad accounts that are in use, managers left out, by their number.

    One call and one for each customer the login is a user of; with `manager_id` one alone. A customer that was closed
    is passed over. Raises: Refused where none of them may be read; as `Api.call` does.
    """
    manager = connection.manager
    found = list(_below(connection, manager) if manager else _of_login(connection))
    # An account may be reached both ways: the login's own needs no header.
    found.sort(key=lambda one: bool(one.through), reverse=True)
    connection.ways.update({one.shop.shop_no: one.through for one in found})
    by_number = {one.shop.shop_no: one.shop for one in found}
    return [by_number[number] for number in sorted(by_number)]


def way(connection: Connection, number: int) -> str:
    """The manager that an ad account is reached through, "" for none; looked for where it is not known yet.

    Raises: as `shops`.
    """
    if not connection.manager and number not in connection.ways:
        shops(connection)
    return connection.manager or connection.ways.get(number, "")


def _of_login(connection: Connection) -> Iterator[_Reached]:
    tops, refused = _tops(connection), list[Refused]()
    for top in tops:
        try:
            yield from _below(connection, top)
        except Refused as error:
            refused.append(error)
    if refused and len(refused) == len(tops):
        raise refused[0]


def _tops(connection: Connection) -> Sequence[str]:
    told = connection.get(_LIST)
    names = told.get("resourceNames") or [] if isinstance(told, dict) else None
    if not isinstance(names, list):
        raise _unknown_form(connection)
    return [str(name).rpartition("/")[2] for name in names]


def _below(connection: Connection, top: str) -> Iterator[_Reached]:
    for batch in connection.stream(top, _CLIENTS, _FORM):
        for record in batch:
            shop = _shop(connection, record)
            if shop.active:
                yield _Reached(shop, "" if shop.shop_no == int(top) else top)


def _shop(connection: Connection, record: Record) -> Shop:
    told = record.get("customerClient") or {}
    try:
        number = int(values.required(told.get("id")))
        in_use = not told.get("manager") and told.get("status", "ENABLED") == "ENABLED"
        return Shop(number, values.text(told.get("descriptiveName")) or "", in_use)
    except (ValueError, TypeError) as error:
        raise _unknown_form(connection) from error


def _unknown_form(connection: Connection) -> DataRejected:
    return DataRejected(say("Google Ads {who}: its list of ad accounts came in a form we do not know. Update "
                            "sheets_bridge, or report it.", who=connection.account))  # fmt: skip
