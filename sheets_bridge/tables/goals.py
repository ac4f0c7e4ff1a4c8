"""What people say of a month and of what they sell elsewhere: typed on tabs of the sheet, read by the summaries.

Their rows belong to no account: the first two columns are blank and 0. `row_no` counts the rows that hold no mistake in
the order they stand in.
"""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import DAY, MONEY, NUMBER, RATIO, TEXT

_NOBODY = (
    Column("account", TEXT, "연결 이름", "Login", default=False),
    Column("shop_no", NUMBER, "번호", "No.", default=False),
    Column("row_no", NUMBER, "줄", "Row", default=False),
)
_KEY = ("account", "shop_no", "row_no")

GOALS = Table(
    id="goals",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("month", DAY, "연월", "Month", pattern="yyyy-mm"),
        Column("medium", TEXT, "매체", "Medium"),
        Column("sales_goal", MONEY, "매출 목표", "Sales goal"),
        Column("ad_budget", MONEY, "광고비 예산", "Ad budget"),
        Column("roas_goal", RATIO, "목표 ROAS", "ROAS goal", pattern="0%"),
        Column("mall", TEXT, "몰 아이디", "Mall"),
        Column("mall_shop_no", NUMBER, "쇼핑몰 번호", "Shop no."),
    ),
)

OUTSIDE_SALES = Table(
    id="outside_sales",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("date", DAY, "일자", "Date"),
        Column("mall_name", TEXT, "몰 이름", "Mall"),
        Column("sales", MONEY, "매출", "Sales"),
        Column("order_count", NUMBER, "주문수", "Orders"),
    ),
)
