"""A store as a mall with many ads leaves it: days of ads, the ways of its orders, and their tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sheets_bridge.model import Cursor, Pull, Row
from sheets_bridge.reports import STORED
from sheets_bridge.store import Store, landing
from sheets_bridge.store.querying import Advertised, Beside, Reach

MALL, LOGIN, ACCOUNT = "mall", "naver", 11
LAST = date(2026, 11, 19)
_DEVICES = ("PC", "MOBILE")
_TABLES = ("orders", "refunds", "order_sources", "visit_ads", "access_sales")


@dataclass(frozen=True)
class Books:
    """The store, the pulls its rows came by, and what stands beside its tables."""

    store: Store
    pulls: dict[str, list[int]]
    beside: Beside


def made(folder: Path, *, ads: int, days: int, orders: int) -> Books:
    """`ads` ads on two devices for so many days, and so many orders on them, each by the tag of one of the ads."""
    store, since = Store(folder / "bridge.db", STORED), LAST - timedelta(days - 1)
    every = [(since + timedelta(n)).isoformat() for n in range(days)]
    pulls = {"ad_stats": _landed(store, LOGIN, ACCOUNT, "ad_stats", _ad_rows(ads, every)),
             "ad_keyword_stats": _landed(store, LOGIN, ACCOUNT, "ad_keyword_stats", _keyword_rows(ads, every)),
             "orders": _landed(store, MALL, 1, "orders", _orders(orders, every)),
             "order_sources": _landed(store, MALL, 1, "order_sources", _ways(orders, ads, every))}  # fmt: skip
    reaches = [Reach(table, MALL, 1, since, LAST, LAST) for table in _TABLES]
    reaches += [Reach(table, LOGIN, ACCOUNT, since, LAST, LAST) for table in ("ad_stats", "ad_keyword_stats")]
    return Books(store, pulls, Beside(reaches, LAST, [Advertised(LOGIN, ACCOUNT, MALL, 1)]))


def _landed(store: Store, account: str, shop: int, table: str, told: Iterator[dict[str, object]]) -> list[int]:
    number = landing.pull_id(store, Pull(account, shop, table))
    names = [column.id for column in STORED[table].columns]
    rows: list[Row] = [tuple({"account": account, "shop_no": shop, **one}.get(name) for name in names) for one in told]  # type: ignore[misc]
    landing.land(store, number, {table: rows}, Cursor(since=LAST, until=datetime(2026, 11, 20, tzinfo=UTC)))
    return [number]


def _ad_rows(ads: int, days: list[str]) -> Iterator[dict[str, object]]:
    for day in days:
        for ad in range(ads):
            for device in _DEVICES:
                yield {**_figures(day, ad, device), "ad_id": f"ad-{ad}", "ad_name": f"소재 {ad}"}


def _keyword_rows(ads: int, days: list[str]) -> Iterator[dict[str, object]]:
    for day in days:
        for ad in range(ads):
            yield {**_figures(day, ad, "PC"), "keyword_id": f"kw-{ad}", "keyword": f"검색어 {ad}"}


def _figures(day: str, ad: int, device: str) -> dict[str, object]:
    campaign = ad % 40
    return {
        "date": day, "medium": "네이버 검색광고", "ad_product": "파워링크", "campaign_id": f"cmp-{campaign}",
        "campaign_name": f"캠페인 {campaign}", "campaign_key": f"캠페인 {campaign}", "adgroup_id": f"grp-{ad % 200}",
        "adgroup_name": f"그룹 {ad % 200}", "device": device, "impressions": 100 + ad, "clicks": ad % 7,
        "cost": 70.0 * (ad % 7), "cost_in_basis": 70.0 * (ad % 7), "cost_own_currency": 70.0 * (ad % 7),
        "currency": "KRW",
        "conversions": float(ad % 3), "conversion_value": 9000.0 * (ad % 3), "value_in_basis": 9000.0 * (ad % 3),
        "conversion_date_basis": "전환일", "data_status": "확정",
    }  # fmt: skip


def _orders(orders: int, days: list[str]) -> Iterator[dict[str, object]]:
    for n in range(orders):
        day = days[n % len(days)]
        yield {"order_id": f"{day.replace('-', '')}-{n:07}", "order_date": day, "ordered_at": f"{day} 10:00:00",
               "currency": "KRW", "first_order": "TF"[n % 2], "market_id": "self"}  # fmt: skip


def _ways(orders: int, ads: int, days: list[str]) -> Iterator[dict[str, object]]:
    for n in range(orders):
        day, ad = days[n % len(days)], n * 7 % ads
        campaign, content, word = f"캠페인 {ad % 40}", f"ad-{ad}", f"검색어 {ad}"
        yield {
            "date": day, "order_id": f"{day.replace('-', '')}-{n:07}", "order_amount": 30000.0 + n, "ad": "naver",
            "medium": "cpc", "campaign": campaign, "content": content, "keyword": word, "ad_key": "naver",
            "medium_key": "cpc", "campaign_key": campaign, "content_key": content, "data_status": "확정",
        }  # fmt: skip
