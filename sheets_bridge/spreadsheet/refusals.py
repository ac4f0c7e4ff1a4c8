"""What an error answer of Google means for us."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from sheets_bridge.errors import BridgeError, DataRejected, Refused, Unavailable
from sheets_bridge.messages import Message, say

QUOTA_WAIT = 61.0
"""Sheets quotas refill each minute; shorter waits after a 429 are useless."""

_LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Said:
    """An error answer, taken apart: Google's own message, the ErrorInfo reason with its metadata, Retry-After."""

    status: int
    message: str = ""
    reason: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    wait: float | None = None
    readable: bool = True


class ApiOff(Refused):
    """The Sheets API is not switched on in the key's project."""


class NotShared(Refused):
    """The API answered, and this account may not see or edit this spreadsheet, or it is not there."""


Who = str | Message
"""The e-mail address Google knows us by."""
Build = Callable[[Said, Who], BridgeError]


def decipher(status: int, headers: Mapping[str, str], body: bytes, who: Who) -> BridgeError:
    """The error an answer stands for: a table of signs, the first that fits wins. Pure."""
    said = take_apart(status, headers, body)
    seen = f"{said.reason} {said.message}".lower()
    for wanted, sign, build in _SIGNS:
        if status in wanted and sign in seen:
            return build(said, who)
    return _unknown(said, who)


def take_apart(status: int, headers: Mapping[str, str], body: bytes) -> Said:
    """Read an error body of any shape: Sheets', Drive's, OAuth's or a page of HTML."""
    wait = _seconds(headers.get("Retry-After"))
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Said(status, wait=wait, readable=False)
    error = parsed.get("error") if isinstance(parsed, dict) else None
    if not isinstance(error, dict):
        return Said(status, str(error or ""), wait=wait)
    reason, metadata = _reason(error)
    return Said(status, str(error.get("message") or ""), reason, metadata, wait)


def _reason(error: dict[str, Any]) -> tuple[str, dict[str, str]]:
    for detail in error.get("details") or ():
        if "reason" in detail:
            return detail["reason"], detail.get("metadata") or {}
    for older in error.get("errors") or ():
        return str(older.get("reason") or ""), {}
    return "", {}


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.strip().isdecimal() else None


def _not_shared(said: Said, who: Who) -> BridgeError:
    return NotShared(
        say("Google lets {who} not open or edit the spreadsheet: share it with {who} as Editor.", who=who),
        status=said.status,
    )


def _not_found(said: Said, who: Who) -> BridgeError:
    return NotShared(
        say(
            "Google knows no such spreadsheet for {who}: either the address at `spreadsheet:` is wrong (check the part "
            "between /d/ and /edit), or the file is not shared with {who} as Editor.",
            who=who,
        ),
        status=said.status,
    )


def _api_off(said: Said, _who: Who) -> BridgeError:
    found = re.search(r"https://\S+", said.message)
    address = said.metadata.get("activationUrl") or (
        found.group() if found else "https://console.cloud.google.com/apis"
    )
    return ApiOff(
        say(
            "The Google Sheets API is switched off in the key's project: enable it at {address}, "
            "then wait a few minutes.",
            address=address,
        ),
        status=said.status,
    )


def _scope(said: Said, _who: Who) -> BridgeError:
    return Refused(
        say(
            "The Google login lacks the right to spreadsheets: log in again with the scope {scope}.",
            scope="https://www.googleapis.com/auth/spreadsheets",
        ),
        status=said.status,
    )


def _protected(said: Said, who: Who) -> BridgeError:
    return Refused(
        say(
            "A protected range stands in the way: add {who} to its editors, or lift the protection. Google: {said}",
            who=who,
            said=quote(said),
        ),
        status=said.status,
    )


def _too_many_cells(said: Said, _who: Who) -> BridgeError:
    return DataRejected(
        say(
            "The spreadsheet would grow over Google's 10,000,000 cells: "
            "shorten `keep:` or send tabs to another spreadsheet."
        ),
        status=said.status,
    )


def _not_a_sheet(said: Said, _who: Who) -> BridgeError:
    return Refused(
        say("The file is no Google spreadsheet (an .xlsx opened in Sheets?): save it as Google Sheets."),
        status=said.status,
    )


def _login(said: Said, _who: Who) -> BridgeError:
    return Refused(
        say("Google does not accept the key of `google:`: make a new key and save it there."), status=said.status
    )


def _changed(said: Said, _who: Who) -> BridgeError:
    return Unavailable(
        say(
            "The spreadsheet was changed while we worked on it; the next run sees it as it is now. Google: {said}",
            said=quote(said),
        ),
        status=said.status,
    )


def _quota(said: Said, _who: Who) -> BridgeError:
    wait = said.wait if said.wait is not None else QUOTA_WAIT
    return Unavailable(say("Google's quota of calls a minute is used up."), status=said.status, wait=wait)


def _down(said: Said, _who: Who) -> BridgeError:
    return Unavailable(
        say("Google Sheets answered {status}: {said}", status=said.status, said=quote(said)),
        status=said.status,
        wait=said.wait,
    )


def _unknown(said: Said, who: Who) -> BridgeError:
    if not said.readable:
        return _down(said, who)
    return Refused(
        say("Google Sheets refused the call ({status}): {said}", status=said.status, said=quote(said)),
        status=said.status,
    )


def quote(said: Said) -> str | Message:
    """Google's words without what they quote of ours: a cell's text may be a personal datum."""
    if not said.readable:
        return say("a page that is not JSON")
    return re.sub(r'"[^"]*"?', '"…"', said.message)[:_LONGEST_QUOTE]


_SIGNS: tuple[tuple[frozenset[int], str, Build], ...] = (
    (frozenset({429}), "", _quota),
    (frozenset({403}), "ratelimitexceeded", _quota),
    (frozenset({403}), "service_disabled", _api_off),
    (frozenset({403}), "it is disabled", _api_off),
    (frozenset({403}), "accessnotconfigured", _api_off),
    (frozenset({403}), "scope", _scope),
    (frozenset({403}), "unregistered callers", _login),
    (frozenset({403}), "caller does not have permission", _not_shared),
    (frozenset({401}), "", _login),
    (frozenset({404}), "", _not_found),
    (frozenset({400}), "protected", _protected),
    (frozenset({400}), "limit of 10000000 cells", _too_many_cells),
    (frozenset({400}), "not supported for this document", _not_a_sheet),
    (frozenset({400}), "unable to parse range", _changed),
    (frozenset({400}), "exceeds grid limits", _changed),
    (frozenset({400}), "already exists", _changed),
    (frozenset({400}), "no grid with id", _changed),
    (frozenset({400}), "no sheet with id", _changed),
    (frozenset({400}), "no developer metadata matches", _changed),
    (frozenset({400}), "is after last", _changed),
    (frozenset({408, 409, 500, 502, 503, 504}), "", _down),
)
