"""Reads a fault out of a control request: every field checked, the first mistake said plainly."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any
from wsgiref.util import is_hop_by_hop

from sheets_bridge.sandbox.faults import ACTIONS, Fault
from sheets_bridge.sandbox.google.person import is_deed


class Malformed(Exception):
    """A control request cannot be understood; the text says what to send."""


def read_fault(given: Mapping[str, Any]) -> Fault:
    """The fault in a JSON object; null is as good as absent, a method may be in any case. Raises Malformed."""
    given = {name: value for name, value in given.items() if value is not None}
    if isinstance(given.get("method"), str):
        given["method"] = given["method"].upper()
    for name in given:
        if name not in _CHECKS:
            raise Malformed(f"unknown field {name!r}; known are {', '.join(_CHECKS)}")
    for name in ("path", "action"):
        if name not in given:
            raise Malformed(f"{name!r} is missing")
    for name in _NEEDS.get(str(given["action"]), ()):
        if name not in given:
            raise Malformed(f"action {given['action']} needs {name!r}")
    for name, value in given.items():
        test, wish = _CHECKS[name]
        if not test(value):
            raise Malformed(f"{name!r} must be {wish}")
    return Fault(**given)


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _headers(value: Any) -> bool:
    return isinstance(value, dict) and all(_header(name, text) for name, text in value.items())


def _header(name: str, text: Any) -> bool:
    """A header that a WSGI application may set at all."""
    line = f"{name}{text}"
    plain = isinstance(text, str) and line.isascii() and line.isprintable() and bool(name)
    return plain and not is_hop_by_hop(name) and name.lower() != "content-length"


def _amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 3600


def _deeds(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_deed, value))


_NEEDS = {
    "status": ("status",),
    "delay": ("seconds",),
    "person": ("spreadsheet", "does"),
    "alter": ("find",),
    "shift": ("rows",),
    "advance": ("hours",),
}
_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "method": (lambda value: isinstance(value, str) and value.isascii() and value == value.upper(), "a method or *"),
    "path": (lambda value: isinstance(value, str) and bool(value), "a glob over the path, such as /cafe24/*"),
    "nth": (_whole(1, 10**9), "a whole number from 1"),
    "times": (_whole(1, 10**9), "a whole number from 1"),
    "action": (lambda value: isinstance(value, str) and value in ACTIONS, f"one of {', '.join(ACTIONS)}"),
    "status": (_whole(200, 599), "an HTTP status from 200 to 599"),
    "headers": (_headers, "an object of texts, without connection headers and Content-Length"),
    "body": (lambda value: value is None or isinstance(value, str | dict | list), "a text or JSON"),
    "seconds": (_amount, "a number of seconds"),
    "spreadsheet": (lambda value: isinstance(value, str) and bool(value), "the id of a spreadsheet"),
    "applied": (lambda value: isinstance(value, bool), "true or false"),
    "find": (lambda value: isinstance(value, str) and bool(value), "a text of the request's body"),
    "rows": (_whole(-(10**6), 10**6), "a whole number of rows"),
    "hours": (_amount, "a number of hours"),
    "put": (lambda value: isinstance(value, str), "the text that comes in its place"),
    "does": (_deeds, "a list of {'batchUpdate': …}, {'values': {'range', 'values'}} or {'clear': {'range'}}"),
}
if set(_CHECKS) != {field.name for field in fields(Fault)}:
    raise AssertionError("every field of a fault has its check")
