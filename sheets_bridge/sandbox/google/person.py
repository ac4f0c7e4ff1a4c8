"""What a person does to a spreadsheet between two calls of a client: calls of the Sheets API made inside the server."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson
from werkzeug.test import EnvironBuilder, run_wsgi_app

PERSON = "sandbox.person"
"""The WSGI key that marks such a call: it needs no token and spends no quota. No HTTP header can set it."""

Deed = Mapping[str, Any]
Sent = tuple[str, str, dict[str, str], Any]


class Undone(Exception):
    """The person could not do that; the text says what the server answered."""


def carry_out(app: Callable[..., Any], spreadsheet: str, does: Sequence[Deed]) -> None:
    """Do the deeds in order, as the spreadsheet's owner. Raises Undone at the first one that is refused."""
    for deed in does:
        for name, body in deed.items():
            _do(app, f"/google/v4/spreadsheets/{quote(spreadsheet, safe='')}", name, body)


def is_deed(deed: Any) -> bool:
    """Whether it is something a person can do: `{"batchUpdate": …}`, `{"values": …}` or `{"clear": …}`."""
    if not isinstance(deed, dict) or len(deed) != 1:
        return False
    ((name, body),) = deed.items()
    return name in _WISH and _WISH[name](body)


def _do(app: Callable[..., Any], root: str, name: str, body: Any) -> None:
    method, path, query, sent = _DEEDS[name](body)
    builder = EnvironBuilder(root + path, method=method, query_string=query, data=orjson.dumps(sent))
    environ = {**builder.get_environ(), PERSON: True}
    chunks, status, _ = run_wsgi_app(app, environ, buffered=True)
    if not status.startswith("200"):
        raise Undone(f"the person could not do {name}: {status} {b''.join(chunks).decode(errors='replace')}")


def _batch_update(body: Any) -> Sent:
    return "POST", ":batchUpdate", {}, {"requests": body} if isinstance(body, list) else body


def _values(body: Any) -> Sent:
    """A person types: what looks like a number or a formula becomes one, unless the deed says RAW."""
    option = {"valueInputOption": body.get("valueInputOption", "USER_ENTERED")}
    return "PUT", f"/values/{quote(body['range'], safe='')}", option, {"values": body["values"]}


def _clear(body: Any) -> Sent:
    return "POST", f"/values/{quote(body['range'], safe='')}:clear", {}, {}


_DEEDS: dict[str, Callable[[Any], Sent]] = {"batchUpdate": _batch_update, "values": _values, "clear": _clear}
_WISH: dict[str, Callable[[Any], bool]] = {
    "batchUpdate": lambda body: isinstance(body, dict | list),
    "values": lambda body: isinstance(body, dict) and isinstance(body.get("range"), str) and "values" in body,
    "clear": lambda body: isinstance(body, dict) and isinstance(body.get("range"), str),
}
