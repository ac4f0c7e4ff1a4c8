"""Columns of the summaries: the same figures of a day, of a week, of a month (docs/summary.md says what each is)."""

from sheets_bridge.model import Column
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, MONEY, NUMBER, RATIO, SHOP_NO, TEXT

SHOP = (ACCOUNT, SHOP_NO)
_CHANGE = "+0.0%;-0.0%;0.0%"


def change(ko: str, en: str) -> Column:
    """How far 통계 순매출 is above or below that of an earlier time."""
    return Column("net_sales_change", RATIO, ko, en, pattern=_CHANGE)


def figures(compared: Column) -> tuple[Column, ...]:
    """The figures of a day or a longer time, in the order people read them; `compared` follows 통계 순매출."""
    return (CURRENCY, DATA_STATUS, *_sales(compared), *_VISITS, *_BUYERS, *_ADS, *_SO_FAR)


def _sales(compared: Column) -> tuple[Column, ...]:
    return (
        Column("net_sales", MONEY, "통계 순매출", "Net sales (통계 순매출)"),
        compared,
        Column("payment_total", MONEY, "결제합계", "Payments"),
        Column("refund_total", MONEY, "환불합계", "Refunds"),
        Column("own_net_sales", MONEY, "자사몰 순매출", "Net sales of the mall itself"),
        Column("access_sales", MONEY, "접속통계 매출액", "Access sales (접속통계 매출액)"),
        Column("order_count", NUMBER, "구매건수", "Orders"),
        Column("buyer_count", NUMBER, "구매자수", "Buyers"),
        Column("sales_per_order", MONEY, "객단가", "Sales per order"),
    )


_VISITS = (
    Column("visit_count", NUMBER, "방문수", "Visits"),
    Column("unique_visit_count", NUMBER, "순방문자수", "Unique visitors"),
    Column("page_view", NUMBER, "페이지뷰", "Page views"),
    Column("purchase_rate", RATIO, "구매전환율", "Orders per visit", pattern="0.00%"),
)
_BUYERS = (
    Column("new_member_count", NUMBER, "신규 회원수", "New members"),
    Column("first_sales", MONEY, "첫구매 매출", "Sales of first orders"),
    Column("repeat_sales", MONEY, "재구매 매출", "Sales of repeat orders"),
)
_ADS = (
    Column("ad_cost", MONEY, "광고비 합계", "Ad cost"),
    Column("ad_cost_naver", MONEY, "광고비_네이버", "Ad cost, Naver"),
    Column("ad_cost_meta", MONEY, "광고비_메타", "Ad cost, Meta"),
    Column("ad_cost_google", MONEY, "광고비_구글", "Ad cost, Google"),
    Column("ad_cost_kakao", MONEY, "광고비_카카오", "Ad cost, Kakao"),
    Column("ad_cost_other", MONEY, "광고비_기타", "Ad cost, other"),
    Column("impressions", NUMBER, "노출수", "Impressions"),
    Column("clicks", NUMBER, "클릭수", "Clicks"),
    Column("medium_sales", MONEY, "매체 전환매출", "Purchase value by media"),
    Column("medium_roas", RATIO, "매체 ROAS", "ROAS by media", pattern="0%"),
    Column("blended_roas", RATIO, "통합 ROAS", "Blended ROAS", pattern="0%"),
    Column("cost_share", RATIO, "광고비율", "Ad cost per net sales of the mall", pattern="0.0%"),
    Column("first_buyer_count", NUMBER, "첫구매 구매자수", "First-time buyers"),
    Column("new_customer_cost", MONEY, "신규 고객 CAC", "Cost per first-time buyer"),
)
_SO_FAR = (
    Column("net_sales_month", MONEY, "월누적 순매출", "Net sales, month to date"),
    Column("goal_rate", RATIO, "목표 달성률", "Goal reached", pattern="0.0%"),
    Column("budget_rate", RATIO, "예산 소진율", "Budget spent", pattern="0.0%"),
)
BESIDE = (
    Column("market_net_sales", MONEY, "외부 마켓 순매출", "Marketplace net sales"),
    Column("outside_sales", MONEY, "외부몰 매출", "Sales of other malls"),
    Column("outside_orders", NUMBER, "외부몰 주문수", "Orders of other malls"),
    Column("net_sales_basis", TEXT, "통계 순매출 출처", "Net sales from"),
)
"""What is sold elsewhere, apart from the mall's own, and whose figure 통계 순매출 is."""

GOALS = (
    Column("sales_goal", MONEY, "매출 목표", "Sales goal"),
    Column("ad_budget", MONEY, "광고비 예산", "Ad budget"),
    Column("roas_goal", RATIO, "목표 ROAS", "ROAS goal", pattern="0%"),
)

NEEDS = ("orders",)
USES = (
    "refunds", "hourly_sales", "access_sales", "visitors", "members", "dashboard", "ad_stats", "goals", "outside_sales",
)  # fmt: skip
"""Tables the summaries read."""
