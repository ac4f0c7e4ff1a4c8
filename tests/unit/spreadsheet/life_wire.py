"""Between the bridge and the sandbox Google, in one process: answers that are lost, kills, people in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from werkzeug.test import EnvironBuilder, run_wsgi_app

READS = (":batchGetByDataFilter", "developerMetadata:search")


class Killed(BaseException):
    """The process ends here, as by SIGKILL: no `except Exception` sees it."""


class InProcess(HTTPAdapter):
    """Takes what a session sends to a WSGI app of the same process."""

    def __init__(self, app):
        super().__init__()
        self.app = app

    def send(self, request, **_how):
        address = urlsplit(request.url)
        builder = EnvironBuilder(
            address.path,
            method=request.method,
            query_string=address.query,
            data=request.body or b"",
            headers=list(request.headers.items()),
        )
        chunks, status, headers = run_wsgi_app(self.app, builder.get_environ(), buffered=True)
        told = HTTPResponse(
            BytesIO(b"".join(chunks)), list(headers), int(status.split()[0]), preload_content=False, reason=status
        )
        return self.build_response(request, told)


@dataclass(frozen=True)
class Trouble:
    """What befalls some calls of a run, counted from its first: `applied`, if the server has done what was asked."""

    kind: str
    """`503`, `429`, `cut` (the answer breaks off) or `killed`."""
    nth: int
    times: int
    applied: bool


@dataclass
class TroubledWire:
    """The WSGI app the bridge talks to: the server, but for the troubles and the people of the present run."""

    app: object
    troubles: list[Trouble] = field(default_factory=list)
    people: list[tuple[int, bool, Callable[[], None]]] = field(default_factory=list)
    """(nth call, whether only before a read, what somebody does just before that call or the next such)."""
    calls: int = 0
    writes: int = 0

    def begin(self, troubles=(), people=()):
        """A run begins: calls are counted anew."""
        self.troubles, self.people, self.calls, self.writes = list(troubles), list(people), 0, 0

    def __call__(self, environ, start_response):
        self.calls += 1
        reads = environ["REQUEST_METHOD"] == "GET" or environ["PATH_INFO"].endswith(READS)
        self.writes += not reads
        self._let_people_act(reads)
        trouble = next((one for one in self.troubles if 0 <= self.calls - one.nth < one.times), None)
        if trouble is None:
            return self.app(environ, start_response)
        if trouble.applied and trouble.kind != "429":
            run_wsgi_app(self.app, environ, buffered=True)
        return self._strike(trouble, start_response)

    def _strike(self, trouble, start_response):
        if trouble.kind == "killed":
            raise Killed
        if trouble.kind == "cut":
            start_response("200 OK", [("Content-Type", "application/json")])
            return [b'{"spreadsheetId": ']
        start_response(f"{trouble.kind} x", [("Content-Type", "text/html")])
        return [b"<html>"]

    def _let_people_act(self, reads):
        due = [one for one in self.people if one[0] <= self.calls and (reads or not one[1])]
        self.people = [one for one in self.people if one not in due]
        for _, _, act in due:
            act()
