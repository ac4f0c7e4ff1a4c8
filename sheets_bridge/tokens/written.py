"""A token chain as bytes, there and back."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sheets_bridge.tokens.answer import Granted
from sheets_bridge.tokens.chain import Chain, SavedAnswer

_FORMAT = 1


class UnknownFormat(Exception):
    """Written by a newer version than this one."""


def write(chain: Chain) -> bytes:
    """The chain as JSON; moments are UTC."""
    return json.dumps(
        {
            "format": _FORMAT,
            "mall": chain.mall,
            "generation": chain.generation,
            "current": _pair(chain.current),
            "previous": _pair(chain.previous),
            "sent": chain.sent and _text(chain.sent),
            "doubts": [_text(doubt) for doubt in chain.doubts],
            "strikes": [_text(strike) for strike in chain.strikes],
            "answer": _answer(chain.answer),
            "lost": chain.lost,
            "serial": chain.serial,
        }
    ).encode()


def read(content: bytes) -> Chain:
    """The chain that `write` wrote. Raises: UnknownFormat."""
    fields = json.loads(content)
    if fields.get("format") != _FORMAT:
        raise UnknownFormat(str(fields.get("format")))
    return Chain(
        mall=fields["mall"],
        generation=fields["generation"],
        current=_read_pair(fields["current"]),
        previous=_read_pair(fields["previous"]),
        sent=_moment(fields["sent"]) if fields["sent"] else None,
        doubts=tuple(_moment(doubt) for doubt in fields["doubts"]),
        strikes=tuple(_moment(strike) for strike in fields.get("strikes", ())),
        answer=_read_answer(fields["answer"]),
        lost=fields["lost"],
        serial=fields["serial"],
    )


def _pair(granted: Granted | None) -> dict[str, Any] | None:
    if granted is None:
        return None
    moments = {name: _text(getattr(granted, name)) for name in _MOMENTS}
    return {**vars(granted), "scopes": list(granted.scopes), **moments}


_MOMENTS = ("asked", "access_until", "refresh_until")


def _read_pair(fields: Mapping[str, Any] | None) -> Granted | None:
    if fields is None:
        return None
    moments = {name: _moment(fields[name]) for name in _MOMENTS}
    return Granted(**{**fields, "scopes": tuple(fields["scopes"]), **moments})


def _answer(answer: SavedAnswer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    body = base64.b64encode(answer.body).decode("ascii")
    return {"body": body, "asked": _text(answer.asked), "consent": answer.consent}


def _read_answer(fields: Mapping[str, Any] | None) -> SavedAnswer | None:
    if fields is None:
        return None
    return SavedAnswer(base64.b64decode(fields["body"]), _moment(fields["asked"]), fields["consent"])


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
