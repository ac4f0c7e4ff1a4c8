"""UTM 점검: what stands in the links of the last 30 days, what was made of it, and ads that no link names."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, attributed
from sheets_bridge.tables.columns import ACCOUNT, DATA_STATUS, DAY, MONEY, NUMBER, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="utm_check",
        key=("account", "shop_no", "kind", "utm_line", "medium"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column("date", DAY, "마지막 날짜", "Last day"),
            Column("kind", TEXT, "구분", "Kind"),
            Column("utm_line", TEXT, "줄 구분", "Line", default=False),
            Column("ad", TEXT, "채널(utm_source)", "Channel (utm_source)"),
            Column("utm_medium", TEXT, "그룹(utm_medium)", "Group (utm_medium)"),
            Column("campaign", TEXT, "캠페인(utm_campaign)", "Campaign (utm_campaign)"),
            Column("problem", TEXT, "점검 결과", "Finding"),
            Column("advice", TEXT, "할 일", "What to do"),
            of.MEDIUM,
            of.AD_PRODUCT,
            of.CAMPAIGN_ID,
            of.CAMPAIGN,
            of.MATCHED_BY,
            Column("visit_count", NUMBER, "채널 방문수(30일)", "Visits of the channel (30 days)"),
            Column("order_count", NUMBER, "구매건수(30일)", "Orders (30 days)"),
            Column("sales", MONEY, "매출(30일, 환불 전)", "Sales before refunds (30 days)"),
            Column("clicks", NUMBER, "클릭수(14일)", "Clicks (14 days)"),
            Column("cost", MONEY, "광고비(14일)", "Ad cost (14 days)"),
            DATA_STATUS,
        ),
    ),
    query=attributed("utm_check"),
    needs=NEEDS,
    uses=(*READS, "visit_ads", "ad_effect", "ad_keyword_stats"),
)
