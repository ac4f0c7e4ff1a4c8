"""The calls of a minute as the worker leaves them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_bridge.daemon.counting import CALLS, Counting
from sheets_bridge.store import Store, life
from sheets_bridge.sync.world import Progress, Tell
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 2, tzinfo=UTC)


class Bench:
    """A worker that sends calls and tells its progress, and a clock that is turned by hand."""

    def __init__(self, store: Store) -> None:
        self.store, self.calls, self.seconds = store, Counter[str](), 1000.0
        self.told: list[Progress] = []
        counting = Counting(store, lambda: NOW, self.calls, lambda: self.seconds)
        self.tell: Tell = counting.beside(self.told.append)

    def sends(self, calls: int, after: float, *, last: bool = False) -> None:
        """So many calls, then a word of progress."""
        self.seconds += after
        self.calls["cafe24"] += calls
        self.tell(Progress("land", "orders", 2 if last else 1, 2, 0))

    @property
    def minute(self) -> dict[str, int] | None:
        """What the life sign says."""
        sign = life.sign(self.store, CALLS)
        return sign.told["minute"] if sign else None


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Store(tmp_path / "bridge.db", TABLES) as store:
        yield Bench(store)


def test_calls_are_counted_and_progress_passes_on(bench: Bench) -> None:
    bench.sends(5, after=3)
    bench.sends(4, after=3)
    assert bench.minute == {"cafe24": 9}
    assert len(bench.told) == 2


def test_calls_older_than_a_minute_are_no_longer_counted(bench: Bench) -> None:
    bench.sends(50, after=3)
    bench.sends(1, after=40)
    bench.sends(1, after=40)
    assert bench.minute == {"cafe24": 2}


def test_many_words_leave_few_signs_and_the_last_is_always_left(bench: Bench) -> None:
    bench.sends(1, after=0.1)
    assert bench.minute is None
    bench.sends(1, after=0.1, last=True)
    assert bench.minute == {"cafe24": 2}
