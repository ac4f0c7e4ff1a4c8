"""네이버 클릭·주문 비교: clicks and cost of Naver's ads beside what came of them in the mall (docs/summary.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import Notes, noted
from sheets_bridge.reports.summary_columns import NEEDS, SHOP, USES
from sheets_bridge.reports.written import onward, query
from sheets_bridge.tables.columns import CURRENCY, DATA_STATUS, DAY, MONEY, NUMBER, RATIO, TEXT

_NOTES: Notes = {
    "date": ("이 줄의 날짜.", "The day."),
    "impressions": ("네이버 광고의 노출수. 이 쇼핑몰에 연결된 모든 네이버 광고계정의 합.",
                    "Impressions of all Naver accounts linked to the shop."),
    "clicks": ("네이버가 센 광고 클릭수.", "Clicks as Naver counts them."),
    "ad_cost": ("네이버 광고비. 부가세는 schedule.yaml의 cost: 설정을 따릅니다.",
                "Naver's cost, on the basis of cost: in schedule.yaml."),
    "visit_count": (
        "카페24가 네이버 광고로 들어왔다고 센 방문수. 채널 매핑 탭에서 네이버인 채널을 모두 더합니다. 클릭하고 바로 "
        "나가거나 페이지가 다 열리기 전에 닫으면 방문으로 세지 않아 클릭수보다 적은 것이 보통입니다.",
        "Visits that Cafe24 counts as come by Naver's ads: all channels that are 네이버 (tab 채널 매핑). Commonly "
        "fewer "
        "than clicks: who leaves at once is no visit.",
    ),
    "order_count": ("네이버 광고로 들어온 그 방문 안에서 결제된 주문 수.", "Orders paid while such a visit lasted."),
    "order_amount": ("그 주문들의 매출(접속통계 기준, 나중 환불은 빼지 않음).",
                     "Their sales (as 접속통계 매출액; later refunds are not deducted)."),
    "medium_sales": ("네이버가 자기 덕이라고 말하는 구매 금액(직접 + 간접 전환).",
                     "The purchase value that Naver claims, direct and indirect."),
    "visit_rate": ("유입률 = 네이버 유입 방문수 ÷ 클릭수. 갑자기 낮아지면 주소나 태그가 깨졌는지 보세요.",
                   "Visits ÷ clicks. A sudden fall may be a broken address or tag."),
    "purchase_rate": ("네이버 유입 구매건수 ÷ 네이버 유입 방문수.", "Orders ÷ visits."),
    "orders_per_click": ("네이버 유입 구매건수 ÷ 클릭수.", "Orders ÷ clicks."),
    "cost_per_click": ("네이버 광고비 ÷ 클릭수.", "Cost ÷ clicks."),
    "sales_per_click": ("네이버 유입 매출 ÷ 클릭수.", "Sales ÷ clicks."),
    "cost_per_order": ("네이버 광고비 ÷ 네이버 유입 구매건수.", "Cost ÷ orders."),
    "roas": ("실ROAS = 네이버 유입 매출(카페24) ÷ 네이버 광고비.", "Sales in the mall ÷ cost."),
    "medium_roas": ("매체 ROAS = 네이버 전환매출 ÷ 네이버 광고비.", "Purchase value by Naver ÷ cost."),
}  # fmt: skip

REPORT = Report(
    table=Table(
        id="naver_clicks_orders",
        key=("account", "shop_no", "date", "currency"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
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
            _NOTES,
        ),
    ),
    query=query("channel_habits") + onward("sales_figures", "summary_days", "naver_clicks_orders"),
    needs=(*NEEDS, "visit_ads"),
    uses=(*USES, "channel_map"),
)
