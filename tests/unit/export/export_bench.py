"""Tabs to export, filled by hand, and a reader of workbooks that knows nothing of how they were written."""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from sheets_bridge.export import Taken
from sheets_bridge.masking import Masks
from sheets_bridge.model import Chart, Column, Cursor, Kind, Pull, Table
from sheets_bridge.spreadsheet import Shape
from sheets_bridge.store import Store, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.world import Progress, World

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
THINGS = Table(
    id="things",
    key=("account", "shop_no", "date", "currency", "name"),
    day="date",
    columns=(
        Column("account", Kind.TEXT, "몰 아이디", "Mall"),
        Column("shop_no", Kind.NUMBER, "쇼핑몰 번호", "Shop"),
        Column("date", Kind.DAY, "날짜", "Date"),
        Column("currency", Kind.TEXT, "통화", "Currency"),
        Column("name", Kind.TEXT, "이름", "Name"),
        Column("at", Kind.MOMENT, "때", "At"),
        Column("amount", Kind.MONEY, "금액", "Amount"),
        Column("pieces", Kind.NUMBER, "개수", "Pieces"),
        Column("roas", Kind.RATIO, "ROAS", "ROAS", pattern="0%"),
    ),
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def thing(day: str, name: str | None = "a", **more: Any) -> dict[str, Any]:
    """A row; of the mall's first shop in won where nothing else is said."""
    return {"account": "mall", "shop_no": 1, "date": day, "currency": "KRW", "name": name} | more


class Shelf:
    """A store with tabs of `THINGS`."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "bridge.db", {"things": THINGS})
        self.told: list[Progress] = []
        self.world = World(self.store, {}, {}, lambda: NOW, Masks(b""), "ko", folder, "us", tell=self.told.append)
        self._tabs = 0

    def tab(
        self, rows: Iterable[Mapping[str, Any]], title: str = "탭", charts: Sequence[Chart] = (), language: str = "ko"
    ) -> Taken:
        """A tab of these rows."""
        self._tabs += 1
        by_shop: dict[int, list[Any]] = {}
        for row in rows:
            by_shop.setdefault(row["shop_no"], []).append(tuple(row.get(column.id) for column in THINGS.columns))
        numbers = [self._landed(shop, made) for shop, made in by_shop.items()]
        chosen = Selection(THINGS, tuple(numbers), THINGS.columns)
        decimals = "USD" in selection.currencies(self.store, chosen)
        shape = Shape(title, THINGS, THINGS.columns, language, decimals=decimals)
        return Taken(title, shape, chosen, tuple(charts), selection.count(self.store, chosen), self.world)

    def _landed(self, shop: int, rows: Sequence[Any]) -> int:
        number = landing.pull_id(self.store, Pull("mall", shop, f"things {self._tabs}"))
        landing.land(self.store, number, {"things": rows}, Cursor(until=NOW))
        return number


class Book:
    """A workbook as its XML says it."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        targets = {one.get("Id"): one.get("Target") for one in self._xml("xl/_rels/workbook.xml.rels")}
        sheets = self._xml("xl/workbook.xml").find(f"{_MAIN}sheets") or ()
        self._files = {one.get("name"): f"xl/{targets[one.get(_REL)]}" for one in sheets}

    @property
    def names(self) -> list[str]:
        """The worksheets in their order."""
        return [str(name) for name in self._files]

    def cells(self, name: str) -> list[dict[str, Any]]:
        """Each row's cells by column letter: texts, numbers; a formula would come as ("=", …)."""
        data = self._xml(self._files[name]).find(f"{_MAIN}sheetData")
        return [dict(filter(None, map(self._cell, row))) for row in (data if data is not None else ())]

    def values(self, name: str) -> list[list[Any]]:
        """The cells of each row in the order of their columns, blanks left out."""
        return [list(row.values()) for row in self.cells(name)]

    def sheet(self, name: str) -> ET.Element:
        """A worksheet's XML."""
        return self._xml(self._files[name])

    def patterns(self, name: str, row: int) -> dict[str, str]:
        """Column letter → number format of a row's cells; rows count from 1."""
        styles = self._xml("xl/styles.xml")
        formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{_MAIN}numFmt")}
        builtin = {
            "0": "General",
            "1": "0",
            "2": "0.00",
            "3": "#,##0",
            "4": "#,##0.00",
            "9": "0%",
            "10": "0.00%",
            "49": "@",
        }
        ids = [one.get("numFmtId") for one in styles.find(f"{_MAIN}cellXfs") or ()]
        cells = self.sheet(name).iter(f"{_MAIN}c")
        mine = {str(cell.get("r")): ids[int(cell.get("s") or 0)] for cell in cells}
        known = {place: formats.get(number) or builtin[str(number)] for place, number in mine.items()}
        return {place.rstrip("0123456789"): known[place] for place in known if re.sub(r"\D", "", place) == str(row)}

    def part_names(self) -> list[str]:
        """All files in it."""
        return self._zip.namelist()

    def part(self, name: str) -> str:
        """The text of one of its files."""
        return self._zip.read(name).decode()

    def _cell(self, cell: ET.Element) -> tuple[str, Any] | None:
        column = re.sub(r"\d", "", str(cell.get("r")))
        if (formula := cell.find(f"{_MAIN}f")) is not None:
            return column, ("=", formula.text)
        texts = [one.text or "" for one in cell.iter(f"{_MAIN}t")]
        if texts:
            return column, _unescaped("".join(texts))
        value = cell.find(f"{_MAIN}v")
        return (column, float(value.text or "")) if value is not None else None

    def _xml(self, part: str) -> ET.Element:
        return ET.fromstring(self._zip.read(part))


def _unescaped(text: str) -> str:
    """`_x000D_` stands for a sign that XML cannot hold (ECMA-376, ST_Xstring)."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
