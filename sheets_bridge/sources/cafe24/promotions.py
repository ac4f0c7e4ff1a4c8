"""Coupons, and who was given them (reference: cafe24-admin §7.13-7.14)."""

from datetime import date, datetime

from sheets_bridge import day_plan, values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.model import Pull
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.declared import Days, Listing, Pages, Since
from sheets_bridge.sources.cafe24.list_rows import customer_key
from sheets_bridge.sources.cafe24.listing import read, stream
from sheets_bridge.tables import COUPON_ISSUES, COUPONS

_SCOPE = ("mall.read_promotion",)

# Deleted ones are left out unless asked for, and what they were issued for with them.
_COUPONS = Listing(
    "/coupons",
    COUPONS,
    {
        "coupon_no": (values.required, "coupon_no"),
        "issued_count": (values.integer, "issued_count"),
        "available_begin_at": (values.moment, "available_begin_datetime"),
        "available_end_at": (values.moment, "available_end_datetime"),
        "created_at": (values.moment, "created_date"),
        "issue_stopped": (values.text, "is_stopped_issued_coupon"),
        **{
            name: (values.money, name)
            for name in ("benefit_price", "benefit_percentage", "benefit_percentage_max_price", "available_min_price")
        },
        **{
            name: (values.text, name)
            for name in (
                "coupon_name", "coupon_type", "benefit_text", "benefit_type", "issue_type", "issue_sub_type",
                "available_site", "available_scope", "deleted",
            )
        },
    },
    asked={"deleted": "T,F"},
    pages=Pages(limit=500, ceiling=8_000, count="/coupons/count"),
)  # fmt: skip

# A coupon may be used long after its issue, which nothing dates: hence the readings of a month and of a year.
_ISSUES = Listing(
    "/coupons/{coupon_no}/issues",
    COUPON_ISSUES,
    {
        "coupon_no": (values.required, "coupon_no"),
        "issue_no": (values.required, "issue_no"),
        "coupon_name": (values.text, "coupon_name"),
        "issued_date": (values.day, "issued_date"),
        "issued_at": (values.moment, "issued_date"),
        "expires_at": (values.moment, "expiration_date"),
        "used": (values.text, "used_coupon"),
        "used_at": (values.moment, "used_date"),
        "order_id": (values.text, "related_order_id"),
        "group_no": (values.text, "group_no"),
    },
    pages=Pages(limit=500, since=Since("since_issue_no", "issue_no")),
    days=Days(
        DayPlan(restated=1, replaces=True, longest=366, daily=35, weekly=365),
        "issued_date",
        first="issued_start_date",
        last="issued_end_date",
    ),
    each=_COUPONS,
    carried=("coupon_name",),
    made={"customer_key": customer_key},
)


def _first_coupon(connection: Connection, pull: Pull, now: datetime) -> date:
    """The day of the first coupon: to look through every coupon's own days would take a call each."""
    steps = day_plan.whole_asked(now.date(), now.date())
    pages = (page for step in steps for page in read(_COUPONS, connection, pull, step))
    made = [day for page in pages for coupon in page if (day := values.day(coupon.get("created_date")))]
    return date.fromisoformat(min(made)) if made else now.date()


STREAMS = (
    stream("coupons", "쿠폰", _COUPONS, _SCOPE),
    stream("coupon_issues", "쿠폰 발급", _ISSUES, _SCOPE, origin=_first_coupon),
)
