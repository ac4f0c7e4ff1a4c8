"""What the truth tells of every kind against what the wires tell: two readings of one story."""

import json
import re
from decimal import Decimal

import pytest
from cafe24_living import ALL_SCOPES, PRIVACY, START, days, living, rows, story

from sheets_bridge.sandbox.facts_truth import KINDS
from sheets_bridge.sandbox.told import told

SPAN = days(back=60)
YEAR = {"start_date": "2025-11-02", "end_date": "2026-11-01"}
BOARDS = (1, 4, 6, 9)


@pytest.fixture(scope="module")
def mall():
    bench = living(scope=f"{ALL_SCOPES},{PRIVACY}")
    bench.mall.standing.restricted = True
    return bench


def paged(mall, resource, limit=100, **query):
    found, offset = [], 0
    while page := rows(mall, resource, limit=limit, offset=offset, **query):
        found, offset = found + page, offset + limit
    return found


def members(mall, shop_no):
    found, offset = [], 0
    while page := rows(mall, "customersprivacy", limit=1000, offset=offset, shop_no=shop_no):
        found, offset = found + page, offset + 1000
    return found


WIRE = {
    "refunds": lambda mall, shop: paged(mall, "refunds", 500, **SPAN, date_type="accepted_refund_date", shop_no=shop),
    "products": lambda mall, shop: paged(mall, "products", shop_no=shop),
    "variants": lambda mall, shop: [one for good in paged(mall, "products", embed="variants", shop_no=shop)
                                    for one in good["variants"]],
    "categories": lambda mall, shop: paged(mall, "categories", shop_no=shop),
    "brands": lambda mall, shop: paged(mall, "brands", shop_no=shop),
    "coupons": lambda mall, shop: rows(mall, "coupons", deleted="T,F", shop_no=shop),
    "coupon_issues": lambda mall, shop: issues(mall, shop),
    "members": members,
    "customer_groups": lambda mall, shop: rows(mall, "customergroups", shop_no=shop),
    "boards": lambda mall, shop: rows(mall, "boards", shop_no=shop),
    "articles": lambda mall, shop: articles(mall, shop),
    "comments": lambda mall, shop: [one for no in BOARDS for one in comments(mall, no, shop)],
    "suppliers": lambda mall, shop: paged(mall, "suppliers", shop_no=shop),
    "shipping_origins": lambda mall, shop: paged(mall, "shippingorigins") if shop == 1 else [],
    "hourly_sales": lambda mall, shop: [one for one in paged(mall, "reports/hourlysales", 1000, **SPAN, shop_no=shop)
                                        if one["order_count"] or Decimal(one["refund_amount"])],
    "product_sales": lambda mall, shop: paged(mall, "reports/productsales", 1000, **SPAN, shop_no=shop),
}  # fmt: skip
"""How every kind is read from the wires, in one shop."""


def issues(mall, shop_no):
    paths = [f"coupons/{one['coupon_no']}/issues" for one in rows(mall, "coupons", deleted="T,F", shop_no=shop_no)]
    return [issue for path in paths for issue in paged(mall, path, 500, shop_no=shop_no)]


def articles(mall, shop_no):
    return [one for no in BOARDS for one in paged(mall, f"boards/{no}/articles", **YEAR, shop_no=shop_no)]


def comments(mall, board_no, shop_no):
    found, last = [], 1
    while page := rows(mall, f"boards/{board_no}/comments", since_comment_no=last, limit=100, shop_no=shop_no):
        assert page[0]["comment_no"] > last
        found, last = found + page, page[-1]["comment_no"]
    return found


def equal(fact, shown):
    """Whether a raw fact is what the wire shows in its own manner."""
    if fact is None:
        return shown in (None, "", "null", "0", 0, "관리자", [])
    if isinstance(shown, list):
        texts = [one if isinstance(one, str) else f"{one['name']}={one['value']}" for one in shown]
        return fact == ", ".join(texts)
    if isinstance(fact, (int, float)):
        return Decimal(str(fact)) == Decimal(str(shown or 0))
    return str(shown) == fact or str(shown)[:19].replace("T", " ") == fact


@pytest.mark.parametrize("kind", sorted(WIRE))
def test_the_truth_and_the_wires_tell_the_same(mall, kind):
    truth = told(story(), "samplemall", kind, mall.mall.now())
    known = [dict(zip(truth["columns"], row, strict=True)) for row in truth["rows"]]
    shown = [(shop, one) for shop in (1, 2) for one in WIRE[kind](mall, shop)]
    assert known
    assert len(known) == len(shown)
    key = [name for name in truth["key"] if name not in ("account", "shop_no")]
    by_key = {(shop, *(str(one[name]) for name in key)): one for shop, one in shown}
    for fact in known:
        row = by_key[(fact.get("shop_no", 1), *(fact[name] for name in key))]
        common = row.keys() & fact.keys()
        assert len(common) >= 2
        assert [(name, fact[name], row[name]) for name in common if not equal(fact[name], row[name])] == []


def test_every_kind_is_either_read_or_computed():
    computed = {"claims", "new_members", "daily_sales", "shops"}
    assert WIRE.keys() | computed == KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_key_is_unique_and_the_rows_are_sorted_and_speak_json(kind):
    truth = told(story(), "samplemall", kind, START)
    at = [truth["columns"].index(name) for name in truth["key"]]
    keys = [tuple(str(row[one]) for one in at) for row in truth["rows"]]
    assert keys == sorted(set(keys))
    assert json.loads(json.dumps(truth)) == truth


def test_two_figures_of_a_day_are_computed_from_its_orders():
    truth = told(story(), "samplemall", "daily_sales", START)
    shown = {(row[1], row[2]): dict(zip(truth["columns"], row, strict=True)) for row in truth["rows"]}
    day = "2026-10-20"
    paid = [one for one in story().orders(START, 1) if one.paid_at and one.paid_at.date().isoformat() == day]
    own = [one for one in paid if one.market_id == "self"]
    access = sum(one.payment_amount + one.points_spent_amount + one.credits_spent_amount for one in own)
    assert len(own) < len(paid)
    assert shown[1, day]["access_sales"] == access
    assert shown[1, day]["net_sales"] == shown[1, day]["paid"] - shown[1, day]["refund"]
    assert shown[1, day]["paid"] > access
    assert {row["currency"] for (shop, _), row in shown.items() if shop == 2} == {"USD"}


def test_new_members_are_counted_by_the_day_they_joined():
    truth = told(story(), "samplemall", "new_members", START)
    of_shop = {row[2]: row[3] for row in truth["rows"] if row[1] == 1}
    since = [one for one in story().annals.members(START, 1) if one.joined.date() >= story().first_day]
    assert sum(of_shop.values()) == len(since) > 500


def test_personal_values_are_all_that_the_wires_say_about_people(mall):
    """Whatever looks like a mail address or a telephone number on any wire stands in the list."""
    personal = told(story(), "samplemall", "personal", mall.mall.now())
    wires = " ".join(
        mall.get(path, **query).text
        for path, query in (
            ("orders", {"embed": "items,receivers,buyer,return,exchange", "limit": 1000, **days(back=60)}),
            ("customersprivacy", {"limit": 1000}),
            ("boards/4/articles", {"limit": 100}),
            ("boards/9/articles", {"limit": 100}),
            ("suppliers", {}),
            ("shippingorigins", {}),
            ("store", {}),
            ("users", {}),
        )
    )

    assert set(re.findall(r"[\w.]+@example\.com", wires)) <= set(personal["emails"])
    assert set(re.findall(r"010-0000-\d{4}", wires)) <= set(personal["phones"])
    named = set(re.findall(r'"(?:name|writer|billing_name|president_name)":"([^"]+)"', wires)) - {"관리자"}
    assert named
    assert {name for name in named if not name.startswith(("색상", "용량", "구성", "향", "사이즈", "마감"))} <= set(
        personal["names"]
    )
    for kind in ("names", "phones", "emails", "addresses", "accounts", "member_ids"):
        assert len(personal[kind]) > 3


def test_no_personal_value_hides_in_what_is_not_personal():
    """A scan for these values would cry over nothing if product names or notices held one."""
    personal = told(story(), "samplemall", "personal", START)
    harmless = json.dumps(
        [told(story(), "samplemall", kind, START)["rows"] for kind in ("products", "variants", "categories", "brands",
         "customer_groups", "boards", "shops", "coupons")], ensure_ascii=False)  # fmt: skip
    assert [name for name in personal["names"] if name in harmless] == []


def test_a_name_that_stands_for_nothing_is_a_key_error():
    with pytest.raises(KeyError):
        told(story(), "samplemall", "nothing", START)
