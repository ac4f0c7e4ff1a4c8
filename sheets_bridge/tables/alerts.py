"""The conditions people set for alerts: typed on a tab of the sheet. Their rows belong to no account."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import NUMBER, RATIO, TEXT

ALERT_RULES = Table(
    id="alert_rules",
    key=("account", "shop_no", "row_no"),
    columns=(
        Column("account", TEXT, "연결 이름", "Login", default=False),
        Column("shop_no", NUMBER, "번호", "No.", default=False),
        Column("row_no", NUMBER, "줄", "Row", default=False),
        Column("name", TEXT, "이름", "Name"),
        Column("metric", TEXT, "지표", "Figure"),
        Column("basis", RATIO, "기준값", "Threshold", pattern="0%"),
        Column("days", NUMBER, "기간(일)", "Days"),
        Column("target", TEXT, "매체/캠페인", "Medium or campaign"),
        Column("shop", TEXT, "쇼핑몰", "Shop"),
        Column("active", TEXT, "켜기", "On"),
    ),
)
