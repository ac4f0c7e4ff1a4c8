"""A query's text, in the Google Visualization API Query Language, read into a tree.

The grammar follows Google's published reader (github.com/google/google-visualization-java, QueryParser.jj, read
2026-11): which words are reserved, which may name a column, in which order clauses stand. `pivot`, `skipping` and
`options` are not read: nothing of ours uses them.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, TypeVar

from .query_terms import (
    AGGREGATES,
    SIGNS,
    Aggregate,
    Blank,
    Call,
    Column,
    Compare,
    Condition,
    Joined,
    Literal,
    Not,
    Query,
    Term,
)

_One = TypeVar("_One")
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^']*'|"[^"]*")|(?P<quoted>`[^`]+`)|(?P<number>\d+\.?\d*|\.\d+)"""
    r"""|(?P<word>[A-Za-z_]\w*)|(?P<sign><=|>=|!=|<>|[-+*/%=<>(),])|(?P<end>\Z)|(?P<wrong>\S))""",
    re.ASCII,
)
_RESERVED = frozenset(
    {"select", "where", "group", "pivot", "order", "by", "skipping", "limit", "offset", "label", "format", "options"}
    | {"asc", "desc", "true", "false", "and", "or", "not", "date", "timeofday", "datetime", "timestamp"}
)
_SCALARS = (
    "year", "month", "day", "hour", "minute", "second", "quarter", "dayOfWeek", "lower", "upper", "toDate", "dateDiff",
)  # fmt: skip
_SPELLINGS = {one.lower(): one for one in _SCALARS}
_COMPARISONS = {
    **{one: one for one in ("=", "!=", "<", "<=", ">", ">=", "contains", "matches", "like")},
    "<>": "!=", "starts": "starts with", "ends": "ends with",
}  # fmt: skip
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f")
_TIMES = {"date": ("%Y-%m-%d",), "timeofday": _FORMS, "datetime": _FORMS, "timestamp": _FORMS}
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - serial days have no zone
_MOST_SIGNS = 120
_DEEPEST = 50
_REFUSAL = "Unable to parse query string for Function QUERY parameter 2: "


def refused(code: str, detail: str = "") -> ValueError:
    """Google's refusal of a query, as the cell's note shows it."""
    return ValueError(_REFUSAL + (f"{code}: {detail}" if detail else code))


class _Token(NamedTuple):
    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        return "" if self.kind in {"text", "quoted"} else self.text.lower()


@lru_cache(maxsize=2_000)
def read(text: str) -> Query:
    """The query. Raises ValueError in Google's words where the text is none."""
    reader = _Reader(text)
    select = reader.selected() if reader.take("select") else ()
    where = reader.condition() if reader.take("where") else None
    group = reader.many(reader.term) if reader.take("group", "by") else ()
    order = reader.many(reader.ordered) if reader.take("order", "by") else ()
    limit = reader.count("INVALID_LIMIT") if reader.take("limit") else None
    offset = reader.count("INVALID_OFFSET") if reader.take("offset") else 0
    labels = reader.many(reader.labelled) if reader.take("label") else ()
    if reader.take("format"):
        reader.many(reader.labelled)
    reader.expect("")
    return Query(select, where, group, order, limit, offset, labels)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        yield _Token(kind, found[kind], found.start(kind))


class _Reader:
    """Walks over the tokens; the last one is the end and is never passed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = self._depth = 0
        if sum(token.text in SIGNS for token in self._tokens) > _MOST_SIGNS:
            raise refused("PARSE_ERROR", "the query is too long.")

    def _here(self) -> _Token:
        return self._tokens[self._at]

    def _next(self, *kinds: str) -> _Token:
        here = self._here()
        if here.kind not in kinds:
            raise self._unexpected()
        self._at += 1
        return here

    def _unexpected(self) -> ValueError:
        here = self._here()
        before = self._text[: here.at]
        line, column = before.count("\n") + 1, here.at - before.rfind("\n")
        kind = "<ID> " if here.kind == "word" and here.word not in _RESERVED else ""
        shown = f'" {kind}"{here.text} ""' if here.text else '"<EOF>"'
        return refused("PARSE_ERROR", f"Encountered {shown} at line {line}, column {column}.")

    def take(self, word: str, *then: str) -> bool:
        """Whether that word or sign stands here; it is passed then, and what must follow it."""
        if self._here().word != word or self._here().kind not in {"word", "sign", "end"}:
            return False
        self._at += word != ""
        for one in then:
            self.expect(one)
        return True

    def expect(self, word: str) -> None:
        """Pass that word; `""` is the end. Raises ValueError where another stands."""
        if not self.take(word):
            raise self._unexpected()

    def many(self, read_one: Callable[[], _One]) -> tuple[_One, ...]:
        """What is read, once and after each comma."""
        found = [read_one()]
        while self.take(","):
            found.append(read_one())
        return tuple(found)

    def selected(self) -> tuple[Term, ...]:
        """The selected terms, none for `*`."""
        return () if self.take("*") else self.many(self.term)

    def ordered(self) -> tuple[Term, bool]:
        """A term of `order by`, and whether it is descending."""
        found, descending = self.term(), self.take("desc")
        if not descending:
            self.take("asc")
        return found, descending

    def labelled(self) -> tuple[Term, str]:
        """A term with the text that follows it."""
        return self.term(), self._next("text").text[1:-1]

    def count(self, code: str) -> int:
        """A whole number that is not negative."""
        sign = "-" if self.take("-") else ""
        written = self._next("number").text
        if sign or not written.isdigit():
            raise refused(code, sign + written)
        return int(written)

    def condition(self) -> Condition:
        """Conditions joined by `or`."""
        return self._joined("or", lambda: self._joined("and", self._negated))

    def _joined(self, word: str, read_one: Callable[[], Condition]) -> Condition:
        found = [read_one()]
        while self.take(word):
            found.append(read_one())
        return found[0] if len(found) == 1 else Joined(word, tuple(found))

    def _negated(self) -> Condition:
        # Google's grammar takes one `not` before a comparison or a bracket, never two in a row.
        return Not(self._primary()) if self.take("not") else self._primary()

    def _primary(self) -> Condition:
        # A bracket may open a term, `(A + B) > 1`, or a condition, `(A > 1 or B > 1)`: only reading on tells.
        start = self._at
        try:
            return self._comparison()
        except ValueError:
            if self._tokens[start].text != "(" or self._tokens[start].kind != "sign":
                raise
        self._at = start
        return self._deeper(self.condition)

    def _deeper(self, read_one: Callable[[], _One]) -> _One:
        if self._depth == _DEEPEST:
            raise refused("PARSE_ERROR", "the query is nested too deep.")
        self._depth += 1
        try:
            self.expect("(")
            found = read_one()
            self.expect(")")
        finally:
            self._depth -= 1
        return found

    def _comparison(self) -> Condition:
        left = self.term()
        if self.take("is"):
            opposite = self.take("not")
            self.expect("null")
            return Not(Blank(left)) if opposite else Blank(left)
        word = self._here().word
        if word not in _COMPARISONS:
            raise self._unexpected()
        self.take(word, *(("with",) if word in {"starts", "ends"} else ()))
        return Compare(_COMPARISONS[word], left, self.term())

    def term(self) -> Term:
        """A column, a literal, a function, or arithmetic of them."""
        return self._arithmetic("+-", lambda: self._arithmetic("*/%", self._atom))

    def _arithmetic(self, signs: str, read_one: Callable[[], Term]) -> Term:
        found = read_one()
        while self._here().kind == "sign" and self._here().text in signs:
            sign = self._next("sign").text
            found = Call(SIGNS[sign], (found, read_one()))
        return found

    def _atom(self) -> Term:
        here = self._here()
        if here.word == "(":
            return self._deeper(self.term)
        if here.kind in {"text", "number"} or here.word in {"-", "true", "false", *_TIMES}:
            return self._literal()
        if self._tokens[self._at + 1 : self._at + 2] and self._tokens[self._at + 1].text == "(":
            return self._called(here.word)
        return self._column()

    def _called(self, word: str) -> Term:
        if word in AGGREGATES:
            self._at += 1
            return Aggregate(word, self._deeper(self._column))
        if word in _SPELLINGS:
            self._at += 1
            return Call(_SPELLINGS[word], self._deeper(lambda: self.many(self.term)))
        raise self._unexpected()

    def _column(self) -> Column:
        here = self._next("word", "quoted")
        if here.word in _RESERVED:
            self._at -= 1
            raise self._unexpected()
        return Column(here.text.strip("`"))

    def _literal(self) -> Literal:
        if self.take("-"):
            written = self._next("number").text
            return Literal(-_number(written), f"-{written}")
        here = self._next("text", "number", "word")
        if here.kind == "text":
            return Literal(here.text[1:-1], f'"{here.text[1:-1]}"')
        if here.kind == "number":
            return Literal(_number(here.text), here.text)
        if here.word in _TIMES:
            return _moment(here.word, self._next("text").text[1:-1])
        return Literal(here.word == "true", here.word)


def _number(written: str) -> int | float:
    return int(written) if written.isdigit() else float(written)


def _moment(word: str, written: str) -> Literal:
    # A time of day is read as one of day 0.
    told = f"1899-12-30 {written}" if word == "timeofday" else written
    for form in _TIMES[word]:
        try:
            days = (datetime.strptime(told, form) - _ZERO).total_seconds() / 86_400  # noqa: DTZ007
        except ValueError:
            continue
        return Literal(int(days) if days.is_integer() else days, f"{word} '{written}'")
    raise refused("PARSE_ERROR", f"Invalid {word} literal [{written}].")
