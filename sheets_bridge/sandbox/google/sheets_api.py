"""The HTTP side of the Sheets API: who asks, may they, is the minute spent, and the answer as JSON."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import orjson
from flask import Blueprint, Response, request

from .accounts import Accounts
from .library import Entry, Library
from .masks import Mask, parse_mask, select
from .methods import Query, find, find_copy
from .person import PERSON
from .quotas import Quotas
from .refusal import Refusal, invalid, malformed
from .shapes import check_answer_mask, read_body
from .sheet import Json
from .tab_requests import add_sheet, copy_to

_ASCII = "".join(map(chr, range(33, 127)))
MAX_BODY = 10_485_760


def answer(body: Json, status: int = 200) -> Response:
    """A JSON answer; errors are laid out over lines as Google's are."""
    text = orjson.dumps(body, option=0 if status == 200 else orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return Response(text, status, content_type="application/json; charset=UTF-8")


def refused(refusal: Refusal) -> Response:
    """The answer of a refused call."""
    response = answer(refusal.body(), refusal.code)
    if refusal.code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    return response


def raw_path(marker: str) -> str:
    """The request's path after `marker`, undecoded where the server tells it (waitress and Flask's client do)."""
    raw = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI")
    if not raw:
        return quote(request.path, safe="/:!'").partition(marker)[2]
    # WSGI hands bytes over as latin-1 text: what was sent unencoded is encoded here, what was encoded stays
    return quote(str(raw).encode("latin-1"), safe=_ASCII).partition("?")[0].partition(marker)[2]


def json_body() -> Json:
    """The request's body; empty means `{}`, as gspread's clear sends it."""
    data = request.get_data(cache=False)
    if len(data) > MAX_BODY:
        raise invalid(f"Request payload size exceeds the limit: {MAX_BODY} bytes.")
    if not data.strip():
        return {}
    try:
        body: Any = orjson.loads(data)
    except orjson.JSONDecodeError as problem:
        raise malformed("", f"Invalid JSON payload received. {problem}") from None
    if not isinstance(body, dict):
        raise malformed("", "Invalid JSON payload received. The body must be an object.")
    return body


def _query() -> Query:
    return Query(request.args, request.args.getlist("ranges"))


def _answer_mask(query: Query, message: str) -> Mask:
    """What of the answer is wanted; refused where `fields` names what the answer cannot have."""
    mask = parse_mask(query.get("fields") or "")
    check_answer_mask(mask, message)
    return mask


def sheets_blueprint(library: Library, accounts: Accounts, quotas: Quotas) -> Blueprint:
    """The routes `/google/v4/spreadsheets…`; every call runs whole under the library's lock."""
    routes = Blueprint("google_sheets", __name__)
    api = SheetsApi(library, accounts, quotas)
    routes.add_url_rule("/google/v4/spreadsheets", "create", guarded(api.create), methods=["POST"])
    below = "/google/v4/spreadsheets/<path:_rest>"
    methods = ["GET", "PUT", "POST"]
    routes.add_url_rule(below, "call", guarded(api.call), methods=methods)
    return routes


def guarded(view: Callable[..., Response]) -> Callable[..., Response]:
    """A view whose refusals become answers."""

    def guard(**_path: str) -> Response:
        try:
            return view()
        except Refusal as refusal:
            return refused(refusal)

    return guard


class SheetsApi:
    """The Sheets API over one library."""

    def __init__(self, library: Library, accounts: Accounts, quotas: Quotas) -> None:
        self._library = library
        self._accounts = accounts
        self._quotas = quotas

    def call(self) -> Response:
        """Any method on a spreadsheet that exists."""
        account = self._account()
        path = raw_path("/v4/spreadsheets/")
        copy = find_copy(path) if request.method == "POST" else None
        if copy:
            return self._copy(account, *copy)
        book_id, method, rest = find(request.method, path)
        body, query = method.read(json_body()) if request.method != "GET" else {}, _query()
        mask = _answer_mask(query, method.gives)
        with self._library.lock:
            entry = self._entry(method.kind, account, book_id)
            if method.kind == "Read":
                return answer(select(method.run(entry.book, rest, query, body), mask))
            twin = entry.book.fork()
            found = select(method.run(twin, rest, query, body), mask)
            entry.book.adopt(twin)
            entry.modified = self._library.stamp()
            return answer(found)

    def _account(self) -> str | None:
        """Who calls; None for the person between two calls, who is whoever owns the file."""
        if request.environ.get(PERSON):
            return None
        return self._accounts.account(request.headers.get("Authorization", ""))

    def _entry(self, kind: str, account: str | None, book_id: str) -> Entry:
        """The file, opened by the caller, one call of the minute spent."""
        if account is None:
            account = self._library.owner(book_id)
        else:
            self._quotas.spend(kind, account)
        entry = self._library.entry(book_id, account, kind == "Write")
        entry.opened_by(account)
        return entry

    def create(self) -> Response:
        """`spreadsheets.create`: a file of the caller's, with the tabs it asks for."""
        account = self._accounts.account(request.headers.get("Authorization", ""))
        body = read_body("Spreadsheet", json_body())
        wanted = body.get("properties") or {}
        with self._library.lock:
            self._quotas.spend("Write", account)
            title = wanted.get("title") or "Untitled spreadsheet"
            entry = self._library.create(title, account, wanted.get("locale") or "en_US", "Etc/GMT", "Sheet1")
            try:
                self._fill(entry.book, wanted, body.get("sheets") or [])
            except Refusal:
                del self._library.entries[entry.book.id]
                raise
            method = find("GET", entry.book.id)[1]
            return answer(method.run(entry.book, "", _query(), {}))

    @staticmethod
    def _fill(book: Any, wanted: Json, sheets: list[Json]) -> None:
        book.properties = {**book.properties, **{name: one for name, one in wanted.items() if one is not None}}
        if sheets:
            book.sheets = []
        for sheet in sheets:
            add_sheet(book, sheet)

    def _copy(self, account: str | None, book_id: str, sheet_id: int) -> Response:
        body = read_body("CopySheetToAnotherSpreadsheetRequest", json_body())
        target_id = body.get("destinationSpreadsheetId") or ""
        with self._library.lock:
            target = self._entry("Write", account, target_id)
            source = self._library.entry(book_id, account or target.owner(), False)
            twin = target.book.fork()
            found = copy_to(source.book, twin, sheet_id)
            target.book.adopt(twin)
            return answer(found)
