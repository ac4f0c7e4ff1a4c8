"""네이버 클릭·주문 비교: clicks and cost of Naver's ads beside what came of them in the mall (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.summary_columns import NEEDS, SHOP, USES
from sheets_bridge.reports.written import onward, query
from sheets_bridge.tables.columns import CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, TEXT

REPORT = Report(
    table=Table(
        id="naver_clicks_orders",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            *SHOP,
            Column("date", DAY, "일자", "Date"),
            Column("weekday", TEXT, "요일", "Weekday"),
            CURRENCY,
            DATA_STATUS,
            Column("impressions", NUMBER, "네이버 노출수", "Naver impressions"),
            Column("clicks", NUMBER, "네이버 광고 클릭수", "Naver ad clicks"),
            Column("ad_cost", MONEY, "네이버 광고비", "Naver ad cost"),
            Column("visit_count", NUMBER, "네이버 유입 방문수", "Visits from Naver"),
            Column("order_count", NUMBER, "네이버 유입 구매건수", "Orders from Naver"),
            Column("order_amount", MONEY, "네이버 유입 매출", "Sales from Naver"),
            Column("medium_sales", MONEY, "네이버 전환매출", "Purchase value by Naver"),
            Column("visit_rate", RATIO, "유입률", "Visits per click", pattern="0.0%"),
            Column("purchase_rate", RATIO, "방문당 구매율", "Orders per visit", pattern="0.00%"),
            Column("orders_per_click", RATIO, "클릭당 구매율", "Orders per click", pattern="0.00%"),
            Column("cost_per_click", MONEY, "클릭당 광고비(CPC)", "Cost per click"),
            Column("sales_per_click", MONEY, "클릭당 매출", "Sales per click"),
            Column("cost_per_order", MONEY, "구매당 광고비", "Cost per order"),
            Column("roas", RATIO, "실ROAS (카페24 매출)", "ROAS of sales in the mall", pattern="0%"),
            Column("medium_roas", RATIO, "매체 ROAS (네이버 전환매출)", "ROAS by Naver", pattern="0%"),
        ),
    ),
    query=query("channel_habits") + onward("sales_figures", "summary_days", "naver_clicks_orders"),
    needs=(*NEEDS, "visit_ads"),
    uses=(*USES, "channel_map"),
)
