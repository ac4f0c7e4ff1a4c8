"""A spreadsheet without its cells: its sheets, and which of them are tabs of ours."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.spreadsheet import writer
from sheets_bridge.spreadsheet.areas import Area, area
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.roles import Role, named
from sheets_bridge.spreadsheet.shape import BOARD_KEY, COLUMN_KEY, FORM_KEY, TAB_KEY, Shape
from sheets_bridge.spreadsheet.writer import NOBODY, Signed

_FIELDS = (
    "properties(title,locale,timeZone),"
    "developerMetadata(metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,index,hidden,tabColorStyle,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataId,metadataKey,metadataValue),merges,"
    "protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit,description),"
    # Without rowData: the marks of columns are all that is told of the grid.
    "data(startColumn,columnMetadata(developerMetadata(metadataKey,metadataValue))))"
)


@dataclass(frozen=True)
class Mark:
    """What we once noted on a sheet: which tab it is and which columns of it hold complete values."""

    metadata_id: int
    tab: str
    columns: tuple[str, ...]
    loading: bool
    decimals: bool = False
    """Whether its money was last dressed with two decimals."""
    layout: int = 1
    """The layout it was made in, or brought to since."""
    role: Role | None = None
    """What it is for; None on tabs of the first layout, which did not say."""


@dataclass(frozen=True)
class Protection:
    """A range a person protected, and whether we may write there."""

    where: Area
    description: str
    closed: bool


@dataclass(frozen=True)
class Sheet:
    """One sheet of a spreadsheet. `positions`: column id → column index from 0, where a column bears our mark."""

    sheet_id: int
    title: str
    rows: int
    columns: int
    mark: Mark | None = None
    positions: Mapping[str, int] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    protections: tuple[Protection, ...] = ()
    form: Mark | None = None
    """What we noted on a tab that people type into."""
    board: Mark | None = None
    """What we noted on a tab that is drawn once."""
    coloured: bool = False
    """Whether somebody, or we, gave it a colour."""

    @property
    def role(self) -> Role | None:
        """What it is for; None for people's own."""
        if self.form:
            return Role.INPUT
        mark = self.mark or self.board
        return (mark.role or Role.RAW) if mark else None

    @property
    def cells(self) -> int:
        """Cells of its grid; empty ones count against Google's limit too."""
        return self.rows * self.columns


@dataclass(frozen=True)
class Layout:
    """A spreadsheet as seen by one look; `sheets` stand in their order."""

    title: str
    locale: str
    time_zone: str
    sheets: tuple[Sheet, ...]
    at: float = field(default=0.0, compare=False)
    """When the look began, by the clock of whoever looked."""
    signed: Signed = NOBODY
    """Who wrote it last."""

    @property
    def cells(self) -> int:
        """Cells of all grids; empty ones count against Google's limit too."""
        return sum(sheet.cells for sheet in self.sheets)

    @property
    def roles(self) -> list[Role | None]:
        """What each sheet is for, in their order; None for people's own."""
        return [sheet.role for sheet in self.sheets]

    def find(self, shape: Shape, remembered_sheet_id: int | None = None) -> Sheet | None:
        """The sheet that bears the mark of a tab, never by title.

        A person's copy of a tab bears the mark too: the remembered one is ours, else the first.
        """
        return self.find_tab(shape.title, remembered_sheet_id)

    def find_tab(self, title: str, remembered_sheet_id: int | None = None) -> Sheet | None:
        """As `find`, by the title that the schedule gives a tab."""
        ours = [sheet for sheet in self.sheets if sheet.mark and sheet.mark.tab == title]
        return _remembered(ours, remembered_sheet_id)

    def find_form(self, title: str, remembered_sheet_id: int | None = None) -> Sheet | None:
        """As `find`, of a tab that people type into."""
        theirs = [sheet for sheet in self.sheets if sheet.form and sheet.form.tab == title]
        return _remembered(theirs, remembered_sheet_id)

    def find_board(self, title: str, remembered_sheet_id: int | None = None) -> Sheet | None:
        """As `find`, of a tab that is drawn once."""
        drawn = [sheet for sheet in self.sheets if sheet.board and sheet.board.tab == title]
        return _remembered(drawn, remembered_sheet_id)


def _remembered(sheets: Sequence[Sheet], sheet_id: int | None) -> Sheet | None:
    remembered = (sheet for sheet in sheets if sheet.sheet_id == sheet_id)
    return next(remembered, sheets[0] if sheets else None)


def unsettled(title: str) -> Unavailable:
    """What is raised where a person changes a tab under our hands: nothing is lost, who looks again goes on."""
    return Unavailable(say("Somebody changes the tab {tab} just now; the next run goes on.", tab=title))


def look(client: GoogleClient, spreadsheet_id: str) -> Layout:
    """Read a spreadsheet's layout. One read, whatever its size: sheets and columns are seen at the same moment.

    Raises: Refused where it is not shared or not there; Unavailable.
    """
    return understand(client.ask("get", spreadsheet_id, params={"fields": _FIELDS}))


def understand(told: Mapping[str, Any]) -> Layout:
    """A layout from the answer. Pure."""
    properties = told.get("properties", {})
    return Layout(
        properties.get("title", ""),
        properties.get("locale", ""),
        properties.get("timeZone", ""),
        tuple(map(_sheet, told.get("sheets", ()))),
        signed=writer.understand(told.get("developerMetadata", ())),
    )


def _positions(blocks: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Column id → where it stands; the first of several that bear the same mark."""
    positions: dict[str, int] = {}
    for block in blocks:
        for at, column in enumerate(block.get("columnMetadata", ()), block.get("startColumn", 0)):
            for mark in column.get("developerMetadata", ()):
                if mark.get("metadataKey") == COLUMN_KEY:
                    positions.setdefault(mark["metadataValue"], at)
    return positions


def _sheet(told: Mapping[str, Any]) -> Sheet:
    properties = told["properties"]
    sheet_id, grid = properties.get("sheetId", 0), properties.get("gridProperties", {})
    return Sheet(
        sheet_id,
        properties["title"],
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        _mark(told.get("developerMetadata", ()), TAB_KEY),
        _positions(told.get("data", ())),
        tuple(area(merge) for merge in told.get("merges", ())),
        tuple(_protection(sheet_id, protected) for protected in told.get("protectedRanges", ())),
        _mark(told.get("developerMetadata", ()), FORM_KEY),
        _mark(told.get("developerMetadata", ()), BOARD_KEY),
        coloured="tabColorStyle" in properties,
    )


def _mark(metadata: Iterable[Mapping[str, Any]], key: str) -> Mark | None:
    told = next((entry for entry in metadata if entry.get("metadataKey") == key), None)
    if told is None:
        return None
    try:
        value = json.loads(told["metadataValue"])
        return Mark(
            told["metadataId"],
            value["tab"],
            tuple(value["columns"]),
            value.get("loading", False),
            value.get("decimals", False),
            value.get("layout", 1),
            named(value.get("role")),
        )
    except (ValueError, KeyError, TypeError):
        return None  # another program's metadata under our key: not a tab of ours


def _protection(sheet_id: int, told: Mapping[str, Any]) -> Protection:
    open_to_us = told.get("warningOnly") or told.get("requestingUserCanEdit") or told.get("unprotectedRanges")
    where = area(told.get("range", {}))._replace(sheet_id=sheet_id)
    return Protection(where, told.get("description", ""), not open_to_us)
