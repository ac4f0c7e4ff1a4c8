"""What people do to the sheet of a bench, as requests of a batchUpdate; and rows that must be written again."""

import sqlite3
from typing import Any

from run_bench import Bench

from sheets_bridge.spreadsheet.areas import letters

Request = dict[str, Any]

OLD = "옛 값"
"""What stands in a row that was `outdated`."""
_SHOWN = {"orders": "주문상태", "order_items": "상품명", "visitors": "집계 기준"}


def do(made: Bench, *requests: Request) -> None:
    """Do it now."""
    made.google("POST", ":batchUpdate", json={"requests": list(requests)})


def meanwhile(made: Bench, path: str, *requests: Request, **fault: Any) -> None:
    """Have the spreadsheet's owner do it just before the next call to `path` (or the `nth`)."""
    deed = [{"batchUpdate": list(requests)}]
    made.fault("person", path, spreadsheet=made.running.spreadsheet_id, does=deed, **fault)


def id_of(made: Bench, title: str) -> int:
    """The sheet id of a tab."""
    sheet_id: int = made.sheets()[title]["sheetId"]
    return sheet_id


def column_of(made: Bench, title: str, label: str) -> int:
    """Where a column stands, counted from 0."""
    return made.values(title)[0].index(label)


def span(made: Bench, title: str, dimension: str, start: int, count: int = 1) -> dict[str, Any]:
    """Some rows or columns, counted from 0."""
    return {"sheetId": id_of(made, title), "dimension": dimension, "startIndex": start, "endIndex": start + count}


def sort(made: Bench, title: str, label: str = "주문번호", order: str = "DESCENDING") -> Request:
    """All rows below the header, by one column."""
    by = [{"dimensionIndex": column_of(made, title, label), "sortOrder": order}]
    return {"sortRange": {"range": {"sheetId": id_of(made, title), "startRowIndex": 1}, "sortSpecs": by}}


def insert_column(made: Bench, title: str, at: int) -> Request:
    """A blank column of one's own."""
    return {"insertDimension": {"range": span(made, title, "COLUMNS", at), "inheritFromBefore": at > 0}}


def append(made: Bench, title: str, dimension: str, count: int = 1) -> Request:
    """Blank rows or columns at the end of the grid."""
    return {"appendDimension": {"sheetId": id_of(made, title), "dimension": dimension, "length": count}}


def move_column(made: Bench, title: str, label: str, to: int) -> Request:
    """A column of ours to another place."""
    source = span(made, title, "COLUMNS", column_of(made, title, label))
    return {"moveDimension": {"source": source, "destinationIndex": to}}


def delete_column(made: Bench, title: str, label: str) -> Request:
    """A column of ours, gone."""
    return {"deleteDimension": {"range": span(made, title, "COLUMNS", column_of(made, title, label))}}


def delete_row(made: Bench, title: str, row: int) -> Request:
    """A row; the header is 0."""
    return {"deleteDimension": {"range": span(made, title, "ROWS", row)}}


def copy_row(made: Bench, title: str, row: int) -> Request:
    """A row, hidden cells and all, below the last."""
    sheet_id, last = id_of(made, title), len(made.values(title))
    source = {"sheetId": sheet_id, "startRowIndex": row, "endRowIndex": row + 1}
    target = {"sheetId": sheet_id, "startRowIndex": last, "endRowIndex": last + 1}
    return {"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}}


def rename(made: Bench, title: str, new: str) -> Request:
    """Another title."""
    return {"updateSheetProperties": {"properties": {"sheetId": id_of(made, title), "title": new}, "fields": "title"}}


def delete_tab(made: Bench, title: str) -> Request:
    """A whole tab, gone."""
    return {"deleteSheet": {"sheetId": id_of(made, title)}}


def write(made: Bench, title: str, row: int, column: int, *texts: str) -> Request:
    """Texts from a cell downwards; rows and columns count from 0."""
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]} for text in texts]
    start = {"sheetId": id_of(made, title), "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def add_notes(made: Bench, title: str, key: str) -> dict[Any, str]:
    """A column of somebody's own at the far left with a note beside each row; the notes by what `key` says there."""
    do(made, insert_column(made, title, 0))
    _, *rows = made.values(title)
    at = column_of(made, title, key)
    notes = {row[at]: f"메모 {row[at]}" for row in rows}
    do(made, write(made, title, 0, 0, "메모", *notes.values()))
    return notes


def notes_of(made: Bench, title: str, key: str) -> dict[Any, str]:
    """The notes by what stands beside them now."""
    header, *rows = made.values(title)
    beside = (dict(zip(header, row, strict=False)) for row in rows)
    return {row.get(key, ""): row["메모"] for row in beside if row.get("메모")}


def outdate(made: Bench, title: str, every: int = 1) -> list[str]:
    """As if every n-th row had changed at the vendor since it was written; their ids."""
    table = made.tabs.get(title, "orders")
    header, *rows = made.values(title)
    at, letter = header.index("_id"), letters(header.index(_SHOWN[table]))
    chosen = [(number, row[at]) for number, row in enumerate(rows, 2)][::every]
    data = [{"range": f"'{title}'!{letter}{number}", "values": [[OLD]]} for number, _ in chosen]
    made.google("POST", "/values:batchUpdate", json={"valueInputOption": "RAW", "data": data})
    with sqlite3.connect(made.folder / "state" / "bridge.db") as store:
        store.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
        sql = f"UPDATE {table} SET version = (SELECT value FROM meta WHERE name = 'version') WHERE id = ?"
        store.executemany(sql, [(id_,) for _, id_ in chosen])
    made.control("DELETE", "calls")
    return [id_ for _, id_ in chosen]


def sent(made: Bench, ending: str) -> int:
    """How many calls to Google so far had a path that ends so."""
    return sum(call["path"].endswith(ending) for call in made.calls("google"))
