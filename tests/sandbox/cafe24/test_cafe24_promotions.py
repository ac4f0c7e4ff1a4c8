"""The pretend Cafe24's coupons, who holds them, and how that agrees with the orders."""

from collections import Counter

import pytest
from cafe24_living import START, living, rows, story


@pytest.fixture(scope="module")
def mall():
    return living()


def all_issues(mall, coupon_no):
    found, last = [], 0
    while page := rows(mall, f"coupons/{coupon_no}/issues", since_issue_no=last, limit=500):
        assert int(page[0]["issue_no"]) > int(last)
        found, last = found + page, page[-1]["issue_no"]
    return found


def test_deleted_coupons_are_listed_only_where_they_are_asked_for(mall):
    usual, gone, both = (rows(mall, "coupons", **query) for query in ({}, {"deleted": "T"}, {"deleted": "T,F"}))
    assert {one["deleted"] for one in usual} == {"F"}
    assert {one["deleted"] for one in gone} == {"T"}
    assert len(both) == len(usual) + len(gone)
    assert mall.get("coupons/count").get_json() == {"count": len(usual)}
    assert all(len(one["coupon_no"]) == 19 for one in both)


def test_every_coupon_of_an_order_was_in_a_members_hands_before(mall):
    spent = {
        issue["related_order_id"]: issue
        for one in rows(mall, "coupons")
        for issue in all_issues(mall, one["coupon_no"])
    }
    paid = {order.order_id: order for order in story().orders(START, 1)
            if order.coupon_discount_price and order.person.member_id}  # fmt: skip
    assert paid
    assert spent.keys() - {"null"} == paid.keys()
    for order_id, order in paid.items():
        issue = spent[order_id]
        assert issue["member_id"] == order.person.member_id
        assert issue["issued_date"] < issue["used_date"] == order.ordered.isoformat(timespec="seconds")


def test_an_unspent_coupon_says_null_in_letters(mall):
    welcome = rows(mall, "coupons", issue_type="A")[0]["coupon_no"]
    issue = next(one for one in all_issues(mall, welcome) if one["used_coupon"] == "F")
    assert (issue["used_date"], issue["related_order_id"]) == ("null", "null")
    assert {one["used_coupon"] for one in rows(mall, f"coupons/{welcome}/issues", used_coupon="T")} <= {"T"}


def test_issues_are_counted_numbered_once_and_the_cursor_goes_without_an_offset(mall):
    for one in rows(mall, "coupons"):
        found = all_issues(mall, one["coupon_no"])
        assert one["issued_count"] == str(len(found))
        assert max(Counter(issue["issue_no"] for issue in found).values(), default=1) == 1
    path = f"coupons/{one['coupon_no']}/issues"
    assert "(parameter.since_issue_no)" in mall.refused(path, 422, since_issue_no=1, offset=0)
    assert mall.get("coupons/123/issues").status_code == 404


def test_a_coupon_that_was_taken_is_there_before_it_is_spent():
    mall = living()
    now = {one.issue_no: one for one in story().annals.issues(mall.mall.now(), 1)}
    mall.advance(30)
    later = {one.issue_no: one for one in story().annals.issues(mall.mall.now(), 1)}
    assert now.keys() <= later.keys()
    assert [no for no in now if now[no].used is None and later[no].used is not None]


def test_holders_are_members_each_once(mall):
    welcome = rows(mall, "coupons", issue_type="A")[0]["coupon_no"]
    holders = rows(mall, f"coupons/{welcome}/issuancecustomers", limit=500)
    assert len({one["member_id"] for one in holders}) == len(holders) > 100
    assert "issue_no" not in holders[0]
