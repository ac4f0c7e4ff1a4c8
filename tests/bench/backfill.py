"""Benchmark: two years of history loaded under the sandbox's rate limits; its calls beside the least there can be."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from bench_meter import ask, show

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.cli import pretend, workspace
from sheets_bridge.cli.connect.mall import consent_address
from sheets_bridge.cli.installation import Installation, installation, world
from sheets_bridge.cli.run import run_all
from sheets_bridge.daemon import House
from sheets_bridge.daemon.backfill import left
from sheets_bridge.sync import Ask, run
from sheets_bridge.tokens import Consent

_NEWEST_DAYS, _LONGEST_DAYS, _PAGE = 30, 89, 1000
"""The newest days come first; no call may span three months, the shortest of which have 89 days."""
_STATISTICS = 4
"""Resources of Analytics that a window of visits is made of."""
_WANTED = 1.5


@dataclass(frozen=True)
class Mall:
    """A sandbox with its limits on, and an installation connected to it whose waits pass on the sandbox's clock."""

    standing: pretend.Pretend
    opened: Installation

    def control(self, name: str) -> Any:
        """What one of the sandbox's controls tells."""
        return ask(f"{self.standing.address}/sandbox/{name}")


def main() -> None:
    """Measure and print; ends with an error where calls were refused, rows are missing or too many calls were made."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--days", type=int, default=730)
    options.add_argument("--orders-per-day", type=int, default=43)
    asked = options.parse_args()
    wrong = []
    for name, load in (("run", _at_once), ("backfill", _window_by_window)):
        with _mall(asked.days, asked.orders_per_day) as mall:
            # Orders that come while it loads are for the next run.
            expected = {table: _truth(mall, table) for table in _KEYS}
            load(mall)
            missing = sum(len(keys - _stored(mall, table)) for table, keys in expected.items())
            wrong += _told(name, mall, missing)
    if wrong:
        raise SystemExit("\n".join(wrong))


@contextmanager
def _mall(days: int, orders_per_day: int) -> Iterator[Mall]:
    with ExitStack() as held:
        folder = Path(held.enter_context(TemporaryDirectory(prefix="sheets-bridge-bench-")))
        sizes = {"days": days, "orders_per_day": orders_per_day, "seed": 1}
        standing = held.enter_context(pretend.started(folder / "schedule.yaml", **sizes))
        _only_orders_and_visits(standing)
        opened = held.enter_context(installation(standing.schedule, _on_its_clock(standing.address)))
        send = sender(held.enter_context(open_session()))
        consent = Consent(opened.credentials, standing.mall, opened.clock)
        landed = pretend.consented(send, consent_address(opened, standing.mall, consent))
        opened.logins[standing.mall].exchange(consent.landed(landed))
        yield Mall(standing, opened)


def _only_orders_and_visits(standing: pretend.Pretend) -> None:
    """What the least number of calls is defined for."""
    before, _, rest = standing.schedule.read_text("utf-8").partition("jobs:\n")
    jobs = "".join(job.format(mall=standing.mall) for job in workspace.SMALL)
    standing.schedule.write_text(f"{before}jobs:\n{jobs}endpoints:{rest.partition('endpoints:')[2]}", "utf-8")


def _on_its_clock(address: str) -> Callable[[float], None]:
    """Waits that pass at once here and in full there: what bucket and quota leak is what the product waited."""

    def sleep(seconds: float) -> None:
        if seconds > 0:
            body = json.dumps({"hours": seconds / 3600}).encode()
            urlopen(Request(f"{address}/sandbox/advance", body, {"Content-Type": "application/json"}), timeout=60)

    return sleep


def _at_once(mall: Mall) -> None:
    """`sheets-bridge run`."""
    done = run_all(mall.opened, list(mall.opened.schedule.jobs), Ask())
    if done.errors or not done.verified:
        raise SystemExit(str(done.errors))


def _window_by_window(mall: Mall) -> None:
    """`sheets-bridge backfill` of every job: its newest days, then one run a window."""
    touched = world(mall.opened, lambda _progress: None)
    house = House(mall.opened.schedule, touched, mall.opened.logins)
    for name, job in mall.opened.schedule.jobs.items():
        part = Ask(part="news")
        while True:
            done = run(job, touched, part)
            if done.errors:
                raise SystemExit(str(done.errors))
            if not left(house, name, None):
                break
            part = Ask(part="history")


def _told(name: str, mall: Mall, missing: int) -> Sequence[str]:
    """Print the figures; what is wrong with them."""
    calls = [call for call in mall.control("calls") if call["kind"] != "token"]
    asked = [call for call in calls if call["vendor"] != "google"]
    refused = sum(call["status"] == 429 for call in asked)
    least = _least(mall)
    ratio = len(asked) / least
    busiest = max(Counter(call["at"][:19] for call in asked).values())
    show(f"{name}: {len(mall.control('truth/orders')['rows']):,} orders of two shops", [
        ("Cafe24 calls", "least", "ratio", "429s", "most a second", "Google calls", "rows missing"),
        (len(asked), least, f"{ratio:.2f}", refused, busiest, len(calls) - len(asked), missing),
    ])  # fmt: skip
    show("Calls by address", [("", "calls"), *Counter(call["path"] for call in asked).most_common()])
    told = {"calls were refused for their number": refused, "rows are missing": missing,
            f"more than {_WANTED} times the least calls": ratio > _WANTED}  # fmt: skip
    return [f"{name}: {problem}" for problem, found in told.items() if found]


def _least(mall: Mall) -> int:
    """Per shop: the pages of each window of orders and a count for it, the statistics of each window of days."""
    by_day: Counter[tuple[int, date]] = Counter()
    for row in _rows(mall, "orders"):
        by_day[row["shop_no"], date.fromisoformat(row["order_date"][:10])] += 1
    days = [(row["shop_no"], date.fromisoformat(row["date"])) for row in _rows(mall, "visitors")]
    first, last = min(day for _, day in days), max(day for _, day in days)
    least = 0
    for shop in {shop for shop, _ in days}:
        for since, until in _windows(first, last):
            rows = sum(count for (of, day), count in by_day.items() if of == shop and since <= day <= until)
            least += max(1, ceil(rows / _PAGE)) + 1 + _STATISTICS
    return least


def _windows(first: date, last: date) -> Iterator[tuple[date, date]]:
    longest = _NEWEST_DAYS
    while last >= first:
        since = max(first, last - timedelta(days=longest - 1))
        yield since, last
        last, longest = since - timedelta(days=1), _LONGEST_DAYS


def _rows(mall: Mall, table: str) -> Iterator[dict[str, Any]]:
    told = mall.control(f"truth/{table}")
    return (dict(zip(told["columns"], row, strict=True)) for row in told["rows"])


_KEYS = {"orders": "order_id", "order_items": "order_item_code"}


def _truth(mall: Mall, table: str) -> set[tuple[int, str]]:
    return {(row["shop_no"], row[_KEYS[table]]) for row in _rows(mall, table)}


def _stored(mall: Mall, table: str) -> set[tuple[int, str]]:
    return set(mall.opened.store.query(f"SELECT shop_no, {_KEYS[table]} FROM {table}"))


if __name__ == "__main__":
    main()
