"""Benchmark: the reports of ads computed over many ads, each beside what one look at all ad rows costs."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from bench_answer import Books, made
from bench_meter import median, peak_megabytes, show

from sheets_bridge.reports import REPORTS
from sheets_bridge.store import querying

_REPORTS = ("media_performance", "campaign_performance", "ad_performance", "keyword_performance", "utm_check")
_FLOOR = "SELECT date, campaign_id, SUM(cost), SUM(clicks), MAX(data_status) FROM ad_stats GROUP BY date, campaign_id"


def main() -> None:
    """Measure and print. Ends with an error where a report has no rows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ads", type=int, default=3000)
    options.add_argument("--days", type=int, default=60)
    options.add_argument("--orders", type=int, default=6000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = made(Path(folder), ads=asked.ads, days=asked.days, orders=asked.orders)
        rounds = [_round(books) for _ in range(asked.rounds)]
        books.store.close()
    rows = [(name, *_told([one[name] for one in rounds], [one["floor"] for one in rounds])) for name in rounds[0]]
    title = f"{asked.ads * asked.days * 2:,} rows of ads; median of {asked.rounds}"
    show(title, [("", "rows", "CPU s", "of the floor", "peak MB"), *rows])


def _round(books: Books) -> dict[str, dict[str, float]]:
    """Everything once, in turn, the floor first: a slow minute of the machine strikes all of it."""
    costs = {"floor": _apart(lambda: _floor(books))}
    for name in _REPORTS:
        report = REPORTS[name]
        costs[name] = _apart(lambda report=report: len(querying.rows(books.store, report, books.pulls, books.beside)))  # type: ignore[misc]
    return costs


def _floor(books: Books) -> int:
    with books.store.reading() as connection:
        return len(connection.execute(_FLOOR).fetchall())


def _apart(count: Callable[[], int]) -> dict[str, float]:
    """What it costs in a process of its own, whose memory is its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _measure(count, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        figures = [float(one) for one in told.read().split()]
    os.waitpid(child, 0)
    if not figures or not figures[0]:
        sys.exit("a report has no rows")
    return dict(zip(("rows", "cpu", "peak"), figures, strict=True))


def _measure(count: Callable[[], int], writing: int) -> NoReturn:
    """The child's part; whatever happens, it ends here."""
    try:
        began = time.process_time()
        rows = count()
        os.write(writing, f"{rows} {time.process_time() - began} {peak_megabytes()}".encode())
    finally:
        os._exit(0)


def _told(costs: list[dict[str, float]], floors: list[dict[str, float]]) -> tuple[str, str, str, str]:
    ratio = median([{"of": cost["cpu"] / floor["cpu"]} for cost, floor in zip(costs, floors, strict=True)])["of"]
    usual = median(costs)
    return f"{usual['rows']:,.0f}", f"{usual['cpu']:.2f}", f"{ratio:.1f}", f"{usual['peak']:.0f}"


if __name__ == "__main__":
    main()
