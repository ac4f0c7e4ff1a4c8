"""What Cafe24 Analytics tells of a mall's visits: how many, on which paths they came, what they looked at."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    DATA_STATUS,
    DATE,
    MONEY,
    NUMBER,
    ORDER_ID,
    PRODUCT_NAME,
    PRODUCT_NO,
    RATIO,
    SHOP_NO,
    TEXT,
)

_VISITS = Column("visit_count", NUMBER, "방문자수", "Visits")
_FIRST_VISITS = Column("first_visit_count", NUMBER, "처음 방문", "First visits")
_RE_VISITS = Column("re_visit_count", NUMBER, "재방문", "Re-visits")
_PAGE_VIEW = Column("page_view", NUMBER, "페이지뷰", "Page views")
_BASIS = Column("basis", TEXT, "집계 기준", "Basis")
_HOUR = Column("hour", NUMBER, "시간", "Hour")
_AD = Column("ad", TEXT, "채널", "Channel")
_KEYWORD = Column("keyword", TEXT, "키워드", "Keyword")
_ORDERS = Column("order_count", NUMBER, "구매건수", "Orders")
_AMOUNT = Column("order_amount", MONEY, "매출액", "Sales")
_BUYERS = Column("buyers_count", NUMBER, "구매자수", "Buyers")
_PER_VISIT = Column("order_amount_per_visitor", MONEY, "방문당 매출액", "Sales per visit")
_PER_BUYER = Column("order_amount_per_buyer", MONEY, "구매당 매출액", "Sales per purchase")
_PURCHASES = Column("purchase_count", NUMBER, "구매건수", "Purchases")
_PURCHASE_RATE = Column("purchase_rate", RATIO, "구매율(%)", "Purchase rate (%)")
_PAYMENT_METHOD = Column("payment_method", TEXT, "결제수단 코드", "Payment method code")
_PAYMENT_METHOD_NAME = Column("payment_method_name", TEXT, "결제수단", "Payment method")

VISITORS = Table(
    id="visitors",
    key=("account", "shop_no", "date"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        _VISITS,
        _FIRST_VISITS,
        _RE_VISITS,
        Column("unique_visit_count", NUMBER, "순방문자수", "Unique visitors"),
        Column("user_count", NUMBER, "일간 활성 사용자(DAU)", "Daily active users"),
        _PAGE_VIEW,
        Column("page_views_per_visit", RATIO, "방문당 페이지뷰", "Page views per visit"),
        _BASIS,
        DATA_STATUS,
    ),
)


def _of_day(id_: str, by: tuple[str, ...], *columns: Column, key: tuple[str, ...] = ("date",)) -> Table:
    """A table of a day's statistics, a row for each value of `by`."""
    return Table(
        id=id_,
        key=("account", "shop_no", *key, *by),
        day="date",
        status="data_status",
        columns=(ACCOUNT, SHOP_NO, DATE, *columns, _BASIS, DATA_STATUS),
    )


VISITORS_HOURLY = _of_day("visitors_hourly", ("hour",), _HOUR, _VISITS, _FIRST_VISITS, _RE_VISITS, _PAGE_VIEW)

VISIT_DOMAINS = _of_day(
    "visit_domains", ("domain",), Column("domain", TEXT, "유입 도메인", "Domain"), _VISITS, _ORDERS, _AMOUNT
)
VISIT_URLS = _of_day("visit_urls", ("url",), Column("url", TEXT, "유입 URL", "Referring URL"), _VISITS)
VISIT_KEYWORDS = _of_day("visit_keywords", ("keyword",), _KEYWORD, _VISITS, _ORDERS, _AMOUNT)
KEYWORD_EFFECT = _of_day(
    "keyword_effect",
    ("keyword", "engine"),
    _KEYWORD,
    Column("engine", TEXT, "검색엔진", "Search engine"),
    _VISITS,
    _PURCHASES,
    _PURCHASE_RATE,
    _AMOUNT,
    _PER_VISIT,
    _PER_BUYER,
)
VISIT_ADS = _of_day(
    "visit_ads",
    ("ad",),
    _AD,
    Column("ad_key", TEXT, "채널(비교용)", "Channel (for joining)", default=False),
    _VISITS,
    _ORDERS,
    _AMOUNT,
)
AD_KEYWORD_SALES = _of_day("ad_keyword_sales", ("ad", "keyword"), _AD, _KEYWORD, _ORDERS, _AMOUNT)
AD_EFFECT = _of_day(
    "ad_effect",
    ("ad", "keyword"),
    _AD,
    _KEYWORD,
    _VISITS,
    Column("visit_rate", RATIO, "방문 비중(%)", "Share of visits (%)"),
    _PURCHASES,
    _PURCHASE_RATE,
    _AMOUNT,
    _PER_VISIT,
    _PER_BUYER,
)

ACCESS_SALES = _of_day(
    "access_sales",
    ("hour",),
    _HOUR,
    _BUYERS,
    _ORDERS,
    Column("order_amount", MONEY, "접속통계 매출액", "Access-statistics sales"),
)
PAYMENT_SALES = _of_day(
    "payment_sales", ("payment_method",), _PAYMENT_METHOD, _PAYMENT_METHOD_NAME, _BUYERS, _ORDERS, _AMOUNT
)
SALES_PER_VISIT = _of_day("sales_per_visit", (), _PER_VISIT, _PER_BUYER)
MEMBER_SALES = _of_day(
    "member_sales",
    (),
    Column("member_order_count", NUMBER, "회원 구매건수", "Member orders"),
    Column("member_order_amount", MONEY, "회원 매출액", "Member sales"),
    Column("nonmember_order_count", NUMBER, "비회원 구매건수", "Guest orders"),
    Column("nonmember_order_amount", MONEY, "비회원 매출액", "Guest sales"),
)
ORDER_SOURCES = _of_day(
    "order_sources",
    ("order_id",),
    ORDER_ID,
    Column("order_date", DATE.kind, "주문일", "Order date"),
    Column("ad", TEXT, "채널(utm_source)", "Channel (utm_source)"),
    Column("medium", TEXT, "그룹(utm_medium)", "Group (utm_medium)"),
    Column("campaign", TEXT, "캠페인(utm_campaign)", "Campaign (utm_campaign)"),
    Column("keyword", TEXT, "키워드(utm_term)", "Keyword (utm_term)"),
    Column("content", TEXT, "콘텐츠(utm_content)", "Content (utm_content)"),
    Column("ad_key", TEXT, "채널(비교용)", "Channel (for joining)", default=False),
    Column("medium_key", TEXT, "그룹(비교용)", "Group (for joining)", default=False),
    Column("campaign_key", TEXT, "캠페인(비교용)", "Campaign (for joining)", default=False),
    Column("content_key", TEXT, "콘텐츠(비교용)", "Content (for joining)", default=False),
    _PAYMENT_METHOD,
    _PAYMENT_METHOD_NAME,
    _AMOUNT,
    key=(),
)

PRODUCT_VIEWS = _of_day(
    "product_views", ("product_no",), PRODUCT_NO, PRODUCT_NAME, Column("view_count", NUMBER, "조회수", "Views")
)
PRODUCT_CART = _of_day(
    "product_cart",
    ("product_no",),
    PRODUCT_NO,
    PRODUCT_NAME,
    Column("view_count", NUMBER, "조회수", "Views"),
    Column("add_cart_count", NUMBER, "담긴 수", "Added to cart"),
    Column("add_cart_rate", RATIO, "담김율(%)", "Cart rate (%)"),
)
ACCESS_PRODUCT_SALES = _of_day(
    "access_product_sales",
    ("product_no",),
    PRODUCT_NO,
    PRODUCT_NAME,
    Column("order_count", NUMBER, "판매건수", "Orders"),
    Column("order_product_count", NUMBER, "판매수량", "Items sold"),
    Column("order_amount", MONEY, "판매금액", "Sales"),
)
CATEGORY_SALES = _of_day(
    "category_sales",
    ("category_no", "product_no"),
    Column("category_no", TEXT, "분류번호", "Category no."),
    Column("category_name", TEXT, "분류", "Category"),
    PRODUCT_NO,
    Column("product_code", TEXT, "상품코드", "Product code"),
    PRODUCT_NAME,
    Column("order_count", NUMBER, "판매건수", "Orders"),
    Column("order_product_count", NUMBER, "판매수량", "Items sold"),
    Column("order_amount", MONEY, "판매금액", "Sales"),
    Column("add_cart_count", NUMBER, "담긴 수", "Added to cart"),
)
PAGE_VIEWS = _of_day("page_views", ("url",), Column("url", TEXT, "페이지", "Page"), _PAGE_VIEW, _VISITS, _FIRST_VISITS)

STATISTICS = (
    VISITORS,
    VISITORS_HOURLY,
    VISIT_DOMAINS,
    VISIT_URLS,
    VISIT_KEYWORDS,
    KEYWORD_EFFECT,
    VISIT_ADS,
    AD_KEYWORD_SALES,
    AD_EFFECT,
    ACCESS_SALES,
    PAYMENT_SALES,
    SALES_PER_VISIT,
    MEMBER_SALES,
    ORDER_SOURCES,
    PRODUCT_VIEWS,
    PRODUCT_CART,
    ACCESS_PRODUCT_SALES,
    CATEGORY_SALES,
    PAGE_VIEWS,
)
