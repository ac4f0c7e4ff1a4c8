"""A schedule fit for strangers: its shape with the values that tell nothing of anybody."""

from collections.abc import Iterator

from sheets_bridge.config.mistakes import Mistaken
from sheets_bridge.config.tree import List, Map, Node, Text, grow

_PLAIN = frozenset({
    "timezone", "language", "source", "shops", "history", "every", "at", "cron", "stream", "streams", "table", "keep",
    "columns", "embed", "fields", "on", "failures", "stale", "json", "port",
})  # fmt: skip
"""Keys whose values may be shown. Of any other key only how long its value is: whatever was typed there by mistake, a
secret or an address for notifications, stays home."""


def redacted(text: str) -> str:
    """The schedule's keys line by line, with plain values only; comments are left out."""
    try:
        return "\n".join(_lines(grow(text), "", shown=False)) + "\n"
    except Mistaken:
        return f"(no YAML: {len(text.splitlines())} lines)\n"


def _lines(node: Node, indent: str, *, shown: bool) -> Iterator[str]:
    if isinstance(node, Map):
        for key, value in node.pairs:
            name = key.value if isinstance(key, Text) else "?"
            yield from _entry(f"{indent}{name}:", value, indent, shown=name in _PLAIN)
    elif isinstance(node, List):
        for item in node.items:
            yield from _entry(f"{indent}-", item, indent, shown=shown)
    else:
        yield f"{indent}{_value(node, shown=shown)}"


def _entry(head: str, value: Node, indent: str, *, shown: bool) -> Iterator[str]:
    if isinstance(value, Text):
        yield f"{head} {_value(value, shown=shown)}"
        return
    yield head
    yield from _lines(value, f"{indent}  ", shown=shown)


def _value(text: Text, *, shown: bool) -> str:
    return text.value if shown else f"({len(text.value)} characters)"
