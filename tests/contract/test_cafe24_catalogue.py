"""What Cafe24 documents of its endpoints: the file says it, and all of it can be described in a schedule."""

import cafe24_catalogue
import pytest

from sheets_bridge.endpoint import Each, Endpoint, Wish, WishedColumn, WishedDays
from sheets_bridge.masking import is_personal
from sheets_bridge.source import Stream
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.catalogue import endpoints, field_kind
from sheets_bridge.sources.cafe24.own import own
from sheets_bridge.sources.cafe24.wishes import names_in

PLAIN = ("text", "number", "money", "day", "moment")
FED = {
    "shipping/suppliers/{supplier_id}": Each("suppliers", names={"supplier_id": "supplier_code"}),
    "shipping/suppliers/{supplier_id}/additionalfees": Each("suppliers", names={"supplier_id": "supplier_code"}),
    "orders/inflowgroups/{group_id}/inflows": Each("orders/inflowgroups", names={"group_id": "inflow_group_id"}),
}
"""Where the path itself does not say which list feeds it."""
OUT_OF_REACH = {
    "appstore/orders/{order_id}",
    "cancellation/{claim_code}",
    "exchange/{claim_code}",
    "return/{claim_code}",
    "paymentgateway/{client_id}/paymentmethods",
}
"""No list has what these ask for: numbers of claims lie inside of an order's items, an app knows its own orders and id.
A path may hold such a number itself."""
ROWS = sorted(path for path, endpoint in endpoints().items() if endpoint.fields)


@pytest.mark.recorded
def test_the_file_holds_what_the_reference_holds():
    assert cafe24_catalogue.CATALOGUE.read_text("utf-8") == cafe24_catalogue.catalogue()


def test_every_endpoint_of_both_hosts_is_there():
    analytics = [path for path in endpoints() if path.startswith("analytics/")]
    assert (len(endpoints()) - len(analytics), len(analytics)) == (244, 24)


def test_what_declared_streams_read_is_documented():
    assert [one.id for one in SOURCE.streams.values() if one.endpoint and one.endpoint not in endpoints()] == []


def test_the_place_in_a_list_does_not_matter_to_what_a_field_is():
    suppliers = endpoints()["suppliers"]
    assert field_kind(suppliers, "manager_information.7.use_sms") == "text"
    assert field_kind(suppliers, "manager_information.x.use_sms") is None


def _takes(endpoint: Endpoint, name: str) -> bool:
    return endpoint.fields[name] in PLAIN and not any(map(is_personal, name.split("."))) and name != "shop_no"


def _dates(endpoint: Endpoint) -> WishedDays | None:
    if endpoint.path.startswith("orders/{order_id}"):
        return WishedDays("start_date", "end_date", "order_date")
    for first, last in (("start_date", "end_date"), ("start_month", "end_month")):
        if {first, last} <= endpoint.parameters.keys():
            field = next((name for name, kind in endpoint.fields.items() if kind in ("moment", "day")), None)
            return WishedDays(first, last, field)
    return None


def _everything(path: str) -> Wish:
    """A wish for all that an endpoint answers, but for what is about people."""
    endpoint = endpoints()[path]
    names = [name for name in endpoint.fields if _takes(endpoint, name)]
    days = _dates(endpoint)
    needed = {name: one for name, one in endpoint.parameters.items() if one.required}
    given = (days.first, days.last) if days else ()
    asked = {name: (one.words or ("1",))[0] for name, one in needed.items() if name not in given}
    columns = tuple(WishedColumn(name, f"c{n}", name) for n, name in enumerate(names))
    return Wish("all_of_it", path, tuple(names[:1]), columns, asked=asked, days=days, each=FED.get(path))


@pytest.mark.parametrize("path", ROWS)
def test_every_endpoint_that_answers_rows_can_be_a_table(path):
    wish = _everything(path)
    made = own(wish)
    if isinstance(made, Stream):
        assert len(made.tables[0].columns) >= 2 + len(wish.columns)
    else:
        # A path or a question about a person is refused on purpose.
        assert path in OUT_OF_REACH or any(map(is_personal, (*names_in(path), *wish.asked)))
