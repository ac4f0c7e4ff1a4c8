"""The landing of an ad medium, measured: its real source, store and cursor, as `sheets-bridge run` uses them."""

import sys
from pathlib import Path

from bench_meter import measured, tell

from sheets_bridge.cli.installation import installation, world
from sheets_bridge.source import Shop
from sheets_bridge.store import Store
from sheets_bridge.sync import Ask, World
from sheets_bridge.sync.land import land


def at_once(_seconds: float) -> None:
    """Waits for the vendor's rate limits are left out."""


def main(schedule: str, naver: str) -> None:
    """Land what there is: the whole history at first, later what may have changed; and say what stands then."""
    with installation(Path(schedule), at_once) as opened:
        touched = world(opened, lambda _progress: None)
        with measured({"naver": naver}) as cost:
            read = _land(touched, opened.schedule.jobs["ads"].streams[0])
        tell(land=cost, read=read, stands=_standing(opened.store))


def _land(touched: World, use) -> int:
    (number,) = touched.accounts[use.account].shops
    (landed,) = land(touched, use, [Shop(number, "견본 광고주", active=True)], Ask())
    if landed.error is not None:
        raise SystemExit(str(landed.error))
    return landed.result.read


def _standing(store: Store) -> dict[str, int]:
    tables = ("ad_stats", "ad_keyword_stats")
    counted = {table: store.one(f"SELECT COUNT(*), COUNT(DISTINCT date) FROM {table} WHERE impressions IS NOT NULL")
               for table in tables}  # fmt: skip
    return {table: found[0] for table, found in counted.items() if found}


if __name__ == "__main__":
    main(*sys.argv[1:])
