"""What a person sees: progress on stderr, tables, errors with what to do."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

import orjson
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table

from sheets_bridge.config import Schedule, unmasked_columns
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, Translate
from sheets_bridge.model import KST
from sheets_bridge.tables import TABLES

if TYPE_CHECKING:  # what shows a table need not load what writes a sheet
    from sheets_bridge.sync.world import Progress, Tell

_LINE_EVERY_SECONDS = 5.0


def console() -> Console:
    """Where people look: stderr, so that stdout stays for what a program reads."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def paper() -> Console:
    """Where results go that somebody may pipe on: stdout."""
    return Console(highlight=False, soft_wrap=True)


def kst(moment: datetime) -> str:
    """A moment as people here read it, zone named."""
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M} KST"


def print_json(value: dict[str, Any]) -> None:
    """One JSON object as the last line of stdout."""
    sys.stdout.write(orjson.dumps(value).decode() + "\n")
    sys.stdout.flush()


def print_line(text: str) -> None:
    """One line on stdout."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fail(error: BridgeError, _: Translate) -> NoReturn:
    """Say what went wrong and what to do, and end with its exit code."""
    print_problem(error.message, _)
    sys.exit(error.exit_code)


def print_problem(message: Message, _: Translate) -> None:
    """One problem, in the reader's language; never markup of our own making out of a vendor's words."""
    console().print(message.render(_), style="red", markup=False)


def print_note(message: Message, _: Translate) -> None:
    """Something worth knowing."""
    console().print(message.render(_), style="yellow", markup=False)


def print_unmasked(schedule: Schedule, _: Translate) -> None:
    """Whose data is shown unmasked, where and to whom: said wherever somebody looks."""
    for warning in unmasked_columns(schedule, TABLES):
        print_note(warning, _)


def table(title: str, *columns: str) -> Table:
    """An empty table; columns whose name begins with `#` hold numbers. Narrow terminals break words, cut none."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        side: JustifyMethod = "right" if column.startswith("#") else "left"
        made.add_column(column.lstrip("#"), justify=side, overflow="fold")
    return made


def outcome(word: str, _: Translate) -> str:
    """An outcome in the reader's language."""
    return {"ok": _("all well"), "partial": _("partly"), "failed": _("failed"), "busy": _("busy elsewhere")}[word]


@contextmanager
def watching(_: Translate) -> "Iterator[Tell]":
    """Progress bars on a terminal, plain lines elsewhere; ends with the block."""
    screen = console()
    if screen.is_terminal:
        with Bars(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rows]}"), TimeElapsedColumn(), console=screen,
        ) as bars:  # fmt: skip
            yield _bars(bars, _)
    else:
        yield _lines(screen, _)


def _bars(bars: Bars, _: Translate) -> "Tell":
    tasks: dict[tuple[str, str], TaskID] = {}

    def tell(progress: "Progress") -> None:
        which = (progress.phase, progress.name)
        if which not in tasks or progress.done == 0:
            tasks[which] = bars.add_task(_phase(progress, _), rows="")
        rows = _("{rows:,} rows").format(rows=progress.rows)
        bars.update(tasks[which], completed=progress.done, total=max(progress.total, 1), rows=rows)

    return tell


def _lines(screen: Console, _: Translate) -> "Tell":
    """A line when a part is done, and every few seconds while it is not."""
    told = time.monotonic()

    def tell(progress: "Progress") -> None:
        nonlocal told
        if progress.done < progress.total and time.monotonic() - told < _LINE_EVERY_SECONDS:
            return
        told = time.monotonic()
        line = _("{what}: {done} of {total}, {rows:,} rows").format(
            what=_phase(progress, _), done=progress.done, total=progress.total, rows=progress.rows
        )
        screen.print(line, markup=False)

    return tell


def phase(word: str, _: Translate) -> str:
    """A phase of a run in the reader's language."""
    return {"land": _("reading"), "publish": _("writing"), "export": _("exporting")}[word]


def _phase(progress: "Progress", _: Translate) -> str:
    return f"{phase(progress.phase, _)} {progress.name}"
