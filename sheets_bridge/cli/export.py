"""`sheets-bridge export`: the tabs as files, from what is collected here."""

import time
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, installation, language_of, log_to_stderr, world_with
from sheets_bridge.cli.run import chosen
from sheets_bridge.config import Schedule
from sheets_bridge.errors import BridgeError, StateError, system_words
from sheets_bridge.export import Taken, take, write_files, write_workbook
from sheets_bridge.messages import Message, Translate, say


def export(
    xlsx: Path | None, csv: Path | None, jobs: Sequence[str], tabs: Sequence[str], as_json: bool, schedule: Path
) -> None:
    """Write the tabs to a workbook, to CSV files, or to both."""
    _ = language_of(schedule)
    log_to_stderr(_)
    if xlsx is None and csv is None:
        raise click.UsageError(_("Say where to: --xlsx FILE, --csv DIR, or both."))
    try:
        with installation(schedule) as opened:
            names = chosen(opened.schedule, jobs, _)
            titles = _titles(opened.schedule, names, tabs, _)
            began = time.monotonic()
            taken, files, notes = _written(opened, names, titles, xlsx, csv)
            _say(taken, files, notes, round(time.monotonic() - began, 1), opened, as_json=as_json)
    except OSError as error:
        problem = say("{file} cannot be written ({error}). Check the folder and the free disk space.",
                      file=error.filename or xlsx or csv, error=system_words(error))  # fmt: skip
        screen.fail(StateError(problem), _)
    except BridgeError as error:
        screen.fail(error, _)


def _titles(schedule: Schedule, jobs: Sequence[str], tabs: Sequence[str], _: Translate) -> Sequence[str]:
    """The titles named. Raises: UsageError with the nearest title of these jobs."""
    known = [tab.title for name in jobs for tab in schedule.jobs[name].tabs]
    named = [normalize("NFC", title) for title in tabs]
    for title in named:
        if title not in known:
            near = get_close_matches(title, known, 1)
            meant = _("Did you mean {near}?").format(near=near[0]) if near else ""
            unknown = _("There is no tab {title} in these jobs. {meant} There are: {known}.")
            raise click.UsageError(unknown.format(title=title, meant=meant, known=", ".join(known)))
    return named


def _written(
    opened: Installation, jobs: Sequence[str], titles: Sequence[str], xlsx: Path | None, csv: Path | None
) -> tuple[Sequence[Taken], Sequence[Path], Sequence[Message]]:
    with screen.watching(opened.translate) as tell:
        tabs = take(world_with(opened, {}, tell), {name: opened.schedule.jobs[name] for name in jobs}, titles)
        notes = write_workbook(xlsx, tabs) if xlsx else []
        files = write_files(csv, tabs) if csv else []
    return tabs, [*([xlsx] if xlsx else []), *files], notes


def _say(
    tabs: Sequence[Taken], files: Sequence[Path], notes: Sequence[Message], seconds: float, opened: Installation,
    *, as_json: bool,
) -> None:  # fmt: skip
    _ = opened.translate
    for note in notes:
        screen.print_note(note, _)
    for tab in (one for one in tabs if not one.count):
        screen.print_note(say("The tab {title} has no rows: nothing has been collected for it.", title=tab.title), _)
    screen.print_unmasked(opened.schedule, _)
    rows = sum(tab.count for tab in tabs)
    told = say("{tabs} tabs with {rows} rows written in {seconds} s: {files}", tabs=len(tabs), rows=f"{rows:,}",
               seconds=seconds, files=[str(file) for file in files])  # fmt: skip
    screen.console().print(told.render(_), markup=False)
    if as_json:
        screen.print_json(_as_json(tabs, files, notes, seconds, _))


def _as_json(
    tabs: Sequence[Taken], files: Sequence[Path], notes: Sequence[Message], seconds: float, _: Translate
) -> dict[str, Any]:
    return {
        "files": [str(file) for file in files], "seconds": seconds, "exit_code": 0,
        "notes": [note.render(_) for note in notes],
        "tabs": [{"tab": tab.title, "table": tab.shape.table.id, "rows": tab.count} for tab in tabs],
    }  # fmt: skip
