"""Tabs that stand in no store: drawn by formulas, or kept as things stand. They are taken from the sheet as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.config import Schedule
from sheets_bridge.config.control import control_titles
from sheets_bridge.errors import BridgeError
from sheets_bridge.export.taking import Taken
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import Layout, Snapshot, Spreadsheet
from sheets_bridge.spreadsheet.layout import Sheet


@dataclass(frozen=True)
class DrawnTab:
    """A tab that only the sheet holds: `is_board` where it was drawn once, else one of 연동 현황."""

    title: str
    spreadsheet: str
    is_board: bool = True


@dataclass(frozen=True)
class Seen:
    """What was seen of the spreadsheets, by their names; `notes` say what is left out, and why."""

    layouts: Mapping[str, Layout] = field(default_factory=dict)
    shots: Sequence[tuple[str, Snapshot]] = ()
    """Name of the spreadsheet, and a tab of it."""
    notes: Sequence[Message] = ()


def drawn_tabs(schedule: Schedule) -> Sequence[DrawnTab]:
    """All that a schedule has of them."""
    boards = [DrawnTab(use.title, use.spreadsheet) for use in schedule.boards]
    names = dict.fromkeys(tab.spreadsheet for job in schedule.jobs.values() for tab in job.tabs)
    titles = control_titles(schedule.control, schedule.language) if schedule.control else ()
    return [*boards, *(DrawnTab(title, name, is_board=False) for name in names for title in titles)]


def see(spreadsheets: Mapping[str, Spreadsheet], wanted: Sequence[DrawnTab]) -> Seen:
    """Take these tabs from their spreadsheets. Two reads each; one that cannot be reached is noted and left out."""
    layouts: dict[str, Layout] = {}
    shots: list[tuple[str, Snapshot]] = []
    notes: list[Message] = []
    for name in dict.fromkeys(one.spreadsheet for one in wanted):
        mine = [one for one in wanted if one.spreadsheet == name]
        try:
            layout = spreadsheets[name].look()
            standing = [_sheet(layout, one) for one in mine]
            taken = spreadsheets[name].snapshots([sheet.sheet_id for sheet in standing if sheet])
        except BridgeError as error:
            notes += left_out(mine, error)
            continue
        layouts[name] = layout
        shots += [(name, shot) for shot in taken.values()]
        notes += [
            _not_there(one)
            for one, sheet in zip(mine, standing, strict=True)
            if not sheet or sheet.sheet_id not in taken
        ]
    return Seen(layouts, shots, notes)


def left_out(wanted: Sequence[DrawnTab], error: BridgeError) -> list[Message]:
    """What is said of tabs whose spreadsheet cannot be reached."""
    return [
        say("The tab {tab} is left out: it stands on the sheet alone, which could not be read. {problem}",
            tab=one.title, problem=error.message)
        for one in wanted
    ]  # fmt: skip


def _not_there(one: DrawnTab) -> Message:
    return say("The tab {tab} is left out: it is not on the sheet yet. `sheets-bridge run`, or the daemon, makes it.",
               tab=one.title)  # fmt: skip


def _sheet(layout: Layout, one: DrawnTab) -> Sheet | None:
    return layout.find_board(one.title) if one.is_board else layout.find_tab(one.title)


def arranged(tabs: Sequence[Taken], seen: Seen) -> Sequence[Taken | Snapshot]:
    """All tabs in the order that they have on their sheet.

    A tab that does not stand there, or whose sheet was not seen, stays behind the one before it.
    """
    placed = [*_shots_placed(seen), *_tabs_placed(tabs, seen)]
    return [one for _, one in sorted(placed, key=lambda both: both[0])]


_Place = tuple[int, int]
"""Which spreadsheet, and where on it, counted from 0."""


def _shots_placed(seen: Seen) -> Iterator[tuple[_Place, Taken | Snapshot]]:
    names = list(seen.layouts)
    for name, shot in seen.shots:
        ids = [sheet.sheet_id for sheet in seen.layouts[name].sheets]
        yield (names.index(name), ids.index(shot.sheet_id)), shot


def _tabs_placed(tabs: Sequence[Taken], seen: Seen) -> Iterator[tuple[_Place, Taken | Snapshot]]:
    place = (0, 0)
    for tab in tabs:
        place = _place(tab, seen) or place
        yield place, tab


def _place(tab: Taken, seen: Seen) -> _Place | None:
    layout = seen.layouts.get(tab.spreadsheet)
    sheet = (layout.find_tab(tab.title) or layout.find_form(tab.title)) if layout else None
    if layout is None or sheet is None:
        return None
    return list(seen.layouts).index(tab.spreadsheet), layout.sheets.index(sheet)
