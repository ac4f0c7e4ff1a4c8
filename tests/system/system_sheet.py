"""The sheet as anybody else sees and edits it: plain HTTP, and a comparison with the truth of its own."""

import re
from datetime import datetime
from typing import Any

import orjson
from system_mall import TABS, Mall

from sheets_bridge.tables import TABLES

_TIME = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers count wall time
_MOST_TOLD = 6


class Sheet:
    """The spreadsheet of a mall, in the hands of a person."""

    def __init__(self, mall: Mall) -> None:
        self.mall = mall
        self.address = f"{mall.root}/google/v4/spreadsheets/{mall.running.spreadsheet_id}"
        self._bearer = {"Authorization": f"Bearer {mall.running.google_token}"}

    # Looking.

    def properties(self) -> dict[str, dict[str, Any]]:
        """The properties of each tab, by title."""
        told = self.asked("GET", "", params={"fields": "sheets.properties"})
        return {one["properties"]["title"]: one["properties"] for one in told["sheets"]}

    def values(self, title: str) -> list[list[Any]]:
        """All cells of a tab, header first; numbers as numbers, days as serial numbers."""
        asked = {"ranges": f"'{title}'", "valueRenderOption": "UNFORMATTED_VALUE",
                 "dateTimeRenderOption": "SERIAL_NUMBER"}  # fmt: skip
        told = self.asked("GET", "/values:batchGet", params=asked)
        rows: list[list[Any]] = told["valueRanges"][0].get("values", [])
        return rows

    def records(self, title: str) -> list[dict[str, Any]]:
        """The rows of a tab by header text; blank cells are ""."""
        header, *rows = self.values(title)
        filled = [row + [""] * (len(header) - len(row)) for row in rows]
        return [dict(zip(header, row, strict=False)) for row in filled if any(cell != "" for cell in row)]

    def differences(self, title: str, table: str) -> list[str]:
        """Where a tab does not show the truth: rows too many or too few, cells that are not equal."""
        labels = {column.id: column.ko for column in TABLES[table].columns}
        names, truth = self.mall.keyed_truth(table)
        wanted = [{labels[name]: sheet_cell(value) for name, value in row.items()} for row in truth]
        key = [labels[name] for name in names]
        shown = self.records(title)
        by_key = {tuple(row.get(name) for name in key): row for row in shown}
        found = [] if len(shown) == len(wanted) else [f"{len(shown)} rows, not {len(wanted)}"]
        for row in wanted:
            name = tuple(row[part] for part in key)
            cells = by_key.get(name, {})
            found += [f"{name} {what}: {cells.get(what)!r}, not {cell!r}"
                      for what, cell in row.items() if not same_cell(cells.get(what), cell)]  # fmt: skip
        return found[:_MOST_TOLD]

    def wrong_tabs(self) -> dict[str, list[str]]:
        """The differences of every tab that has any."""
        found = {title: self.differences(title, table) for title, table in TABS.items()}
        return {title: told for title, told in found.items() if told}

    # Editing.

    def batch(self, *changes: dict[str, Any]) -> Any:
        """Several edits at once."""
        return self.asked("POST", ":batchUpdate", json={"requests": list(changes)})

    def write(self, title: str, cells: dict[tuple[int, int], Any]) -> None:
        """Type values into cells; (row, column) count from 0, the header row is 0."""
        sheet_id = self.properties()[title]["sheetId"]
        self.batch(*(
            {"updateCells": {"start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
                             "rows": [{"values": [{"userEnteredValue": _entered(value)}]}],
                             "fields": "userEnteredValue"}}
            for (row, column), value in cells.items()
        ))  # fmt: skip

    def rename(self, title: str, new: str) -> None:
        """Give a tab another title."""
        properties = {"sheetId": self.properties()[title]["sheetId"], "title": new}
        self.batch({"updateSheetProperties": {"properties": properties, "fields": "title"}})

    def delete_tab(self, title: str) -> None:
        """Throw a tab away."""
        self.batch({"deleteSheet": {"sheetId": self.properties()[title]["sheetId"]}})

    def sort(self, title: str, label: str, order: str = "DESCENDING") -> None:
        """Sort all rows below the header by one column."""
        header, *rows = self.values(title)
        properties = self.properties()[title]
        area = {"sheetId": properties["sheetId"], "startRowIndex": 1, "endRowIndex": len(rows) + 1,
                "startColumnIndex": 0, "endColumnIndex": properties["gridProperties"]["columnCount"]}  # fmt: skip
        by = [{"dimensionIndex": header.index(label), "sortOrder": order}]
        self.batch({"sortRange": {"range": area, "sortSpecs": by}})

    def insert_columns(self, title: str, at: int, count: int = 1) -> None:
        """Insert blank columns before column `at`, or add them where the tab ends there."""
        properties = self.properties()[title]
        if at >= properties["gridProperties"]["columnCount"]:
            self.batch({"appendDimension": {"sheetId": properties["sheetId"], "dimension": "COLUMNS",
                                            "length": count}})  # fmt: skip
            return
        span = {"sheetId": properties["sheetId"], "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}
        self.batch({"insertDimension": {"range": span, "inheritFromBefore": at > 0}})

    def delete_rows(self, title: str, rows: list[int]) -> None:
        """Delete rows; the header row is 0."""
        sheet_id = self.properties()[title]["sheetId"]
        spans = [{"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
                 for row in sorted(rows, reverse=True)]  # fmt: skip
        self.batch(*({"deleteDimension": {"range": span}} for span in spans))

    def copy_row_to_the_end(self, title: str, row: int) -> None:
        """Copy a row, hidden cells and all, below the last."""
        sheet_id, last = self.properties()[title]["sheetId"], len(self.values(title))
        if self.properties()[title]["gridProperties"]["rowCount"] <= last:
            self.batch({"appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": 1}})
        source = {"sheetId": sheet_id, "startRowIndex": row, "endRowIndex": row + 1}
        target = {"sheetId": sheet_id, "startRowIndex": last, "endRowIndex": last + 1}
        self.batch({"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}})

    def add_notes(self, title: str, at: int, label: str) -> dict[str, str]:
        """A column of one's own at `at`, with a note beside every order; the notes by order number."""
        self.insert_columns(title, at)
        ids = [str(row["주문번호"]) for row in self.records(title)]
        notes = {order_id: f"{label} {order_id}" for order_id in ids}
        self.write(title, {(0, at): label, **{(n, at): notes[order_id] for n, order_id in enumerate(ids, 1)}})
        return notes

    def notes(self, title: str, label: str) -> dict[str, str]:
        """The notes of a column that are there, by the order number beside them."""
        return {str(row["주문번호"]): row[label] for row in self.records(title) if row[label] != ""}

    def asked(self, method: str, rest: str, **content: Any) -> Any:
        """One call to Google about this spreadsheet."""
        answer = self.mall.web.request(method, self.address + rest, headers=self._bearer, timeout=60, **content)
        assert answer.status_code == 200, answer.text
        return orjson.loads(answer.content)


def sheet_cell(value: Any) -> Any:
    """The truth as a sheet holds it: blank is "", a day or moment is a serial number."""
    if value is None:
        return ""
    if isinstance(value, str) and _TIME.fullmatch(value):
        return (datetime.fromisoformat(value) - _EPOCH).total_seconds() / 86400
    return value


def same_cell(shown: Any, wanted: Any) -> bool:
    """Whether two cells hold the same, numbers within rounding."""
    if isinstance(wanted, (int, float)) and isinstance(shown, (int, float)):
        return abs(shown - wanted) < 1e-9 * max(1.0, abs(wanted))
    return type(shown) is type(wanted) and bool(shown == wanted)


def _entered(value: Any) -> dict[str, Any]:
    return {"numberValue" if isinstance(value, (int, float)) else "stringValue": value}
