"""Samples of an ad medium's answers played to its source as if over the network, and the rows it makes of them.

A sample is a JSON file in tests/samples/<source>/, made by us after the official shapes:

    {"stream": "ads", "ad_account": 1234567, "now": "2026-06-15T09:00:00",     when it is read, in KST
     "since": "2026-06-14", "until": "2026-06-14",                             the days read
     "keys": {"secret_key": "…"},                                              a dummy login
     "exchanges": [{"method": "GET", "path": "/…", "params": {…}, "body": {…}, what must be asked (params, body: a part)
                    "status": 200, "headers": {…}, "answer": {…} or "text"}],  what comes back
     "rows": {"ad_stats": [{"clicks": 12, …}]}}                                each row told in part, in any order

Exchanges of one method and path are used up in their order. `settings` (vat, rates) may be given.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

from sheets_bridge.ads import Settings
from sheets_bridge.api.call import Answer, Request
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.source import Source, Stream
from sheets_bridge.tokens import KeyRing

SAMPLES = Path(__file__).parents[1] / "samples"
ACCOUNT = "brand"


@dataclass
class Wire:
    """The other side: it answers from a sample, and remembers what it was asked."""

    exchanges: list[dict[str, Any]]
    asked: list[Request] = field(default_factory=list)

    def send(self, request: Request) -> Answer:
        """What the sample answers to this request."""
        self.asked.append(request)
        path = urlsplit(request.url).path
        for exchange in self.exchanges:
            if exchange["method"] == request.method and path.endswith(exchange["path"]) and _asks(exchange, request):
                self.exchanges.remove(exchange)
                return _answer(exchange)
        raise AssertionError(f"not in the sample: {request.method} {path}")


@dataclass(frozen=True)
class Played:
    """What came of a sample."""

    rows: Mapping[str, list[dict[str, Any]]]
    asked: Sequence[Request]
    left: Sequence[Mapping[str, Any]]
    """Exchanges that nobody asked for."""


def samples_of(source: Source, folder: Path = SAMPLES) -> list[Path]:
    """Its samples."""
    return sorted((folder / source.id).glob("*.json"))


def told(path: Path) -> dict[str, Any]:
    """A sample."""
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def ring(source: Source, keys: Mapping[str, str], folder: Path) -> KeyRing:
    """The keys of a sample in a file of their own."""
    assert source.keys
    needed = (key.id for key in source.keys.asked if key.needed)
    made = KeyRing(folder / f"{ACCOUNT}.keys.json", ACCOUNT, needed, f"sheets-bridge connect {source.id} {ACCOUNT}")
    folder.chmod(0o700)
    made.save(keys)
    return made


def play(source: Source, sample: Mapping[str, Any], folder: Path) -> Played:
    """Read a sample's days as `land` does, and complete the rows."""
    wire = Wire([dict(exchange) for exchange in sample["exchanges"]])
    now = datetime.fromisoformat(sample["now"]).replace(tzinfo=KST)
    connection = source.connect(
        ACCOUNT, {}, login=ring(source, sample["keys"], folder), send=wire.send, sleep=lambda _seconds: None,
        clock=lambda: now,
    )  # fmt: skip
    stream = source.streams[sample["stream"]]
    pull = Pull(ACCOUNT, sample["ad_account"], stream.id)
    settings = Settings(account_name="샘플 계정", **sample.get("settings", {}))
    rows: dict[str, list[dict[str, Any]]] = {table.id: [] for table in stream.tables}
    normalize = stream.normalize(pull, Masks(b"k" * 32, Privacy()), now)
    for step in stream.windows(date.fromisoformat(sample["since"]), date.fromisoformat(sample["until"])):
        for page in stream.read(connection, pull, step):
            for record in page:
                for table_id, made in normalize(record).items():
                    rows[table_id] += _completed(stream, table_id, made, settings)
    return Played(rows, wire.asked, wire.exchanges)


def _completed(stream: Stream, table_id: str, rows: Sequence[Any], settings: Settings) -> list[dict[str, Any]]:
    table = next(table for table in stream.tables if table.id == table_id)
    assert stream.derive, "an ad row is not complete without its derived columns"
    complete = stream.derive(table, settings)
    return [dict(zip((column.id for column in table.columns), complete(row), strict=True)) for row in rows]


def _asks(exchange: Mapping[str, Any], request: Request) -> bool:
    params, body = dict(request.params or {}), _sent(request)
    return _holds(params, exchange.get("params", {})) and _holds(body, exchange.get("body", {}))


def _sent(request: Request) -> dict[str, Any]:
    """What the body says: JSON, or the fields of a form as token servers take them."""
    if not request.body:
        return {}
    is_form = "x-www-form-urlencoded" in str((request.headers or {}).get("Content-Type"))
    return dict(parse_qsl(request.body.decode())) if is_form else orjson.loads(request.body)


def _holds(whole: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    return all(whole.get(name) == value for name, value in part.items())


def _answer(exchange: Mapping[str, Any]) -> Answer:
    body = exchange.get("answer", {})
    content = body.encode() if isinstance(body, str) else orjson.dumps(body)
    return Answer(exchange.get("status", 200), exchange.get("headers", {}), content)
