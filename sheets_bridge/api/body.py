"""A JSON body, read as tolerantly as vendors write it, and of long records only what is wanted of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypedDict, Union

import msgspec
import orjson

Parse = Callable[[bytes], Any]
"""The value of a JSON body. Raises ValueError for what is not JSON (NaN, HTML, another encoding)."""

Form = Union[None, Mapping[str, "Form"], Sequence["Form"]]  # noqa: UP007 - a string is no operand of |
"""What is wanted of a value: all of it (None), these fields of an object, or the same of each member of a list."""


def parsed(body: bytes) -> Any:
    """The value of a JSON body. A byte order mark is skipped, lone surrogates become U+FFFD.

    Raises: ValueError for what is not JSON (NaN, HTML, another encoding).
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _lenient(body)


def only(form: Form) -> Parse:
    """A parser that takes of a body what `form` names and skips the rest while it reads.

    Of 240 fields of an order with its items some 120 are wanted: skipping the others halves the time, and what is
    personal in them never becomes an object of ours. Where a body has another form, it is parsed whole.
    """
    decoder = msgspec.json.Decoder(_typed(form))

    def narrowly(body: bytes) -> Any:
        try:
            return decoder.decode(body)
        except msgspec.MsgspecError:
            return parsed(body)

    return narrowly


def _typed(form: Form) -> Any:
    """A form as the type msgspec decodes; anything named may be missing or null."""
    if form is None:
        return Any
    if isinstance(form, Mapping):
        fields = {name: _typed(of_field) for name, of_field in form.items()}
        return TypedDict("Narrow", fields, total=False) | None  # type: ignore[operator]  # made anew for each form
    return list[_typed(form[0])] | None  # type: ignore[misc]  # a type made at run time


def _lenient(body: bytes) -> Any:
    """What orjson refuses and vendors send all the same."""
    value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    # The way through UTF-16 turns every lone surrogate, and nothing else, into U+FFFD.
    whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.loads(whole)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
