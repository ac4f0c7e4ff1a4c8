"""What the comments above a query say of it: `-- key: 월, 브랜드`, `-- columns: 매출 money`, `-- chart: line …`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.messages import Message, say
from sheets_bridge.model import DECLARED_KINDS, ChartKind, Kind

_LINE = re.compile(r"\s*--[ \t]*(?P<word>\w+)[ \t]*:[ \t]*(?P<rest>.*)")
_COMMENT = re.compile(r"\s*(--.*)?")
_CHART_KINDS: Mapping[str, ChartKind] = {
    "line": "line", "column": "column", "bar": "bar", "area": "area", "pie": "pie",
    "선": "line", "세로막대": "column", "막대": "bar", "영역": "area", "원": "pie",
}  # fmt: skip
_CHART = "-- chart: line, 월, 매출, 광고비 | ROAS = 월별 매출과 광고비"
_PERCENT = "0.00%"


@dataclass(frozen=True)
class Look:
    """The kind of a column, and how its numbers show where not as its kind does."""

    kind: Kind
    pattern: str = ""


_LOOKS: Mapping[str, Look] = {
    **{kind.value: Look(kind) for kind in DECLARED_KINDS},
    "percent": Look(Kind.RATIO, _PERCENT),
    "글자": Look(Kind.TEXT), "숫자": Look(Kind.NUMBER), "금액": Look(Kind.MONEY), "비율": Look(Kind.RATIO),
    "퍼센트": Look(Kind.RATIO, _PERCENT), "날짜": Look(Kind.DAY), "일시": Look(Kind.MOMENT),
}  # fmt: skip


@dataclass(frozen=True)
class SaidChart:
    """A chart by the names of its columns."""

    kind: ChartKind
    by: str
    columns: tuple[str, ...]
    lines: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Said:
    """What was said, by the names of the query's columns; `lines` are where each of these names was written."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    day: str | None = None
    charts: tuple[SaidChart, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


Complaints = list[tuple[int, Message]]
"""Lines and what is wrong on them."""


def said_above(sql: str) -> tuple[Said, Complaints]:
    """What the comments before a query's first word say, and what of it cannot be understood."""
    said, wrong = Said(), Complaints()
    for line, word, rest in _sayings(sql):
        try:
            if word in _READ:
                said = _READ[word](said, rest)
                said = replace(said, lines=dict.fromkeys(_names(said), line) | dict(said.lines))
            elif get_close_matches(word.lower(), _READ, n=1, cutoff=_MISSPELT):
                wrong.append((line, unknown(say('no word "{word}:" above a query', word=word), word, _READ)))
        except Wrong as mistake:
            wrong.append((line, mistake.problem))
    return said, wrong


def _sayings(sql: str) -> Iterator[tuple[int, str, str]]:
    for line, text in enumerate(sql.splitlines(), 1):
        if not _COMMENT.fullmatch(text):
            return
        if match := _LINE.fullmatch(text):
            yield line, match["word"], match["rest"].strip()


def _names(said: Said) -> Iterator[str]:
    yield from said.looks
    yield from said.key
    yield from filter(None, [said.day])
    for chart in said.charts:
        yield from (chart.by, *chart.columns, *chart.lines)


def _columns(said: Said, rest: str) -> Said:
    looks = dict(_look(part) for part in _parts(rest))
    return replace(said, looks={**said.looks, **looks})


def _look(part: str) -> tuple[str, Look]:
    name, _, word = part.rpartition(" ")
    if not name:
        raise Wrong(say("write each column's name and then its kind: -- columns: 매출 money, 비율 percent"))
    if word.lower() not in _LOOKS:
        raise Wrong(unknown(say('no kind of column "{word}"', word=word), word, _LOOKS))
    return _bare(name), _LOOKS[word.lower()]


def _key(said: Said, rest: str) -> Said:
    return replace(said, key=tuple(map(_bare, _parts(rest))))


def _day(said: Said, rest: str) -> Said:
    return replace(said, day=_bare(rest))


def _chart(said: Said, rest: str) -> Said:
    drawn, equals, title = rest.partition("=")
    figures, _, lines = drawn.partition("|")
    words = list(map(_bare, _parts(figures)))
    if not (equals and title.strip()) or len(words) < len(("kind", "by", "figure")):
        raise Wrong(say("write a chart's kind, the column along its axis, its figures, and behind = its title: {form}",
                        form=_CHART))  # fmt: skip
    kind, by, *columns = words
    if kind not in _CHART_KINDS:
        raise Wrong(unknown(say('no kind of chart "{word}"', word=kind), kind, _CHART_KINDS))
    chart = SaidChart(_CHART_KINDS[kind], by, tuple(columns), tuple(map(_bare, _parts(lines))), title.strip())
    return replace(said, charts=(*said.charts, chart))


def _parts(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _bare(name: str) -> str:
    return name.strip().strip('"').strip()


_READ: Mapping[str, Callable[[Said, str], Said]] = {
    "columns": _columns, "key": _key, "day": _day, "chart": _chart,
}  # fmt: skip
_MISSPELT = 0.85
"""So alike is a word that was meant for one of these; less alike are the words of ordinary comments."""
