"""Products, their variants and their stock (reference 7.1 to 7.3)."""

from collections.abc import Callable, Iterable
from typing import Any

from sheets_bridge.sandbox.cafe24 import goods_body
from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.filters import Filter, above, alone, among, amount, any_of, between, containing
from sheets_bridge.sandbox.cafe24.goods_body import inventory_body, product_body, variant_body
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.cafe24.wire import flag
from sheets_bridge.sandbox.story.facts import Good, Stock

_SCOPE = "mall.read_product"
_MOST_VARIANTS = 100
_SORTS: dict[str, Callable[[Good], Any]] = {
    "created_date": lambda good: good.created,
    "updated_date": lambda good: good.updated,
    "product_name": lambda good: good.product.name,
}


def _goods(ask: Ask) -> Iterable[Good]:
    """The products in the order asked for: newest number first, rising behind a cursor."""
    goods = ask.mall.story.annals.goods(ask.now, ask.shop_no)
    if "since_product_no" in ask.query:
        return goods
    if "sort" not in ask.query:
        return goods[::-1]
    if ask.query["sort"] not in _SORTS:
        raise unprocessable("[sort] is not a valid value.", "sort")
    return sorted(goods, key=_SORTS[ask.query["sort"]], reverse=ask.query.get("order") == "desc")


def _same(name: str) -> Any:
    """A filter over a field that is written as it is filtered."""
    return among(name, lambda good: product_body(1, good)[name])


_FILTERS: tuple[Filter[Good], ...] = (
    alone("since_product_no", ("product_no", "sort", "order", "offset")),
    above("since_product_no", lambda good: good.product.product_no),
    among("product_no", lambda good: good.product.product_no),
    containing("product_name", lambda good: good.product.name),
    containing("internal_product_name", lambda good: good.product.name),
    containing("product_code", lambda good: good.product.product_code),
    among("display", lambda good: flag(good.display)),
    among("selling", lambda good: flag(good.selling)),
    among("brand_code", lambda good: good.brand_code),
    among("supplier_code", lambda good: good.product.supplier_id),
    among("category", lambda good: good.category_no),
    any_of("use_inventory", lambda good: {flag(one.counted) for one in good.stock}),
    amount("price", lambda good: (good.price,)),
    amount("retail_price", lambda good: (good.retail_price,)),
    amount("supply_price", lambda good: (good.supply_price,)),
    amount("stock_quantity", lambda good: [one.quantity for one in good.stock]),
    amount("stock_safety", lambda good: [one.safety for one in good.stock]),
    between("created_start_date", "created_end_date", lambda good: good.created),
    between("updated_start_date", "updated_end_date", lambda good: good.updated),
    *map(_same, ("manufacturer_code", "trend_code", "classification_code", "product_condition", "market_sync")),
    *map(_same, ("custom_product_code", "eng_product_name", "supply_product_name", "model_name", "approve_status")),
)


def _variants(ask: Ask, good: Good) -> list[Body]:
    return [variant_body(ask.shop_no, good, one) for one in good.stock[:_MOST_VARIANTS]]


PRODUCTS: Listing[Good] = Listing(
    envelope="products",
    facts=_goods,
    body=lambda ask, good: product_body(ask.shop_no, good),
    filters=_FILTERS,
    pages=Pages(largest=100, furthest=5000),
    embeds={
        "variants": _variants,
        "options": lambda _, good: {"has_option": flag(any(one.option.text for one in good.stock))},
        "hits": lambda _, good: {"count": 7 * good.product.product_no},
    },
)


def _good(ask: Ask) -> Good:
    """The product of the path. Raises Refusal 404."""
    goods = ask.mall.story.annals.goods(ask.now, ask.shop_no)
    return found(next((one for one in goods if one.product.product_no == ask.number("product_no")), None))


def _stock(ask: Ask) -> tuple[Good, Stock]:
    """The variant of the path with its product. Raises Refusal 404."""
    good = _good(ask)
    code = ask.parts["variant_code"]
    return good, found(next((one for one in good.stock if one.option.variant_code == code), None))


def _variant(ask: Ask, good: Good, stock: Stock) -> Body:
    body = variant_body(ask.shop_no, good, stock)
    if "inventories" in ask.query.get("embed", "").split(","):
        body["inventories"] = inventory_body(ask.shop_no, stock)
    return body


def _one_product(ask: Ask) -> Body:
    embeds = {"variants": _variants}
    wanted = ask.query.get("embed", "").split(",")
    good = _good(ask)
    embedded = {name: write(ask, good) for name, write in embeds.items() if name in wanted}
    return {"product": goods_body.detail_body(ask.shop_no, good) | embedded}


def _all_variants(ask: Ask) -> Body:
    """All variants of a product at once: this list has no paging."""
    good = _good(ask)
    return {"variants": [_variant(ask, good, one) for one in good.stock]}


def _one_variant(ask: Ask) -> Body:
    return {"variant": _variant(ask, *_stock(ask))}


def _inventory(ask: Ask) -> Body:
    """The stock of one variant: the envelope is a single `inventory` (reference 5)."""
    return {"inventory": inventory_body(ask.shop_no, _stock(ask)[1])}


RESOURCES = {
    "products": Resource(_SCOPE, PRODUCTS.page),
    "products/count": Resource(_SCOPE, PRODUCTS.count),
    "products/{product_no}": Resource(_SCOPE, _one_product),
    "products/{product_no}/variants": Resource(_SCOPE, _all_variants),
    "products/{product_no}/variants/{variant_code}": Resource(_SCOPE, _one_variant),
    "products/{product_no}/variants/{variant_code}/inventories": Resource(_SCOPE, _inventory),
}
