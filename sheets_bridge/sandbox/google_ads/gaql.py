"""A reader of GAQL: SELECT … FROM … WHERE … AND … ORDER BY … LIMIT …, no more than reports of ads need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheets_bridge.sandbox.google_ads.refusal import Refusal, bad_query

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?P<number>-?\d+(?:\.\d+)?)"""
    r"""|(?P<word>[A-Za-z_][\w.]*)|(?P<sign><=|>=|!=|[=<>(),])|(?P<wrong>\S))"""
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_DATES = (
    "TODAY", "YESTERDAY", "LAST_7_DAYS", "LAST_14_DAYS", "LAST_30_DAYS", "THIS_MONTH", "LAST_MONTH",
)  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """One condition of WHERE; `operator` is a sign, IN, NOT IN, BETWEEN or DURING, all values are texts."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A query as it is written; whether its names exist is not known here."""

    fields: tuple[str, ...]
    resource: str
    conditions: tuple[Condition, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    """Field, whether the greatest comes first."""
    limit: int | None = None


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def read(query: str) -> Query:
    """Read one query. Raises Refusal 400 with Google's name for the mistake."""
    reader = _Reader(list(_tokens(query)))
    reader.expect("SELECT", "EXPECTED_SELECT")
    fields = tuple(reader.names())
    reader.expect("FROM", "EXPECTED_FROM")
    resource = reader.name()
    conditions = tuple(reader.conditions()) if reader.take("WHERE") else ()
    order = tuple(reader.order()) if reader.take("ORDER") else ()
    limit = reader.limit() if reader.take("LIMIT") else None
    reader.end()
    return Query(fields, resource, conditions, order, limit)


def _tokens(query: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        text = found[kind]
        if kind == "wrong":
            value = "STRING_NOT_TERMINATED" if text in "'\"" else "BAD_SYMBOL"
            raise bad_query(value, f"Error in query: unexpected input {text}.", text)
        yield _Token(kind, re.sub(r"\\(.)", r"\1", text[1:-1]) if kind == "text" else text)


class _Reader:
    """Walks over the tokens once."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at = tokens, 0

    def take(self, word: str) -> bool:
        """Whether the next token is that word or sign; it is passed then."""
        here = self._here()
        if here.kind == "text" or here.text.upper() != word:
            return False
        self._at += 1
        return True

    def expect(self, word: str, error: str) -> None:
        if not self.take(word):
            raise bad_query(error, f"Error in query: expected {word}, got '{self._here().text}'.", self._here().text)

    def name(self) -> str:
        return self._next("word", "BAD_FIELD_NAME")

    def names(self) -> Iterator[str]:
        yield self.name()
        while self.take(","):
            yield self.name()

    def conditions(self) -> Iterator[Condition]:
        yield self._condition()
        while self.take("AND"):
            yield self._condition()

    def order(self) -> Iterator[tuple[str, bool]]:
        self.expect("BY", "EXPECTED_BY")
        while True:
            name, descending = self.name(), self.take("DESC")
            if not descending:
                self.take("ASC")
            yield name, descending
            if not self.take(","):
                return

    def limit(self) -> int:
        written = self._next("number", "BAD_LIMIT_VALUE")
        if not written.isdigit() or int(written) < 1:
            raise bad_query("LIMIT_VALUE_TOO_LOW", "Error in query: limit must be above 0.", written)
        return int(written)

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise self._unexpected("UNEXPECTED_INPUT")

    def _condition(self) -> Condition:
        name = self.name()
        if self.take("BETWEEN"):
            first = self._value()
            self.expect("AND", "EXPECTED_AND")
            return Condition(name, "BETWEEN", (first, self._value()))
        if self.take("DURING"):
            return Condition(name, "DURING", (self._one_of(_DATES, "INVALID_VALUE_WITH_DURING_OPERATOR"),))
        if self.take("NOT"):
            self.expect("IN", "BAD_OPERATOR")
            return Condition(name, "NOT IN", tuple(self._list()))
        if self.take("IN"):
            return Condition(name, "IN", tuple(self._list()))
        return Condition(name, self._one_of(COMPARISONS, "BAD_OPERATOR"), (self._value(),))

    def _list(self) -> Iterator[str]:
        self.expect("(", "EXPECTED_LIST")
        yield self._value()
        while self.take(","):
            yield self._value()
        self.expect(")", "EXPECTED_LIST")

    def _value(self) -> str:
        if self._here().kind == "sign":
            raise self._unexpected("BAD_VALUE")
        return self._next(self._here().kind, "BAD_VALUE")

    def _one_of(self, allowed: tuple[str, ...], error: str) -> str:
        text = self._here().text.upper()
        if text not in allowed:
            raise self._unexpected(error)
        self._at += 1
        return text

    def _next(self, kind: str, error: str) -> str:
        here = self._here()
        if here.kind != kind or not kind:
            raise self._unexpected(error)
        self._at += 1
        return here.text

    def _here(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _Token("", "")

    def _unexpected(self, error: str) -> Refusal:
        here = self._here()
        if not here.kind:
            return bad_query("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.")
        return bad_query(error, f"Error in query: unexpected input {here.text}.", here.text)
