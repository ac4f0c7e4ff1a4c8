"""What was looked at, put into carts and sold, by product; and the shop's pages. Totals over the days asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets_bridge.sandbox.analytics.figures import share, text
from sheets_bridge.sandbox.analytics.question import Question, seen_by
from sheets_bridge.sandbox.analytics.resource import Resource, Row
from sheets_bridge.sandbox.story.audience import Audience, Sale
from sheets_bridge.sandbox.story.browsing import Looks, Page, Seen
from sheets_bridge.sandbox.story.catalogue import Product
from sheets_bridge.sandbox.story.model import Item


@dataclass
class _Sold:
    """One product's sales: orders that contain it, pieces, and what they cost after the discounts of their own."""

    name: str
    orders: int = 0
    pieces: int = 0
    amount: Decimal = Decimal(0)


@dataclass(frozen=True)
class _Browsed:
    """What visits with one kind of device looked at on one day."""

    products: list[Looks]
    pages: list[Page]


def _goods(sale: Sale) -> list[Item]:
    """What was bought; a free gift was not."""
    return [item for item in sale.items if not item.gift]


def _sold(question: Question) -> dict[int, _Sold]:
    sold: dict[int, _Sold] = {}
    for sale in question.sales():
        items = _goods(sale)
        for item in items:
            one = sold.setdefault(item.product_no, _Sold(item.product_name))
            one.pieces += item.quantity
            one.amount += _cost(item)
        for number in {item.product_no for item in items}:
            sold[number].orders += 1
    return sold


def _cost(item: Item) -> Decimal:
    price = (item.product_price + item.option_price) * item.quantity
    discounts = (item.additional_discount_price, item.app_item_discount_amount, item.coupon_discount_price)
    return price - sum(discounts, Decimal(0))


def _browsed(question: Question) -> Iterator[_Browsed]:
    for audience, day in question.ready():
        for mobile in question.devices:
            seen = seen_by(part for part in audience.visits(question.now, day) if part.mobile == mobile)
            if seen.visits:
                yield _on_a_device(question, audience, day, mobile, seen)


def _on_a_device(question: Question, audience: Audience, day: date, mobile: bool, seen: Seen) -> _Browsed:
    orders = Counter(
        number
        for sale in audience.sales(question.now, day)
        if sale.order.from_mobile == mobile
        for number in {item.product_no for item in _goods(sale)}
    )
    products = audience.browsing.products(day, seen, orders)
    return _Browsed(products, audience.browsing.pages(seen, products))


def _looked(question: Question) -> list[Looks]:
    """Every product's looks in sum, by number."""
    views: Counter[Product] = Counter()
    carts: Counter[Product] = Counter()
    for part in _browsed(question):
        for one in part.products:
            views[one.product] += one.views
            carts[one.product] += one.carts
    return [Looks(product, views[product], carts[product]) for product in sorted(views, key=lambda one: one.product_no)]


def _product_sales(question: Question) -> Iterator[Row]:
    for number, one in sorted(_sold(question).items()):
        yield {
            "product_no": number,
            "product_name": one.name,
            "order_count": one.orders,
            "order_product_count": one.pieces,
            "order_amount": text(one.amount),
        }


def _product_views(question: Question) -> Iterator[Row]:
    for one in _looked(question):
        yield {"product_no": one.product.product_no, "product_name": one.product.name, "count": one.views}


def _carts(question: Question) -> Iterator[Row]:
    for one in _looked(question):
        yield {
            "product_no": one.product.product_no,
            "product_name": one.product.name,
            "count": one.views,
            "add_cart_count": one.carts,
            "add_cart_rate": share(one.carts, one.views),
        }


def _categories(question: Question) -> Iterator[Row]:
    """Each product that was looked at or sold, under its one category."""
    sold, carts = _sold(question), {one.product.product_no: one.carts for one in _looked(question)}
    browsing = question.audience.browsing if question.audience else None
    for product in browsing.goods.products if browsing else ():
        if browsing and (product.product_no in carts or product.product_no in sold):
            number, name = browsing.category(product)
            of = sold.get(product.product_no, _Sold(""))
            yield {
                "product_no": product.product_no,
                "product_name": product.name,
                "product_code": product.product_code,
                "category_no": number,
                "category_name": name,
                **_of_category(of, carts.get(product.product_no, 0)),
            }


def _of_category(of: _Sold, carts: int) -> Row:
    return {
        "sales_count_per_category": of.orders,
        "sales_item_per_category": of.pieces,
        "sales_price_per_category": f"{of.amount:.2f}",
        "carts_count_per_category": carts,
    }


def _pages(question: Question) -> Iterator[Row]:
    counts: dict[str, list[int]] = {}
    for part in _browsed(question):
        for page in part.pages:
            count = counts.setdefault(page.url, [0, 0, 0])
            for index, more in enumerate((page.views, page.visits, page.first_visits)):
                count[index] += more
    for url, (views, visits, first_visits) in sorted(counts.items()):
        yield {"url": url, "count": views, "visit_count": visits, "first_visit_count": first_visits}


_PRODUCT = ("product_no", "product_name")
RESOURCES = {
    "products/sales": Resource(
        _product_sales, ("order_amount", *_PRODUCT, "order_count", "order_product_count"), "desc"
    ),
    "products/view": Resource(_product_views, ("count", *_PRODUCT), "desc"),
    "products/categorydetails": Resource(
        _categories,
        ("product_name", "product_no", "order_count", "order_product_count", "order_amount"),
        columns={
            "order_count": "sales_count_per_category",
            "order_product_count": "sales_item_per_category",
            "order_amount": "sales_price_per_category",
        },
    ),
    "carts/action": Resource(_carts, ("count", "product_name", "add_cart_count", "add_cart_rate"), "desc"),
    "pages/view": Resource(_pages, ("count", "url", "visit_count", "first_visit_count"), "desc"),
}
