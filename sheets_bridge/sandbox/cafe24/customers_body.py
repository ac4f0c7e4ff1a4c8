"""Members and groups as Cafe24 writes them (reference 7.10 to 7.12)."""

from typing import Any

from sheets_bridge.sandbox.cafe24.wire import flag, money, zoned
from sheets_bridge.sandbox.story.facts import Group, Member

_DOCUMENTED = """
shop_no member_id name name_english name_phonetic phone cellphone email wedding_anniversary birthday solar_calendar
total_points available_points used_points city state address1 address2 group_no job job_class zipcode created_date
member_authentication use_blacklist blacklist_type last_login_date member_authority nick_name recommend_id residence
interest gender member_type company_type foreigner_type authentication_method lifetime_member corporate_name
nationality shop_name country_code use_mobile_app join_path fixed_group thirdparty_agree refund_bank_code
refund_bank_account_no refund_bank_account_holder company_condition company_line sns_list account_reactivation_date
"""

_SAME_FOR_ALL: dict[str, Any] = dict.fromkeys(_DOCUMENTED.split()) | {
    "name_english": "",
    "name_phonetic": "",
    "phone": "",
    "solar_calendar": "T",
    "city": "",
    "state": "",
    "job": "",
    "job_class": "",
    "member_authentication": "T",
    "use_blacklist": "F",
    "blacklist_type": "",
    "member_authority": "C",
    "nick_name": "",
    "recommend_id": "",
    "residence": "",
    "interest": "",
    "member_type": "p",
    "company_type": "",
    "foreigner_type": "",
    "authentication_method": "m",
    "lifetime_member": "F",
    "corporate_name": "",
    "nationality": "",
    "shop_name": "",
    "country_code": "KR",
    "use_mobile_app": "F",
    "fixed_group": "F",
    "thirdparty_agree": "F",
    "refund_bank_code": "",
    "refund_bank_account_no": "",
    "refund_bank_account_holder": "",
    "sns_list": [],
}


def member_body(shop_no: int, member: Member) -> dict[str, Any]:
    """A member with everything the privacy scope opens."""
    person = member.person
    return (
        _SAME_FOR_ALL
        | {
            "shop_no": shop_no,
            "member_id": person.member_id,
            "name": person.name,
            "cellphone": person.cellphone,
            "email": person.email,
            "zipcode": person.zipcode,
            "address1": person.address1,
            "address2": person.address2,
            "birthday": member.birthday.isoformat(),
            "gender": member.gender,
        }
        | _state(member)
        | {"join_path": "M" if member.mobile else "P"}
    )


def looked_up_body(shop_no: int, member: Member) -> dict[str, Any]:
    """A member as a look-up shows one; some keys end in a blank, as in the official sample (reference 5)."""
    state = _state(member)
    return {
        "shop_no": shop_no,
        "member_id": member.person.member_id,
        "group_no": member.group_no,
        "member_authentication": "T",
        "use_blacklist": "F",
        "blacklist_type": "",
        "authentication_method": "m",
        "sms": flag(member.sms),
        "news_mail": flag(member.news_mail),
        "solar_calendar": "T",
        "total_points": state["total_points"],
        "available_points": state["available_points"],
        "used_points": state["used_points"],
        "last_login_date ": state["last_login_date"],
        "created_date": state["created_date"],
        "gender ": member.gender,
        "use_mobile_app ": "F",
        "available_credits ": "0.00",
        "fixed_group": "F",
    }


def _state(member: Member) -> dict[str, Any]:
    return {
        "group_no": member.group_no,
        "total_points": money(member.used_points + member.available_points),
        "available_points": money(member.available_points),
        "used_points": money(member.used_points),
        "created_date": zoned(member.joined),
        "last_login_date": zoned(member.last_login),
    }


def group_body(shop_no: int, group: Group) -> dict[str, Any]:
    """A customer group."""
    return {
        "shop_no": shop_no,
        "group_no": group.group_no,
        "group_name": group.name,
        "group_description": group.description,
        "group_icon": "",
        "benefits_paymethod": "A",
        "buy_benefits": "D" if group.discount else "F",
        "ship_benefits": "F",
        "product_availability": "A",
        "discount_information": _benefit(group.discount),
        "points_information": _benefit(0),
        "mobile_discount_information": _benefit(group.discount),
        "mobile_points_information": _benefit(0),
        "discount_limit_information": {
            "discount_limit_type": "A",
            "discount_amount_limit": None,
            "number_of_discount_limit": None,
        },
    }


def _benefit(percent: int) -> dict[str, Any]:
    return {
        "amount_product": "0.00",
        "amount_discount": f"{percent}.00",
        "discount_unit": "P",
        "truncation_unit": "10",
        "max_discount": "0.00",
    }
