"""The pretend Cafe24's members, groups, suppliers and warehouses: who may read them, and what they agree with."""

import re

import pytest
from cafe24_living import ALL_SCOPES, PRIVACY, START, living, rows, story


@pytest.fixture(scope="module")
def mall():
    return living(scope=f"{ALL_SCOPES},{PRIVACY}")


def test_members_in_bulk_want_a_scope_that_wants_approval(make_bench):
    bench = living()
    assert "mall.read_privacy" in bench.refused("customersprivacy", 403)
    assert "insufficient_scope" in bench.refused("customersprivacy/count", 403)
    assert make_bench().land(scope=f"mall.read_order,{PRIVACY}")["error"] == "invalid_scope"


def test_members_are_read_whole_by_the_day_they_joined_without_an_offset(mall):
    members = {one.person.member_id for one in story().annals.members(START, 1)}
    found, start = {}, "2020-01-01"
    while True:
        page = rows(mall, "customersprivacy", search_type="created_date", created_start_date=start, limit=1000)
        new = {one["member_id"]: one for one in page if one["member_id"] not in found}
        if not new:
            break
        found |= new
        assert [one["created_date"] for one in page] == sorted(one["created_date"] for one in page)
        start = page[-1]["created_date"]
    assert found.keys() == members
    assert mall.get("customersprivacy/count").get_json() == {"count": len(members)}


@pytest.mark.parametrize("other", ["offset", "gender", "date_type", "member_id"])
def test_by_the_day_they_joined_nothing_else_is_asked(mall, other):
    asked = {"search_type": "created_date", "created_start_date": "2026-10-01", other: "1"}
    assert f"(parameter.{other})" in mall.refused("customersprivacy", 422, **asked)
    assert "(parameter.created_start_date)" in mall.refused("customersprivacy", 422, search_type="created_date")


def test_new_members_of_a_day_are_counted(mall):
    asked = {"date_type": "join", "start_date": "2026-10-20", "end_date": "2026-10-20"}
    joined = [one for one in story().annals.members(START, 1) if f"{one.joined:%Y-%m-%d}" == "2026-10-20"]
    assert joined
    assert mall.get("customersprivacy/count", **asked).get_json() == {"count": len(joined)}
    first = {order.person.member_id for order in story().orders(START, 1)
             if order.first_order and f"{order.ordered:%Y-%m-%d}" == "2026-10-20"}  # fmt: skip
    assert first <= {one.person.member_id for one in joined}


def test_every_buying_member_is_a_member_and_spent_what_the_orders_say(mall):
    members = {one.person.member_id: one for one in story().annals.members(START, 1)}
    order = next(one for one in story().orders(START, 1) if one.points_spent_amount)
    spent = sum(one.points_spent_amount for one in story().orders(START, 1) if one.person == order.person)
    (found,) = rows(mall, "customersprivacy", member_id=order.person.member_id)
    assert found["used_points"] == f"{spent:.2f}"
    assert (found["name"], found["cellphone"]) == (order.person.name, order.person.cellphone)
    buyers = {one.person.member_id for one in story().orders(START, 1)} - {""}
    assert len(buyers - members.keys()) <= len(buyers) // 100


def test_one_member_cannot_be_looked_up_without_the_whole_name(mall):
    assert mall.refused("customers", 422) == "Please enter the cellphone or member_id parameter."
    assert mall.refused("customers/count", 404) == "No API found."
    member = story().annals.members(START, 1)[0].person
    (found,) = rows(mall, "customers", member_id=member.member_id)
    assert found["member_id"] == member.member_id
    assert rows(mall, "customers", member_id=member.member_id[:-1]) == []
    assert {"gender ", "last_login_date "} <= found.keys()
    assert "name" not in found


def test_groups_come_at_once_and_an_order_names_one_of_them(mall):
    groups = {one["group_no"]: one for one in rows(mall, "customergroups", limit=1)}
    assert mall.get("customergroups/count").get_json() == {"count": len(groups)}
    assert len(groups) > 1
    buyers = [
        one["buyer"]
        for one in rows(mall, "orders", embed="buyer", limit=100, start_date="2026-10-20", end_date="2026-10-31")
    ]
    assert {one["member_group_no"] for one in buyers if one["member_id"]} <= groups.keys()
    assert mall.get("customergroups/1").get_json()["customergroup"] == groups[1]


def test_suppliers_are_those_of_the_orders_and_full_of_people(mall):
    suppliers = {one["supplier_code"]: one for one in rows(mall, "suppliers")}
    items = [item for order in story().orders(START, 1) for item in order.items]
    assert {item.supplier_id: item.supplier_name for item in items} == {
        code: one["supplier_name"] for code, one in suppliers.items()
    }
    assert all(re.fullmatch(r"010-0000-\d{4}", one["phone"]) for one in suppliers.values())
    assert all(one["manager_information"][0]["email"].endswith("@example.com") for one in suppliers.values())
    assert mall.get("suppliers/count", supplier_name="예시").get_json() == {"count": 1}


def test_warehouses_know_no_shop_and_hold_every_variant_once(mall):
    answer = mall.get("shippingorigins", shop_no=99).get_json()
    assert answer["links"] == []
    held = [code for one in answer["shippingorigins"] for code in one["variants"]]
    assert sorted(held) == sorted(set(held))
    assert set(held) == {one.option.variant_code for good in story().annals.goods(START, 1) for one in good.stock}
    page = mall.get("shippingorigins", limit=1).get_json()
    assert page["links"][0]["rel"] == "next"
    assert mall.web.get(page["links"][0]["href"], headers={"Authorization": f"Bearer {mall.token}"}).get_json()[
        "shippingorigins"
    ] == [answer["shippingorigins"][1]]


def test_the_company_and_its_operators_are_told(mall):
    store = mall.get("store", shop_no=2).get_json()["store"]
    assert (store["shop_no"], store["mall_id"]) == (2, "samplemall")
    users = rows(mall, "users")
    assert [one["admin_type"] for one in users] == ["P", "A"]
    assert users[0]["user_id"] == "samplemall"
    assert rows(mall, "users", admin_type="A") == users[1:]
