"""The invented people of an order as Cafe24 writes them: embeds buyer and receivers (reference 6.3)."""

from typing import Any

from sheets_bridge.sandbox.cafe24.wire import zoned
from sheets_bridge.sandbox.story.club import group_of
from sheets_bridge.sandbox.story.model import Order


def buyer_body(order: Order) -> dict[str, Any]:
    """Who ordered: one object."""
    person = order.person
    return {
        "shop_no": order.shop_no,
        "member_id": person.member_id,
        "member_group_no": group_of(person) if person.member_id else None,
        "name": person.name,
        "names_furigana": "",
        "email": person.email,
        "phone": "",
        "cellphone": person.cellphone,
        "customer_notification": "",
        "updated_date": zoned(order.ordered),
        "user_id": person.member_id,
        "user_name": person.name,
        "company_name": "",
        "company_registration_no": "",
        "buyer_zipcode": person.zipcode,
        "buyer_address1": person.address1,
        "buyer_address2": person.address2,
    }


def receiver_bodies(order: Order) -> list[dict[str, Any]]:
    """Who receives: an array, here always of one."""
    person = order.receiver
    return [
        {
            "shop_no": order.shop_no,
            "name": person.name,
            "name_furigana": "",
            "phone": "",
            "cellphone": person.cellphone,
            "virtual_phone_no": None,
            "zipcode": person.zipcode,
            "address1": person.address1,
            "address2": person.address2,
            "name_en": None,
            "city_en": None,
            "state_en": None,
            "street_en": None,
            "country_code": "",
            "country_name": None,
            "country_name_en": None,
            "shipping_message": order.shipping_message,
            "clearance_information_type": "",
            "clearance_information": "",
            "wished_delivery_date": "",
            "wished_delivery_time": None,
            "shipping_code": f"D-{order.order_id}-00",
        }
    ]
