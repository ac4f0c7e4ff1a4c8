"""UTM 점검: what stands in the links of the last 30 days, what was made of it, and ads that no link names."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports import ad_columns as of
from sheets_bridge.reports.attributing import NEEDS, READS, attributed
from sheets_bridge.tables.columns import ACCOUNT, DAY, MONEY, NUMBER, SHOP_NO, TEXT

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
            Column(
                "date",
                DAY,
                "마지막 날짜",
                "Last day",
                note_ko="이 값이 마지막으로 나온 날. 광고는 마지막으로 클릭이 있던 날.",
                note_en="The last day it was seen; of an ad, of a click.",
            ),
            Column(
                "kind",
                TEXT,
                "구분",
                "Kind",
                note_ko="UTM: 최근 30일의 주문이 들고 온 값. 방문만: 방문은 있고 주문은 없는 채널. 광고: 최근 14일에 "
                "클릭이 있는데 어느 "
                "주문의 UTM에도 나오지 않은 캠페인.",
                note_en="UTM: what orders of the last 30 days brought. 방문만: channels with visits alone. 광고: "
                "campaigns "
                "clicked in the last 14 days that no tag ever named.",
            ),
            Column("utm_line", TEXT, "줄 구분", "Line", default=False),
            Column(
                "ad",
                TEXT,
                "채널(utm_source)",
                "Channel (utm_source)",
                note_ko="광고 주소의 utm_source 그대로. 없으면 카페24가 부르는 채널 이름.",
                note_en="utm_source as written, else what Cafe24 calls the channel.",
            ),
            Column(
                "utm_medium",
                TEXT,
                "그룹(utm_medium)",
                "Group (utm_medium)",
                note_ko="광고 주소의 utm_medium 그대로.",
                note_en="utm_medium as written.",
            ),
            Column(
                "campaign",
                TEXT,
                "캠페인(utm_campaign)",
                "Campaign (utm_campaign)",
                note_ko="광고 주소의 utm_campaign 그대로.",
                note_en="utm_campaign as written.",
            ),
            Column(
                "problem",
                TEXT,
                "점검 결과",
                "Finding",
                note_ko="이 값에서 찾은 문제. 정상이면 캠페인을 찾은 것입니다.",
                note_en="What is wrong with it; 정상: it found its campaign.",
            ),
            Column(
                "advice",
                TEXT,
                "할 일",
                "What to do",
                note_ko="고치는 방법. 고친 뒤의 방문부터 바로 맞춰집니다.",
                note_en="How to mend it.",
            ),
            of.MEDIUM,
            of.AD_PRODUCT,
            of.CAMPAIGN_ID,
            of.CAMPAIGN,
            of.MATCHED_BY,
            Column(
                "visit_count",
                NUMBER,
                "채널 방문수(30일)",
                "Visits of the channel (30 days)",
                note_ko="이 채널 전체의 최근 30일 방문. 같은 채널의 줄마다 같은 값이니 더하지 마세요.",
                note_en="Of the whole channel: the same on each of its rows.",
            ),
            Column(
                "order_count",
                NUMBER,
                "구매건수(30일)",
                "Orders (30 days)",
                note_ko="최근 30일에 이 값을 들고 온 주문.",
                note_en="Orders of the last 30 days that brought it.",
            ),
            Column(
                "sales",
                MONEY,
                "매출(30일, 환불 전)",
                "Sales before refunds (30 days)",
                note_ko="그 주문들의 결제금액.",
                note_en="What they paid.",
            ),
            Column(
                "clicks",
                NUMBER,
                "클릭수(14일)",
                "Clicks (14 days)",
                note_ko="광고 줄: 최근 14일의 클릭.",
                note_en="Of an ad: clicks of the last 14 days.",
            ),
            Column(
                "cost",
                MONEY,
                "광고비(14일)",
                "Ad cost (14 days)",
                note_ko="광고 줄: 최근 14일에 클릭이 있던 날의 광고비.",
                note_en="Of an ad: cost of the days with clicks among the last 14.",
            ),
            of.STATUS,
        ),
    ),
    query=attributed("utm_check"),
    needs=NEEDS,
    uses=(*READS, "visit_ads", "ad_effect", "ad_keyword_stats"),
)
