"""Benchmark: how long the command line takes to answer."""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench_meter import Cost, show
from bench_site import site


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=10)
    rounds: int = options.parse_args().rounds
    with site(300) as here:
        here.install("orders", "order_items")
        here.product("run")
        at = ["--schedule", str(here.folder / "schedule.yaml")]
        commands = {
            "python alone": [sys.executable, "-c", ""],
            "--help": [_program(), "--help"],
            "jobs": [_program(), "jobs", *at],
            "status": [_program(), "status", *at],
        }
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, words in commands.items():
                costs[name].append(_cost(words))
    rows = [(name, _three(of_all, "cpu"), _three(of_all, "wall")) for name, of_all in costs.items()]
    show(f"Milliseconds, {rounds} runs in turn: median (least–greatest)", [("", "CPU", "wall"), *rows])


def _program() -> str:
    """The installed command, beside the interpreter."""
    return str(Path(sys.executable).with_name("sheets-bridge"))


def _cost(command: list[str]) -> Cost:
    """What a process took until it had ended, its CPU time as the system counted it."""
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    return {"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "wall": wall}


def _three(costs: list[Cost], figure: str) -> str:
    ordered = sorted(cost[figure] * 1000 for cost in costs)
    return f"{statistics.median(ordered):.0f} ({ordered[0]:.0f}–{ordered[-1]:.0f})"


if __name__ == "__main__":
    main()
