"""Faults that a test puts into the pretend vendors' answers: which, when, what they do."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from fnmatch import fnmatchcase
from http import HTTPStatus
from io import BytesIO
from typing import Any

import orjson
from werkzeug.test import EnvironBuilder, run_wsgi_app

from sheets_bridge.sandbox.ad_troubles import ad_trouble
from sheets_bridge.sandbox.calls import kind
from sheets_bridge.sandbox.connection import hang_up, reset
from sheets_bridge.sandbox.google.person import Deed, Undone, carry_out
from sheets_bridge.sandbox.google.troubles import trouble
from sheets_bridge.sandbox.wsgi import App, Environ, StartResponse, path_of


@dataclass(frozen=True)
class Fault:
    """One fault: the calls `nth` to `nth + times - 1` that match, counted from 1 after it was set, get `action`."""

    path: str
    action: str
    method: str = "*"
    nth: int = 1
    times: int = 1
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    seconds: float = 0.0
    spreadsheet: str = ""
    does: Sequence[Deed] = ()
    applied: bool = False
    find: str = ""
    put: str = ""
    rows: int = 0
    hours: float = 0.0

    def matches(self, method: str, path: str) -> bool:
        """Whether a call is one of those it counts."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)


class Faults:
    """The faults in force, each with its count of matching calls."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: list[tuple[Fault, list[int]]] = []

    def add(self, fault: Fault) -> None:
        """Put one more in force; it counts from now on."""
        with self._lock:
            self._counts.append((fault, [0]))

    def clear(self) -> None:
        """Put all out of force."""
        with self._lock:
            self._counts.clear()

    def listing(self) -> list[dict[str, Any]]:
        """All faults as JSON objects, with how many calls each has matched so far."""
        with self._lock:
            return [{**asdict(fault), "matched": count[0]} for fault, count in self._counts]

    def strike(self, method: str, path: str) -> Fault | None:
        """Count one call; the first fault whose turn it is."""
        due = None
        with self._lock:
            for fault, count in self._counts:
                if fault.matches(method, path):
                    count[0] += 1
                    if due is None and fault.nth <= count[0] < fault.nth + fault.times:
                        due = fault
        return due


def faulty(app: App, faults: Faults) -> App:
    """The app with its faults. The controls under /sandbox are spared, or a fault on everything could not be lifted."""

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = path_of(environ)
        fault = None if path.startswith("/sandbox/") else faults.strike(str(environ["REQUEST_METHOD"]), path)
        if fault is None:
            return app(environ, start_response)
        return ACTIONS[fault.action](fault, app, environ, start_response)

    return serve


def _status(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the fault's own status; the vendor sees the call only where that is to be `applied`."""
    if fault.applied:
        run_wsgi_app(app, environ, buffered=True)
    body, media_type = _body(fault, environ)
    headers = {"Content-Type": media_type, **fault.headers, "Content-Length": str(len(body))}
    start_response(f"{fault.status} {_phrase(fault.status)}", list(headers.items()))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _delay(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Wait in real time, then answer truly."""
    time.sleep(fault.seconds)
    return app(environ, start_response)


def _cut(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Promise the whole body, send half: waitress closes a connection that sent less than it promised."""
    del fault
    chunks, status, headers = run_wsgi_app(app, environ, buffered=True)
    body = b"".join(chunks)
    headers["Content-Length"] = str(max(2, len(body)))
    start_response(status, list(headers))
    return [body[: len(body) // 2]]


def _reset(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Reset the connection; the vendor never sees the call."""
    del fault, app, start_response
    raise reset(environ)


def _lost_answer(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Let the vendor do what was asked, then hang up."""
    del fault, start_response
    run_wsgi_app(app, environ, buffered=True)
    raise hang_up()


def _person(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Let a person act on the spreadsheet, then answer truly; a deed that is refused refuses the call."""
    try:
        carry_out(app, fault.spreadsheet, fault.does)
    except Undone as undone:
        told = replace(fault, status=_NOBODY_RETRIES, headers={}, body={"error": {"code": 400, "message": str(undone)}})
        return _status(told, app, environ, start_response)
    return app(environ, start_response)


def _alter(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Let the vendor take another text than was sent, as if it had made it even."""
    sent = environ["wsgi.input"].read().replace(fault.find.encode(), fault.put.encode())
    return app({**environ, "wsgi.input": BytesIO(sent), "CONTENT_LENGTH": str(len(sent))}, start_response)


def _shift(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Let the lists of orders move by `rows`, as when orders come and go between two pages, then answer truly."""
    _control(app, "/sandbox/shift", {"rows": fault.rows})
    return app(environ, start_response)


def _advance(fault: Fault, app: App, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Let `hours` pass before the vendor answers: orders arrive and change between two pages."""
    _control(app, "/sandbox/advance", {"hours": fault.hours})
    return app(environ, start_response)


def _control(app: App, path: str, body: Mapping[str, Any]) -> None:
    """Move a lever from inside."""
    builder = EnvironBuilder(path, method="POST", data=orjson.dumps(body))
    run_wsgi_app(app, builder.get_environ(), buffered=True)


_NOBODY_RETRIES = 400
ACTIONS: dict[str, Callable[[Fault, App, Environ, StartResponse], Iterable[bytes]]] = {
    "status": _status,
    "delay": _delay,
    "cut": _cut,
    "reset": _reset,
    "lost_answer": _lost_answer,
    "person": _person,
    "alter": _alter,
    "shift": _shift,
    "advance": _advance,
}


def _body(fault: Fault, environ: Environ) -> tuple[bytes, str]:
    """The body with its media type: JSON as JSON, text as text; where none was given, what the vendor would send."""
    body = fault.body if fault.body is not None else _of_the_vendor(fault.status, environ)
    if isinstance(body, str):
        return body.encode(), "application/json" if body.lstrip()[:1] in ("{", "[") else "text/html"
    return orjson.dumps(body), "application/json"


def _of_the_vendor(status: int, environ: Environ) -> Any:
    """The vendor's own body for the status, else an error object that says it."""
    path = path_of(environ)
    quota = "Read" if kind(str(environ["REQUEST_METHOD"]), path) == "read" else "Write"
    return (
        trouble(status, quota, path)
        or ad_trouble(status, path)
        or {"error": {"code": status, "message": _phrase(status)}}
    )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
