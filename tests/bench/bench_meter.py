"""What a stretch of work costs the process that does it: CPU, wall, calls and bytes; and tables of such figures."""

import json
import resource
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

Cost = dict[str, float]
"""cpu and wall in seconds; calls, sent and received (bytes of bodies) per server, as `<server>_calls` and so on."""


@contextmanager
def measured(servers: Mapping[str, str]) -> Iterator[Cost]:
    """The cost of the block, filled in at its end. The servers (name → address) count; asking them costs nothing."""
    cost: Cost = {}
    for address in servers.values():
        ask(f"{address}/tally")
    cpu, wall = _cpu(), time.perf_counter()
    yield cost
    cost.update(cpu=_cpu() - cpu, wall=time.perf_counter() - wall)
    for name, address in servers.items():
        cost.update({f"{name}_{what}": count for what, count in ask(f"{address}/tally").items()})


def ask(address: str) -> Any:
    """The parsed answer of a GET to one of our own servers."""
    with urlopen(address, timeout=60) as answer:
        return json.load(answer)


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(**figures: Any) -> None:
    """What a measured process came to, as its last line."""
    print(json.dumps(figures | {"peak": peak_megabytes()}))  # noqa: T201


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return {name: statistics.median(cost[name] for cost in costs) for name in costs[0]}


def spread(values: Iterable[float]) -> str:
    """A median with its least and greatest, as text."""
    all_values = sorted(values)
    return f"{statistics.median(all_values):.2f} ({all_values[0]:.2f}–{all_values[-1]:.2f})"


def show(title: str, rows: Sequence[Sequence[object]]) -> None:
    """A table; its first row is the header."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    print(f"\n{title}")  # noqa: T201
    for row in texts:
        cells = [cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width)
                 in enumerate(zip(row, widths, strict=True))]  # fmt: skip
        print("  " + "  ".join(cells))  # noqa: T201


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
