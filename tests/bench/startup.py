"""Benchmark: how long the command line takes to answer."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from bench_meter import show
from bench_site import site


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=10)
    rounds: int = options.parse_args().rounds
    with site(300) as here:
        here.install("orders", "order_items")
        here.product("run")
        commands = {"--help": ["--help"], "status": ["status", "--schedule", str(here.folder / "schedule.yaml")]}
        seconds: dict[str, list[float]] = {name: [] for name in ("python alone", *commands)}
        for _ in range(rounds):
            seconds["python alone"].append(_seconds([sys.executable, "-c", ""]))
            for name, words in commands.items():
                seconds[name].append(_seconds([_program(), *words]))
    rows = [(name, *(f"{value * 1000:.0f}" for value in _three(times))) for name, times in seconds.items()]
    show(f"Wall, milliseconds, {rounds} runs", [("", "median", "least", "greatest"), *rows])


def _program() -> str:
    """The installed command, beside the interpreter."""
    return str(Path(sys.executable).with_name("sheets-bridge"))


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def _three(times: list[float]) -> tuple[float, float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[0], ordered[-1]


if __name__ == "__main__":
    main()
