"""Every tab compared with the truth, cell by cell, by reading the sheet as anybody else would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson

from sheets_bridge.api.call import Request, Send
from sheets_bridge.model import Kind, Table

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers count wall time


@dataclass(frozen=True)
class Proof:
    """One tab against the truth."""

    title: str
    rows: int
    cells: int
    differences: Sequence[str]
    """At most a handful, each naming row and column."""

    @property
    def equal(self) -> bool:
        """Whether every cell was equal."""
        return not self.differences


@dataclass(frozen=True)
class Reader:
    """Somebody else who may read the sheet."""

    send: Send
    google: str
    token: str
    spreadsheet_id: str

    def rows(self, title: str) -> Sequence[Sequence[Any]]:
        """All cells of a tab, header first, numbers as numbers."""
        quoted = "'" + title.replace("'", "''") + "'"
        address = f"{self.google}/v4/spreadsheets/{self.spreadsheet_id}/values:batchGet"
        params = {"ranges": quoted, "valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
        answer = self.send(Request("GET", address, params, {"Authorization": f"Bearer {self.token}"}))
        rows: Sequence[Sequence[Any]] = orjson.loads(answer.body)["valueRanges"][0].get("values", [])
        return rows


def prove(
    title: str, table: Table, language: str, sheet: Sequence[Sequence[Any]],
    truth: tuple[Sequence[str], Sequence[Sequence[Any]], Sequence[str]],
) -> Proof:  # fmt: skip
    """Compare what a tab shows with the truth's rows."""
    columns, true_rows, key = truth
    header = list(sheet[0]) if sheet else []
    kinds = {column.id: column.kind for column in table.columns}
    labels = {column.id: column.label(language) for column in table.columns}
    places = {column: header.index(labels[column]) for column in columns if labels[column] in header}
    shown = {}
    for row in sheet[1:]:
        cells = {column: _read(row[at] if at < len(row) else None, kinds[column]) for column, at in places.items()}
        shown[tuple(cells.get(column) for column in key)] = cells
    differences = _differences(columns, true_rows, key, shown, len(sheet) - 1)
    return Proof(title, len(true_rows), len(true_rows) * len(columns), differences[:5])


def _differences(
    columns: Sequence[str], true_rows: Sequence[Sequence[Any]], key: Sequence[str],
    shown: Mapping[tuple[Any, ...], Mapping[str, Any]], standing: int,
) -> list[str]:  # fmt: skip
    found = [] if standing == len(true_rows) else [f"{standing} rows ≠ {len(true_rows)}"]
    for row in true_rows:
        true = dict(zip(columns, row, strict=True))
        name = tuple(true[column] for column in key)
        cells = shown.get(name, {})
        found += [
            f"{name} {column}: {cells.get(column)!r} ≠ {value!r}"
            for column, value in true.items()
            if not _same(cells.get(column), value)
        ]
    return found


def _read(cell: Any, kind: Kind) -> Any:
    if cell in (None, ""):
        return None
    if kind is Kind.DAY:
        return f"{_EPOCH + timedelta(days=cell):%Y-%m-%d}"
    if kind is Kind.MOMENT:
        return f"{_EPOCH + timedelta(seconds=round(cell * 86400)):%Y-%m-%d %H:%M:%S}"
    return cell


def _same(cell: Any, true: Any) -> bool:
    numbers = isinstance(true, (int, float)) and isinstance(cell, (int, float))
    return bool(abs(cell - true) < 1e-9 * max(1.0, abs(true)) if numbers else cell == true)
