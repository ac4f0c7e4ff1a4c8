"""What Cafe24 Analytics tells of a mall's visitors."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    DATA_STATUS,
    DATE,
    NUMBER,
    RATIO,
    SHOP_NO,
    TEXT,
)

VISITORS = Table(
    id="visitors",
    key=("account", "shop_no", "date"),
    day="date",
    status="data_status",
    columns=(
        ACCOUNT,
        SHOP_NO,
        DATE,
        Column("visit_count", NUMBER, "방문자수", "Visits"),
        Column("first_visit_count", NUMBER, "처음 방문", "First visits"),
        Column("re_visit_count", NUMBER, "재방문", "Re-visits"),
        Column("unique_visit_count", NUMBER, "순방문자수", "Unique visitors"),
        Column("user_count", NUMBER, "일간 활성 사용자(DAU)", "Daily active users"),
        Column("page_view", NUMBER, "페이지뷰", "Page views"),
        Column("page_views_per_visit", RATIO, "방문당 페이지뷰", "Page views per visit"),
        Column("basis", TEXT, "집계 기준", "Basis"),
        DATA_STATUS,
    ),
)
