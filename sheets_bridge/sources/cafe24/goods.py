"""What a mall sells: products with their variants and stock, categories, brands (reference: cafe24-admin §7.1-7.5)."""

from collections.abc import Mapping

from sheets_bridge import values
from sheets_bridge.normalizing import Field
from sheets_bridge.sources.cafe24.listing import Embedded, Listing, Pages, Since, stream
from sheets_bridge.tables import BRANDS, CATEGORIES, PRODUCTS, VARIANTS

_PRODUCT: Mapping[str, Field] = {
    "product_no": (values.required, "product_no"),
    "created_at": (values.moment, "created_date"),
    "updated_at": (values.moment, "updated_date"),
    **{name: (values.money, name) for name in ("price", "retail_price", "supply_price")},
    **{
        name: (values.text, name)
        for name in (
            "product_code", "custom_product_code", "product_name", "model_name", "display", "selling", "sold_out",
            "product_condition", "brand_code", "manufacturer_code", "supplier_code",
        )
    },
}  # fmt: skip


def _options(raw: object) -> str | None:
    """`[{"name": "색상", "value": "빨강"}]` as `색상=빨강, …`."""
    if not isinstance(raw, list):
        return values.text(raw)
    pairs = [(values.text(one.get("name")), values.text(one.get("value"))) for one in raw if isinstance(one, dict)]
    return ", ".join(f"{name}={value}" for name, value in pairs if name and value) or None


_VARIANT: Mapping[str, Field] = {
    "variant_code": (values.required, "variant_code"),
    "option_value": (_options, "options"),
    "additional_amount": (values.money, "additional_amount"),
    "quantity": (values.integer, "quantity"),
    "safety_inventory": (values.integer, "safety_inventory"),
    **{
        name: (values.text, name)
        for name in ("custom_variant_code", "display", "selling", "use_inventory", "display_soldout")
    },
}

# Behind a product number rows neither shift nor end at an offset; one list with its variants is one call a page.
PRODUCT_LIST = Listing(
    "/products",
    PRODUCTS,
    _PRODUCT,
    asked={"embed": "variants"},
    pages=Pages(limit=100, since=Since("since_product_no", "product_no"), count="/products/count"),
    embedded=(
        Embedded(
            "variants",
            VARIANTS,
            _VARIANT,
            ("product_no", "product_code", "product_name"),
            whole="/products/{product_no}/variants",
        ),
    ),
)


def _path(raw: object) -> str | None:
    """`{"1": "옷", "2": "바지", "3": null}` as `옷 > 바지`."""
    if not isinstance(raw, dict):
        return values.text(raw)
    return " > ".join(name for _, one in sorted(raw.items()) if (name := values.text(one))) or None


_CATEGORIES = Listing(
    "/categories",
    CATEGORIES,
    {
        "category_no": (values.required, "category_no"),
        "category_path": (_path, "full_category_name"),
        "category_depth": (values.integer, "category_depth"),
        "display_order": (values.integer, "display_order"),
        **{
            name: (values.text, name)
            for name in (
                "category_name", "parent_category_no", "root_category_no", "display_type", "use_display", "use_main",
            )
        },
    },
    pages=Pages(limit=100, ceiling=8_000, count="/categories/count"),
)  # fmt: skip

_BRANDS = Listing(
    "/brands",
    BRANDS,
    {
        "brand_code": (values.required, "brand_code"),
        "product_count": (values.integer, "product_count"),
        "created_at": (values.moment, "created_date"),
        **{name: (values.text, name) for name in ("brand_name", "use_brand", "search_keyword")},
    },
    pages=Pages(limit=100, ceiling=8_000, count="/brands/count"),
)

STREAMS = (
    stream("products", "상품", PRODUCT_LIST, ("mall.read_product",)),
    stream("categories", "상품 분류", _CATEGORIES, ("mall.read_category",)),
    stream("brands", "브랜드", _BRANDS, ("mall.read_collection",)),
)
