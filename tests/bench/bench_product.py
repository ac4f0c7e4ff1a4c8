"""The product, measured: its real source, store, cursor and sheet, as `sheets-bridge run` uses them."""

import cProfile
import sys
from collections.abc import Callable
from pathlib import Path

from bench_mall import MALL
from bench_meter import measured, tell

from sheets_bridge.cli.installation import Installation, installation, world
from sheets_bridge.cli.run import run_all
from sheets_bridge.store import landing
from sheets_bridge.sync import Ask, World
from sheets_bridge.sync.land import land
from sheets_bridge.sync.publish import publish
from sheets_bridge.sync.shops import shops_of

Servers = dict[str, str]


def at_once(_seconds: float) -> None:
    """Waits for the vendors' rate limits are left out: they are the same for everybody."""


def connect(opened: Installation, _servers: Servers, *_words: str) -> None:
    """Log in; any code does in this mall."""
    opened.logins[MALL].exchange("code")
    tell()


def land_and_publish(opened: Installation, servers: Servers, *words: str) -> None:
    """The whole history, landed and published, the halves measured apart; `land` alone does the first."""
    touched, profile = world(opened, lambda _progress: None), cProfile.Profile()
    if "profile" in words:
        profile.enable()
    with measured({"mall": servers["mall"]}) as landed:
        rows = _land(opened, touched)
    with measured(servers) as published:
        tabs = _publish(opened, touched) if "land" not in words else {}
    if "profile" in words:
        profile.disable()
        profile.dump_stats(words[-1])
    tell(land=landed, publish=published, landed=rows, tabs=tabs)


def run(opened: Installation, servers: Servers, *_words: str) -> None:
    """`sheets-bridge run`."""
    with measured(servers) as cost:
        done = run_all(opened, ["orders"], Ask())
    _check(not done.errors and done.verified, done.errors)
    tell(run=cost)


def refresh(opened: Installation, servers: Servers, *_words: str) -> None:
    """What a run on what stands does, the halves measured apart."""
    touched = world(opened, lambda _progress: None)
    with measured({"mall": servers["mall"]}) as landed:
        _land(opened, touched)
    with measured(servers) as published:
        tabs = _publish(opened, touched)
    tell(land=landed, publish=published, tabs=tabs)


def change(opened: Installation, _servers: Servers, *words: str) -> None:
    """Change so many item rows in the store, scattered over the history, as a vendor's changes would have landed."""
    wanted, store = int(words[0]), opened.store
    table = store.tables["order_items"]
    names = ", ".join(f'"{column.id}"' for column in table.columns)
    # What was ordered lately is swept by the next run, which would set it right again.
    rows = list(store.query(f"SELECT {names} FROM order_items WHERE order_date < date('now', '-9 days')"))
    at, few = table.position("tracking_no"), rows[:: max(1, len(rows) // wanted)][:wanted]
    changed = [(*row[:at], words[1], *row[at + 1 :]) for row in few]
    (use,) = opened.schedule.jobs["orders"].streams
    (pull,) = landing.pulls_by_shop(store, use.pull(0)).values()
    tell(changed=landing.land(store, pull, {table.id: changed}))


def _land(opened: Installation, touched: World) -> int:
    (use,) = opened.schedule.jobs["orders"].streams
    landed = land(touched, use, shops_of(touched, use, {}), Ask())
    _check(all(one.error is None for one in landed), landed)
    return sum(one.result.landed for one in landed)


def _publish(opened: Installation, touched: World) -> dict[str, dict[str, int]]:
    job = opened.schedule.jobs["orders"]
    pulls = list(landing.pulls_by_shop(touched.store, job.streams[0].pull(0)).values())
    tabs = {}
    for tab in job.tabs:
        result, error = publish(touched, tab, pulls, Ask(), prune=True)
        _check(error is None and result.verified, (result, error))
        tabs[tab.title] = {"inserted": result.inserted, "updated": result.updated}
    return tabs


def _check(fine: bool, told: object) -> None:
    if not fine:
        raise SystemExit(str(told))


_ACTS: dict[str, Callable[..., None]] = {
    "connect": connect, "land_and_publish": land_and_publish, "run": run, "refresh": refresh, "change": change
}  # fmt: skip


def main(schedule: str, mall: str, google: str, act: str, *words: str) -> None:
    """Open the installation and do what is asked."""
    with installation(Path(schedule), at_once) as opened:
        _ACTS[act](opened, {"mall": mall, "google": google}, *words)


if __name__ == "__main__":
    main(*sys.argv[1:])
