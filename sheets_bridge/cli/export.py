"""`sheets-bridge export`: the tabs as files, from what is collected here; the dashboard as it stands on the sheet."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import (
    Installation,
    installation,
    language_of,
    log_to_stderr,
    spreadsheets_of,
    world_with,
)
from sheets_bridge.cli.run import chosen
from sheets_bridge.config import Schedule
from sheets_bridge.errors import BridgeError, StateError, system_words
from sheets_bridge.export import (
    DrawnTab,
    Seen,
    Taken,
    arranged,
    drawn_tabs,
    left_out,
    see,
    take,
    write_files,
    write_workbook,
)
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
            drawn = drawn_tabs(opened.schedule) if xlsx else ()
            titles = _titles(opened.schedule, names, tabs, drawn, _)
            began = time.monotonic()
            seen = _see(opened, [one for one in drawn if (one.title in titles if tabs else not jobs)])
            written = _written(opened, names, titles, seen, xlsx, csv)
            _say(written, round(time.monotonic() - began, 1), opened, as_json=as_json)
    except OSError as error:
        problem = say("{file} cannot be written ({error}). Check the folder and the free disk space.",
                      file=error.filename or xlsx or csv, error=system_words(error))  # fmt: skip
        screen.fail(StateError(problem), _)
    except BridgeError as error:
        screen.fail(error, _)


@dataclass(frozen=True)
class _Written:
    """What came of it: tabs from the store, titles of those from the sheet."""

    tabs: Sequence[Taken]
    drawn: Sequence[str]
    files: Sequence[Path]
    notes: Sequence[Message]


def _titles(
    schedule: Schedule, jobs: Sequence[str], tabs: Sequence[str], drawn: Sequence[DrawnTab], _: Translate
) -> Sequence[str]:
    """The titles named. Raises: UsageError with the nearest title of these jobs, or of the sheet."""
    known = [tab.title for name in jobs for tab in schedule.jobs[name].tabs]
    known += [one.title for one in drawn]
    named = [normalize("NFC", title) for title in tabs]
    for title in named:
        if title not in known:
            near = get_close_matches(title, known, 1)
            meant = _("Did you mean {near}?").format(near=near[0]) if near else ""
            unknown = _("There is no tab {title} in these jobs. {meant} There are: {known}.")
            raise click.UsageError(unknown.format(title=title, meant=meant, known=", ".join(known)))
    return named


def _see(opened: Installation, wanted: Sequence[DrawnTab]) -> Seen:
    """The tabs that the sheet alone holds: the store's own are exported whether Google can be reached or not."""
    if not wanted:
        return Seen()
    try:
        return see(spreadsheets_of(opened), wanted)
    except BridgeError as error:
        return Seen(notes=left_out(wanted, error))


def _written(
    opened: Installation, jobs: Sequence[str], titles: Sequence[str], seen: Seen, xlsx: Path | None, csv: Path | None
) -> _Written:
    with screen.watching(opened.translate) as tell:
        tabs = take(world_with(opened, {}, tell), {name: opened.schedule.jobs[name] for name in jobs}, titles)
        notes = write_workbook(xlsx, arranged(tabs, seen)) if xlsx else []
        files = write_files(csv, tabs) if csv else []
    drawn = [shot.title for _, shot in seen.shots]
    return _Written(tabs, drawn, [*([xlsx] if xlsx else []), *files], [*seen.notes, *notes])


def _say(written: _Written, seconds: float, opened: Installation, *, as_json: bool) -> None:
    _, tabs = opened.translate, written.tabs
    for note in written.notes:
        screen.print_note(note, _)
    for tab in (one for one in tabs if not one.count):
        screen.print_note(say("The tab {title} has no rows: nothing has been collected for it.", title=tab.title), _)
    screen.print_unmasked(opened.schedule, _)
    rows = sum(tab.count for tab in tabs)
    told = say("{tabs} tabs with {rows} rows written in {seconds} s: {files}", tabs=len(tabs), rows=f"{rows:,}",
               seconds=seconds, files=[str(file) for file in written.files])  # fmt: skip
    screen.console().print(told.render(_), markup=False)
    if written.drawn:
        told = say("As they stand on the sheet just now: {tabs}", tabs=list(written.drawn))
        screen.console().print(told.render(_), markup=False)
    if as_json:
        screen.print_json(_as_json(written, seconds, _))


def _as_json(written: _Written, seconds: float, _: Translate) -> dict[str, Any]:
    return {
        "files": [str(file) for file in written.files], "seconds": seconds, "exit_code": 0,
        "notes": [note.render(_) for note in written.notes], "from_the_sheet": list(written.drawn),
        "tabs": [{"tab": tab.title, "table": tab.shape.table.id, "rows": tab.count} for tab in written.tabs],
    }  # fmt: skip
