"""What anybody with access does to a spreadsheet by the Sheets API, on tabs called by the names we first gave them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from system_sheet import Sheet

Json = dict[str, Any]
_MARKS = (
    "sheets(properties(sheetId,title,gridProperties),"
    "data(columnMetadata(developerMetadata(metadataKey,metadataValue))))"
)


class Hands:
    """Somebody at the spreadsheet. Rows and columns count from 0."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ids = {title: told["sheetId"] for title, told in sheet.properties().items()}
        """First title → the lasting number of the sheet."""

    def title(self, tab: str) -> str:
        """What a tab is called by now."""
        return next(title for title, told in self.sheet.properties().items() if told["sheetId"] == self.ids[tab])

    def at(self, tab: str, column: str) -> int:
        """Where a column of ours stands by now."""
        columns = self._told(tab)["data"][0]["columnMetadata"]
        return next(at for at, one in enumerate(columns)
                    if any(mark["metadataValue"] == column for mark in one.get("developerMetadata", ())))  # fmt: skip

    def letter(self, tab: str, column: str) -> str:
        """Its letters."""
        return letters(self.at(tab, column))

    def size(self, tab: str) -> tuple[int, int]:
        """How many rows and columns a tab has."""
        grid = self._told(tab)["properties"]["gridProperties"]
        return grid["rowCount"], grid["columnCount"]

    def last(self, tab: str) -> int:
        """The last row that holds anything."""
        return len(self.sheet.values(self.title(tab))) - 1

    def do(self, *requests: Json) -> list[Json]:
        """A batchUpdate; its replies."""
        replies: list[Json] = self.sheet.batch(*requests)["replies"]
        return replies

    def do_as_owner(self, *requests: Json) -> None:
        """A batchUpdate by the one who made the spreadsheet, who may close ranges to everybody else."""
        mall = self.sheet.mall
        does = [{"batchUpdate": list(requests)}]
        mall.fault("/google/*", action="person", spreadsheet=mall.running.spreadsheet_id, does=does)
        self.sheet.properties()

    def type(self, tab: str, cell: str, *rows: Sequence[Any]) -> None:
        """Type rows of cells from `cell` on, as by keyboard."""
        where = quote(f"'{self.title(tab)}'!{cell}", safe="")
        body = {"values": [list(row) for row in rows]}
        self.sheet.asked("PUT", f"/values/{where}", params={"valueInputOption": "USER_ENTERED"}, json=body)

    def new_tab(self, tab: str, **properties: Any) -> None:
        """A tab of their own."""
        (reply,) = self.do({"addSheet": {"properties": {"title": tab, **properties}}})
        self.ids[tab] = reply["addSheet"]["properties"]["sheetId"]

    def own_column(self, tab: str, at: int | None = None) -> int:
        """A new blank column before column `at`, or after the last; where it is."""
        width = self.size(tab)[1]
        if at is None:
            self.do({"appendDimension": {"sheetId": self.ids[tab], "dimension": "COLUMNS", "length": 1}})
            return width
        self.do({"insertDimension": {"range": self.columns(tab, at), "inheritFromBefore": at > 0}})
        return at

    def area(self, tab: str, top: int | None, bottom: int | None, left: int | None, right: int | None) -> Json:
        """A GridRange; open where None."""
        ends = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
        return {"sheetId": self.ids[tab], **{name: end for name, end in ends.items() if end is not None}}

    def column(self, tab: str, column: str, top: int = 1) -> Json:
        """All cells of a column of ours below the header."""
        at = self.at(tab, column)
        return self.area(tab, top, None, at, at + 1)

    def columns(self, tab: str, at: int, count: int = 1) -> Json:
        return {"sheetId": self.ids[tab], "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}

    def rows(self, tab: str, at: int, count: int = 1) -> Json:
        return {"sheetId": self.ids[tab], "dimension": "ROWS", "startIndex": at, "endIndex": at + count}

    def note(self, tab: str, row: int, column: int, text: str) -> Json:
        """A note on a cell, as a request."""
        where = self.area(tab, row, row + 1, column, column + 1)
        return {"updateCells": {"range": where, "rows": [{"values": [{"note": text}]}], "fields": "note"}}

    def look(self, where: Json, look: Json) -> Json:
        """How cells look, as a request."""
        fields = ",".join(f"userEnteredFormat.{name}" for name in look)
        return {"repeatCell": {"range": where, "cell": {"userEnteredFormat": look}, "fields": fields}}

    def properties(self, tab: str, fields: str, **properties: Any) -> Json:
        """A change of a tab's properties, as a request."""
        told: Mapping[str, Any] = {"sheetId": self.ids[tab], **properties}
        return {"updateSheetProperties": {"properties": told, "fields": fields}}

    def _told(self, tab: str) -> Json:
        told = self.sheet.asked("GET", "", params={"fields": _MARKS})
        return next(one for one in told["sheets"] if one["properties"]["sheetId"] == self.ids[tab])


def letters(at: int) -> str:
    """The letters of a column."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)
