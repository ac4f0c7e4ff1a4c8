"""What a mall sells: products with their variants and stock (reference: cafe24-admin §6.6)."""

from collections.abc import Mapping

from sheets_bridge import values
from sheets_bridge.normalizing import Field
from sheets_bridge.sources.cafe24.listing import Embedded, Listing, Pages, stream
from sheets_bridge.tables import PRODUCTS, VARIANTS

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
_PRODUCTS = Listing(
    "/products",
    PRODUCTS,
    _PRODUCT,
    asked={"embed": "variants"},
    pages=Pages(limit=100, since=("since_product_no", "product_no"), count="/products/count"),
    embedded=(Embedded("variants", VARIANTS, _VARIANT, ("product_no", "product_code", "product_name")),),
)

STREAMS = (stream("products", "상품", _PRODUCTS, ("mall.read_product",)),)
