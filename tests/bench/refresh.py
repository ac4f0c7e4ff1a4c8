"""Benchmark: refreshing a long tab where nothing is new, and where a few rows changed."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from bench_meter import Cost, median, show, spread
from bench_site import Site, site

Told = dict[str, Any]


def main() -> None:
    """Measure and print."""
    asked = _options()
    with site(asked.rows // 3, 3) as here:
        here.install("order_items")
        here.product("land_and_publish")
        idle, changes = _measured(here, asked.rounds, asked.changes)
    phases = {"no news": idle, f"{asked.changes:,} rows changed": changes}
    rows = [_row(f"{name}, {half}", [told[half] for told in costs])
            for name, costs in phases.items() for half in ("land", "publish")]  # fmt: skip
    show(f"A refresh of a tab of {asked.rows // 3 * 3:,} rows, medians", [_HEAD, *rows])
    peaks = [(name, spread(told["peak"] for told in costs)) for name, costs in phases.items()]
    show("Peak memory of both halves, MB", peaks)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=15000, help="rows of the tab")
    options.add_argument("--changes", type=int, default=500, help="rows changed, scattered over the tab")
    options.add_argument("--rounds", type=int, default=3)
    return options.parse_args()


def _measured(here: Site, rounds: int, changes: int) -> tuple[list[Told], list[Told]]:
    """Idle and changed runs in turn."""
    idle, changed = [], []
    for number in range(rounds):
        idle.append(_refreshed(here, 0))
        here.product("change", changes, f"changed-{number}")
        changed.append(_refreshed(here, changes))
    return idle, changed


def _refreshed(here: Site, expected: int) -> Told:
    told = here.product("refresh")
    (tab,) = told["tabs"].values()
    if tab != {"inserted": 0, "updated": expected}:
        raise SystemExit(f"expected {expected} changed rows, got {tab}")
    return told


_FIGURES: Sequence[tuple[str, Callable[[Cost], str]]] = (
    ("CPU s", lambda cost: f"{cost['cpu']:.2f}"),
    ("wall s", lambda cost: f"{cost['wall']:.2f}"),
    ("Cafe24 calls", lambda cost: _count(cost, "mall_calls")),
    ("Google calls", lambda cost: _count(cost, "google_calls")),
    ("Google MB out", lambda cost: _megabytes(cost, "google_sent")),
    ("Google MB in", lambda cost: _megabytes(cost, "google_received")),
)
_HEAD = ("", *(name for name, _ in _FIGURES))


def _row(name: str, costs: Sequence[Cost]) -> Sequence[str]:
    cost = median(costs)
    return (name, *(write(cost) for _, write in _FIGURES))


def _count(cost: Cost, name: str) -> str:
    return f"{cost.get(name, 0):.0f}"


def _megabytes(cost: Cost, name: str) -> str:
    return f"{cost.get(name, 0) / 1e6:.3f}"


if __name__ == "__main__":
    main()
