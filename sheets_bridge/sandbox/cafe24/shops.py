"""The shop list of the Admin API (reference 7.24), inactive shops included."""

from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.listing import found
from sheets_bridge.sandbox.cafe24.wire import flag
from sheets_bridge.sandbox.story.model import Shop

_LANGUAGES = {
    "ko_KR": "한국어",
    "en_US": "영어",
    "ja_JP": "일본어",
    "zh_CN": "중국어(간체)",
    "zh_TW": "중국어(번체)",
}
_LIST_ONLY = ("unit_system", "weight_unit")
_CURRENCIES = {
    "KRW": "대한민국 원 (KRW)",
    "USD": "미국 달러 (USD)",
    "JPY": "일본 엔 (JPY)",
    "CNY": "중국 위안 (CNY)",
    "TWD": "대만 달러 (TWD)",
}


def list_shops(ask: Ask) -> dict[str, Any]:
    """All shops; this list has no paging."""
    return {"shops": [_body(ask.mall.name, shop) for shop in ask.mall.story.shops]}


def _one_shop(ask: Ask) -> dict[str, Any]:
    """One shop, the inactive one too, without the units of measure that the list shows."""
    body = _body(ask.mall.name, found(ask.mall.shop(ask.number("shop_no"))))
    return {"shop": {name: value for name, value in body.items() if name not in _LIST_ONLY}}


def _body(mall: str, shop: Shop) -> dict[str, Any]:
    return _who(shop) | _skins(mall, shop) | _manners()


def _who(shop: Shop) -> dict[str, Any]:
    return {
        "shop_no": shop.shop_no,
        "default": flag(shop.shop_no == 1),
        "shop_name": shop.name,
        "business_country_code": "KR",
        "language_code": shop.language,
        "language_name": _LANGUAGES.get(shop.language, shop.language),
        "currency_code": shop.currency,
        "currency_name": _CURRENCIES.get(shop.currency, shop.currency),
        "reference_currency_code": "",
        "reference_currency_name": None,
    }


def _skins(mall: str, shop: Shop) -> dict[str, Any]:
    place = "" if shop.shop_no == 1 else f"/shop{shop.shop_no}"
    return {
        "pc_skin_no": 2 * shop.shop_no - 1,
        "mobile_skin_no": 2 * shop.shop_no,
        "base_domain": f"{mall}.example{place}",
        "primary_domain": f"shop{shop.shop_no}.{mall}.example",
        "slave_domain": [],
        "active": flag(shop.active),
    }


def _manners() -> dict[str, Any]:
    return {
        "timezone": "Asia/Seoul",
        "timezone_name": "(UTC+09:00) 서울",
        "date_format": "YYYY-MM-DD",
        "time_format": "hh:mm:ss",
        "use_reference_currency": "F",
        "is_https_active": "T",
        "channel": "",
        "site_connect": "T",
        "use_translation": "F",
        "unit_system": "metric",
        "weight_unit": "kg",
    }


RESOURCES = {
    "shops": Resource("mall.read_store", list_shops),
    "shops/{shop_no}": Resource("mall.read_store", _one_shop),
}
