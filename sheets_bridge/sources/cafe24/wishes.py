"""What is wrong with a wish for an endpoint, told by what Cafe24 documents. Pure.

Cafe24 itself says nothing about a misspelt parameter, field or embed: it answers as if it had not been asked.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from string import Formatter

from sheets_bridge.endpoint import Endpoint, Flaw, Wish, WishedColumn
from sheets_bridge.masking import is_personal
from sheets_bridge.messages import Message, say
from sheets_bridge.sources.cafe24.catalogue import documented, endpoints, field_kind, parameters_of

BY_DAYS = frozenset({"orders"})
"""Lists of which nobody says what they answer without days."""
_OURS = {
    **dict.fromkeys(("shop_no", "mall_id", "limit", "offset"), say("is set by ourselves; leave it out")),
    **dict.fromkeys(("embed", "fields"), say("stands beside asked:, as a list of its own")),
}
_DATED = ("day", "moment", "text")
_Found = Iterator[Flaw]


def flaws(wish: Wish) -> Sequence[Flaw]:
    """Everything that is wrong with a wish; nothing where it can be read."""
    endpoint = documented(wish.path)
    if endpoint is None:
        unknown = say('Cafe24 documents no GET endpoint "{word}"', word=wish.path)
        return [Flaw(("path",), unknown, wish.path, tuple(endpoints()))]
    if not endpoint.fields:
        return [Flaw(("path",), say("{path} answers no rows, so it makes no tab", path=endpoint.path))]
    return [flaw for check in _CHECKS for flaw in check(wish, endpoint)]


def names_in(path: str) -> list[str]:
    """The names in braces of a path."""
    return [name for _, name, _, _ in Formatter().parse(path) if name]


def feeders(wish: Wish) -> list[str]:
    """The lists that feed the names in a wish's path, outermost first: `boards`, then `boards/{board_no}/articles`."""
    found: list[str] = []
    at = wish.each.path if wish.each else _list_before(wish.path)
    while at is not None and at not in found:
        found.insert(0, at)
        at = _list_before(at)
    return found


def days_feed(wish: Wish, endpoint: Endpoint) -> bool:
    """Whether it is the outermost feeding list that is asked by days: `orders` for `orders/{order_id}/items`."""
    above = feeders(wish)
    asked = wish.days.first if wish.days else ""
    if not above or asked not in parameters_of(above[0]):
        return False
    return above[0] in BY_DAYS or asked not in endpoint.parameters


def _list_before(path: str) -> str | None:
    """The list that a path's last name in braces comes from, as the path itself says it."""
    return path[: path.rindex("/{")] if "/{" in path else None


def _fed(wish: Wish, endpoint: Endpoint) -> _Found:
    """Each name in braces must come from a list that has a field of this name."""
    known = {name for path in feeders(wish) for name in _fields_of(path)}
    called = wish.each.names if wish.each else {}
    at = ("each",) if wish.each else ("path",)
    for path in feeders(wish):
        if documented(path) is None and wish.each:
            yield Flaw(("each",), say('Cafe24 documents no GET endpoint "{word}"', word=path), path, tuple(endpoints()))
            return
    for name in names_in(endpoint.path):
        if is_personal(name):
            yield Flaw(("path",), _personal(name))
        elif called.get(name, name) not in known:
            lacking = say("no list that we know feeds {{{name}}} of {path}; name one that has this field by each:",
                          name=name, path=endpoint.path)  # fmt: skip
            yield Flaw(at, lacking)
    for name in called.keys() - set(names_in(endpoint.path)):
        unknown = say("{path} has no {{{word}}}", path=endpoint.path, word=name)
        yield Flaw(("each", "names", name), unknown, name, tuple(names_in(endpoint.path)))
    for parent in filter(None, [wish.each]):
        for name, value in parent.asked.items():
            yield from _asked_one(parent.path, name, value, ("each", "asked", name))


def _fields_of(path: str) -> Mapping[str, str]:
    found = documented(path)
    return found.fields if found else {}


def _asked(wish: Wish, endpoint: Endpoint) -> _Found:
    for name, value in wish.asked.items():
        yield from _asked_one(endpoint.path, name, value, ("asked", name))


def _asked_one(path: str, name: str, value: str, at: tuple[str, ...]) -> _Found:
    parameters = parameters_of(path)
    if name in _OURS:
        yield Flaw(at, say("{name} {why}", name=name, why=_OURS[name]))
    elif name not in parameters:
        unknown = say('{path} has no parameter "{word}"', path=path, word=name)
        yield Flaw(at, unknown, name, tuple(parameters))
    elif is_personal(name):
        yield Flaw(at, say("{name} is about people: it would stand in an address, where logs keep it", name=name))
    else:
        given = value.split(",") if parameters[name].commas else [value]
        for word in (word for word in given if parameters[name].words and word not in parameters[name].words):
            wrong = say('{parameter} takes no "{word}"', parameter=name, word=word)
            yield Flaw((*at, word), wrong, word, parameters[name].words)


def _required(wish: Wish, endpoint: Endpoint) -> _Found:
    days = (wish.days.first, wish.days.last) if wish.days else ()
    lacking = [name for name, one in endpoint.parameters.items() if one.required and name not in (*wish.asked, *days)]
    if lacking:
        yield Flaw((), say("{path} must be asked with {names}: write them under asked:, or days of them under days:",
                           path=endpoint.path, names=lacking))  # fmt: skip
    if not wish.days and {endpoint.path, *feeders(wish)} & BY_DAYS:
        yield Flaw((), say("orders are asked for by days; write days: {{first: start_date, last: end_date, field: "
                           "order_date}}"))  # fmt: skip


def _days(wish: Wish, endpoint: Endpoint) -> _Found:
    if wish.days is None:
        return
    fed = documented(feeders(wish)[0]) if days_feed(wish, endpoint) else None
    dated = fed or endpoint
    for key in ("first", "last"):
        name = getattr(wish.days, key)
        if name not in dated.parameters:
            unknown = say('{path} has no parameter "{word}"', path=dated.path, word=name)
            yield Flaw(("days", key), unknown, name, tuple(one for one in dated.parameters if "date" in one))
    if wish.days.field is not None and field_kind(dated, wish.days.field) not in _DATED:
        unknown = say('{path} has no date "{word}"', path=dated.path, word=wish.days.field)
        dates = tuple(name for name, kind in dated.fields.items() if kind in ("day", "moment"))
        yield Flaw(("days", "field"), unknown, wish.days.field, dates)


def _embeds(wish: Wish, endpoint: Endpoint) -> _Found:
    for name in wish.embed:
        if name not in endpoint.embeds:
            unknown = say('{path} has no embed "{word}"', path=endpoint.path, word=name)
            yield Flaw(("embed", name), unknown, name, endpoint.embeds)


def _fields(wish: Wish, endpoint: Endpoint) -> _Found:
    plain = (*wish.embed, *(name for name in endpoint.fields if "." not in name))
    for name in wish.fields:
        if name not in plain:
            unknown = say('{path} has no field "{word}"', path=endpoint.path, word=name)
            yield Flaw(("fields", name), unknown, name, plain)


def _columns(wish: Wish, endpoint: Endpoint) -> _Found:
    for column in wish.columns:
        problem = _of_column(wish, endpoint, column)
        if problem is not None:
            yield problem


def _of_column(wish: Wish, endpoint: Endpoint, column: WishedColumn) -> Flaw | None:
    at, name, first = ("columns", column.field), column.field, column.field.split(".")[0]
    if any(map(is_personal, name.split("."))) and column.id not in wish.unmasked:
        return Flaw(at, _column_of_people(wish, column))
    if wish.fields and first not in (*wish.fields, *wish.embed, *names_in(endpoint.path)):
        return Flaw(at, say("{name} is not among fields:, so it would never come", name=name))
    if column.new or name in names_in(endpoint.path) or first in wish.embed:
        return None
    if first in endpoint.embeds:
        return Flaw(at, say("{name} only comes with embed: [{embed}]", name=name, embed=first))
    kind = field_kind(endpoint, name)
    if kind is None:
        return Flaw(at, _no_field(endpoint, name), name, tuple(endpoint.fields))
    return Flaw(at, _deeper(endpoint, name)) if kind in ("object", "objects") else None


def _keys(wish: Wish, endpoint: Endpoint) -> _Found:
    known = {*endpoint.fields, *names_in(endpoint.path), *(column.field for column in wish.columns)}
    for name in wish.key:
        if is_personal(name):
            yield Flaw(("key",), _personal(name))
        elif name not in known or field_kind(endpoint, name) in ("object", "objects", "list"):
            yield Flaw(("key",), say('the key "{word}" is no field of {path}', word=name, path=endpoint.path), name,
                       tuple(known))  # fmt: skip


def _column_of_people(wish: Wish, column: WishedColumn) -> Message:
    return say("{name} may be about people, and what nobody declared is not masked; leave it out, or show it whole: "
               "privacy: {{unmask: [{column}]}}", name=column.field, column=f"{wish.id}.{column.id}")  # fmt: skip


def _personal(name: str) -> Message:
    return say("{name} may be about people, and what nobody declared is not masked; leave it out", name=name)


def _no_field(endpoint: Endpoint, name: str) -> Message:
    """A list has fewer fields than the detail of each of its rows."""
    below = re.compile(rf"{re.escape(endpoint.path)}/{{\w+}}")
    details = (one for path, one in endpoints().items() if below.fullmatch(path))
    detail = next((one for one in details if field_kind(one, name)), None)
    unknown = say('{path} has no field "{word}"', path=endpoint.path, word=name)
    return say("{problem}; only {detail} has it", problem=unknown, detail=detail.path) if detail else unknown


def _deeper(endpoint: Endpoint, name: str) -> Message:
    inside = [one for one in endpoint.fields if one.startswith(f"{name}.")]
    return say("{name} holds several fields; name one of them with dots: {fields}", name=name, fields=inside[:3])


_CHECKS: tuple[Callable[[Wish, Endpoint], _Found], ...] = (
    _fed, _asked, _required, _days, _embeds, _fields, _columns, _keys,
)  # fmt: skip
