"""A mall with ads whose sheet has raw tabs, ad tabs, reports and tabs to type into, run once a day."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from system_mall import Mall

from sheets_bridge.cli import workspace, workspace_ads
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Settings, start

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=KST)
HISTORY = 3

RAW_ORDERS, RAW_REFUNDS, RAW_WAYS, RAW_ADS = "RAW_주문", "RAW_환불", "RAW_유입경로", "RAW_광고"
SUMMARY, MEDIA, CAMPAIGNS, UTM = "일별 종합", "매체별 성과", "캠페인별 성과", "UTM 점검"
CHANNEL_MAP, CAMPAIGN_MAP, GOALS = "채널 매핑", "캠페인·상품 매핑", "목표·예산"

SHOWN: Mapping[str, tuple[str, str]] = {
    RAW_ORDERS: ("orders", "1"),
    RAW_REFUNDS: ("refunds", "1"),
    RAW_WAYS: ("order_sources", "1"),
    RAW_ADS: ("ad_stats", "1"),
    "RAW_광고_네이버": ("ad_stats", "medium = '네이버'"),
    SUMMARY: ("summary_daily", "1"),
    MEDIA: ("media_performance", "1"),
    CAMPAIGNS: ("campaign_performance", "1"),
    UTM: ("utm_check", "1"),
}
"""What we called a tab → its table, and which of its rows it shows."""

_NOT_NEEDED = ("RAW_광고_메타", "RAW_광고_구글", "RAW_광고_카카오", "RAW_광고_키워드")
"""Tabs that would show the same once more."""
_COLLECT = """\
  collect:
    at: "09:00"
    streams:
      - {{stream: {mall}.orders, embed: [items]}}
      - {mall}.refunds
      - {mall}.order_sources
      - {mall}.visit_ads
      - {mall}.access_sales
      - {mall}.visitors
    tabs:
      RAW_주문: {{table: orders}}
      RAW_환불: {{table: refunds}}
      RAW_유입경로: {{table: order_sources}}
"""
_ANSWER = """\
  answer:
    at: "09:10"
    streams: [{mall}.ad_effect]
    tabs:
      채널 매핑: {{table: channel_map}}
      캠페인·상품 매핑: {{table: campaign_map}}
      목표·예산: {{table: goals}}
      일별 종합: {{table: summary_daily}}
      매체별 성과: {{table: media_performance}}
      캠페인별 성과: {{table: campaign_performance}}
      UTM 점검: {{table: utm_check}}
"""


def opened(folder: Path, *, orders_per_day: int) -> Mall:
    """The mall, connected everywhere, its first run over, and the next, which links the dashboard to all tabs."""
    running = start(Settings(days=HISTORY, orders_per_day=orders_per_day, start=NOW))
    mall = Mall(folder, running, NOW - timedelta(days=HISTORY))
    since = (NOW - timedelta(days=HISTORY)).date()
    mall.schedule = workspace.write(mall.schedule, running, since, (_COLLECT, workspace_ads.JOB, _ANSWER))
    for tab in _NOT_NEEDED:
        mall.edit(next(line for line in workspace_ads.JOB.splitlines(True) if tab in line).format(), "")
    told = mall.connect()
    assert told.exit_code == 0, told.text
    mall.ran()
    mall.ran()
    return mall


def stored(mall: Mall, title: str) -> dict[str, dict[str, Any]]:
    """The rows that a tab of ours shall show, by their hidden id, as the store has them."""
    table, where = SHOWN[title]
    with closing(sqlite3.connect(f"file:{mall.folder / 'state' / 'bridge.db'}?mode=ro", uri=True)) as store:
        store.row_factory = sqlite3.Row
        return {row["id"]: dict(row) for row in _rows(store, f'SELECT * FROM "{table}" WHERE {where}')}


def _rows(store: sqlite3.Connection, sql: str) -> Iterator[sqlite3.Row]:
    yield from store.execute(sql)
