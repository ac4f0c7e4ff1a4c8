"""The landing of an ad medium, measured: its real source, store and cursor, as `sheets-bridge run` uses them."""

import sys
from pathlib import Path
from typing import Any

from bench_meter import ask, measured, peak_megabytes, tell

from sheets_bridge.cli.installation import installation, world
from sheets_bridge.config import StreamUse
from sheets_bridge.source import Shop
from sheets_bridge.store import Store
from sheets_bridge.sync import Ask, World
from sheets_bridge.sync.land import land

Told = dict[str, Any]


def at_once(_seconds: float) -> None:
    """Waits for the vendor's rate limits are left out."""


def main(schedule: str, naver: str) -> None:
    """Land what there is, then twice the days that may have changed: as they were, and restated; tell each."""
    with installation(Path(schedule), at_once) as opened:
        touched, use = world(opened, lambda _progress: None), opened.schedule.jobs["ads"].streams[0]

        def landed() -> Told:
            with measured({"naver": naver}) as cost:
                read = _land(touched, use)
            return {"land": cost, "read": read, "stands": _standing(opened.store), "peak": peak_megabytes()}

        first, again = landed(), landed()
        ask(f"{naver}/restate")
        tell(first=first, again=again, restated=landed())


def _land(touched: World, use: StreamUse) -> int:
    (number,) = touched.accounts[use.account].shops
    (landed,) = land(touched, use, [Shop(number, "견본 광고주", active=True)], Ask())
    if landed.error is not None:
        raise SystemExit(str(landed.error))
    return landed.result.read


def _standing(store: Store) -> dict[str, int]:
    """How many rows of figures each table holds."""
    counted = {
        table: store.one(f"SELECT COUNT(impressions) FROM {table}") for table in ("ad_stats", "ad_keyword_stats")
    }
    return {table: found[0] for table, found in counted.items() if found}


if __name__ == "__main__":
    main(*sys.argv[1:])
