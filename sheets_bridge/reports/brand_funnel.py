"""브랜드별 구매율: looks, carts and orders of each brand's products (docs/reports-products.md)."""

from sheets_bridge.model import Column
from sheets_bridge.reports.funnels import funnel
from sheets_bridge.tables.columns import TEXT

REPORT = funnel(
    "brand_funnel",
    "brand_groups",
    Column("brand_code", TEXT, "브랜드 코드", "Brand code"),
    Column("brand_name", TEXT, "브랜드", "Brand"),
    nothing="(브랜드 없음)",
    needs=("products",),
    uses=("brands",),
)
