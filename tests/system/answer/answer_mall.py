"""A mall with an account at every ad medium, a job that collects, and one that answers."""

import inspect
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from system_mall import Mall

from sheets_bridge.cli.installation import installation
from sheets_bridge.sandbox.server import Running, Settings, start
from sheets_bridge.tokens import KeyRing

MEDIA = ("naver_ads", "meta_ads", "google_ads", "kakao_keyword", "kakao_moment")
REPORTS = {
    "매체별 성과": "media_performance",
    "캠페인별 성과": "campaign_performance",
    "소재별 성과": "ad_performance",
    "키워드별 성과": "keyword_performance",
    "UTM 점검": "utm_check",
    "상품별 매출·광고비": "product_performance",
    "브랜드별 구매율": "brand_funnel",
    "상품분류별 구매율": "category_funnel",
}
TYPED = {"채널 매핑": "channel_map", "캠페인·상품 매핑": "campaign_map"}
STREAMS = (
    "refunds", "order_sources", "visit_ads", "access_sales", "products", "brands", "categories", "product_cart",
    "category_sales",
)  # fmt: skip


def opened(folder: Path, *, now: datetime, days: int, orders_per_day: int) -> Mall:
    """The mall, connected everywhere; nothing is collected yet."""
    running = start(Settings(days=days, orders_per_day=orders_per_day, start=now))
    mall = Mall(folder, running, now - timedelta(days=days))
    doors = running.ads.doors
    mall.secrets |= {doors.naver_licence, doors.naver_secret, doors.meta_token, doors.meta_app_secret,
                     doors.google_client_secret, doors.google_refresh_token, doors.kakao_client_secret}  # fmt: skip
    for source in MEDIA:
        _log_in(mall, running, source)
    since = (now - timedelta(days=days)).date()
    mall.edit("accounts:\n", "accounts:\n" + "".join(_account(mall, source, since.isoformat()) for source in MEDIA))
    mall.edit("jobs:\n", f"jobs:\n{_jobs(mall)}")
    addresses = {"google_consent": f"{mall.root}/google-consent", **running.ad_endpoints}
    mall.edit("endpoints:\n", "endpoints:\n" + "".join(f"  {name}: {at}\n" for name, at in addresses.items()))
    shown = mall.command("jobs")
    assert shown.exit_code == 0, shown.text
    told = mall.connect()
    assert told.exit_code == 0, told.text
    return mall


@contextmanager
def no_waits() -> Iterator[None]:
    """Waits of commands given in this process pass at once."""
    opening = inspect.unwrap(installation)
    defaults = opening.__defaults__ or ()
    assert defaults[0] is time.sleep
    opening.__defaults__ = (lambda _seconds: None, *defaults[1:])
    try:
        yield
    finally:
        opening.__defaults__ = defaults


def _login(source: str) -> str:
    return source.replace("_", "-")


def _account(mall: Mall, source: str, since: str) -> str:
    accounts = mall.running.ads.of(source).values()  # type: ignore[arg-type]
    whose = "".join(f"      {one.number}: {mall.name}.{one.shop_no}\n" for one in accounts)
    numbers = ", ".join(one.number for one in accounts)
    return (f"  {_login(source)}:\n    source: {source}\n    history: {since}\n    ad_accounts: [{numbers}]\n"
            f"    for:\n{whose}")  # fmt: skip


def _jobs(mall: Mall) -> str:
    streams = [*(f"{mall.name}.{name}" for name in STREAMS), *(f"{_login(source)}.ads" for source in MEDIA),
               "google-ads.keywords", "kakao-keyword.keywords"]  # fmt: skip
    listed = "".join(f"      - {name}\n" for name in streams)
    tabs = "".join(f"      {title}: {{table: {table}}}\n" for title, table in (TYPED | REPORTS).items())
    whole = f"      - {{stream: {mall.name}.orders, embed: [items]}}\n"
    collect = f"  collect:\n    at: '09:00'\n    streams:\n{whole}{listed}    tabs: {{RAW_환불: {{table: refunds}}}}\n"
    return f"{collect}  answer:\n    at: '09:10'\n    streams: [{mall.name}.ad_effect]\n    tabs:\n{tabs}"


def _log_in(mall: Mall, running: Running, source: str) -> None:
    ring = KeyRing(mall.credentials / f"{_login(source)}.keys.json", f"{_login(source)}", (), "sheets-bridge connect")
    ring.save(_keys(running, source))


def _keys(running: Running, source: str) -> Mapping[str, str]:
    doors = running.ads.doors
    token = f"business-token-of-{source}"
    doors.kakao_tokens.add(token)
    kakao = {"access_token": token}
    return {
        "naver_ads": {
            "api_key": doors.naver_licence,
            "secret_key": doors.naver_secret,
            "customer_id": next(iter(running.ads.of("naver_ads"))),
        },
        "meta_ads": {"access_token": doors.meta_token, "app_secret": doors.meta_app_secret},
        "google_ads": {
            "client_id": doors.google_client_id,
            "client_secret": doors.google_client_secret,
            "refresh_token": doors.google_refresh_token,
        },
        "kakao_keyword": kakao,
        "kakao_moment": kakao,
    }[source]
