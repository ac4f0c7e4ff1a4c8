"""Benchmark: what the daemon costs while nothing is due, and the memory it holds once its first job is over."""

import argparse
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_meter import show
from bench_site import site

from sheets_bridge.store import Store, queue
from sheets_bridge.tables import TABLES

_PATIENCE = 120.0
_BARE = "import time; time.sleep(3600)"
_EVERYTHING = """
page: {{port: {port}}}
notify: ["json://127.0.0.1:9/"]
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--orders", type=int, default=3000)
    asked = options.parse_args()
    rows: list[tuple[str, ...]] = []
    with site(asked.orders) as here:
        for name, more in (("daemon", ""), ("daemon, status page up, somebody to be told", _EVERYTHING)):
            here.install("orders", "order_items")
            with (here.folder / "schedule.yaml").open("a", encoding="utf-8") as schedule:
                schedule.write(more.format(port=_free_port()))
            with _living([sys.executable, "-c", _BARE]) as bare, _living(_daemon(here.folder)) as daemon:
                _until_idle(here.folder / "state" / "bridge.db")
                shares = _shares([bare, daemon], asked.seconds)
                told = zip((f"python alone, beside: {name}", name), (bare, daemon), shares, strict=True)
                rows += [(who, f"{share * 100:.2f}", f"{_resident(pid):.0f}", f"{_peak(pid):.0f}")
                         for who, pid, share in told]  # fmt: skip
    title = f"{asked.seconds:.0f} idle seconds after a first load of {asked.orders} orders and all its history"
    show(title, [("", "CPU %", "resident MB", "peak MB"), *rows])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _daemon(folder: Path) -> list[str]:
    program = str(Path(sys.executable).with_name("sheets-bridge"))
    return [program, "daemon", "--schedule", str(folder / "schedule.yaml")]


@contextmanager
def _living(command: list[str]) -> Iterator[int]:
    """The id of a process that lives for the time of the block."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def _until_idle(database: Path) -> None:
    """Wait until some run is over and no other waits. Ends the program where that does not come."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        time.sleep(0.2)
        if not database.exists():
            continue
        with Store(database, TABLES) as store:
            busy = queue.standing(store, "waiting") or queue.standing(store, "running")
            done = queue.standing(store, "done")
        if done and not busy:
            if wrong := [entry.report for entry in done if entry.exit_code]:
                raise SystemExit(f"a run failed: {wrong[0]}")
            return
    raise SystemExit("the daemon's first runs did not end")


def _shares(processes: list[int], seconds: float) -> list[float]:
    """The CPU share of each process over so many seconds, user and system time of all its threads."""
    before, began = [_cpu(pid) for pid in processes], time.monotonic()
    time.sleep(seconds)
    passed = time.monotonic() - began
    return [(_cpu(pid) - then) / passed for pid, then in zip(processes, before, strict=True)]


def _cpu(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    return _kilobytes(pid, "VmRSS") / 1024


def _peak(pid: int) -> float:
    return _kilobytes(pid, "VmHWM") / 1024


def _kilobytes(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


if __name__ == "__main__":
    main()
