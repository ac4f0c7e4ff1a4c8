"""The tables of ad performance, shared by all media: one at the grain of ads, one at that of keywords.

They are never mixed: the same click stands in both.
"""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import CURRENCY, DATA_STATUS, DATE, MONEY, NUMBER, RATIO, TEXT

_ACCOUNT = Column("account", TEXT, "연결 이름", "Login", default=False)
_AD_ACCOUNT_NO = Column("shop_no", NUMBER, "광고계정 번호", "Ad account no.", default=False)
_WHOSE = (
    _ACCOUNT,
    _AD_ACCOUNT_NO,
    DATE,
    Column("medium", TEXT, "매체", "Medium"),
    Column("ad_product", TEXT, "광고상품", "Ad product"),
    Column("ad_product_reported", TEXT, "광고상품(원본)", "Ad product (as reported)", default=False),
    Column("account_id", TEXT, "광고계정 ID", "Ad account id"),
    Column("account_name", TEXT, "광고계정", "Ad account"),
)
_CAMPAIGN = (
    Column("campaign_id", TEXT, "캠페인 ID", "Campaign id"),
    Column("campaign_name", TEXT, "캠페인", "Campaign"),
    Column("campaign_key", TEXT, "캠페인(비교용)", "Campaign (for joining)", default=False),
    Column("campaign_type", TEXT, "캠페인 유형", "Campaign type", default=False),
    Column("adgroup_id", TEXT, "광고그룹 ID", "Ad group id"),
    Column("adgroup_name", TEXT, "광고그룹", "Ad group"),
)
_FIGURES = (
    Column("impressions", NUMBER, "노출수", "Impressions"),
    Column("clicks", NUMBER, "클릭수", "Clicks"),
    Column("cost", MONEY, "광고비(원본)", "Cost (as reported)"),
    CURRENCY,
    Column("vat_included", TEXT, "부가세(원본)", "VAT (as reported)"),
    Column("cost_own_currency", MONEY, "광고비(계정 통화)", "Cost (own currency)", default=False),
    Column("cost_in_basis", MONEY, "광고비", "Cost"),
    Column("conversions", RATIO, "전환수(구매)", "Purchases", pattern="#,##0.0"),
    Column("conversion_value", MONEY, "전환매출(원본)", "Purchase value (as reported)"),
    Column("value_in_basis", MONEY, "전환매출", "Purchase value"),
    Column("ctr", RATIO, "CTR", "CTR", pattern="0.00%"),
    Column("cpc", MONEY, "CPC", "CPC"),
    Column("cpm", MONEY, "CPM", "CPM"),
    Column("cvr", RATIO, "CVR", "CVR", pattern="0.00%"),
    Column("cpa", MONEY, "CPA", "CPA"),
    Column("roas", RATIO, "ROAS", "ROAS", pattern="0%"),
    Column("conversion_kind", TEXT, "전환 종류", "Conversion kind"),
    Column("conversion_date_basis", TEXT, "전환 기준일", "Conversions dated by"),
    Column("attribution_window", TEXT, "전환 인정 기간", "Attribution window"),
    DATA_STATUS,
)
_DEVICE = Column("device", TEXT, "기기", "Device")

AD_STATS = Table(
    id="ad_stats",
    key=("account", "shop_no", "date", "medium", "campaign_id", "adgroup_id", "ad_id", "device"),
    day="date",
    status="data_status",
    columns=(
        *_WHOSE,
        Column("level", TEXT, "집계 단위", "Level"),
        *_CAMPAIGN,
        Column("ad_id", TEXT, "소재 ID", "Ad id"),
        Column("ad_name", TEXT, "소재", "Ad"),
        Column("landing_product_no", TEXT, "광고 주소의 상품번호", "Product no. in its address", default=False),
        _DEVICE,
        *_FIGURES,
    ),
)

AD_KEYWORD_STATS = Table(
    id="ad_keyword_stats",
    key=("account", "shop_no", "date", "medium", "campaign_id", "adgroup_id", "keyword_id", "device"),
    day="date",
    status="data_status",
    columns=(
        *_WHOSE,
        *_CAMPAIGN,
        Column("keyword_id", TEXT, "키워드 ID", "Keyword id"),
        Column("keyword", TEXT, "키워드", "Keyword"),
        Column("match_type", TEXT, "검색 유형", "Match type"),
        _DEVICE,
        *_FIGURES,
    ),
)
