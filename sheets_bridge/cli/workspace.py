"""A folder ready to run against a sandbox: schedule.yaml, the app's client file, a bearer for its Google."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from sheets_bridge.cli import workspace_ads
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.sandbox.server import Running
from sheets_bridge.tokens import files

_FIRST_LINE = "# 연습용 서버에 맞춰 만들어진 일정 파일입니다. / A schedule for the sandbox that wrote it."
_SCHEDULE = (
    f"{_FIRST_LINE}\n"
    + """\
timezone: Asia/Seoul
language: ko
spreadsheet: https://docs.google.com/spreadsheets/d/{spreadsheet}/edit
google: credentials/google.json
accounts:
  {mall}:
    source: cafe24
    client: credentials/cafe24-client.json
    shops: active
    history: {history}
{media}{jobs}endpoints:
{endpoints}
"""
)


_ORDERS = """\
  orders:
    every: 15 minutes
    streams:
      - {{stream: {mall}.orders, embed: [items]}}
    tabs:
      RAW_주문: {{table: orders}}
      RAW_주문품목: {{table: order_items}}
"""
_VISITORS = """\
  visitors:
    every: 1 hour
    streams: [{mall}.visitors]
    tabs:
      RAW_방문: {{table: visitors}}
"""
_ORDERS_AND_SALES = """\
  orders:
    every: 15 minutes
    streams:
      - {{stream: {mall}.orders, embed: [items]}}
      - {mall}.refunds
    tabs:
      RAW_주문: {{table: orders}}
      RAW_주문품목: {{table: order_items}}
      RAW_환불: {{table: refunds}}
      일별 매출: {{table: sales_daily}}
      숫자 대조: {{table: reconciliation}}
      일별 종합: {{table: summary_daily}}
      주간 종합: {{table: summary_weekly}}
      월별 종합: {{table: summary_monthly}}
      첫구매·재구매: {{table: first_repeat}}
      재구매 코호트: {{table: purchase_cohorts}}
      결제수단별: {{table: payment_methods}}
      네이버 클릭·주문 비교: {{table: naver_clicks_orders}}
      목표·예산: {{table: goals}}
      외부몰 매출: {{table: outside_sales}}
"""
_GOODS = """\
  goods:
    every: 1 hour
    streams: [{mall}.products, {mall}.coupons, {mall}.reviews]
    tabs:
      RAW_상품: {{table: products}}
      RAW_품목재고: {{table: variants}}
      RAW_쿠폰: {{table: coupons}}
      RAW_리뷰: {{table: reviews}}
"""
_STATISTICS = """\
  statistics:
    at: "07:10"
    streams: [{mall}.visitors_hourly, {mall}.access_sales, {mall}.order_sources]
    tabs:
      RAW_시간별방문: {{table: visitors_hourly}}
      RAW_접속매출: {{table: access_sales}}
      RAW_유입경로: {{table: order_sources}}
      시간대별·요일별: {{table: hourly_weekday}}
"""
SMALL = (_ORDERS, _VISITORS)
SHOWN = (_ORDERS_AND_SALES, _VISITORS, _GOODS, _STATISTICS, workspace_ads.JOB, workspace_ads.ANSWER)
"""Jobs of a schedule: the least there is, and the main of what there is."""


def target(schedule: Path | None, held: ExitStack, prefix: str) -> Path:
    """Where the schedule is to stand: as asked, else in a temporary folder that goes with `held`.

    Raises: ConfigError rather than overwrite a schedule that no sandbox wrote.
    """
    if schedule is None:
        schedule = Path(held.enter_context(tempfile.TemporaryDirectory(prefix=prefix))) / "schedule.yaml"
    if schedule.exists() and not schedule.read_text(encoding="utf-8").startswith(_FIRST_LINE):
        raise ConfigError(say("{file} is a schedule of your own and stays as it is. Name another place for this one.",
                              file=schedule))  # fmt: skip
    return schedule.resolve()


def write(schedule: Path, sandbox: Running, history: date, jobs: Sequence[str] = SMALL) -> Path:
    """Write a schedule with its credentials beside it; its path. What a sandbox wrote there before is overwritten."""
    credentials = schedule.parent / "credentials"
    credentials.mkdir(parents=True, exist_ok=True, mode=0o700)
    credentials.chmod(0o700)
    client, with_ads = sandbox.client, workspace_ads.JOB in jobs
    secrets = {
        "cafe24-client.json": {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "redirect_uri": client.redirect_uri,
        },
        "google.json": {"type": "bearer", "token": sandbox.google_token, "email": sandbox.service_account_email},
        **(workspace_ads.keys(sandbox) if with_ads else {}),
    }
    for name, content in secrets.items():
        path = credentials / name
        path.unlink(missing_ok=True)
        files.create_private(path, json.dumps(content, indent=1).encode())
    served = {**sandbox.endpoints, **(sandbox.ad_endpoints if with_ads else {})}
    endpoints = "\n".join(f"  {name}: {address}" for name, address in served.items())
    text = _SCHEDULE.format(
        spreadsheet=sandbox.spreadsheet_id, mall=sandbox.mall, history=history, endpoints=endpoints,
        media=workspace_ads.accounts(sandbox, history) + workspace_ads.COST if with_ads else "",
        jobs="jobs:\n" + "".join(job.format(mall=sandbox.mall) for job in jobs),
    )  # fmt: skip
    schedule.write_text(text, encoding="utf-8")
    return schedule
