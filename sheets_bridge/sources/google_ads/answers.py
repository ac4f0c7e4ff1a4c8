"""What Google Ads answers: streams of batches, and refusals in Google's envelope (reference: ad-media §4.4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from sheets_bridge.api.api import TakesNone, Unauthorized
from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.sources.google_ads.advice import LOGIN, RIGHTS, VERSION

_HOUR = 3600.0
_WAITS: Mapping[str, float] = {
    "RESOURCE_EXHAUSTED": _HOUR,
    "RESOURCE_TEMPORARILY_EXHAUSTED": 5.0,
    "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION": 60.0,
    "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION": _HOUR,
}
"""Seconds to wait where the answer names none. The operations of a day are counted over 24 hours: asking once an hour
is enough to see when some come back."""
_BUSY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
_WORD = re.compile(r"[A-Z][A-Z0-9_]{2,80}")


@dataclass(frozen=True)
class Fault:
    """A refusal: Google's words for it, the most telling first, and the seconds it asks for."""

    status: int
    words: tuple[str, ...] = ()
    named: str = ""
    """The status in letters, which says little: RESOURCE_EXHAUSTED of what passes in seconds too."""
    wait: float | None = None

    @property
    def word(self) -> str:
        """What a message quotes: the first word, else the status."""
        return next(iter(self.words), self.named or str(self.status))

    def first_of(self, known: Mapping[str, Any]) -> str:
        """The first of its words that is known; "" where none is."""
        return next((word for word in self.words if word in known), "")


def decipher(who: str, path: str, answer: Answer, parse: Parse = parsed) -> Any:
    """The body of a 200, read by `parse`. A stream that breaks off says so in its last part, under a status of 200.

    Raises: Unauthorized (401 that a new token may mend), LoginNeeded, Refused (a right), DataRejected (a query of ours
    that is not understood), Unavailable (429, 5xx, not JSON).
    """
    if answer.status != HTTPStatus.OK:
        raise problem(who, path, fault(answer.status, _told(answer.body)))
    try:
        told = parse(answer.body)
    except ValueError as error:
        cut = say("Google Ads {who}: {path} was answered with what is not whole JSON. The next run tries again by "
                  "itself.", who=who, path=path)  # fmt: skip
        raise Unavailable(cut, status=answer.status) from error
    if broken := next((part["error"] for part in _parts(told) if part.get("error")), None):
        raise problem(who, path, fault(_code(broken), {"error": broken}))
    return told


def fault(status: int, told: Any) -> Fault:
    """What a refusal says, in an object or, as searchStream does, in an array of one; an answer that is neither says
    nothing but its status."""
    error: Mapping[str, Any] = next((part["error"] for part in _parts(told) if isinstance(part.get("error"), dict)), {})
    details = [one for one in error.get("details") or [] if isinstance(one, dict)]
    inner = [one for detail in details for one in detail.get("errors") or [] if isinstance(one, dict)]
    words = [*(word for one in inner for word in _texts(one.get("errorCode"))), *map(_reason, details)]
    named = str(error.get("status") or "")
    return Fault(
        status,
        words=tuple(word for word in words if _WORD.fullmatch(word)),
        named=named if _WORD.fullmatch(named) else "",
        wait=next(filter(None, map(_delay, inner)), None),
    )


def problem(who: str, path: str, found: Fault) -> BridgeError:
    """The error that a refusal is."""
    if word := found.first_of(LOGIN):
        return LoginNeeded(_refused(who, path, word, LOGIN[word](who)), status=found.status)
    if word := found.first_of(RIGHTS):
        return Refused(_refused(who, path, word, RIGHTS[word](who)), status=found.status)
    if found.status in _BUSY or found.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _busy(who, path, found)
    if found.status == HTTPStatus.NOT_FOUND:
        return Refused(_refused(who, path, found.word, VERSION), status=found.status)
    if found.status == HTTPStatus.UNAUTHORIZED:
        again = say("Connect again: sheets-bridge connect google_ads {who}", who=who)
        return Unauthorized(_refused(who, path, found.word, again), status=found.status)
    fault_of_ours = say("This is a fault of the request: update sheets_bridge, or report it.")
    kind = DataRejected if found.status == HTTPStatus.BAD_REQUEST else Refused
    return kind(_refused(who, path, found.word, fault_of_ours), status=found.status)


def _refused(who: str, path: str, word: str, advice: Message) -> Message:
    return say("Google Ads {who}: {path} was refused ({word}). {advice}", who=who, path=path, word=word,
               advice=advice)  # fmt: skip


def _busy(who: str, path: str, found: Fault) -> Unavailable:
    word = found.first_of(_WAITS)
    busy = say("Google Ads {who}: {path} cannot answer now ({word}). The next run tries again by itself.", who=who,
               path=path, word=word or found.word)  # fmt: skip
    kind = TakesNone if found.wait else Unavailable
    return kind(busy, status=found.status, wait=found.wait or _WAITS.get(word))


def _told(body: bytes) -> Any:
    try:
        return parsed(body)
    except ValueError:
        return None


def _parts(told: Any) -> Iterator[Mapping[str, Any]]:
    return (part for part in (told if isinstance(told, list) else [told]) if isinstance(part, dict))


def _code(error: Any) -> int:
    """The status of an error that came under a status of 200."""
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and code >= HTTPStatus.BAD_REQUEST else HTTPStatus.INTERNAL_SERVER_ERROR


def _texts(of: Any) -> list[str]:
    return [value for value in of.values() if isinstance(value, str)] if isinstance(of, dict) else []


def _reason(detail: Mapping[str, Any]) -> str:
    """What an ErrorInfo says: these refusals come from before the Ads API."""
    return str(detail.get("reason") or "")


def _delay(error: Mapping[str, Any]) -> float | None:
    """`details.quotaErrorDetails.retryDelay` in seconds: "60s"."""
    found: Any = error
    for name in ("details", "quotaErrorDetails", "retryDelay"):
        found = found.get(name) if isinstance(found, dict) else None
    try:
        return max(0.0, float(str(found).removesuffix("s"))) if found else None
    except ValueError:
        return None
