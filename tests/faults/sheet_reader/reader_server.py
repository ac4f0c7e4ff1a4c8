"""The sandbox's Google in a process of its own, and reading its spreadsheet over a connection of one's own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import requests
from reader_rows import LAST, NUMBERS

TITLE = "RAW_주문"
EMPTY = "시트1"
"""The sheet every new spreadsheet has."""

_READER = "reader"
"""In every address a reader asks for: tells its calls from the product's. Google lets callers say who they are so."""

Cells = list[Any]


@dataclass(frozen=True)
class Server:
    """The sandbox in another process."""

    root: str
    endpoint: str
    key: Path
    token: str
    spreadsheet: str

    def control(self, method: str, name: str, body: object = None) -> Any:
        """Move one of the sandbox's levers."""
        with _session() as session:
            answer = session.request(method, f"{self.root}/sandbox/{name}", json=body, timeout=30)
        assert answer.ok, answer.text
        return answer.json()

    def person_before(self, path: str, nth: int, change: object) -> None:
        """A person changes the spreadsheet just before the nth call from now on whose path ends so is carried out."""
        does = [{"batchUpdate": [change]}]
        fault = {"action": "person", "path": f"*{path}", "nth": nth, "spreadsheet": self.spreadsheet, "does": does}
        self.control("POST", "faults", fault)

    def calls(self) -> list[dict[str, Any]]:
        """The product's own calls since they were last forgotten, as the server saw them."""
        return [call for call in self.control("GET", "calls") if _READER not in call["query"]]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A sandbox without limits; its process ends with the block."""
    command = [sys.executable, "-m", "sheets_bridge", "sandbox", "--days", "1", "--orders-per-day", "0", "--schedule",
               str(folder / "schedule.yaml")]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            told = json.loads(process.stdout.readline())
            key = folder / "credentials" / "google.json"
            token = json.loads(key.read_text(encoding="utf-8"))["token"]
            root = f"http://127.0.0.1:{told['port']}"
            server = Server(root, told["endpoints"]["google"], key, token, told["spreadsheet_id"])
            server.control("POST", "limits", {"enabled": False})
            yield server
        finally:
            process.terminate()


class Web:
    """Somebody who may read the spreadsheet."""

    def __init__(self, server: Server) -> None:
        self._root = f"{server.endpoint}/v4/spreadsheets/{server.spreadsheet}"
        self._session = _session()
        self._session.headers["Authorization"] = f"Bearer {server.token}"

    def visible(self) -> set[str]:
        """The titles of the sheets that a person sees."""
        return {title for title, sheet in self._sheets().items() if not sheet.get("hidden")}

    def count(self) -> int | None:
        """How many orders the tab of our title has, seen or hidden, as IMPORTRANGE finds it; None without one."""
        told = self._values([f"{NUMBERS}2:{NUMBERS}"], "COLUMNS")
        return None if told is None else sum(bool(number) for column in told[0] for number in column)

    def rows(self, *spans: tuple[int, int]) -> list[Cells]:
        """The rows of some spans of our tab by one call, both ends counted; without blank ones and the hidden `_id`."""
        blocks = self._values([f"A{first}:{LAST}{last}" for first, last in spans], "ROWS") or []
        return [row for block in blocks for row in block if any(row)]

    def beside(self, column: str) -> dict[int, Any]:
        """Order number → what stands beside it in a column of a person's own."""
        numbers, notes = self._values([f"{NUMBERS}2:{NUMBERS}", f"{column}2:{column}"], "COLUMNS") or [[[]], [[]]]
        return {int(number): note for number, note in zip(numbers[0], notes[0], strict=True)}

    def append_column(self, cells: Cells) -> None:
        """A column of one's own, right of all others, filled from the second row on."""
        sheet = self._sheets()[TITLE]
        grown = {"appendDimension": {"sheetId": sheet["sheetId"], "dimension": "COLUMNS", "length": 1}}
        where = {
            "sheetId": sheet["sheetId"],
            "startRowIndex": 1,
            "startColumnIndex": sheet["gridProperties"]["columnCount"],
        }
        rows = [{"values": [{"userEnteredValue": {"stringValue": cell}}]} for cell in cells]
        written = {"updateCells": {"range": where, "rows": rows, "fields": "userEnteredValue"}}
        answer = self._session.post(f"{self._root}:batchUpdate", json={"requests": [grown, written]}, timeout=60)
        assert answer.ok, answer.text

    def _sheets(self) -> dict[str, dict[str, Any]]:
        """The properties of each sheet by its title."""
        told = self._get("", fields="sheets.properties")
        return {sheet["properties"]["title"]: sheet["properties"] for sheet in told["sheets"]}

    def _values(self, spans: list[str], major: str) -> list[list[Cells]] | None:
        asked = {"ranges": [f"'{TITLE}'!{span}" for span in spans], "majorDimension": major}
        how = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
        told = self._get("/values:batchGet", **asked, **how)
        return told and [one.get("values", []) for one in told["valueRanges"]]

    def _get(self, path: str, **asked: Any) -> Any:
        """The parsed answer; None where there is no such range."""
        answer = self._session.get(self._root + path, params={**asked, "quotaUser": _READER}, timeout=60)
        if answer.status_code == 400 and "Unable to parse range" in answer.text:
            return None
        assert answer.ok, answer.text
        return orjson.loads(answer.content)


def _session() -> requests.Session:
    """No proxy of the machine has any business between us and its own loopback."""
    session = requests.Session()
    session.trust_env = False
    return session
