"""Benchmark: a mall's whole history landed and published, beside a floor and beside a gspread + pandas script."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from bench_meter import Cost, median, show, spread
from bench_site import Site, site

Told = dict[str, Any]


def main() -> None:
    """Measure and print."""
    asked = _options()
    with site(asked.orders, asked.items) as here:
        told = _told(here, _variants(here, asked), asked.rounds)
    _show(told, asked.orders)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--orders", type=int, default=5000)
    options.add_argument("--items", type=int, default=3, help="items of each order")
    options.add_argument("--rounds", type=int, default=3, help="times each variant is run, in turn")
    options.add_argument("--no-script", action="store_true", help="leave out the gspread + pandas script")
    options.add_argument("--land-only", action="store_true", help="leave out publishing, and the script with it")
    return options.parse_args()


def _variants(here: Site, asked: argparse.Namespace) -> dict[str, Callable[[], Told]]:
    def product() -> Told:
        here.install("orders", "order_items")
        return here.product("land_and_publish", *(["land"] if asked.land_only else []))

    variants = {"product": product, "floor": here.floor, "floor, keyed": lambda: here.floor("--keyed")}
    if not (asked.no_script or asked.land_only):
        variants["script"] = here.script
    return variants


def _told(here: Site, variants: dict[str, Callable[[], Told]], rounds: int) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, run in variants.items():
            told[name].append(run())
    return told


def _show(told: dict[str, list[Told]], orders: int) -> None:
    product = told["product"]
    phases = {"product, land": _costs(product, "land"), "product, publish": _costs(product, "publish")}
    phases |= {name: _costs(told[name], "land") for name in ("floor", "floor, keyed")}
    if "script" in told:
        phases["script"] = _costs(told["script"], "all")
    show(f"{orders:,} orders, medians", [_HEAD, *(_row(name, costs, orders) for name, costs in phases.items())])
    show("Peak memory, MB", [(name, spread(one["peak"] for one in of_all)) for name, of_all in told.items()])
    show("Ratios, round by round: median (least–greatest)", _ratios(told, phases))


_HEAD = ("", "CPU s", "wall s", "orders/CPU s", "Cafe24 calls", "MB in", "Google calls", "MB out", "MB in")


def _row(name: str, costs: Sequence[Cost], orders: int) -> Sequence[str]:
    cost = median(costs)
    mall, google = ([cost.get(f"{server}_{what}", 0) for what in ("calls", "sent", "received")]
                    for server in ("mall", "google"))  # fmt: skip
    mall_calls, _, mall_in = mall
    google_calls, out, back = google
    return (name, f"{cost['cpu']:.2f}", f"{cost['wall']:.2f}", f"{orders / cost['cpu']:,.0f}", f"{mall_calls:.0f}",
            f"{mall_in / 1e6:.1f}", f"{google_calls:.0f}", f"{out / 1e6:.1f}", f"{back / 1e6:.1f}")  # fmt: skip


def _ratios(told: dict[str, list[Told]], phases: dict[str, list[Cost]]) -> Sequence[Sequence[str]]:
    land = [cost["cpu"] for cost in phases["product, land"]]
    rows = [
        (f"land: orders per CPU second, of the {name}",
         spread(cost["cpu"] / own for own, cost in zip(land, phases[name], strict=True)))
        for name in ("floor", "floor, keyed")
    ]  # fmt: skip
    if "script" in told:
        whole = [own + cost["cpu"] for own, cost in zip(land, phases["product, publish"], strict=True)]
        parts = [own / cost["cpu"] for own, cost in zip(whole, phases["script"], strict=True)]
        rows.append(("land + publish: CPU seconds, of the script", spread(parts)))
    return rows


def _costs(told: Sequence[Told], phase: str) -> list[Cost]:
    return [one[phase] for one in told]


if __name__ == "__main__":
    main()
