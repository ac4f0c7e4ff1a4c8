"""One Google account's calls: paced, timed, retried, counted, their refusals understood."""

import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gspread
import orjson
import requests
import urllib3
from google.auth import exceptions as auth_errors

from sheets_bridge.errors import BridgeError, Refused, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.retry import persistently
from sheets_bridge.spreadsheet.budget import Budget, Turns
from sheets_bridge.spreadsheet.keyfile import Login, on_loopback, read_key
from sheets_bridge.spreadsheet.refusals import decipher

READ, WRITE = "google_read", "google_write"
OnCall = Callable[[str], None]
AfterWait = Callable[[], None]
"""Called where a call had to wait, for its turn in the quota or to be sent once more, just before it leaves.

What it raises is raised by the call, which then is not sent: people go on working on the sheet while we wait.
"""

_SHEETS, _DRIVE = "https://sheets.googleapis.com", "https://www.googleapis.com"
_CONNECT, _SILENCE = 10.0, 60.0
"""Seconds to reach Google, and seconds without a byte after which nothing more is expected."""
DEADLINE = 180.0
"""Seconds for one whole call: an answer that trickles ends too. Google itself gives up then."""
_CHUNK = 256 * 1024

_READ_VERBS = (":batchGetByDataFilter", "developerMetadata:search", ":getByDataFilter")
_CHANGED = frozenset({400})
"""An Unavailable of this status speaks of a spreadsheet that is not as it was: only who looks again gets on."""
_REPEATABLE_KINDS = frozenset(
    {"updateCells", "repeatCell", "updateSheetProperties", "updateDimensionProperties", "updateDeveloperMetadata"}
)


Quota = Mapping[str, Turns]
"""The turns of an account by kind of call, for clients of several threads."""


def quota_of(monotonic: Callable[[], float] = time.monotonic) -> Quota:
    """A quota nobody has used yet."""
    return {kind: Turns(monotonic) for kind in (READ, WRITE)}


class GoogleClient(gspread.HTTPClient):
    """gspread's HTTP client for one account; `email` is who the spreadsheet must be shared with.

    Every call raises BridgeError kinds only: Refused, DataRejected, Unavailable.
    """

    def __init__(
        self,
        login: Login,
        endpoint: str | None,
        *,
        sleep: Callable[[float], None],
        on_call: OnCall,
        monotonic: Callable[[], float] = time.monotonic,
        deadline: float = DEADLINE,
        quota: Quota | None = None,
    ) -> None:
        super().__init__(login.credentials)
        self._deadline = deadline
        self.email = login.email
        self.set_timeout((_CONNECT, min(_SILENCE, deadline)))
        self._endpoint = endpoint.rstrip("/") if endpoint else None
        self._sleep = sleep
        self._on_call = on_call
        turns = quota or quota_of(monotonic)
        self._budgets = {kind: Budget(sleep, monotonic, turns=turns[kind]) for kind in (READ, WRITE)}
        if on_loopback(endpoint):
            # A proxy or a .netrc of the machine has no business with its own loopback.
            self.session.trust_env = False

    def __repr__(self) -> str:
        return f"GoogleClient({self.email})"

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        params: Any = None,
        after_wait: AfterWait = lambda: None,
    ) -> dict[str, Any]:
        """Call `/v4/spreadsheets/` + path; the parsed answer."""
        address = f"{_SHEETS}/v4/spreadsheets/{path}"
        response = self.request(method, address, params=params, json=body, after_wait=after_wait)
        try:
            answer: dict[str, Any] = orjson.loads(response.content)
        except orjson.JSONDecodeError:
            raise Unavailable(say("Google Sheets answered with a page that is not JSON.")) from None
        return answer

    def request(  # type: ignore[no-untyped-def]
        self, method: str, endpoint: str, params=None, data=None, json=None, files=None, headers=None,
        after_wait: AfterWait = lambda: None,
    ) -> requests.Response:  # fmt: skip
        """As gspread's; JSON bodies leave as compact UTF-8, three tenths smaller for Korean text."""
        headers = dict(headers or {})
        if json is not None:
            data = orjson.dumps(json)
            headers["Content-Type"] = "application/json; charset=UTF-8"
        kind = kind_of(method, endpoint)
        sent = {"params": params, "data": data, "files": files, "headers": headers}
        look = _for_good(after_wait)
        call = _looking_again(lambda: self._once(method, endpoint, kind, sent, look), look)
        return self._persist(call, repeatable(method, endpoint, json))

    def _persist(self, call: Callable[[], requests.Response], again: bool) -> requests.Response:
        try:
            return persistently(call if again else _only_after_429(call), sleep=self._sleep, never=_CHANGED)
        except _Undecided as undecided:
            raise undecided.error from undecided.error.__cause__

    def _once(self, method: str, endpoint: str, kind: str, sent: dict[str, Any], look: AfterWait) -> requests.Response:
        if self._budgets[kind].take():
            look()
        self._on_call(kind)
        ends = time.monotonic() + self._deadline
        try:
            response = self.session.request(method, self._address(endpoint), timeout=self.timeout, stream=True, **sent)
            _take_in(response, ends)
        except auth_errors.GoogleAuthError as error:
            # Not chained: what google-auth raises may quote the token endpoint's answer.
            raise _login_failed(error, self.email) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise Unavailable(
                say("Google Sheets could not be reached ({reason}).", reason=type(error).__name__)
            ) from error
        if not response.ok:
            raise decipher(response.status_code, response.headers, response.content, self.email)
        return response

    def _address(self, endpoint: str) -> str:
        if self._endpoint is None:
            return endpoint
        return next(
            (self._endpoint + endpoint[len(host) :] for host in (_SHEETS, _DRIVE) if endpoint.startswith(host)),
            endpoint,
        )


def connect(
    google_file: Path,
    endpoint: str | None,
    *,
    sleep: Callable[[float], None],
    on_call: OnCall = lambda _kind: None,
    monotonic: Callable[[], float] = time.monotonic,
    deadline: float = DEADLINE,
    quota: Quota | None = None,
) -> GoogleClient:
    """The client of a key file; makes no call. `endpoint` stands in for both Google hosts.

    `on_call` is told google_read or google_write just before each HTTP request leaves, retries included;
    `deadline` bounds each of them in seconds; `quota` is what clients of other threads take their turns from as well.
    Raises: ConfigError with the fix.
    """
    login = read_key(google_file, endpoint)
    return GoogleClient(
        login, endpoint, sleep=sleep, on_call=on_call, monotonic=monotonic, deadline=deadline, quota=quota
    )


def kind_of(method: str, endpoint: str) -> str:
    """Which of Google's two quotas a call counts against."""
    return READ if method.upper() == "GET" or urlsplit(endpoint).path.endswith(_READ_VERBS) else WRITE


def repeatable(method: str, endpoint: str, body: Mapping[str, Any] | None) -> bool:
    """Whether sending a call twice leaves the same as sending it once."""
    path = urlsplit(endpoint).path
    if kind_of(method, endpoint) == READ:
        return True
    if "/values" in path:
        return not path.endswith(":append")
    requested = (body or {}).get("requests") or [{"unknown": {}}]
    return path.endswith(":batchUpdate") and all(set(change) <= _REPEATABLE_KINDS for change in requested)


def _take_in(response: requests.Response, ends: float) -> None:
    """Read an answer to its end. Raises requests.Timeout where it is not there in time."""
    parts = []
    # read1 hands over what has come; `content` would wait for a whole chunk, for ever if it trickles.
    with response:
        while part := response.raw.read1(_CHUNK, decode_content=True):
            parts.append(part)
            if time.monotonic() > ends:
                raise requests.Timeout("the answer took too long")
    response.raw = BytesIO(b"".join(parts))


class _Undecided(Exception):
    """A call that must not be repeated may or may not have been carried out, or may not leave any more."""

    def __init__(self, error: Unavailable) -> None:
        super().__init__(str(error))
        self.error = error


def _looking_again(call: Callable[[], requests.Response], look: AfterWait) -> Callable[[], requests.Response]:
    """The call, with a look before each time but the first."""
    sent = False

    def attempt() -> requests.Response:
        nonlocal sent
        if sent:
            look()
        sent = True
        return call()

    return attempt


def _for_good(look: AfterWait) -> AfterWait:
    """A look whose failure is not waited out once more: what it saw is older by then."""

    def looked() -> None:
        try:
            look()
        except Unavailable as error:
            raise _Undecided(error) from error

    return looked


def _only_after_429(call: Callable[[], requests.Response]) -> Callable[[], requests.Response]:
    def guarded() -> requests.Response:
        try:
            return call()
        except Unavailable as error:
            if error.status == 429:
                raise
            raise _Undecided(error) from error

    return guarded


def _login_failed(error: auth_errors.GoogleAuthError, who: str | Message) -> BridgeError:
    text = str(error)
    if isinstance(error, auth_errors.TransportError) or getattr(error, "retryable", False):
        return Unavailable(say("Google's login server could not be reached."))
    for sign, told in _LOGIN_SIGNS:
        if sign in text:
            return Refused(told(who))
    return Refused(say("Google does not accept the key of {who}: make a new key and save it at `google:`.", who=who))


_LOGIN_SIGNS: tuple[tuple[str, Callable[[str | Message], Message]], ...] = (
    (
        "reasonable timeframe",
        lambda who: say("Google refused the login of {who} because this machine's clock is wrong: set it.", who=who),
    ),
    (
        "account not found",
        lambda who: say(
            "Google knows no account {who} any more: make a new service account and share the spreadsheet with it.",
            who=who,
        ),
    ),
)
