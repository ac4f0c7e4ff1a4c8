"""Reads a JSON body by the shape of its message, as Google's parser does: what does not fit is refused with its place.

Beyond the plain form it takes what proto3 JSON takes: `null` for an absent field, names in snake case, numbers as
text, one value where a list is meant.
"""

import math
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import orjson

from sheets_bridge.sandbox.google.refusal import malformed

from .fields import SCALARS, Field, fields, is_message, words

Read = Callable[[Any], Any]
_TYPE = "type.googleapis.com/google.apps.sheets.v4."
_LARGEST = 2**31


class Misfit(Exception):
    """A value does not fit; `path` grows on the way out, `tell` makes the text of the whole place."""

    def __init__(self, tell: Callable[[list[str]], str]) -> None:
        super().__init__()
        self.path: list[str] = []
        self.tell = tell


def read_body(message: str, given: Any, bound: str = "") -> Any:
    """The body by its message, absent fields left out; `bound` is the name the body has in Google's texts.

    Raises Refusal (400 with the field violation) for unknown names and values of another type.
    """
    try:
        return _message(message)(given)
    except Misfit as misfit:
        path = [bound, *misfit.path] if bound else misfit.path
        raise malformed(place(path), misfit.tell(path)) from None


def place(path: list[str]) -> str:
    """`requests[0].add_sheet`."""
    return ".".join(path).replace(".[", "[")


@cache
def _message(name: str) -> Read:
    known = {spelled: field for field in fields(name).values() for spelled in (field.name, field.snake)}
    readers: dict[str, tuple[str, Read]] = {}

    def read(given: Any) -> Any:
        found = {}
        for key, value in _opened(given, name):
            if value is None:
                continue
            own, read_value = readers.get(key) or readers.setdefault(key, _made(known, key))
            try:
                found[own] = read_value(value)
            except Misfit as misfit:
                misfit.path.insert(0, known[key].snake)
                raise
        return found

    return read


def _opened(given: Any, message: str) -> Iterable[tuple[str, Any]]:
    """The fields of a JSON object; `null` has none."""
    if given is None:
        return ()
    if type(given) is dict:
        return given.items()
    raise _not_repeating() if isinstance(given, list) else _unfit(_TYPE + message, given)


def _made(known: dict[str, Field], key: str) -> tuple[str, Read]:
    """The own name and the reader of a field, made at first use because messages hold one another."""
    if key not in known:
        raise _unknown(key)
    return known[key].name, _reader(known[key].kind, known[key].many)


@cache
def _reader(kind: str, many: str) -> Read:
    one = _single(kind)
    if many == "[":
        return lambda value: _list(one, value)
    return (lambda value: _map(one, value)) if many == "{" else one


def _single(kind: str) -> Read:
    if is_message(kind):
        return _message(kind)
    if kind in _SCALAR_READERS:
        return _SCALAR_READERS[kind]
    return _enum(kind) if words(kind) else lambda value: value


def _list(one: Read, given: Any) -> list[Any]:
    if not isinstance(given, list):
        return [one(given)]
    found = []
    for at, value in enumerate(given):
        try:
            found.append(one(value))
        except Misfit as misfit:
            misfit.path.insert(0, f"[{at}]")
            raise
    return found


def _map(one: Read, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _unfit("TYPE_MESSAGE", given)
    found = {}
    for key, value in given.items():
        try:
            found[key] = one(value)
        except Misfit as misfit:
            misfit.path[:0] = [f"[{key}]", "value"]
            raise
    return found


def _enum(kind: str) -> Read:
    known = words(kind)

    def read(value: Any) -> Any:
        if isinstance(value, str) and value in known:
            return value
        raise _unfit_scalar(_TYPE + kind, value)

    return read


# scalars


def _int(value: Any) -> int:
    amount = _amount(value, "int")
    if not float(amount).is_integer() or not -_LARGEST <= amount < _LARGEST:
        raise _unfit_scalar(SCALARS["int"], value)
    return int(amount)


def _amount(value: Any, kind: str) -> float | int:
    """A finite number, or one written as text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise _unfit_scalar(SCALARS[kind], value) from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _unfit_scalar(SCALARS[kind], value)
    return value


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise _unfit_scalar(SCALARS["bool"], value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _unfit_scalar(SCALARS["text"], value)


_SCALAR_READERS: dict[str, Read] = {
    "int": _int,
    "float": lambda value: _amount(value, "float"),
    "double": lambda value: _amount(value, "double"),
    "bool": _bool,
    "text": _text,
}

# what does not fit


def _unfit(kind: str, value: Any) -> Misfit:
    shown = value if isinstance(value, float) and not math.isfinite(value) else orjson.dumps(value).decode()
    return Misfit(lambda path: f"Invalid value at '{place(path)}' ({kind}), {shown}")


def _unfit_scalar(kind: str, value: Any) -> Misfit:
    if isinstance(value, list):
        return _not_repeating()
    if isinstance(value, dict):
        return Misfit(lambda path: f"Invalid value at '{place(path)}' ({kind}), Starting an object on a scalar field")
    return _unfit(kind, value)


def _unknown(name: str) -> Misfit:
    def tell(path: list[str]) -> str:
        where = f" at '{place(path)}'" if path else ""
        return f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.'

    return Misfit(tell)


def _not_repeating() -> Misfit:
    def tell(path: list[str]) -> str:
        name, where = (path[-1], place(path[:-1])) if path else ("", "")
        at = f" at '{where}'" if where else ""
        unknown = f'Invalid JSON payload received. Unknown name "{name}"{at}'
        return f"{unknown}: Proto field is not repeating, cannot start list."

    return Misfit(tell)
