"""상품분류별 구매율: looks, carts and orders of each category's products (docs/reports-products.md)."""

from sheets_bridge.model import Column
from sheets_bridge.reports.funnels import funnel
from sheets_bridge.tables.columns import TEXT

REPORT = funnel(
    "category_funnel",
    "category_groups",
    Column("category_no", TEXT, "분류 번호", "Category no."),
    Column("category_name", TEXT, "상품분류", "Category"),
    Column("category_path", TEXT, "분류 경로", "Category path"),
    nothing="(분류 없음)",
    needs=("category_sales",),
    uses=("categories",),
)
