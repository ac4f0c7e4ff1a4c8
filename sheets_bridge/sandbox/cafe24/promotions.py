"""Coupons and who holds them (reference 7.13, 7.14)."""

from collections.abc import Iterable

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.coupon_body import coupon_body, issue_body
from sheets_bridge.sandbox.cafe24.filters import Filter, above, alone, among, between, containing, shared
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.wire import flag
from sheets_bridge.sandbox.story.facts import Coupon, Issue

_SCOPE = "mall.read_promotion"


def _coupons(ask: Ask) -> Iterable[Coupon]:
    """Newest first; deleted ones only where they are asked for."""
    coupons = ask.mall.story.annals.coupons(ask.shop_no)[::-1]
    return coupons if "deleted" in ask.query else [one for one in coupons if not one.deleted]


def _issued(ask: Ask) -> dict[str, int]:
    counts: dict[str, int] = {}
    for issue in ask.mall.story.annals.issues(ask.now, ask.shop_no):
        counts[issue.coupon_no] = counts.get(issue.coupon_no, 0) + 1
    return counts


COUPONS: Listing[Coupon] = Listing(
    envelope="coupons",
    facts=_coupons,
    body=lambda ask, one: coupon_body(ask.shop_no, one, _issued(ask).get(one.coupon_no, 0)),
    filters=(
        among("coupon_no", lambda one: one.coupon_no),
        shared("coupon_type", "O"),
        containing("coupon_name", lambda one: one.name),
        among("benefit_type", lambda one: "B" if one.amount is None else "A"),
        among("issue_type", lambda one: one.issue_type),
        among("issue_sub_type", lambda one: one.issue_sub_type),
        among("deleted", lambda one: flag(one.deleted)),
        between("created_start_date", "created_end_date", lambda one: one.created),
    ),
    pages=Pages(largest=500, usual=100),
)


def _issues(ask: Ask) -> list[Issue]:
    """The issues of the path's coupon by number. Raises Refusal 404."""
    coupons = {one.coupon_no for one in ask.mall.story.annals.coupons(ask.shop_no)}
    coupon_no = found(next((no for no in coupons if no == ask.parts["coupon_no"]), None))
    return [one for one in ask.mall.story.annals.issues(ask.now, ask.shop_no) if one.coupon_no == coupon_no]


def _holders(ask: Ask) -> list[Issue]:
    """The last issue of each member, by member."""
    return [one for _, one in sorted({one.person.member_id: one for one in _issues(ask)}.items())]


_FILTERS: tuple[Filter[Issue], ...] = (
    among("member_id", lambda one: one.person.member_id),
    among("group_no", lambda one: issue_body(1, one)["group_no"]),
)

_ISSUE_FILTERS: tuple[Filter[Issue], ...] = (
    alone("since_issue_no", ("offset",)),
    above("since_issue_no", lambda one: int(one.issue_no)),
    *_FILTERS,
    among("issued_date", lambda one: one.issued.date()),
    between("issued_start_date", "issued_end_date", lambda one: one.issued),
    among("used_coupon", lambda one: flag(one.used is not None)),
)

ISSUES: Listing[Issue] = Listing(
    envelope="issues",
    facts=_issues,
    body=lambda ask, one: issue_body(ask.shop_no, one),
    filters=_ISSUE_FILTERS,
    pages=Pages(500),
    links=True,
)

HOLDERS: Listing[Issue] = Listing(
    envelope="issuancecustomers",
    facts=_holders,
    body=lambda ask, one: _holder(ask, one),
    filters=_FILTERS,
    pages=Pages(500),
    links=True,
)


def _holder(ask: Ask, one: Issue) -> Body:
    return {name: value for name, value in issue_body(ask.shop_no, one).items() if name != "issue_no"}


RESOURCES = {
    "coupons": Resource(_SCOPE, COUPONS.page),
    "coupons/count": Resource(_SCOPE, COUPONS.count),
    "coupons/{coupon_no}/issues": Resource(_SCOPE, ISSUES.page),
    "coupons/{coupon_no}/issuancecustomers": Resource(_SCOPE, HOLDERS.page),
}
