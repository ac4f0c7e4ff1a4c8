"""The pretend Cafe24's single orders, claims and refunds: the same facts as in the lists."""

from decimal import Decimal

import pytest
from cafe24_living import START, days, living, rows, story


@pytest.fixture(scope="module")
def mall():
    return living()


def claimed(letter, **needed):
    """An order with a claim of one kind, and the claim's number."""
    for order in story().orders(START, 1):
        for item in order.items:
            if item.claim_code.startswith(letter) and all(getattr(item, name) for name in needed):
                return order, item.claim_code
    raise AssertionError(letter)


@pytest.mark.parametrize(("letter", "kind"), [("C", "cancellation"), ("R", "return"), ("E", "exchange")])
def test_a_claim_is_read_by_its_number_alone(mall, letter, kind):
    order, code = claimed(letter)
    claim = mall.get(f"{kind}/{code}").get_json()[kind]
    assert (claim["order_id"], claim["claim_code"]) == (order.order_id, code)
    items = [item for item in order.items if item.claim_code == code]
    assert [one["item_no"] for one in claim["items"]] == [item.item_no for item in items]
    assert claim["items"][0]["ordered_date"].endswith("+09:00")
    assert mall.get(f"{kind}/{code}0").status_code == 404
    assert mall.get(kind).status_code == 404


def test_an_exchange_names_the_line_that_was_sent_instead(mall):
    order, code = claimed("E", exchange_accepted=True)
    claim = mall.get(f"exchange/{code}").get_json()["exchange"]
    assert [one["status_code"] for one in claim["exchanged_items"]] == ["N2"]
    assert claim["receiver"]["cellphone"] == order.receiver.cellphone


def test_claims_are_embedded_in_orders_as_arrays(mall):
    order, code = claimed("R")
    day = order.ordered.date().isoformat()
    embeds = "return,cancellation,exchange,returns"
    (found,) = rows(mall, "orders", order_id=order.order_id, start_date=day, end_date=day, embed=embeds)
    assert [one["claim_code"] for one in found["return"]] == [code]
    assert found["cancellation"] == found["exchange"] == []
    assert "returns" not in found


def test_a_refund_in_full_splits_what_the_list_sums_up(mall):
    found = rows(mall, "refunds", **days(back=60), limit=500)
    assert any(Decimal(one["used_points"]) for one in found)
    for one in found[:30]:
        full = mall.get(f"refunds/{one['refund_code']}", embed="items").get_json()["refund"]
        assert full["refund_amount"] == one["actual_refund_amount"]
        assert (full["refund_point"], full["refund_credit"]) == (one["used_points"], one["used_credits"])
        assert [item["order_item_code"] for item in full["items"]] == one["order_item_code"]
    assert mall.get("refunds/C20260101-0000000").status_code == 404


def test_refund_numbers_are_unique(mall):
    found = [one["refund_code"] for one in rows(mall, "refunds", **days(back=60), limit=500)]
    assert len(found) == len(set(found)) > 50


def test_an_order_alone_shows_what_the_list_shows(mall):
    (listed,) = rows(mall, "orders", order_id=story().orders(START, 1)[5].order_id, embed="items")
    alone = mall.get(f"orders/{listed['order_id']}", embed="items").get_json()["order"]
    assert listed.keys() - alone.keys() == {"member_email", "market_discount_info"}
    assert alone.keys() - listed.keys() == {"customer_group_no_when_ordering"}
    assert {name: listed[name] for name in listed.keys() & alone.keys()} == {
        name: alone[name] for name in listed.keys() & alone.keys()
    }
    assert rows(mall, f"orders/{listed['order_id']}/items") == listed["items"]
    assert mall.get("orders/20200101-0000000").status_code == 404
