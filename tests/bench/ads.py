"""Benchmark: the days of many ads landed slice by slice, then the days that may have changed read again."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_meter import show
from bench_naver import CUSTOMER
from bench_site import serving, write_private

_HERE = Path(__file__).parent
_DEVICES = 2
_KEYS = {"api_key": "bench-licence", "secret_key": "bench-secret", "customer_id": str(CUSTOMER)}
_SCHEDULE = """\
timezone: Asia/Seoul
language: ko
spreadsheet: https://docs.google.com/spreadsheets/d/bench/edit
google: credentials/google.json
accounts:
  brand: {{source: naver_ads, keys: credentials/brand.keys.json, ad_accounts: [{customer}], history: {history}}}
jobs:
  ads:
    every: 1 day
    streams: [brand.ads]
    tabs:
      RAW_광고: {{table: ad_stats}}
endpoints: {{naver_ads: {naver}, google: {naver}/nobody}}
"""
Told = dict[str, Any]


def main() -> None:
    """Measure and print. Ends with an error where a row is missing or stands although it was taken back."""
    asked = _options()
    with TemporaryDirectory(prefix="sheets-bridge-bench-") as place, serving("naver", "--ads", asked.ads) as naver:
        folder = Path(place)
        _install(folder, naver, asked.days)
        told = _landed(folder, naver)
    _check(told["first"], told["again"], told["restated"], asked)
    rows = {"all the days": "first", "the last days again, nothing new": "again", "and restated": "restated"}
    show(f"{asked.ads:,} ads × {asked.days} days", [_HEAD, *(_row(name, told[one]) for name, one in rows.items())])


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ads", type=int, default=2000)
    options.add_argument("--days", type=int, default=90)
    return options.parse_args()


def _install(folder: Path, naver: str, days: int) -> None:
    history = date.today() - timedelta(days=days)  # noqa: DTZ011 - the benchmark runs on this machine's day
    write_private(folder / "credentials", "google.json", {"type": "bearer", "token": "bench"})
    write_private(folder / "credentials", "brand.keys.json", _KEYS)
    schedule = _SCHEDULE.format(customer=CUSTOMER, history=history, naver=naver)
    folder.joinpath("schedule.yaml").write_text(schedule, encoding="utf-8")


def _landed(folder: Path, naver: str) -> Told:
    command = [sys.executable, str(_HERE / "bench_ads_product.py"), str(folder / "schedule.yaml"), naver]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr or str(done.returncode))
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


def _check(first: Told, again: Told, restated: Told, asked: argparse.Namespace) -> None:
    every = asked.ads * _DEVICES * asked.days
    taken_back = -(-asked.ads // 100) * _DEVICES * _days(restated, asked.ads - -(-asked.ads // 100))
    wanted = {"ad_stats": every, "ad_keyword_stats": every}
    left = {table: count - taken_back for table, count in wanted.items()}
    for told, stands in ((first, wanted), (again, wanted), (restated, left)):
        if told["stands"] != stands:
            raise SystemExit(f"{told['stands']} stands, not {stands}")


def _days(told: Told, ads: int) -> int:
    """How many days were read: each ad has a row a device in both tables."""
    return int(told["read"]) // (ads * _DEVICES * 2)


_HEAD = ("", "rows", "CPU s", "wall s", "rows/CPU s", "calls", "MB in", "peak MB")


def _row(name: str, told: Told) -> Sequence[str]:
    cost, rows = told["land"], told["read"]
    return (name, f"{rows:,}", f"{cost['cpu']:.2f}", f"{cost['wall']:.2f}", f"{rows / cost['cpu']:,.0f}",
            f"{cost['naver_calls']:.0f}", f"{cost['naver_received'] / 1e6:.1f}", f"{told['peak']:.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
