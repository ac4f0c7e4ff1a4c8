"""Columns that the performance reports share, each with its definition."""

from sheets_bridge.model import Column
from sheets_bridge.tables.columns import MONEY, NUMBER, RATIO, TEXT

_SHARE, _WHOLE_SHARE = "0.00%", "0%"

MEDIUM = Column("medium", TEXT, "매체", "Medium")
AD_PRODUCT = Column("ad_product", TEXT, "광고상품", "Ad product")
CAMPAIGN_LINE = Column("campaign_line", TEXT, "캠페인 줄", "Campaign line", default=False)
CAMPAIGN_ID = Column("campaign_id", TEXT, "캠페인 ID", "Campaign id")
CAMPAIGN = Column("campaign_name", TEXT, "캠페인", "Campaign")
THING_LINE = Column("thing_line", TEXT, "소재 줄", "Ad line", default=False)
MATCHED_BY = Column("matched_by", TEXT, "매칭 방식", "Matched by")
TAGS = Column("utm", TEXT, "UTM 원본값", "UTM as written")

MEDIA_FIGURES = (
    Column("cost", MONEY, "광고비", "Ad cost"),
    Column("impressions", NUMBER, "노출수", "Impressions"),
    Column("clicks", NUMBER, "클릭수", "Clicks"),
    Column("ctr", RATIO, "CTR", "CTR", pattern=_SHARE),
    Column("cpc", MONEY, "CPC", "CPC"),
    Column("cpm", MONEY, "CPM", "CPM"),
    Column("conversions", RATIO, "전환수(구매)", "Purchases (medium)", pattern="#,##0.0"),
    Column("conversion_value", MONEY, "전환매출", "Purchase value (medium)"),
    Column("cvr", RATIO, "전환율", "Purchase rate (medium)", pattern=_SHARE),
    Column("cpa", MONEY, "CPA", "CPA"),
    Column("roas", RATIO, "ROAS", "ROAS", pattern=_WHOLE_SHARE),
)
"""What the medium itself says."""

VISITS = (
    Column("visit_count", NUMBER, "유입 방문수", "Visits"),
    Column("visit_rate", RATIO, "유입률", "Visits per click", pattern=_SHARE),
)
SALES = (
    Column("order_count", NUMBER, "구매건수", "Orders"),
    Column("sales", MONEY, "매출(환불 전)", "Sales before refunds"),
    Column("refund_amount", MONEY, "취소·환불액", "Refunds"),
    Column("real_sales", MONEY, "실매출", "Real sales"),
)
REAL_CVR = Column("real_cvr", RATIO, "실구매전환율", "Orders per visit", pattern=_SHARE)
REAL_RATIOS = (
    Column("real_cpa", MONEY, "실CPA", "Real CPA"),
    Column("real_roas", RATIO, "실ROAS", "Real ROAS", pattern=_WHOLE_SHARE),
    Column("first_share", RATIO, "첫구매 비중", "Share of first purchases", pattern="0.0%"),
    Column("claimed_to_sold", RATIO, "매체÷카페24 매출(배)", "Medium ÷ Cafe24 sales", pattern="0.00"),
)
CONVERSION_BASIS = Column("conversion_date_basis", TEXT, "전환 기준", "Conversions dated by")
