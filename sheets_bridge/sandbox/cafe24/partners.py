"""Who stands behind the mall: suppliers, warehouses, the company itself, its operators.

Reference 7.9, 7.19, 7.25, 7.28. Full of personal data, all of it invented.
"""

from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.filters import among, containing
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.wire import zoned
from sheets_bridge.sandbox.story.facts import Origin, Supplier
from sheets_bridge.sandbox.story.partners import OPERATORS


def _supplier(ask: Ask, supplier: Supplier) -> Body:
    return {
        "shop_no": ask.shop_no,
        "supplier_code": supplier.supplier_code,
        "supplier_name": supplier.name,
        "status": "A",
        "commission": f"{supplier.commission}.00",
        "payment_period": "A",
        "business_item": "",
        "payment_type": "P" if supplier.commission else "D",
        "supplier_type": "WS",
        "use_supplier": "T",
        "created_date": zoned(supplier.created),
        "updated_date": "",
        "country_code": "KOR",
        "zipcode": supplier.zipcode,
        "address1": supplier.address1,
        "address2": supplier.address2,
        "manager_information": _contacts(supplier),
        "payment_start_day": None,
        "payment_end_day": None,
        "payment_start_date": 1,
        "payment_end_date": 30,
        "trading_type": "D",
        "bank_code": "bank_00",
        "bank_account_no": supplier.account_no,
        "bank_account_name": supplier.account_holder,
        **_company(supplier),
        "phone": supplier.phone,
        "fax": "",
    }


def _company(supplier: Supplier) -> Body:
    return {
        "company_registration_no": "000-00-00000",
        "president_name": supplier.president,
        "company_name": supplier.name,
        "company_condition": "",
        "company_line": "",
    }


def _contacts(supplier: Supplier) -> list[dict[str, Any]]:
    return [{"no": number, **vars(one), "use_sms": "F"} for number, one in enumerate(supplier.contacts, 1)]


_DETAIL_ONLY: Body = {
    "payment_method": 30,
    "homepage_url": "",
    "mall_url": "",
    "account_start_date": None,
    "account_stop_date": None,
    "show_supplier_info": "SP,SM",
    "memo": "",
    "company_introduction": "",
}
_LIST_ONLY = ("created_date", "updated_date")


def _one_supplier(ask: Ask) -> Body:
    """One supplier with the addresses for its markets and for exchanges."""
    there = {one.supplier_code: one for one in ask.mall.story.annals.suppliers(ask.shop_no)}
    body = _supplier(ask, found(there.get(ask.parts["supplier_code"])))
    places = ("country_code", "zipcode", "address1", "address2")
    elsewhere = {f"{kind}_{name}": body[name] for kind in ("market", "exchange") for name in places}
    return {"supplier": {n: one for n, one in body.items() if n not in _LIST_ONLY} | _DETAIL_ONLY | elsewhere}


SUPPLIERS: Listing[Supplier] = Listing(
    envelope="suppliers",
    facts=lambda ask: ask.mall.story.annals.suppliers(ask.shop_no),
    body=_supplier,
    filters=(
        among("supplier_code", lambda supplier: supplier.supplier_code),
        containing("supplier_name", lambda supplier: supplier.name),
    ),
    pages=Pages(100),
)


def _origin(ask: Ask, origin: Origin) -> Body:
    del ask
    return {
        "origin_code": origin.origin_code,
        "origin_name": origin.name,
        "default": "T" if origin.default else "F",
        "contact": origin.phone,
        "secondary_contact": "",
        "zipcode": origin.zipcode,
        "country_code": "KR",
        "address1": origin.address1,
        "address2": origin.address2,
        "variants": list(origin.variants),
    }


ORIGINS: Listing[Origin] = Listing(
    envelope="shippingorigins",
    facts=lambda ask: ask.mall.story.annals.origins(ask.now),
    body=_origin,
    pages=Pages(100),
    links=True,
    by_shop=False,
)


def _one_origin(ask: Ask) -> Body:
    there = {one.origin_code: one for one in ask.mall.story.annals.origins(ask.now)}
    link = {"rel": "self", "href": ask.address}
    return {"shippingorigin": _origin(ask, found(there.get(ask.parts["origin_code"]))), "links": [link]}


_DOCUMENTED = """
shop_no shop_name admin_name mall_id base_domain primary_domain company_registration_no company_name president_name
company_condition company_line country country_code zipcode address1 address2 phone fax email
notification_only_email mall_url mail_order_sales_registration mail_order_sales_registration_number
missing_report_reason_type missing_report_reason about_us_contents company_map_url customer_service_phone
customer_service_email customer_service_fax customer_service_sms customer_service_hours privacy_officer_name
privacy_officer_position privacy_officer_department privacy_officer_phone privacy_officer_email contact_us_mobile
contact_us_contents sales_product_categories category_tags business_country youtube_shops_logo
"""

_COMPANY: Body = dict.fromkeys(_DOCUMENTED.split(), "")


def _store(ask: Ask) -> Body:
    """The company behind the shop, its officers named."""
    shop, mall = found(ask.mall.shop(ask.shop_no)), ask.mall.name
    owner = OPERATORS[0].contact
    what = {
        "shop_no": shop.shop_no,
        "shop_name": shop.name,
        "mall_id": mall,
        "base_domain": f"{mall}.example",
        "primary_domain": f"shop{shop.shop_no}.{mall}.example",
        "company_name": shop.name,
        "company_registration_no": "000-00-00000",
        "country": "Korea",
        "country_code": "KOR",
        "mall_url": f"https://shop{shop.shop_no}.{mall}.example",
        "mail_order_sales_registration": "T",
        "contact_us_mobile": "F",
        "sales_product_categories": [],
        "category_tags": [],
        "business_country": "KR",
    }
    names = dict.fromkeys(("admin_name", "president_name", "privacy_officer_name"), owner.name)
    phones = dict.fromkeys(("phone", "customer_service_phone", "privacy_officer_phone"), owner.phone)
    mails = dict.fromkeys(("email", "customer_service_email", "privacy_officer_email"), owner.email)
    return {"store": _COMPANY | what | names | phones | mails}


def _users(ask: Ask) -> Body:
    """The operators: this list knows neither shops nor pages."""
    kinds = ask.query.get("admin_type", "P,A").split(",")
    return {
        "users": [
            {
                "user_id": ask.mall.name if one.kind == "P" else one.user_id,
                "user_name": one.contact.name,
                "phone": one.contact.phone,
                "email": one.contact.email,
                "ip_restriction_type": "F",
                "admin_type": one.kind,
                "last_login_date": None,
            }
            for one in OPERATORS
            if one.kind in kinds
        ]
    }


RESOURCES = {
    "suppliers": Resource("mall.read_supply", SUPPLIERS.page),
    "suppliers/count": Resource("mall.read_supply", SUPPLIERS.count),
    "suppliers/{supplier_code}": Resource("mall.read_supply", _one_supplier),
    "shippingorigins": Resource("mall.read_shipping", ORIGINS.page),
    "shippingorigins/{origin_code}": Resource("mall.read_shipping", _one_origin),
    "store": Resource("mall.read_store", _store),
    "users": Resource("mall.read_store", _users),
}
