"""History being loaded, as people see it: days done of days missing, rows, rate, time left, which days a tab covers."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bars

from sheets_bridge.cli import screen
from sheets_bridge.messages import Translate
from sheets_bridge.sync.world import Progress

_LINE_EVERY_SECONDS = 5.0
Covers = Sequence[tuple[str, str]]
"""Tab and its days, in words."""


@dataclass(frozen=True)
class Pace:
    """How fast it goes, in days and rows."""

    done: int
    total: int
    rows: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> timedelta | None:
        """How long it takes yet, if it goes on as it went; None before the first days are done."""
        if self.done <= 0 or self.seconds <= 0:
            return None
        return timedelta(seconds=round(self.seconds / self.done * (self.total - self.done)))


@dataclass
class Loading:
    """What has been loaded so far, and where that is shown."""

    job: str
    total: int
    translate: Translate
    covers: Covers = ()
    """What the tabs cover, as `status` says it."""
    rows: int = 0
    days_left: int = 0
    _began: float = field(default_factory=time.monotonic)
    _now: dict[str, int] = field(default_factory=dict)
    _shown: float = float("-inf")
    _bars: Bars | None = None

    def tell(self, progress: Progress) -> None:
        """How far the window at work is."""
        if progress.phase == "land":
            self._now[progress.name] = progress.rows
        self._show(at_once=False)

    def landed(self, rows: int, days_left: int, covers: Covers) -> None:
        """A window is done."""
        self.rows, self.days_left, self.covers = self.rows + rows, days_left, covers
        self._now.clear()
        self._show(at_once=True)

    @property
    def pace(self) -> Pace:
        """How fast it went up to now."""
        rows = self.rows + sum(self._now.values())
        return Pace(self.total - self.days_left, self.total, rows, time.monotonic() - self._began)

    def _show(self, *, at_once: bool) -> None:
        if self._bars is not None:
            self._bars.update(self._bars.task_ids[0], completed=self.total - self.days_left, line=self._line())
        elif at_once or time.monotonic() - self._shown >= _LINE_EVERY_SECONDS:
            self._shown = time.monotonic()
            screen.console().print(f"{self.job}: {self._line()}", markup=False)

    def _line(self) -> str:
        _, pace = self.translate, self.pace
        counts = _("{done:,} of {total:,} days, {rows:,} rows, {rate:,.0f} rows/s").format(
            done=pace.done, total=pace.total, rows=pace.rows, rate=pace.rate
        )
        left = _("about {left} left").format(left=pace.left) if pace.left else ""
        return ", ".join(filter(None, (counts, left, *(f"{tab} {days}" for tab, days in self.covers))))


@contextmanager
def loading(job: str, total: int, _: Translate) -> Iterator[Loading]:
    """A bar on a terminal, plain lines elsewhere; ends with the block."""
    shown, one = screen.console(), Loading(job, total, _, days_left=total)
    if not shown.is_terminal:
        yield one
        return
    with _bar(shown) as bars:
        bars.add_task(job, total=max(total, 1), line="")
        one._bars = bars
        yield one


def _bar(shown: Console) -> Bars:
    return Bars(
        TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.fields[line]}", markup=False),
        console=shown,
    )  # fmt: skip
