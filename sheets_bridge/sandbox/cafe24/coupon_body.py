"""A coupon and its issue as Cafe24 writes them (reference 7.13, 7.14): much null, some of it in letters."""

from typing import Any

from sheets_bridge.sandbox.cafe24.wire import flag, money, zoned
from sheets_bridge.sandbox.story.club import group_of
from sheets_bridge.sandbox.story.facts import Coupon, Issue

_DOCUMENTED = """
shop_no coupon_no coupon_type coupon_name coupon_description created_date deleted is_stopped_issued_coupon
pause_begin_datetime pause_end_datetime benefit_text benefit_type benefit_price benefit_percentage
benefit_percentage_round_unit benefit_percentage_max_price include_regional_shipping_rate include_foreign_delivery
coupon_direct_url issue_type issue_sub_type additional_targets additional_conditions issue_member_join
issue_member_join_recommend issue_member_join_type issue_order_amount_type issue_order_start_date
issue_order_end_date issue_order_amount_limit issue_order_amount_min issue_order_amount_max issue_order_path
issue_order_type issue_order_available_product issue_order_available_product_list issue_order_available_category
issue_order_available_category_list issue_anniversary_type issue_anniversary_pre_issue_day issue_module_type
issue_review_count issue_review_has_image issue_quantity_min issue_quntity_type issue_max_count
issue_max_count_by_user issue_count_per_once issued_count issue_member_group_no issue_member_group_name
issue_no_purchase_period issue_reserved issue_reserved_date available_date available_period_type
available_begin_datetime available_end_datetime available_site available_scope available_day_from_issued
available_price_type available_order_price_type available_min_price available_amount_type available_payment_method
available_product available_product_list available_category available_category_list available_coupon_count_by_order
serial_generate_method coupon_image_type coupon_image_path show_product_detail use_notification_when_login
send_sms_for_issue send_email_for_issue recurring_issuance_interval recurring_issuance_day recurring_issuance_hour
recurring_issuance_minute issue_limit same_user_reissue issue_order_date exclude_unsubscribed
"""

_SAME_FOR_ALL: dict[str, Any] = dict.fromkeys(_DOCUMENTED.split()) | {
    "coupon_type": "O",
    "is_stopped_issued_coupon": "F",
    "coupon_direct_url": "/exec/front/newcoupon/IssueDownload?coupon_no=",
    "issue_order_type": "O",
    "issue_order_available_product": "U",
    "issue_order_available_category": "U",
    "issue_reserved": "F",
    "available_period_type": "R",
    "available_site": "W,M,P",
    "available_scope": "O",
    "available_price_type": "U",
    "available_amount_type": "E",
    "available_payment_method": "R,E,C,A,H,M,K,P,N,O,S,V,B,D,W,X",
    "available_product": "U",
    "available_category": "U",
    "available_coupon_count_by_order": 1,
    "coupon_image_type": "B",
    "use_notification_when_login": "F",
    "send_sms_for_issue": "F",
    "issue_limit": "F",
    "same_user_reissue": "F",
    "issue_order_date": "F",
}


def coupon_body(shop_no: int, coupon: Coupon, issued: int) -> dict[str, Any]:
    """A coupon of which `issued` are in members' hands."""
    return (
        _SAME_FOR_ALL
        | {
            "shop_no": shop_no,
            "coupon_no": coupon.coupon_no,
            "coupon_name": coupon.name,
            "created_date": zoned(coupon.created),
            "deleted": flag(coupon.deleted),
            "issue_type": coupon.issue_type,
            "issue_sub_type": coupon.issue_sub_type,
            "issued_count": str(issued),
            "available_date": f"발급일로부터 {coupon.days}일",
            "available_day_from_issued": coupon.days,
        }
        | _benefit(coupon)
    )


def _benefit(coupon: Coupon) -> dict[str, Any]:
    if coupon.amount is not None:
        return {"benefit_text": f"{coupon.amount} 할인", "benefit_type": "A", "benefit_price": money(coupon.amount)}
    return {
        "benefit_text": f"{coupon.percent}% 할인",
        "benefit_type": "B",
        "benefit_percentage": f"{coupon.percent}.0",
        "benefit_percentage_round_unit": "1.0",
        "benefit_percentage_max_price": "0.00",
    }


def issue_body(shop_no: int, issue: Issue) -> dict[str, Any]:
    """A coupon in a member's hands; an unspent one says null in letters (reference 7.14)."""
    return {
        "shop_no": shop_no,
        "coupon_no": issue.coupon_no,
        "issue_no": issue.issue_no,
        "member_id": issue.person.member_id,
        "group_no": group_of(issue.person),
        "issued_date": zoned(issue.issued),
        "expiration_date": zoned(issue.expires),
        "used_coupon": flag(issue.used is not None),
        "used_date": zoned(issue.used) or "null",
        "related_order_id": issue.order_id or "null",
    }
