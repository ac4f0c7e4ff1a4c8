"""The tables we declare: their columns, keys and labels (docs/tables.md is the same in prose)."""

from sheets_bridge.tables.ads import AD_KEYWORD_STATS, AD_STATS
from sheets_bridge.tables.alerts import ALERT_RULES
from sheets_bridge.tables.boards import ARTICLES, BOARDS, REVIEWS
from sheets_bridge.tables.goals import GOALS, OUTSIDE_SALES
from sheets_bridge.tables.goods import BRANDS, CATEGORIES, PRODUCTS, VARIANTS
from sheets_bridge.tables.inputs import AD_COSTS_TYPED, AD_PRODUCT_MAP
from sheets_bridge.tables.malls import DASHBOARD, DASHBOARD_SALES, SHOPS, STORE
from sheets_bridge.tables.mapping import CAMPAIGN_MAP, CHANNEL_MAP
from sheets_bridge.tables.orders import ORDER_ITEMS, ORDERS
from sheets_bridge.tables.people import CUSTOMER_GROUPS, MEMBERS
from sheets_bridge.tables.promotions import COUPON_ISSUES, COUPONS
from sheets_bridge.tables.refunds import REFUNDS
from sheets_bridge.tables.reports import HOURLY_PRODUCT_SALES, HOURLY_SALES, SALES_VOLUME
from sheets_bridge.tables.statistics import STATISTICS, VISITORS

__all__ = [
    "AD_COSTS_TYPED",
    "AD_KEYWORD_STATS",
    "AD_PRODUCT_MAP",
    "AD_STATS",
    "ALERT_RULES",
    "ARTICLES",
    "BOARDS",
    "BRANDS",
    "CAMPAIGN_MAP",
    "CATEGORIES",
    "CHANNEL_MAP",
    "COUPONS",
    "COUPON_ISSUES",
    "CUSTOMER_GROUPS",
    "DASHBOARD",
    "DASHBOARD_SALES",
    "GOALS",
    "HOURLY_PRODUCT_SALES",
    "HOURLY_SALES",
    "MEMBERS",
    "ORDERS",
    "ORDER_ITEMS",
    "OUTSIDE_SALES",
    "PRODUCTS",
    "REFUNDS",
    "REVIEWS",
    "SALES_VOLUME",
    "SHOPS",
    "STATISTICS",
    "STORE",
    "TABLES",
    "VARIANTS",
    "VISITORS",
]

TABLES = {
    table.id: table
    for table in (
        ORDERS, ORDER_ITEMS, REFUNDS, PRODUCTS, VARIANTS, CATEGORIES, BRANDS, COUPONS, COUPON_ISSUES, MEMBERS,
        CUSTOMER_GROUPS, BOARDS, REVIEWS, ARTICLES, SHOPS, STORE, DASHBOARD, DASHBOARD_SALES, SALES_VOLUME,
        HOURLY_SALES, HOURLY_PRODUCT_SALES, *STATISTICS, AD_STATS, AD_KEYWORD_STATS,
        GOALS, OUTSIDE_SALES,
        AD_COSTS_TYPED, AD_PRODUCT_MAP, CHANNEL_MAP, CAMPAIGN_MAP,
        ALERT_RULES,
    )
}  # fmt: skip
