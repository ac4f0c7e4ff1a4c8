"""The list of calls the pretend vendors received, kept by WSGI middleware around everything."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sheets_bridge.sandbox.wsgi import App, Environ, StartResponse, path_of

_VENDORS = {
    "cafe24": "cafe24",
    "cafe24-analytics": "cafe24_analytics",
    "google": "google",
    "naver-ads": "naver_ads",
    "meta-ads": "meta_ads",
    "google-ads": "google_ads",
    "google-oauth": "google_oauth",
    "kakao-keyword": "kakao_keyword",
    "kakao-moment": "kakao_moment",
    "kakao-auth": "kakao_auth",
    "kakao-api": "kakao_api",
}
_POSTED_READS = (
    *(":getByDataFilter", ":batchGetByDataFilter", ":search", ":searchStream"),
    *("/insights", "/stat-reports"),
)
"""Reads that travel as POST: Google's, whose filters would not fit an address; reports that are ordered first."""
_TOKENS = ("/oauth/token", "/google/token", "/google-oauth/token", "/oauth/business/token", "/oauth/access_token")
_CONSENT_PAGES = ("/oauth/authorize", "/oauth/business/authorize")


@dataclass(frozen=True)
class Call:
    """One call; `at` is sandbox time, `status` is None until it is answered (for ever, where a fault killed it)."""

    n: int
    at: str
    vendor: str
    kind: str
    method: str
    path: str
    query: str
    sent: int
    """Bytes of the call's body."""
    status: int | None = None


class CallLog:
    """The calls since the start or the last reset, in the order they came in, numbered from 1."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Call] = []

    def begin(self, at: datetime, environ: Environ) -> Callable[[int], None]:
        """Note an arriving call; returns what to tell its status to."""
        path, method = path_of(environ), str(environ["REQUEST_METHOD"])
        moment, query = at.isoformat(timespec="milliseconds"), str(environ.get("QUERY_STRING", ""))
        sent = int(environ.get("CONTENT_LENGTH") or 0)
        with self._lock:
            calls, n = self._calls, len(self._calls) + 1
            calls.append(Call(n, moment, vendor(path), kind(method, path), method, path, query, sent))

        def answered(status: int) -> None:
            with self._lock:
                calls[n - 1] = replace(calls[n - 1], status=status)

        return answered

    def listing(self) -> list[dict[str, Any]]:
        """All calls as JSON objects."""
        with self._lock:
            return [asdict(call) for call in self._calls]

    def reset(self) -> None:
        """Start a new list; a call under way stays on the old one."""
        with self._lock:
            self._calls = []


def vendor(path: str) -> str:
    """Whose call it is; empty for the sandbox's own pages."""
    return _VENDORS.get(path.split("/", 2)[1] if path.startswith("/") else "", "")


def kind(method: str, path: str) -> str:
    """token, read or write."""
    if path.endswith(_TOKENS):
        return "token"
    return "read" if method in ("GET", "HEAD") or path.endswith(_POSTED_READS) else "write"


def recorded(app: App, log: CallLog, now: Callable[[], datetime]) -> App:
    """The app with every vendor call noted; consent pages and the sandbox's own pages are not."""

    def record(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = path_of(environ)
        if not vendor(path) or path.endswith(_CONSENT_PAGES):
            return app(environ, start_response)
        answered = log.begin(now(), environ)

        def start(status: str, *rest: Any) -> Any:
            answered(int(status.split()[0]))
            return start_response(status, *rest)

        return app(environ, start)

    return record
