"""The mall, its shops, and what the first page of its admin says (reference: cafe24-admin §7.24-7.26)."""

from sheets_bridge import values
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record
from sheets_bridge.sources.cafe24.declared import Embedded, Listing
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.tables import DASHBOARD, DASHBOARD_SALES, SHOPS, STORE

_SCOPE = ("mall.read_store",)

_SHOPS = Listing(
    "/shops/{shop_no}",
    SHOPS,
    {
        "is_default": (values.text, "default"),
        **{
            name: (values.text, name)
            for name in (
                "shop_name", "active", "currency_code", "language_code", "business_country_code", "timezone",
                "primary_domain", "base_domain",
            )
        },
    },
    name="shop",
    pages=None,
)  # fmt: skip

# Its other fields name the mall's officers, their phones and addresses: nobody's figures.
_STORE = Listing(
    "/store",
    STORE,
    {
        "sales_product_categories": (values.joined, "sales_product_categories"),
        **{
            name: (values.text, name)
            for name in (
                "shop_name", "primary_domain", "base_domain", "company_name", "country_code", "business_country",
            )
        },
    },
    pages=None,
)  # fmt: skip


def _its_day(_pull: Pull, _masks: Masks, record: Record) -> str:
    """The day a dashboard is of: the last of its days. Raises: ValueError where it tells none."""
    told = record.get("daily_sales_stats")
    days = (
        [values.day(one.get("date")) or "" for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    )
    return values.required(max(days, default=None))


_DASHBOARD = Listing(
    "/dashboard",
    DASHBOARD,
    {
        "new_members_count": (values.integer, "new_members_count"),
        "sold_out_products_count": (values.integer, "sold_out_products_count"),
    },
    pages=None,
    made={"date": _its_day},
    snapshot=True,
    embedded=(
        Embedded(
            "daily_sales_stats",
            DASHBOARD_SALES,
            {
                "date": (values.day, "date"),
                "paid_count": (values.integer, "payed_count"),
                **{name: (values.money, name) for name in ("order_price", "paid_price", "refund_price")},
                **{
                    name: (values.integer, name)
                    for name in ("order_count", "refund_count", "canceled_count", "returned_count", "exchanged_count")
                },
            },
        ),
    ),
)

STREAMS = (
    stream("shops", "쇼핑몰", _SHOPS, _SCOPE),
    stream("store", "상점 정보", _STORE, _SCOPE),
    stream("dashboard", "대시보드", _DASHBOARD, _SCOPE),
)
