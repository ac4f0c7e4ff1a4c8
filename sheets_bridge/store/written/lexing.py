"""SQL taken apart into its tokens, each with its place: enough to point at one, and to read names for names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

TokenKind = Literal["name", "word", "text", "number", "variable", "end", "sign", "broken"]

_TOKEN = re.compile(
    r"""(?P<blank>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<name>"(?:[^"]|"")*"|\[[^\]]*\]|`(?:[^`]|``)*`)
    |(?P<text>[xX]?'(?:[^']|'')*')
    |(?P<broken>["'`\[].*)
    |(?P<number>(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+)
    |(?P<variable>[:@$]\w+|\?\d*)
    |(?P<word>\w[\w$]*)
    |(?P<end>;)
    |(?P<sign>\|\||<>|<=|>=|==|!=|<<|>>|->>|->|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A word of a query; `at` counts letters from the query's beginning."""

    kind: TokenKind
    text: str
    at: int

    @property
    def end(self) -> int:
        """Where the next begins at the earliest."""
        return self.at + len(self.text)

    @property
    def named(self) -> str:
        """The name it may be, without quotes, in small letters; "" where it can be none."""
        if self.kind == "word":
            return self.text.lower()
        return self.text[1:-1].replace('""', '"').lower() if self.kind == "name" else ""


def tokens(sql: str) -> Sequence[Token]:
    """The tokens of a query, without blanks and comments."""
    return list(_tokens(sql))


def _tokens(sql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sql):
        if match.lastgroup and match.lastgroup != "blank":
            yield Token(cast("TokenKind", match.lastgroup), match[0], match.start())


def one_query(sql: str) -> tuple[str, Token | None]:
    """The query without what ends it, and the first token of a second one, where there is one."""
    found = tokens(sql)
    end = next((n for n, token in enumerate(found) if token.kind == "end"), None)
    if end is None:
        return sql, None
    more = next((token for token in found[end:] if token.kind != "end"), None)
    return sql[: found[end].at], more


def names_as_names(sql: str) -> str:
    """The query with every `"name"` as `[name]`, of the same length.

    SQLite takes a double-quoted name that it does not know for a text, and the query for a right one.
    """
    parts, done = [], 0
    for token in tokens(sql):
        if token.kind == "name" and token.text[0] == '"' and not set(token.text[1:-1]) & set('"]'):
            parts += [sql[done : token.at], f"[{token.text[1:-1]}]"]
            done = token.end
    return "".join((*parts, sql[done:]))


def line_and_column(sql: str, at: int) -> tuple[int, int]:
    """Where a place of a text is, both counted from 1; a column is a letter, whatever its width."""
    before = sql[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
