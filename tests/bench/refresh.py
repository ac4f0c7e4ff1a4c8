"""Benchmark: refreshing a long tab where nothing is new, and where a few rows changed."""

import argparse
from collections.abc import Callable, Sequence

from bench_meter import Cost, median, show
from bench_site import Site, site


def main() -> None:
    """Measure and print."""
    asked = _options()
    with site(asked.rows // 3, 3) as here:
        here.install("order_items")
        here.product("land_and_publish")
        idle, changes = _measured(here, asked.rounds, asked.changes)
    rows = [_row("no news", idle), _row(f"{asked.changes:,} rows changed", changes)]
    show(f"A run on a tab of {asked.rows // 3 * 3:,} rows, medians", [_HEAD, *rows])


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=15000, help="rows of the tab")
    options.add_argument("--changes", type=int, default=500, help="rows changed, scattered over the tab")
    options.add_argument("--rounds", type=int, default=3)
    return options.parse_args()


def _measured(here: Site, rounds: int, changes: int) -> tuple[list[Cost], list[Cost]]:
    """Idle and changed runs in turn."""
    idle, changed = [], []
    for number in range(rounds):
        idle.append(_run(here, 0))
        here.product("change", changes, f"changed-{number}")
        changed.append(_run(here, changes))
    return idle, changed


def _run(here: Site, expected: int) -> Cost:
    told = here.product("run")
    (tab,) = told["tabs"].values()
    if tab != {"inserted": 0, "updated": expected}:
        raise SystemExit(f"expected {expected} changed rows, got {tab}")
    cost: Cost = told["run"] | {"peak": told["peak"]}
    return cost


_FIGURES: Sequence[tuple[str, Callable[[Cost], str]]] = (
    ("CPU s", lambda cost: f"{cost['cpu']:.2f}"),
    ("wall s", lambda cost: f"{cost['wall']:.2f}"),
    ("peak MB", lambda cost: f"{cost['peak']:.0f}"),
    ("Cafe24 calls", lambda cost: f"{cost['mall_calls']:.0f}"),
    ("Google calls", lambda cost: f"{cost['google_calls']:.0f}"),
    ("Google MB out", lambda cost: f"{cost['google_sent'] / 1e6:.3f}"),
    ("Google MB in", lambda cost: f"{cost['google_received'] / 1e6:.3f}"),
)
_HEAD = ("", *(name for name, _ in _FIGURES))


def _row(name: str, costs: Sequence[Cost]) -> Sequence[str]:
    cost = median(costs)
    return (name, *(write(cost) for _, write in _FIGURES))


if __name__ == "__main__":
    main()
