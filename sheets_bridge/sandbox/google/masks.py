"""Field masks: which fields of an answer are wanted, which fields of an object an update touches."""

import re
from typing import Any

from .refusal import invalid

Mask = dict[str, "Mask"]
_TOKEN = re.compile(r"[^,()./\s]+|[,()./]")


def parse_mask(text: str) -> Mask:
    """`a.b.c`, `a/b/c`, `a(b,c)` and `*` as a tree; an empty tree means everything below."""
    paths, rest = _fields(_TOKEN.findall(text))
    if rest:
        raise invalid(f"Error parsing 'fields' parameter: unexpected '{rest[0]}'")
    mask: Mask = {}
    for path in paths:
        _grow(mask, path)
    return {} if "*" in mask else mask


def _fields(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    paths: list[list[str]] = []
    while tokens and tokens[0] != ")":
        path, tokens = _path(tokens)
        endings: list[list[str]] = [[]]
        if tokens and tokens[0] == "(":
            endings, tokens = _fields(tokens[1:])
            tokens = _closed(tokens)
        paths.extend([*path, *ending] for ending in endings)
        if tokens and tokens[0] == ",":
            tokens = tokens[1:]
    return paths, tokens


def _closed(tokens: list[str]) -> list[str]:
    if not tokens:
        raise invalid("Error parsing 'fields' parameter: a parenthesis is not closed")
    return tokens[1:]


def _path(tokens: list[str]) -> tuple[list[str], list[str]]:
    path: list[str] = []
    while tokens and tokens[0] not in {",", "(", ")"}:
        if tokens[0] not in {".", "/"}:
            path.append(tokens[0])
        tokens = tokens[1:]
    if not path:
        raise invalid("Error parsing 'fields' parameter: a field name is missing")
    return path, tokens


def _grow(mask: Mask, path: list[str]) -> None:
    for name in path[:-1]:
        if name in mask and not mask[name]:
            return
        mask = mask.setdefault(name, {})
    mask[path[-1]] = {}


def wants(mask: Mask, *path: str) -> bool:
    """Whether the answer needs anything at `path`."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def below(mask: Mask, *path: str) -> Mask:
    """The mask of what stands at `path` (which `wants` has said yes to)."""
    for name in path:
        if not mask or "*" in mask:
            return {}
        mask = mask[name]
    return {} if "*" in mask else mask


def select(value: Any, mask: Mask) -> Any:
    """The wanted part of a JSON value; entries of lists stay, even where nothing of them is wanted."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [select(one, mask) for one in value]
    if isinstance(value, dict):
        return {name: select(value[name], mask[name]) for name in value if name in mask}
    return value


def overlay(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """`old` with the masked fields taken from `new`; a masked field that `new` lacks is removed."""
    if not mask or "*" in mask:
        return dict(new)
    result = dict(old)
    for name, deeper in mask.items():
        if deeper and (name in old or name in new):
            merged = overlay(old.get(name) or {}, new.get(name) or {}, deeper)
            result[name] = merged
            if not merged:
                del result[name]
        elif name in new:
            result[name] = new[name]
        else:
            result.pop(name, None)
    return result
