"""A product, a variant and its stock as Cafe24 writes them (reference 7.1 to 7.3)."""

from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24.wire import flag, money, zoned
from sheets_bridge.sandbox.story.facts import Good, Stock

_TAX = Decimal("1.1")

_SAME_FOR_ALL: dict[str, Any] = {
    "custom_product_code": "",
    "eng_product_name": "",
    "supply_product_name": "",
    "model_name": "",
    "product_condition": "N",
    "product_used_month": None,
    "summary_description": "",
    "margin_rate": "10.00",
    "tax_calculation": "A",
    "tax_type": "A",
    "tax_rate": 10,
    "price_content": None,
    "buy_limit_by_product": "F",
    "buy_limit_type": "N",
    "buy_group_list": [],
    "buy_member_id_list": [],
    "repurchase_restriction": "F",
    "single_purchase_restriction": "F",
    "single_purchase": "F",
    "buy_unit_type": "O",
    "buy_unit": 1,
    "order_quantity_limit_type": "O",
    "minimum_quantity": 1,
    "maximum_quantity": 0,
    "points_by_product": "F",
    "points_setting_by_payment": "C",
    "points_amount": [{"payment_method": "cash", "points_rate": "1.00%"}],
    "except_member_points": "F",
    "product_volume": {
        "use_product_volume": "F",
        "product_width": "",
        "product_height": "",
        "product_length": "",
    },
    "adult_certification": "F",
    "use_naverpay": "T",
    "naverpay_type": "C",
    "use_kakaopay": "T",
    "manufacturer_code": "M0000000",
    "trend_code": "T0000000",
    "made_date": "",
    "release_date": "",
    "expiration_date": {"start_date": "", "end_date": ""},
    "origin_classification": "F",
    "origin_place_no": 1798,
    "origin_place_value": "",
    "made_in_code": "KR",
    "icon_show_period": {"start_date": None, "end_date": None},
    "icon": [],
    "hscode": "",
    "product_weight": "1.00",
    "product_material": "",
    "english_product_material": None,
    "cloth_fabric": None,
    "list_icon": {"soldout_icon": False, "recommend_icon": False, "new_icon": False},
    "approve_status": "",
    "classification_code": "C000000A",
    "additional_price": "0.00",
    "clearance_category_eng": None,
    "clearance_category_kor": None,
    "clearance_category_code": None,
    "exposure_limit_type": "A",
    "exposure_group_list": [],
    "set_product_type": None,
    "shipping_fee_by_product": "F",
    "shipping_fee_type": "T",
    "main": [],
    "market_sync": "F",
    "cultural_tax_deduction": "F",
    "size_guide": {"use": "F", "type": "default", "default": "", "description": None},
}

_DETAIL_ONLY: dict[str, Any] = {
    "project_no": [],
    "mobile_description": "",
    "separated_mobile_description": "F",
    "payment_info": "",
    "shipping_info": "",
    "exchange_info": "",
    "service_info": "",
    "product_tax_type_text": None,
    "country_hscode": {},
    "simple_description": "",
    "product_tag": [],
    "soldout_message": "",
    "shipping_calculation": "M",
    "shipping_method": "01",
    "prepaid_shipping_fee": "B",
    "shipping_period": {"minimum": 1, "maximum": 3},
    "shipping_scope": "A",
    "shipping_area": "",
    "shipping_rates": [],
    "product_shipping_type": "D",
    "origin_place_code": 1798,
    "additional_information": [],
    "image_upload_type": "A",
    "relational_product": [],
    "select_one_by_option": "F",
    "translated_additional_description": "",
    "translated_description": "",
    "payment_info_by_product": "F",
    "service_info_by_product": "F",
    "shipping_info_by_product": "F",
    "exchange_info_by_product": "F",
}


def product_body(shop_no: int, good: Good) -> dict[str, Any]:
    """A product as the list shows it."""
    return _SAME_FOR_ALL | _what(shop_no, good) | _prices(good) | _images(good)


def detail_body(shop_no: int, good: Good) -> dict[str, Any]:
    """A product as a call for it alone shows it: 35 fields more than the list."""
    optional = any(one.option.text for one in good.stock)
    return (
        product_body(shop_no, good)
        | _DETAIL_ONLY
        | {
            "category": [{"category_no": good.category_no, "recommend": "F", "new": "F"}],
            "description": f"<p>{good.product.name}</p>",
            "has_option": flag(optional),
            "option_type": "T" if optional else None,
        }
    )


def variant_body(shop_no: int, good: Good, stock: Stock) -> dict[str, Any]:
    """One variant; its `quantity` is the stock."""
    return {
        "shop_no": shop_no,
        "variant_code": stock.option.variant_code,
        "options": _options(stock.option.text),
        "custom_variant_code": "",
        "display": flag(good.display),
        "selling": flag(good.selling),
        "display_order": 1 + good.stock.index(stock),
        "additional_amount": money(stock.additional),
        **_stock(stock),
        "image": None,
    }


def inventory_body(shop_no: int, stock: Stock) -> dict[str, Any]:
    """The stock of one variant."""
    return {
        "shop_no": shop_no,
        "variant_code": stock.option.variant_code,
        **_stock(stock),
        "origin_code": stock.origin_code,
    }


def _stock(stock: Stock) -> dict[str, Any]:
    return {
        "use_inventory": flag(stock.counted),
        "important_inventory": "A",
        "inventory_control_type": "A",
        "display_soldout": "T",
        "quantity": stock.quantity,
        "safety_inventory": stock.safety,
    }


def _options(text: str) -> list[dict[str, str]]:
    """`색상=블랙, 사이즈=S` as a list of names and values."""
    parts = (part.partition("=") for part in text.split(", ") if part)
    return [{"name": name, "value": value} for name, _, value in parts]


def _what(shop_no: int, good: Good) -> dict[str, Any]:
    product = good.product
    return {
        "shop_no": shop_no,
        "product_no": product.product_no,
        "product_code": product.product_code,
        "product_name": product.name,
        "internal_product_name": product.name,
        "display": flag(good.display),
        "selling": flag(good.selling),
        "brand_code": good.brand_code,
        "supplier_code": product.supplier_id,
        "created_date": zoned(good.created),
        "updated_date": zoned(good.updated),
        "sold_out": flag(good.sold_out),
    }


def _prices(good: Good) -> dict[str, Any]:
    return {
        "price_excluding_tax": money(good.price / _TAX),
        "price": money(good.price),
        "retail_price": money(good.retail_price),
        "supply_price": money(good.supply_price),
    }


def _images(good: Good) -> dict[str, Any]:
    sizes = {"detail_image": "big", "list_image": "medium", "tiny_image": "tiny", "small_image": "small"}
    return {
        field: f"https://shop.example/web/product/{size}/{good.product.product_no}.png" for field, size in sizes.items()
    }
