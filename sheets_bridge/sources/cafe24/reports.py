"""Cafe24's own sales reports, two of them for approved apps only (reference: cafe24-admin §7.20-7.22)."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record
from sheets_bridge.normalizing import Field
from sheets_bridge.sources.cafe24.declared import Days, Listing, Pages
from sheets_bridge.sources.cafe24.goods import PRODUCT_LIST
from sheets_bridge.sources.cafe24.history import PROVISIONAL_DAYS
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.tables import HOURLY_PRODUCT_SALES, HOURLY_SALES, SALES_VOLUME

_SCOPE = "mall.read_salesreport"
# A page of hours holds 31 days of them. Claims change a day's report after it.
_DAYS = Days(DayPlan(restated=PROVISIONAL_DAYS, replaces=True, longest=31, daily=35), "collection_date")
_PAGES = Pages(limit=1000, ceiling=10_000)

_WHEN: Mapping[str, Field] = {"date": (values.day, "collection_date"), "hour": (values.integer, "collection_hour")}
_OF_A_VARIANT: Mapping[str, Field] = {
    "product_no": (values.required, "product_no"),
    "variant_code": (values.required, "variants_code"),
    "product_price": (values.money, "product_price"),
    **{
        name: (values.integer, name)
        for name in ("settle_count", "exchange_product_count", "cancel_product_count", "return_product_count")
    },
}
_HOURLY_AMOUNTS = (
    "order_price_amount", "shipping_fee", "order_sale_price", "coupon_discount_price", "actual_order_amount",
    "refund_amount", "sales", "used_points", "used_credits", "used_naver_points", "used_naver_cash", "refund_points",
    "refund_credits", "refund_naver_points", "refund_naver_cash",
)  # fmt: skip


def _exchanged(_pull: Pull, _masks: Masks, record: Record) -> int | None:
    """Cafe24 spells it wrong in this report; should it ever be mended, it is read all the same."""
    return values.integer(record.get("exchane_product_count", record.get("exchange_product_count")))


_PRODUCT_NUMBERS = replace(PRODUCT_LIST, asked={"fields": "product_no"}, embedded=())

_SALES_VOLUME = Listing(
    "/reports/salesvolume",
    SALES_VOLUME,
    {
        **_WHEN,
        **_OF_A_VARIANT,
        "product_option_price": (values.money, "product_option_price"),
        "total_sales": (values.integer, "total_sales"),
        "counted_at": (values.moment, "updated_date"),
    },
    pages=None,
    days=_DAYS,
    each=_PRODUCT_NUMBERS,
    many="product_no",
    made={"exchange_product_count": _exchanged},
)

_HOURLY_SALES = Listing(
    "/reports/hourlysales",
    HOURLY_SALES,
    {
        **_WHEN,
        **{name: (values.integer, name) for name in ("order_count", "item_count")},
        **{name: (values.money, name) for name in _HOURLY_AMOUNTS},
    },
    pages=_PAGES,
    days=_DAYS,
    restricted=True,
    # The figure of record: an hour without it is not collected, and makes its day so.
    must=frozenset({"collection_date", "collection_hour", "sales"}),
)

_HOURLY_PRODUCT_SALES = Listing(
    "/reports/productsales",
    HOURLY_PRODUCT_SALES,
    {
        **_WHEN,
        **_OF_A_VARIANT,
        **{
            name: (values.integer, name)
            for name in ("refund_count", "sale_count", "total_sale_count", "total_cancel_count")
        },
    },
    pages=_PAGES,
    days=_DAYS,
    restricted=True,
)

STREAMS = (
    stream("sales_volume", "판매 수량", _SALES_VOLUME, (_SCOPE, "mall.read_product")),
    stream("hourly_sales", "시간별 매출", _HOURLY_SALES, (_SCOPE,)),
    stream("hourly_product_sales", "시간별 상품 매출", _HOURLY_PRODUCT_SALES, (_SCOPE,)),
)
