"""What an answer of Cafe24's token endpoint means (reference: reliability 2.3 step 9, cafe24-admin 1.3 and 1.6)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sheets_bridge.api.call import Answer
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST

ACCESS_LIFE, REFRESH_LIFE = timedelta(hours=2), timedelta(days=14)
"""Documented by Cafe24; assumed where an answer does not say it believably."""
_ACCESS = ("expires_at", timedelta(hours=3))
_REFRESH = ("refresh_token_expires_at", timedelta(days=15))
"""The fields, and the longest life that is believed."""
_TOKEN = re.compile(r"[\x21-\x7e]{1,4096}")
_WORD = re.compile(r"[a-z_]{3,40}")


@dataclass(frozen=True)
class Granted:
    """A token pair; moments are aware UTC."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    asked: datetime
    access_until: datetime
    refresh_until: datetime
    scopes: tuple[str, ...]
    mall_id: str
    user_id: str
    shop_no: int


class Meaning(Enum):
    """What became of a token request that brought no token."""

    NOT_PROCESSED = "surely not carried out; the token is untouched"
    DOUBTFUL = "may have been carried out"
    DEAD = "the token or code is spent, expired or revoked"
    WRONG_CLIENT = "the client id or secret is wrong; the token is untouched"
    REMOVED = "the app is said to be gone from the mall; the token is untouched"
    REFUSED = "refused for another reason; the token is untouched"


@dataclass(frozen=True)
class Verdict:
    """The meaning, and what was seen in words for people. `wait` is what the server asked for, in seconds."""

    meaning: Meaning
    seen: Message
    status: int | None = None
    wait: float | None = None


class Unreadable(Exception):
    """A 200 without a token pair for this mall that we can read."""


NO_CONNECTION = Verdict(Meaning.NOT_PROCESSED, say("no connection"))
NO_ANSWER = Verdict(Meaning.DOUBTFUL, say("no whole answer"))
NOT_UNDERSTOOD = Verdict(Meaning.DOUBTFUL, say("an answer that is no token"), 200)

_REMOVED = re.compile(r"un-?i(n)?stall?ed\W*(app|client)|(app|client)\S*\W+(is|was|has been) uninstalled")
"""Cafe24 spells it "Unistalled app" too, and said it of live apps in 2025-02 (reference: cafe24-admin 1.6)."""
_BY_WORD = {
    "invalid_grant": Meaning.DEAD,
    "invalid_client": Meaning.WRONG_CLIENT,
    "unauthorized_client": Meaning.WRONG_CLIENT,
}


def decipher(answer: Answer) -> Verdict | None:
    """What an answer without a token means; None for a 200, which `read_grant` reads."""
    if answer.status == 200:
        return None
    word, text = _complaint(answer.body)
    seen = (
        say("HTTP {status} ({word})", status=answer.status, word=word)
        if word
        else say("HTTP {status}", status=answer.status)
    )
    return Verdict(_meaning(answer.status, word, text), seen, answer.status, _retry_after(answer.headers))


def read_grant(body: bytes, asked: datetime, mall: str, before: Granted | None = None) -> Granted:
    """The token pair of a 200; `asked` is when we sent the request, by our own clock.

    An answer without a refresh token keeps the one of `before`. Raises: Unreadable.
    """
    fields = _object(body)
    if fields is None:
        raise Unreadable("no JSON object")
    if str(fields.get("mall_id") or mall) != mall:
        raise Unreadable("another mall")
    kept = before if fields.get("refresh_token") in (None, "") else None
    refresh_until = asked + (_life(fields, *_REFRESH, asked) or REFRESH_LIFE)
    return Granted(
        access_token=_token(fields, "access_token"),
        refresh_token=kept.refresh_token if kept else _token(fields, "refresh_token"),
        asked=asked,
        access_until=asked + (_life(fields, *_ACCESS, asked) or ACCESS_LIFE),
        refresh_until=kept.refresh_until if kept else refresh_until,
        scopes=_scopes(fields.get("scopes", fields.get("scope"))),
        mall_id=mall,
        user_id=str(fields.get("user_id") or ""),
        shop_no=_number(fields.get("shop_no")),
    )


def oddities(body: bytes, asked: datetime) -> tuple[Message, ...]:
    """What is unusual in an answer that `read_grant` takes all the same."""
    fields = _object(body) or {}
    lives = [
        say("{field} in its answer is missing or not believable", field=name)
        for name, longest in (_ACCESS, _REFRESH)
        if _life(fields, name, longest, asked) is None
    ]
    kept = [] if fields.get("refresh_token") else [say("its answer has no refresh_token, so the old one was kept")]
    return (*lives, *kept)


def _meaning(status: int, word: str, text: str) -> Meaning:
    if status == 429:
        return Meaning.NOT_PROCESSED
    if status >= 500 or status < 300 or status == 408:
        return Meaning.DOUBTFUL
    if _REMOVED.search(text):
        return Meaning.REMOVED
    if word in _BY_WORD:
        return _BY_WORD[word]
    # Cafe24 has been seen to say "Invalid client_secret" under other error words (reference: cafe24-admin 1.6).
    return Meaning.WRONG_CLIENT if "client_secret" in text or "client_id" in text else Meaning.REFUSED


def _complaint(body: bytes) -> tuple[str, str]:
    """The error word ("" where there is none) and all error text in small letters.

    Both shapes are met: OAuth's strings and the API's `{"error": {"code", "message"}}`.
    """
    fields = _object(body) or {}
    error = fields.get("error")
    inner = error.get("message") if isinstance(error, dict) else error
    word = inner if isinstance(inner, str) and _WORD.fullmatch(inner) else ""
    return word, f"{inner} {fields.get('error_description')}".lower()


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        fields = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def _token(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    # It goes into a header: anything but visible ASCII is no token.
    if not isinstance(value, str) or _TOKEN.fullmatch(value) is None:
        raise Unreadable(f"no {name}")
    return value


def _life(fields: Mapping[str, Any], name: str, longest: timedelta, asked: datetime) -> timedelta | None:
    """How long from `asked`: the difference of the server's two times, so that zone and skew cancel out.

    None where it is not believable. The documented life stands in for it: a 401 corrects that, while "already
    over" would spend a refresh token at every call.
    """
    until = _moment(fields.get(name))
    if until is None:
        return None
    life = until - (_moment(fields.get("issued_at")) or asked)
    return life if timedelta(0) < life <= longest else None


def _moment(value: object) -> datetime | None:
    """A vendor time; one without a zone is Korean (reference: cafe24-admin 1.3)."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=KST)


def _scopes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(re.split(r"[,\s]+", value.strip())) if value.strip() else ()
    return tuple(str(scope) for scope in value) if isinstance(value, list) else ()


def _number(value: object) -> int:
    return int(str(value)) if re.fullmatch(r"[0-9]{1,9}", str(value)) else 1


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("Retry-After", "").strip()
    return float(value) if re.fullmatch(r"[0-9]{1,6}", value) else None
