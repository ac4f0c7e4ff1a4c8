"""What products are grouped by: categories, brands, manufacturers, trends, classifications (reference 7.4 to 7.8)."""

from collections.abc import Iterable
from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.filters import among, containing, shared
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.wire import flag, zoned
from sheets_bridge.sandbox.story.facts import Brand, Category

_DEEPEST = 4
_SHOWN_AS = ("type", "key", "sort", "period")
_ARRANGED: Body = {f"product_display_{name}": value for name, value in zip(_SHOWN_AS, "UADW", strict=True)} | {
    f"{kind}_product_display_{name}": None for kind in ("normal", "recommend", "new") for name in _SHOWN_AS
}


def _category(ask: Ask, category: Category) -> Body:
    depth = len(category.path)
    path = [*category.path, *[(None, None)] * (_DEEPEST - depth)]
    return {
        "shop_no": ask.shop_no,
        "category_no": category.category_no,
        "category_depth": depth,
        "parent_category_no": category.parent_no,
        "category_name": category.name,
        "display_type": "A",
        "full_category_name": {str(at): name for at, (_, name) in enumerate(path, 1)},
        "full_category_no": {str(at): None if no is None else str(no) for at, (no, _) in enumerate(path, 1)},
        "root_category_no": category.path[0][0],
        "use_main": "F",
        "use_display": flag(category.shown),
        "display_order": category.order,
        "soldout_product_display": "B",
        "sub_category_product_display": "T",
        "hashtag_product_display": "F",
        "hash_tags": [],
        "product_display_scope": "A",
        **_ARRANGED,
        "access_authority": "F",
    }


def _categories(ask: Ask) -> Iterable[Category]:
    return ask.mall.story.annals.categories(ask.shop_no)


CATEGORIES: Listing[Category] = Listing(
    envelope="categories",
    facts=_categories,
    body=_category,
    filters=(
        among("category_no", lambda one: one.category_no),
        among("category_depth", lambda one: len(one.path)),
        among("parent_category_no", lambda one: one.parent_no),
        containing("category_name", lambda one: one.name),
        shared("use_main", "F"),
        among("use_display", lambda one: flag(one.shown)),
    ),
    pages=Pages(100),
)


def _one_category(ask: Ask) -> Body:
    """One category, without the number of its root that the list shows."""
    there = {one.category_no: one for one in _categories(ask)}
    body = _category(ask, found(there.get(ask.number("category_no"))))
    return {"category": {name: value for name, value in body.items() if name != "root_category_no"}}


BRANDS: Listing[Brand] = Listing(
    envelope="brands",
    facts=lambda ask: ask.mall.story.annals.brands(ask.now, ask.shop_no),
    body=lambda ask, brand: {
        "shop_no": ask.shop_no,
        "brand_code": brand.brand_code,
        "brand_name": brand.name,
        "use_brand": flag(brand.used),
        "search_keyword": "",
        "product_count": brand.product_count,
        "created_date": zoned(brand.created),
    },
    filters=(
        among("brand_code", lambda brand: brand.brand_code),
        containing("brand_name", lambda brand: brand.name),
        among("use_brand", lambda brand: flag(brand.used)),
    ),
    pages=Pages(100),
)


def _grouping(envelope: str, stem: str, letter: str, more: Body) -> Listing[str]:
    """A list of the one grouping that every product has; `stem` begins the names of its fields."""
    code = f"{letter}0000000" if letter != "C" else "C000000A"
    name = "기본"
    return Listing(
        envelope=envelope,
        facts=lambda ask: (code,) if ask.mall.story.annals.categories(ask.shop_no) else (),
        body=lambda ask, one: (
            {"shop_no": ask.shop_no, f"{stem}_code": one, f"{stem}_name": name}
            | {field: value(ask) if callable(value) else value for field, value in more.items()}
        ),
        filters=(
            among(f"{stem}_code", lambda one: one),
            containing(f"{stem}_name", lambda _: name),
            shared(f"use_{stem}", "T"),
        ),
        pages=Pages(100),
    )


def _all_goods(ask: Ask) -> int:
    return len(ask.mall.story.annals.goods(ask.now, ask.shop_no))


def _created(ask: Ask) -> str | None:
    return zoned(ask.mall.story.annals.brands(ask.now, ask.shop_no)[0].created)


_COUNTED: dict[str, Any] = {"created_date": _created, "product_count": _all_goods}
MANUFACTURERS = _grouping("manufacturers", "manufacturer", "M", {"president_name": "", "use_manufacturer": "T"})
TRENDS = _grouping("trends", "trend", "T", {"use_trend": "T", **_COUNTED})
CLASSIFICATIONS = _grouping(
    "classifications", "classification", "C", {"classification_description": "", "use_classification": "T", **_COUNTED}
)

_COLLECTIONS: dict[str, Listing[Any]] = {
    "brands": BRANDS,
    "manufacturers": MANUFACTURERS,
    "trends": TRENDS,
    "classifications": CLASSIFICATIONS,
}
RESOURCES = {
    "categories": Resource("mall.read_category", CATEGORIES.page),
    "categories/count": Resource("mall.read_category", CATEGORIES.count),
    "categories/{category_no}": Resource("mall.read_category", _one_category),
    **{name: Resource("mall.read_collection", listing.page) for name, listing in _COLLECTIONS.items()},
    **{f"{name}/count": Resource("mall.read_collection", listing.count) for name, listing in _COLLECTIONS.items()},
}
