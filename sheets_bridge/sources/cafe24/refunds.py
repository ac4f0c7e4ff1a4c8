"""Refunds as rows of their own (reference: cafe24-admin §6.5)."""

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.sources.cafe24.declared import Days, Listing, Pages
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW
from sheets_bridge.sources.cafe24.list_rows import customer_key
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.sources.cafe24.order_pages import OFFSET_CEILING
from sheets_bridge.tables import REFUNDS

# Every refund was accepted once; that it was paid back long after is found by that date.
_REFUNDS = Listing(
    "/refunds",
    REFUNDS,
    {
        "refund_code": (values.required, "refund_code"),
        "accepted_date": (values.day, "accepted_refund_date"),
        "accepted_at": (values.moment, "accepted_refund_date"),
        "refund_date": (values.day, "refund_date"),
        "refunded_at": (values.moment, "refund_date"),
        "order_date": (values.day, "order_date"),
        "quantity": (values.integer, "quantity"),
        "order_item_codes": (values.joined, "order_item_code"),
        **{
            name: (values.money, name)
            for name in ("actual_refund_amount", "used_points", "used_credits", "cancel_fee_amount")
        },
        **{name: (values.joined, name) for name in ("payment_methods", "refund_payment_methods", "refund_methods")},
        **{name: (values.text, name) for name in ("order_id", "status", "currency", "include_tax")},
    },
    pages=Pages(limit=500, ceiling=OFFSET_CEILING),
    days=Days(
        DayPlan(
            restated=1,
            longest=LONGEST_WINDOW,
            replaces=True,
            daily=35,
            weekly=100,
            by="accepted_refund_date",
            also=("refund_date",),
        ),
        by="date_type",
    ),
    made={"customer_key": customer_key},
)

STREAMS = (stream("refunds", "환불", _REFUNDS, ("mall.read_order",)),)
