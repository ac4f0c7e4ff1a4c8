"""일별 매출: both sales figures of a day, Cafe24's own beside ours (docs/sales.md)."""

from sheets_bridge.model import Chart, Column, Report, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DATE, MONEY, NUMBER, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="sales_daily",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            DATE,
            CURRENCY,
            Column("order_count", NUMBER, "결제 주문수", "Paid orders"),
            Column("payment_total", MONEY, "결제합계 (추정)", "Payments (estimated)"),
            Column("refund_total", MONEY, "환불합계 (추정)", "Refunds (estimated)"),
            Column("net_sales", MONEY, "통계 순매출", "Net sales (통계 순매출)"),
            Column("net_sales_basis", TEXT, "통계 순매출 출처", "Net sales from"),
            Column("net_sales_estimated", MONEY, "통계 순매출 (추정)", "Net sales (estimated)"),
            Column("net_sales_cafe24", MONEY, "통계 순매출 (Cafe24)", "Net sales (Cafe24)"),
            Column("net_sales_difference", MONEY, "통계 순매출 차이", "Net sales difference"),
            Column("access_sales", MONEY, "접속통계 매출액", "Access sales (접속통계 매출액)"),
            Column("access_sales_basis", TEXT, "접속통계 매출액 출처", "Access sales from"),
            Column("access_sales_estimated", MONEY, "접속통계 매출액 (추정)", "Access sales (estimated)"),
            Column("access_sales_cafe24", MONEY, "접속통계 매출액 (Cafe24)", "Access sales (Cafe24)"),
            Column("access_sales_difference", MONEY, "접속통계 매출액 차이", "Access sales difference"),
            Column("sales_per_order", MONEY, "구매당 매출액", "Access sales per order"),
            Column("market_payment_total", MONEY, "외부 마켓 결제합계", "Marketplace payments"),
            Column("market_refund_total", MONEY, "외부 마켓 환불합계", "Marketplace refunds"),
            Column("market_net_sales", MONEY, "외부 마켓 순매출", "Marketplace net sales"),
            DATA_STATUS,
        ),
    ),
    query=query("sales_figures", "sales_daily"),
    needs=("orders",),
    uses=("refunds", "hourly_sales", "access_sales"),
    charts=(Chart("line", "date", ("net_sales", "access_sales"), "통계 순매출과 접속통계 매출액", "The two sales"),),
)
