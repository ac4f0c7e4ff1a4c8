"""The tables we declare: their columns, keys and labels (docs/tables.md is the same in prose)."""

from sheets_bridge.tables.goods import PRODUCTS, VARIANTS
from sheets_bridge.tables.orders import ORDER_ITEMS, ORDERS
from sheets_bridge.tables.statistics import STATISTICS, VISITORS

__all__ = ["ORDERS", "ORDER_ITEMS", "PRODUCTS", "STATISTICS", "TABLES", "VARIANTS", "VISITORS"]

TABLES = {table.id: table for table in (ORDERS, ORDER_ITEMS, PRODUCTS, VARIANTS, *STATISTICS)}
