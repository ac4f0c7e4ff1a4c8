"""Where in a query stands what SQLite refuses: it tells only what, and its Python module not even where.

A parser that reads from left to right stops at the first token that cannot stand there: the shortest beginning of the
query that it refuses as a whole ends with it. A name that is not known is the one without which the complaint is gone.
"""

import re
from collections.abc import Callable, Sequence

from sheets_bridge.store.written.lexing import Token, tokens

Complain = Callable[[str], str]
"""What SQLite says of a query; "" where it takes it."""

_SYNTAX = re.compile(r'near ".*": syntax error|unrecognized token|near ".*"', re.DOTALL)
_INCOMPLETE = "incomplete input"
_NAMED = re.compile(
    r"(?:no such (?:column|table|function|collation sequence|module|window)|ambiguous column name"
    r"|misuse of (?:aggregate|window function)(?: function)?|circular reference|unsafe use of)[: ] *(?P<name>[^\s()]+)"
    r"|to function (?P<called>[^\s()]+)|misuse of aliased (?:aggregate|window function) (?P<alias>\S+)"
    r"|not authorized to use function: (?P<closed_function>\w+)"
    r"|access to (?:\w+\.)?(?P<closed>\w+)(?:\.\w+)? is prohibited"
    r"|binding parameter (?P<variable>[:@$]\w+)",
)
_NOT_READING = re.compile("not authorized|cannot modify .*")


def place_of(sql: str, problem: str, complain: Complain) -> int | None:
    """Where a query goes wrong as `problem` says, counted in letters; None where nobody can tell."""
    found = tokens(sql)
    if not found:
        return None
    if problem == _INCOMPLETE:
        return found[-1].end
    if _NOT_READING.fullmatch(problem):
        return found[0].at
    if _SYNTAX.match(problem):
        return _first_refused(sql, found, complain)
    match = _NAMED.search(problem)
    name = next(filter(None, match.groups()), None) if match else None
    return _name_without_which(sql, problem, name.strip("'\""), complain) if name else None


def _first_refused(sql: str, found: Sequence[Token], complain: Complain) -> int:
    low, high = 0, len(found) - 1
    while low < high:
        middle = (low + high) // 2
        if _SYNTAX.match(complain(sql[: found[middle].end])):
            high = middle
        else:
            low = middle + 1
    return found[low].at


def _name_without_which(sql: str, problem: str, name: str, complain: Complain) -> int | None:
    """The first place of a name without which there is another complaint or none; else the first place of all."""
    spans = list(_spans(tokens(sql), name.lower().split(".")))
    without = {start: complain(_blanked(sql, start, end)) for start, end in spans}
    healed = [start for start, left in without.items() if not left]
    changed = [start for start, left in without.items() if left != problem]
    return next(iter((*healed, *changed, *without)), None)


def _blanked(sql: str, start: int, end: int) -> str:
    """The query with something in place of a name that nobody complains of."""
    harmless = "abs" if sql[end:].lstrip().startswith("(") else "NULL"
    return f"{sql[:start]} {harmless} {sql[end:]}"


def _spans(found: Sequence[Token], parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a name stands, with what qualifies it."""
    wanted = ".".join(parts)
    spans = []
    for n in range(len(found)):
        taken = found[n : n + 2 * len(parts) - 1]
        said = "".join(token.named or token.text for token in taken)
        if said == wanted:
            spans.append((taken[0].at, taken[-1].end))
    return spans
