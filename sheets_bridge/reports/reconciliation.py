"""숫자 대조: our figures against Cafe24's, where to see theirs, and what is known of the difference (docs/sales.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DATE, MONEY, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="reconciliation",
        key=("account", "shop_no", "date", "currency", "figure"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            DATE,
            CURRENCY,
            Column("figure", TEXT, "지표", "Figure"),
            Column("menu_path", TEXT, "Cafe24 관리자 메뉴", "Cafe24 menu"),
            Column("ours", MONEY, "우리 값 (추정)", "Ours (estimated)"),
            Column("theirs", MONEY, "Cafe24 값", "Cafe24's"),
            Column("difference", MONEY, "차이", "Difference"),
            Column("known_reason", TEXT, "알려진 원인", "Known reason"),
            DATA_STATUS,
        ),
    ),
    query=query("sales_figures", "reconciliation"),
    needs=("orders",),
    uses=("refunds", "hourly_sales", "access_sales"),
)
