"""The tables that people type on tabs of the sheet; `inputs` declares how they are typed.

Their rows belong to no account: the first two columns are blank and 0. `row_no` counts the rows that hold no mistake in
the order they stand in.
"""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import DAY, MONEY, NUMBER, TEXT

_NOBODY = (
    Column("account", TEXT, "연결 이름", "Login", default=False),
    Column("shop_no", NUMBER, "번호", "No.", default=False),
    Column("row_no", NUMBER, "줄", "Row", default=False),
)
_KEY = ("account", "shop_no", "row_no")

AD_COSTS_TYPED = Table(
    id="ad_costs_typed",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("medium", TEXT, "매체", "Medium"),
        Column("ad_product", TEXT, "광고상품", "Ad product"),
        Column("campaign_name", TEXT, "캠페인", "Campaign"),
        Column("start_date", DAY, "시작일", "First day"),
        Column("end_date", DAY, "종료일", "Last day"),
        Column("total", MONEY, "총액", "Total"),
        Column("vat_included", TEXT, "부가세", "VAT"),
    ),
)

AD_PRODUCT_MAP = Table(
    id="ad_product_map",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("medium", TEXT, "매체", "Medium"),
        Column("campaign_type", TEXT, "캠페인 유형", "Campaign type"),
        Column("campaign", TEXT, "캠페인 ID 또는 이름", "Campaign id or name"),
        Column("ad_product", TEXT, "광고상품", "Ad product"),
    ),
)
