"""Rows out of records: a table's fields compiled once into one expression."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheets_bridge.model import Record, Row, Table, Value

Read = Callable[[Any], Value]
Field = tuple[Read, str]
"""How a value is read, and the name of its field in the record: dotted where it lies deeper (`amount.paid`)."""

MakeRow = Callable[[Record, Sequence[Value]], Row]
"""(record, the values of the `own` columns in their order) → a row in the table's columns."""


def compiled(table: Table, own: Sequence[str], fields: Mapping[str, Field]) -> MakeRow:
    """A function that makes rows of `table`: `own` columns are handed to it, all others are read by `fields`.

    It raises ValueError or TypeError naming the field that cannot be read, and never its content (it may be anybody's).
    A key is never blank: rows would not be told apart.
    The expression is put together from declared names only; a loop over fields costs twice as much.
    """
    fields = {id_: (_needed(read) if id_ in table.key else read, name) for id_, (read, name) in fields.items()}
    readers: dict[str, Any] = {}
    places = []
    for at, column in enumerate(table.columns):
        if column.id in own:
            places.append(f"own[{own.index(column.id)}]")
        else:
            reader = f"read{at}"
            readers[reader], name = fields[column.id]
            raw = f"get({name!r})" if "." not in name else f"dig(get, {tuple(name.split('.'))!r})"
            # Most fields of an order are null, and no reader but a key's has anything to say to that.
            unless_null = f"None if (raw := {raw}) is None else {reader}(raw)"
            places.append(f"{reader}({raw})" if column.id in table.key else unless_null)
    readers["dig"] = _dig
    expression = eval(f"lambda get, own: ({', '.join(places)},)", readers)  # noqa: S307 - see the docstring
    return _naming_the_culprit(expression, fields)


def _needed(read: Read) -> Read:
    def needed(raw: Any) -> Value:
        found = read(raw)
        if found is None:
            raise ValueError("a key is missing")
        return found

    return needed


def read_all(fields: Mapping[str, Field], record: Record) -> list[Value]:
    """The values of a few fields, in their order. Raises as a compiled function does."""
    try:
        return [read(_dig(record.get, name.split("."))) for read, name in fields.values()]
    except (ValueError, TypeError) as error:
        raise type(error)(_culprit(fields, record)) from None


def _dig(get: Callable[[str], Any], parts: Sequence[str]) -> Any:
    """What lies at a dotted name, through objects and by number through lists; None where the way ends."""
    found = get(parts[0])
    for part in parts[1:]:
        if isinstance(found, dict):
            found = found.get(part)
        elif isinstance(found, list):
            found = found[int(part)] if part.isdigit() and int(part) < len(found) else None
        else:
            return None
    return found


def _naming_the_culprit(expression: Callable[..., Row], fields: Mapping[str, Field]) -> MakeRow:
    def make(record: Record, own: Sequence[Value]) -> Row:
        try:
            return expression(record.get, own)
        except (ValueError, TypeError) as error:
            raise type(error)(_culprit(fields, record)) from None

    return make


def _culprit(fields: Mapping[str, Field], record: Record) -> str:
    for read, name in fields.values():
        try:
            read(_dig(record.get, name.split(".")))
        except (ValueError, TypeError):
            return name
    return "?"
