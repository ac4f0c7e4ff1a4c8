"""What SQLite says of a query, in words that tell what to do."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.config.mistakes import unknown
from sheets_bridge.config.readable import BESIDE, Readable
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Table
from sheets_bridge.store.written import tokens
from sheets_bridge.store.written.portraying import SECOND_QUERY


@dataclass(frozen=True)
class _Asked:
    """A query that was refused, and what it might have read."""

    sql: str
    known: Readable

    @property
    def named(self) -> Sequence[Table]:
        """The tables and reports it names."""
        return self.known.named({token.named for token in tokens(self.sql)})


_Told = Callable[[re.Match[str], _Asked], Message]


def complaint_of(problem: str, sql: str, known: Readable) -> Message:
    """What is wrong with a query, from what SQLite said of it."""
    asked = _Asked(sql, known)
    for pattern, told in _TOLD.items():
        if match := re.fullmatch(pattern, problem, re.DOTALL):
            return told(match, asked)
    return say("SQLite does not take it: {error}", error=problem)


def _no_table(match: re.Match[str], asked: _Asked) -> Message:
    word = match[1]
    problem = say('there is no table "{word}" here (sheets-bridge report list shows those there are)', word=word)
    return unknown(problem, word, [*asked.known.tables, *asked.known.reports, *BESIDE])


def _no_column(match: re.Match[str], asked: _Asked) -> Message:
    word = match[1].rpartition(".")[2]
    if word in asked.known.hidden:
        return say('the column "{column}" shows people, and privacy: in schedule.yaml hides it', column=word)
    labels = {label: column.id for table in asked.named for column in table.columns for label in (column.ko, column.en)}
    problem = say('there is no column "{word}"', word=match[1])
    return unknown(problem, labels.get(word, word), {column for table in asked.named for column in _columns(table)})


def _columns(table: Table) -> Iterable[str]:
    return (column.id for column in table.columns)


def _ambiguous(match: re.Match[str], _asked: _Asked) -> Message:
    return say('"{word}" is a column of several tables here; write table.{word}', word=match[1])


def _syntax(match: re.Match[str], _asked: _Asked) -> Message:
    return say('"{word}" cannot stand here; look at what stands before it', word=" ".join(match[1].split()))


_TOLD: Mapping[str, _Told] = {
    r"no such table: (?:main\.|temp\.)?(.+)": _no_table,
    r"no such column: (.+)": _no_column,
    r"ambiguous column name: (.+)": _ambiguous,
    r'near "(.*)": syntax error': _syntax,
    r'unrecognized token: "(.*)"': lambda _match, _asked: say("a quote is not closed, or a sign is none of SQL's"),
    r"incomplete input": lambda _match, _asked: say("the query ends too early: something is missing behind here"),
    r"no such function: (.+)": lambda match, _asked: say(
        "SQLite has no function {word}(): https://sqlite.org/lang_corefunc.html lists those it has", word=match[1]
    ),
    r"not authorized.*|cannot modify .*|access to .* is prohibited": lambda _match, _asked: say(
        "a report only reads: one SELECT (or WITH … SELECT) of the tables that sheets-bridge report list shows"
    ),
    SECOND_QUERY: lambda _match, _asked: say("a second query begins here; a report is one query"),
    r"You did not supply a value for binding parameter .*|Binding \d+ has no name.*": lambda _match, _asked: say(
        "only :today (the day in Korea) can stand for a value here"
    ),
}
