"""What people say of the tags in their links: which medium a channel is, which campaign a tag means.

Their rows belong to no account: the first two columns are blank and 0. `row_no` counts the rows that hold no mistake in
the order they stand in.
"""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import NUMBER, PRODUCT_NO, TEXT

_NOBODY = (
    Column("account", TEXT, "연결 이름", "Login", default=False),
    Column("shop_no", NUMBER, "번호", "No.", default=False),
    Column("row_no", NUMBER, "줄", "Row", default=False),
)
_KEY = ("account", "shop_no", "row_no")

CHANNEL_MAP = Table(
    id="channel_map",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("utm_source", TEXT, "채널(utm_source) 원본값", "Channel (utm_source) as written"),
        Column("utm_medium", TEXT, "그룹(utm_medium) 원본값", "Group (utm_medium) as written"),
        Column("medium", TEXT, "매체", "Medium"),
        Column("ad_product", TEXT, "광고상품", "Ad product"),
    ),
)

CAMPAIGN_MAP = Table(
    id="campaign_map",
    key=_KEY,
    columns=(
        *_NOBODY,
        Column("utm_campaign", TEXT, "utm_campaign 원본값", "utm_campaign as written"),
        Column("medium", TEXT, "매체", "Medium"),
        Column("campaign_id", TEXT, "캠페인 ID", "Campaign id"),
        PRODUCT_NO,
    ),
)
