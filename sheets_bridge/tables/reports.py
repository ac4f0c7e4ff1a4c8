"""Cafe24's own sales reports."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    DATA_STATUS,
    DATE,
    HOUR,
    MOMENT,
    MONEY,
    NUMBER,
    PRODUCT_NO,
    SHOP_NO,
    VARIANT_CODE,
)

_PRODUCT_PRICE = Column("product_price", MONEY, "판매가", "Product price")
_SETTLE_COUNT = Column("settle_count", NUMBER, "결제 수량", "Paid quantity")
_EXCHANGED = Column("exchange_product_count", NUMBER, "교환 수량", "Exchanged quantity")
_CANCELED = Column("cancel_product_count", NUMBER, "취소 수량", "Cancelled quantity")
_RETURNED = Column("return_product_count", NUMBER, "반품 수량", "Returned quantity")

SALES_VOLUME = Table(
    id="sales_volume",
    key=("account", "shop_no", "date", "hour", "product_no", "variant_code"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        HOUR,
        PRODUCT_NO,
        VARIANT_CODE,
        _PRODUCT_PRICE,
        Column("product_option_price", MONEY, "옵션 금액", "Option price"),
        _SETTLE_COUNT,
        _EXCHANGED,
        _CANCELED,
        _RETURNED,
        Column("total_sales", NUMBER, "총 판매 수량", "Sold quantity"),
        Column("counted_at", MOMENT, "집계 시각", "Counted at"),
        DATA_STATUS,
    ),
)

HOURLY_SALES = Table(
    id="hourly_sales",
    key=("account", "shop_no", "date", "hour"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        HOUR,
        Column("order_count", NUMBER, "주문 건수", "Orders"),
        Column("item_count", NUMBER, "품목 수", "Items"),
        Column("order_price_amount", MONEY, "상품구매금액", "Order price"),
        Column("shipping_fee", MONEY, "배송비", "Shipping fee"),
        Column("order_sale_price", MONEY, "할인금액", "Discounts"),
        Column("coupon_discount_price", MONEY, "쿠폰 할인", "Coupon discount"),
        Column("actual_order_amount", MONEY, "실결제금액", "Actual payment"),
        Column("refund_amount", MONEY, "환불금액", "Refunds"),
        Column("sales", MONEY, "순매출", "Net sales"),
        Column("used_points", MONEY, "적립금 사용", "Points spent"),
        Column("used_credits", MONEY, "예치금 사용", "Credits spent"),
        Column("used_naver_points", MONEY, "네이버포인트 사용", "Naver points spent"),
        Column("used_naver_cash", MONEY, "네이버캐시 사용", "Naver cash spent"),
        Column("refund_points", MONEY, "적립금 환불", "Points refunded"),
        Column("refund_credits", MONEY, "예치금 환불", "Credits refunded"),
        Column("refund_naver_points", MONEY, "네이버포인트 환불", "Naver points refunded"),
        Column("refund_naver_cash", MONEY, "네이버캐시 환불", "Naver cash refunded"),
        DATA_STATUS,
    ),
)

HOURLY_PRODUCT_SALES = Table(
    id="hourly_product_sales",
    key=("account", "shop_no", "date", "hour", "product_no", "variant_code"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        HOUR,
        PRODUCT_NO,
        VARIANT_CODE,
        _PRODUCT_PRICE,
        _SETTLE_COUNT,
        Column("refund_count", NUMBER, "환불 수량", "Refunded quantity"),
        Column("sale_count", NUMBER, "판매완료 수량", "Sold quantity"),
        _EXCHANGED,
        _CANCELED,
        _RETURNED,
        Column("total_sale_count", NUMBER, "누적 판매 수량", "Sold so far"),
        Column("total_cancel_count", NUMBER, "누적 취소 수량", "Cancelled so far"),
        DATA_STATUS,
    ),
)
