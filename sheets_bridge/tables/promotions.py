"""Coupons, and who was given them."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CREATED_AT,
    CUSTOMER_KEY,
    DAY,
    GROUP_NO,
    MOMENT,
    MONEY,
    NUMBER,
    ORDER_ID,
    RATIO,
    SHOP_NO,
    TEXT,
)

_COUPON_NO = Column("coupon_no", TEXT, "쿠폰번호", "Coupon no.")
_COUPON_NAME = Column("coupon_name", TEXT, "쿠폰명", "Coupon")

COUPONS = Table(
    id="coupons",
    key=("account", "shop_no", "coupon_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        _COUPON_NO,
        _COUPON_NAME,
        Column("coupon_type", TEXT, "쿠폰 종류", "Coupon type"),
        Column("benefit_text", TEXT, "혜택", "Benefit"),
        Column("benefit_type", TEXT, "혜택 종류", "Benefit type"),
        Column("benefit_price", MONEY, "할인 금액", "Discount amount"),
        Column("benefit_percentage", RATIO, "할인율(%)", "Discount percent"),
        Column("benefit_percentage_max_price", MONEY, "최대 할인 금액", "Largest discount"),
        Column("issue_type", TEXT, "발급 방식", "Issue type"),
        Column("issue_sub_type", TEXT, "발급 세부 방식", "Issue subtype"),
        Column("issued_count", NUMBER, "발급 수", "Issued"),
        Column("available_begin_at", MOMENT, "사용 시작일시", "Usable from"),
        Column("available_end_at", MOMENT, "사용 종료일시", "Usable until"),
        Column("available_site", TEXT, "사용 기기", "Usable on"),
        Column("available_scope", TEXT, "적용 범위", "Applies to"),
        Column("available_min_price", MONEY, "최소 주문금액", "Least order amount"),
        Column("issue_stopped", TEXT, "발급 중지", "Issue stopped"),
        Column("deleted", TEXT, "삭제", "Deleted"),
        CREATED_AT,
    ),
)

COUPON_ISSUES = Table(
    id="coupon_issues",
    key=("account", "shop_no", "coupon_no", "issue_no"),
    day="issued_date",
    columns=(
        ACCOUNT,
        SHOP_NO,
        _COUPON_NO,
        Column("issue_no", TEXT, "발급번호", "Issue no."),
        _COUPON_NAME,
        Column("issued_date", DAY, "발급일", "Issued date"),
        Column("issued_at", MOMENT, "발급일시", "Issued at"),
        Column("expires_at", MOMENT, "만료일시", "Expires at"),
        Column("used", TEXT, "사용", "Used"),
        Column("used_at", MOMENT, "사용일시", "Used at"),
        ORDER_ID,
        GROUP_NO,
        CUSTOMER_KEY,
    ),
)
