"""A mall and its shops, and what the first page of its admin says."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import ACCOUNT, DATA_STATUS, DATE, MONEY, NUMBER, SHOP_NO, TEXT

_SHOP_NAME = Column("shop_name", TEXT, "쇼핑몰명", "Shop")
_PRIMARY_DOMAIN = Column("primary_domain", TEXT, "대표 도메인", "Primary domain")
_BASE_DOMAIN = Column("base_domain", TEXT, "기본 도메인", "Base domain")

SHOPS = Table(
    id="shops",
    key=("account", "shop_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        _SHOP_NAME,
        Column("is_default", TEXT, "기본 쇼핑몰", "Default shop"),
        Column("active", TEXT, "사용", "Active"),
        Column("currency_code", TEXT, "통화", "Currency"),
        Column("language_code", TEXT, "언어", "Language"),
        Column("business_country_code", TEXT, "사업자 국가", "Business country"),
        Column("timezone", TEXT, "표준시간대", "Time zone"),
        _PRIMARY_DOMAIN,
        _BASE_DOMAIN,
    ),
)

STORE = Table(
    id="store",
    key=("account", "shop_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        _SHOP_NAME,
        _PRIMARY_DOMAIN,
        _BASE_DOMAIN,
        Column("company_name", TEXT, "상호", "Company"),
        Column("country_code", TEXT, "국가", "Country"),
        Column("business_country", TEXT, "사업자 국가", "Business country"),
        Column("sales_product_categories", TEXT, "판매 상품군", "Product lines"),
    ),
)

DASHBOARD = Table(
    id="dashboard",
    key=("account", "shop_no", "date"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        Column("new_members_count", NUMBER, "신규 회원수", "New members"),
        Column("sold_out_products_count", NUMBER, "품절 상품 수", "Sold-out products"),
        DATA_STATUS,
    ),
)

DASHBOARD_SALES = Table(
    id="dashboard_sales",
    key=("account", "shop_no", "date"),
    day="date",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        Column("order_price", MONEY, "주문금액", "Ordered"),
        Column("paid_price", MONEY, "결제금액", "Paid"),
        Column("refund_price", MONEY, "환불금액", "Refunded"),
        Column("order_count", NUMBER, "주문 건수", "Orders"),
        Column("paid_count", NUMBER, "결제 건수", "Paid orders"),
        Column("refund_count", NUMBER, "환불 건수", "Refunds"),
        Column("canceled_count", NUMBER, "취소 건수", "Cancellations"),
        Column("returned_count", NUMBER, "반품 건수", "Returns"),
        Column("exchanged_count", NUMBER, "교환 건수", "Exchanges"),
    ),
)
