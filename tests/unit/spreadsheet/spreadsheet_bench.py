"""A sandbox Google server, the bridge's room on it, and a person at the same spreadsheet."""

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import requests
from flask import Flask
from waitress import create_server

from sheets_bridge.diff import compare
from sheets_bridge.errors import Unavailable
from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.sandbox.google import create_google
from sheets_bridge.spreadsheet import Shape, Spreadsheet, connect

TOKEN = "sandbox-token"

TABLE = Table(
    id="orders",
    key=("account", "shop_no", "order_id"),
    day="order_date",
    columns=(
        Column("account", Kind.TEXT, "몰 아이디", "Mall"),
        Column("shop_no", Kind.NUMBER, "쇼핑몰 번호", "Shop no."),
        Column("order_id", Kind.TEXT, "주문번호", "Order no."),
        Column("order_date", Kind.DAY, "주문일", "Order date"),
        Column("ordered_at", Kind.MOMENT, "주문일시", "Ordered at"),
        Column("payment_amount", Kind.MONEY, "결제금액", "Payment amount"),
        Column("memo", Kind.TEXT, "메모", "Memo"),
    ),
)
SHAPE = Shape("RAW_주문", TABLE, TABLE.columns, "ko")


def order(number, memo=None, amount=None):
    """One row of TABLE."""
    moment = f"2026-11-{number % 28 + 1:02} 09:00:{number % 60:02}"
    paid = amount if amount is not None else number * 1000
    return ("mymall", 1, f"20261101-{number:07}", moment[:10], moment, paid, memo)


def orders(*numbers):
    return {f"id{number}": order(number) for number in numbers}


@dataclass
class Wire:
    """Between client and server: what was called, and faults to strike it with."""

    app: object
    calls: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def __call__(self, environ, start_response):
        call = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        self.calls.append(call)
        fault = next((one for one in self.faults if one["path"] in call[1]), None)
        if fault is None:
            return self.app(environ, start_response)
        self.faults.remove(fault)
        if fault["applied"]:
            b"".join(self.app(environ, lambda *_: None))
        if fault["status"] is None:
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "1000")])
            return [b"{"]
        start_response(f"{fault['status']} x", fault["headers"])
        return [fault["body"]]

    def strike(self, path, *, status=503, applied=False, body=b"<html>", headers=(), times=1):
        """The next calls whose path contains `path` fail; status None cuts the answer short."""
        fault = {"path": path, "status": status, "applied": applied, "body": body, "headers": list(headers)}
        self.faults += [dict(fault) for _ in range(times)]


@dataclass
class Person:
    """Somebody at the spreadsheet, acting through the same API by hand."""

    address: str
    session: requests.Session = field(default_factory=requests.Session)

    def ask(self, method, path, body=None, **params):
        address = f"{self.address}{path}"
        answer = self.session.request(
            method, address, json=body, params=params, timeout=10, headers={"Authorization": f"Bearer {TOKEN}"}
        )
        assert answer.ok, answer.text
        return answer.json()

    def do(self, *changes):
        return self.ask("POST", ":batchUpdate", {"requests": list(changes)})

    def sheets(self):
        return [sheet["properties"] for sheet in self.ask("GET", "")["sheets"]]

    def sheet(self, title):
        return next(sheet for sheet in self.sheets() if sheet["title"] == title)

    def values(self, where, render="UNFORMATTED_VALUE"):
        answer = self.ask("GET", f"/values/{where}", valueRenderOption=render)
        return answer.get("values", [])

    def write(self, where, *rows, entered=False):
        option = "USER_ENTERED" if entered else "RAW"
        self.ask("PUT", f"/values/{where}", {"values": list(rows)}, valueInputOption=option)

    def column(self, where):
        return [row[0] if row else "" for row in self.values(where)]

    def span(self, title, dimension, start, end):
        return {"sheetId": self.sheet(title)["sheetId"], "dimension": dimension, "startIndex": start, "endIndex": end}


class Hands:
    """What a person does to the tab."""

    def __init__(self, person):
        self.person = person

    def insert_column(self, at):
        span = self.person.span(SHAPE.title, "COLUMNS", at, at + 1)
        self.person.do({"insertDimension": {"range": span, "inheritFromBefore": at > 0}})

    def move_column(self, start, to):
        source = self.person.span(SHAPE.title, "COLUMNS", start, start + 1)
        self.person.do({"moveDimension": {"source": source, "destinationIndex": to}})

    def insert_row(self, at):
        span = self.person.span(SHAPE.title, "ROWS", at, at + 1)
        self.person.do({"insertDimension": {"range": span, "inheritFromBefore": False}})

    def delete_row(self, at):
        self.person.do({"deleteDimension": {"range": self.person.span(SHAPE.title, "ROWS", at, at + 1)}})

    def sort(self, order_="DESCENDING"):
        where = {"sheetId": self.person.sheet(SHAPE.title)["sheetId"], "startRowIndex": 1}
        self.person.do({"sortRange": {"range": where, "sortSpecs": [{"dimensionIndex": 2, "sortOrder": order_}]}})

    def take_the_name(self):
        """Our tab is called something else, and a new one of the person's own is called as ours was."""
        aside = {"sheetId": self.person.sheet(SHAPE.title)["sheetId"], "title": "옛 주문"}
        self.person.do(
            {"updateSheetProperties": {"properties": aside, "fields": "title"}},
            {"addSheet": {"properties": {"title": SHAPE.title}}},
        )

    def forget_mark(self, column):
        lookup = {"metadataKey": "sheets_bridge.column", "metadataValue": column}
        self.person.do({"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}})


def by_order(person):
    """Order number → the values beside our header labels."""
    head, *rows = person.values(f"{SHAPE.title}!A1:Z")
    told = [dict(zip(head, row + [""] * (len(head) - len(row)), strict=True)) for row in rows]
    return {row["주문번호"]: row for row in told if row["주문번호"]}


def publish(room, rows, shape=SHAPE, *, changed=(), full=False, tell=lambda _rows: None, remembered=None):
    """What sync does with the room, in short."""
    standing = room.stand(room.look(), shape, remembered, full=full)
    notes = []
    if standing is None:
        standing = room.build(shape, len(rows))
    elif full:
        standing = room.adopt(standing, rows.items())
    changed = set(changed) | (set(rows) if standing.rewrite else set())
    changed |= room.differing(standing, rows.items()) if full and standing.digests is not None else set()
    diff = compare(standing.ids, list(rows), changed)
    written = room.commit(standing, diff, lambda ids: ((id_, rows[id_]) for id_ in ids), tell)
    notes += written.kept_notes
    if standing.provisional:
        notes += room.show(standing)
    news = written if diff or standing.rewrite else None
    return SimpleNamespace(standing=standing, diff=diff, written=news, notes=[str(note) for note in notes])


def settle(room, rows, **how):
    """`publish`, and once more after a new look where somebody had changed the tab."""
    try:
        return publish(room, rows, **how)
    except Unavailable:
        room.look_again()
        return publish(room, rows, **how)


class Stage:
    """The app that is on just now, behind one server for all tests."""

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


@pytest.fixture(scope="session")
def stage():
    """One HTTP server on a free port."""
    stage = Stage()
    server = create_server(stage, host="127.0.0.1", port=0, threads=2)
    stage.endpoint = f"http://127.0.0.1:{server.effective_port}/google"
    threading.Thread(target=server.run, daemon=True).start()
    return stage


def sandbox(folder):
    """A new sandbox Google with one empty spreadsheet, as a WSGI app, and the file with the key to it."""
    google = create_google(lambda: datetime.now(UTC), lambda: False, TOKEN, "우리 몰")
    app = Flask(__name__)
    app.register_blueprint(google.blueprint)
    key = folder / "google.json"
    key.write_text(json.dumps({"type": "bearer", "token": TOKEN, "email": "bridge@sandbox.example"}))
    key.chmod(0o600)
    return google, app, key


@pytest.fixture
def fresh_google(tmp_path, stage):
    """Puts a new sandbox Google with one empty spreadsheet on the stage, each time it is called."""

    def fresh():
        google, app, key = sandbox(tmp_path)
        stage.app = wire = Wire(app)
        return SimpleNamespace(google=google, wire=wire, endpoint=stage.endpoint, key=key, slept=[], counted=[])

    return fresh


@pytest.fixture
def served(fresh_google):
    """A sandbox Google of the test's own."""
    return fresh_google()


def client_of(served):
    """The bridge's client; its waits are noted, not slept."""
    return connect(served.key, served.endpoint, sleep=served.slept.append, on_call=served.counted.append)


def person_at(served):
    """A person at the ready spreadsheet."""
    return Person(f"{served.endpoint}/v4/spreadsheets/{served.google.spreadsheet_id}")


@pytest.fixture
def fresh(fresh_google):
    """A new spreadsheet's person and the bridge's client, each time it is called."""

    def both():
        served = fresh_google()
        return person_at(served), client_of(served)

    return both


@pytest.fixture
def client(served):
    return client_of(served)


@pytest.fixture
def room(served, client):
    return Spreadsheet(client, served.google.spreadsheet_id)


@pytest.fixture
def person(served):
    return person_at(served)


@pytest.fixture
def hands(person):
    return Hands(person)
