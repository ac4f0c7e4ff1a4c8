"""The sales reports (reference 7.20 to 7.22): one is open to every app, the two others to approved ones only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.asked import Days, listed
from sheets_bridge.sandbox.cafe24.filters import Filter, among, chosen, shared
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.cafe24.wire import flag, money
from sheets_bridge.sandbox.story.club import group_of
from sheets_bridge.sandbox.story.ledger import HourOfSales, HourOfVariant, sales_by_hour, variants_by_hour
from sheets_bridge.sandbox.story.model import Order

_SCOPE = "mall.read_salesreport"


@dataclass(frozen=True)
class Sold:
    """One hour of the whole shop."""

    day: date
    hour: int
    told: HourOfSales


@dataclass(frozen=True)
class SoldVariant:
    """One hour of one variant."""

    day: date
    hour: int
    product_no: int
    variant_code: str
    told: HourOfVariant


def _orders(ask: Ask) -> tuple[Order, ...]:
    return ask.mall.story.orders(ask.now, ask.shop_no)


def _hours(ask: Ask) -> Iterator[Sold]:
    """Every hour that has begun, latest first, the quiet ones too (the default limit is a month of hours)."""
    span = asked.required_days(ask.query)
    sales = sales_by_hour(_orders(ask))
    for day in _backwards(span, ask.now.date()):
        for hour in range(ask.now.hour if day == ask.now.date() else 23, -1, -1):
            yield Sold(day, hour, sales.get((day, hour), HourOfSales()))


def _backwards(span: Days, today: date) -> Iterator[date]:
    last = min(span.last, today)
    return (last - timedelta(days=back) for back in range((last - span.first).days + 1))


def _variants(ask: Ask) -> list[SoldVariant]:
    """The hours of the variants to which anything happened, latest first."""
    return [SoldVariant(*slot, told) for slot, told in _in_span(ask, _orders(ask))][::-1]


def _in_span(ask: Ask, orders: Iterable[Order]) -> list[tuple[tuple[date, int, int, str], HourOfVariant]]:
    span = asked.required_days(ask.query)
    return sorted((pair for pair in variants_by_hour(orders).items() if pair[0][0] in span), key=lambda pair: pair[0])


def _hour_body(ask: Ask, sold: Sold) -> Body:
    told = sold.told
    amounts = {
        "order_price_amount": told.price,
        "shipping_fee": told.shipping,
        "order_sale_price": told.discount,
        "coupon_discount_price": told.coupon,
        "actual_order_amount": told.paid,
        "refund_amount": told.refund,
        "sales": told.sales,
        "used_points": told.points,
        "used_credits": told.credits,
        "used_naver_points": told.naver,
        "used_naver_cash": Decimal(0),
        "refund_points": told.refund_points,
        "refund_credits": told.refund_credits,
        "refund_naver_points": told.refund_naver,
        "refund_naver_cash": Decimal(0),
    }
    counts = {"order_count": told.orders, "item_count": told.items}
    return _when(ask, sold) | counts | {name: money(amount) for name, amount in amounts.items()}


def _when(ask: Ask, sold: Sold | SoldVariant) -> Body:
    return {"shop_no": ask.shop_no, "collection_date": sold.day.isoformat(), "collection_hour": f"{sold.hour:02d}"}


def _product_body(ask: Ask, sold: SoldVariant) -> Body:
    """The totals repeat the hour's own counts, as far as the official sample shows."""
    counts = sold.told.counts
    return _when(ask, sold) | {
        "product_no": sold.product_no,
        "variants_code": sold.variant_code,
        "product_price": money(sold.told.price),
        "settle_count": counts["settled"],
        "refund_count": counts["refunded"],
        "sale_count": counts["settled"],
        "exchange_product_count": counts["exchanged"],
        "cancel_product_count": counts["canceled"],
        "return_product_count": counts["returned"],
        "total_sale_count": counts["settled"],
        "total_cancel_count": counts["canceled"],
    }


HOURLY: Listing[Sold] = Listing(
    envelope="hourlysales",
    facts=_hours,
    body=_hour_body,
    filters=(among("collection_hour", lambda sold: f"{sold.hour:02d}"),),
    pages=Pages(largest=1000, usual=744, furthest=10000),
    links=True,
)
PRODUCTS: Listing[SoldVariant] = Listing(
    envelope="productsales",
    facts=_variants,
    body=_product_body,
    filters=(among("collection_hour", lambda sold: f"{sold.hour:02d}"),),
    pages=Pages(largest=1000, usual=100, furthest=10000),
    links=True,
)

_ABOUT_ORDERS: tuple[Filter[Order], ...] = (
    among("mobile", lambda order: flag(order.from_mobile)),
    shared("delivery_type", "A"),
    among("group_no", lambda order: group_of(order.person) if order.person.member_id else ""),
)


def _volume(ask: Ask) -> Body:
    """Pieces sold by hour and variant. Raises Refusal 422 without a product or a variant."""
    products, variants = listed(ask.query, "product_no"), listed(ask.query, "variants_code")
    if not products and not variants:
        raise unprocessable("[product_no] or [variants_code] is a required field.", "product_no")
    rows = [
        SoldVariant(*slot, told)
        for slot, told in _in_span(ask, chosen(_ABOUT_ORDERS, ask.query, _orders(ask)))
        if str(slot[2]) in products or slot[3] in variants
    ]
    return {"salesvolume": [_volume_body(ask, row) for row in chosen(_of_goods(ask), ask.query, rows)]}


def _of_goods(ask: Ask) -> tuple[Filter[SoldVariant], ...]:
    """The filters that look at a product's own record; nothing of it is read where none was sent."""
    if "category_no" not in ask.query and "supplier_id" not in ask.query:
        return ()
    goods = {good.product.product_no: good for good in ask.mall.story.annals.goods(ask.now, ask.shop_no)}
    return (
        among("category_no", lambda sold: goods[sold.product_no].category_no),
        among("supplier_id", lambda sold: goods[sold.product_no].product.supplier_id),
    )


def _volume_body(ask: Ask, sold: SoldVariant) -> Body:
    """Numbers are strings, the shop's too; `exchane` is spelt like that; the update has no seconds (reference 7.20)."""
    counts = sold.told.counts
    return {
        "shop_no": str(ask.shop_no),
        "collection_date": sold.day.isoformat(),
        "collection_hour": f"{sold.hour:02d}",
        "product_price": money(sold.told.price),
        "product_option_price": money(sold.told.option_price),
        "settle_count": str(counts["settled"]),
        "exchane_product_count": str(counts["exchanged"]),
        "cancel_product_count": str(counts["canceled"]),
        "return_product_count": str(counts["returned"]),
        "updated_date": f"{sold.day.isoformat()}T{sold.hour:02d}:59+09:00",
        "product_no": sold.product_no,
        "variants_code": sold.variant_code,
        "total_sales": str(counts["settled"]),
    }


RESOURCES = {
    "reports/hourlysales": Resource(_SCOPE, HOURLY.page, restricted=True),
    "reports/productsales": Resource(_SCOPE, PRODUCTS.page, restricted=True),
    "reports/salesvolume": Resource(_SCOPE, _volume),
}
