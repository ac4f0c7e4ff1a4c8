"""The tables we declare: their columns, keys and labels (docs/tables.md is the same in prose)."""

from sheets_bridge.model import Column, Kind, Table

_TEXT, _NUMBER, _MONEY, _RATIO = Kind.TEXT, Kind.NUMBER, Kind.MONEY, Kind.RATIO
_DAY, _MOMENT = Kind.DAY, Kind.MOMENT

_ACCOUNT = Column("account", _TEXT, "몰 아이디", "Mall")
_SHOP_NO = Column("shop_no", _NUMBER, "쇼핑몰 번호", "Shop no.")
_ORDER_ID = Column("order_id", _TEXT, "주문번호", "Order no.")
_ORDER_DATE = Column("order_date", _DAY, "주문일", "Order date")
_ORDERED_AT = Column("ordered_at", _MOMENT, "주문일시", "Ordered at")
_CURRENCY = Column("currency", _TEXT, "통화", "Currency")
_STATUS_NAME = Column("order_status_name", _TEXT, "주문상태", "Order status")
_STATUS = Column("order_status", _TEXT, "주문상태 코드", "Order status code")

ORDERS = Table(
    id="orders",
    key=("account", "shop_no", "order_id"),
    day="order_date",
    columns=(
        _ACCOUNT,
        _SHOP_NO,
        _ORDER_ID,
        _ORDER_DATE,
        _ORDERED_AT,
        _STATUS,
        _STATUS_NAME,
        Column("paid", _TEXT, "결제 여부", "Paid"),
        Column("paid_date", _DAY, "결제일", "Paid date"),
        Column("paid_at", _MOMENT, "결제일시", "Paid at"),
        Column("canceled", _TEXT, "취소 여부", "Canceled"),
        Column("canceled_at", _MOMENT, "취소일시", "Canceled at"),
        Column("shipping_status", _TEXT, "배송상태", "Shipping status"),
        Column("order_place_id", _TEXT, "주문경로 코드", "Order place code"),
        Column("order_place_name", _TEXT, "주문경로", "Order place"),
        Column("market_id", _TEXT, "마켓", "Market"),
        Column("order_from_mobile", _TEXT, "모바일 주문", "Mobile order"),
        Column("first_order", _TEXT, "첫 주문", "First order"),
        Column("member", _TEXT, "회원 주문", "Member order"),
        Column("payment_method", _TEXT, "결제수단 코드", "Payment method code"),
        Column("payment_method_name", _TEXT, "결제수단", "Payment method"),
        _CURRENCY,
        Column("order_price_amount", _MONEY, "상품구매금액", "Order price"),
        Column("shipping_fee", _MONEY, "배송비", "Shipping fee"),
        Column("points_spent_amount", _MONEY, "적립금 사용", "Points spent"),
        Column("credits_spent_amount", _MONEY, "예치금 사용", "Credits spent"),
        Column("coupon_discount_price", _MONEY, "쿠폰 할인", "Coupon discount"),
        Column("membership_discount_amount", _MONEY, "회원등급 할인", "Membership discount"),
        Column("naver_point", _MONEY, "네이버포인트", "Naver point"),
        Column("payment_amount", _MONEY, "결제금액", "Payment amount"),
        Column("actual_payment_amount", _MONEY, "취소 반영 결제금액", "Payment after cancellations"),
        Column("item_count", _NUMBER, "품목 수", "Items"),
        Column("quantity", _NUMBER, "수량", "Quantity"),
        Column("customer_key", _TEXT, "고객 키", "Customer key"),
        Column("buyer_name", _TEXT, "주문자", "Buyer", default=False, embed="buyer"),
        Column("buyer_email", _TEXT, "주문자 이메일", "Buyer e-mail", default=False, embed="buyer"),
        Column("buyer_cellphone", _TEXT, "주문자 휴대전화", "Buyer cellphone", default=False, embed="buyer"),
        Column("receiver_name", _TEXT, "수령인", "Receiver", default=False, embed="receivers"),
        Column("receiver_cellphone", _TEXT, "수령인 휴대전화", "Receiver cellphone", default=False, embed="receivers"),
        Column("receiver_area", _TEXT, "배송 지역", "Delivery area", default=False, embed="receivers"),
    ),
)

ORDER_ITEMS = Table(
    id="order_items",
    key=("account", "shop_no", "order_item_code"),
    day="order_date",
    columns=(
        _ACCOUNT,
        _SHOP_NO,
        Column("order_item_code", _TEXT, "품목주문번호", "Order item no."),
        _ORDER_ID,
        _ORDER_DATE,
        _ORDERED_AT,
        _CURRENCY,
        Column("product_no", _TEXT, "상품번호", "Product no."),
        Column("product_code", _TEXT, "상품코드", "Product code"),
        Column("variant_code", _TEXT, "품목코드", "Variant code"),
        Column("product_name", _TEXT, "상품명", "Product"),
        Column("option_value", _TEXT, "옵션", "Option"),
        Column("quantity", _NUMBER, "수량", "Quantity"),
        Column("product_price", _MONEY, "판매가", "Product price"),
        Column("option_price", _MONEY, "옵션 추가금액", "Option price"),
        Column("additional_discount_price", _MONEY, "추가 할인", "Additional discount"),
        Column("coupon_discount_price", _MONEY, "쿠폰 할인", "Coupon discount"),
        Column("app_item_discount_amount", _MONEY, "앱 할인", "App discount"),
        Column("payment_amount", _MONEY, "품목 결제금액", "Item payment amount"),
        _STATUS,
        _STATUS_NAME,
        Column("status_code", _TEXT, "구분 코드", "Status kind"),
        Column("claim_code", _TEXT, "클레임 번호", "Claim no."),
        Column("claim_reason_type", _TEXT, "클레임 사유", "Claim reason"),
        Column("claim_quantity", _NUMBER, "클레임 수량", "Claim quantity"),
        Column("supplier_id", _TEXT, "공급사 코드", "Supplier code"),
        Column("supplier_name", _TEXT, "공급사", "Supplier"),
        Column("gift", _TEXT, "사은품", "Gift"),
        Column("tracking_no", _TEXT, "송장번호", "Tracking no."),
        Column("shipping_company_name", _TEXT, "택배사", "Carrier"),
        Column("shipped_at", _MOMENT, "배송시작일시", "Shipped at"),
        Column("delivered_at", _MOMENT, "배송완료일시", "Delivered at"),
        Column("purchase_confirmed_at", _MOMENT, "구매확정일시", "Purchase confirmed at"),
        Column("cancel_requested_at", _MOMENT, "취소신청일시", "Cancel requested at"),
        Column("canceled_at", _MOMENT, "취소일시", "Canceled at"),
        Column("return_requested_at", _MOMENT, "반품신청일시", "Return requested at"),
        Column("return_confirmed_at", _MOMENT, "반품확정일시", "Return confirmed at"),
        Column("exchange_requested_at", _MOMENT, "교환신청일시", "Exchange requested at"),
        Column("exchanged_at", _MOMENT, "교환일시", "Exchanged at"),
        Column("refunded_at", _MOMENT, "환불일시", "Refunded at"),
    ),
)

VISITORS = Table(
    id="visitors",
    key=("account", "shop_no", "date"),
    day="date",
    status="data_status",
    columns=(
        _ACCOUNT,
        _SHOP_NO,
        Column("date", _DAY, "날짜", "Date"),
        Column("visit_count", _NUMBER, "방문자수", "Visits"),
        Column("first_visit_count", _NUMBER, "처음 방문", "First visits"),
        Column("re_visit_count", _NUMBER, "재방문", "Re-visits"),
        Column("unique_visit_count", _NUMBER, "순방문자수", "Unique visitors"),
        Column("user_count", _NUMBER, "일간 활성 사용자(DAU)", "Daily active users"),
        Column("page_view", _NUMBER, "페이지뷰", "Page views"),
        Column("page_views_per_visit", _RATIO, "방문당 페이지뷰", "Page views per visit"),
        Column("basis", _TEXT, "집계 기준", "Basis"),
        Column("data_status", _TEXT, "집계 상태", "Data status"),
    ),
)

TABLES = {table.id: table for table in (ORDERS, ORDER_ITEMS, VISITORS)}
