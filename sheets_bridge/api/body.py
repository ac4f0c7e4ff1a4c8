"""A JSON body, read as tolerantly as vendors write it."""

import json
from typing import Any, NoReturn

import orjson


def parsed(body: bytes) -> Any:
    """The value of a JSON body. A byte order mark is skipped, lone surrogates become U+FFFD.

    Raises: ValueError for what is not JSON (NaN, HTML, another encoding).
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _lenient(body)


def _lenient(body: bytes) -> Any:
    """What orjson refuses and vendors send all the same."""
    value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    # The way through UTF-16 turns every lone surrogate, and nothing else, into U+FFFD.
    whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.loads(whole)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
