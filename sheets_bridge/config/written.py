"""Reports that people wrote, `reports/*.sql` beside the schedule or `reports:` in it: each a query and its table."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

from sheets_bridge.config.complaints import complaint_of
from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.place import Place, same
from sheets_bridge.config.readable import BESIDE, Readable
from sheets_bridge.config.said import Look, Said, SaidChart, said_above
from sheets_bridge.config.tree import Text
from sheets_bridge.errors import system_words
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Chart, Column, Kind, Report, Table
from sheets_bridge.store.schema import RESERVED_COLUMNS, RESERVED_TABLES
from sheets_bridge.store.written import Flawed, Portrait, portray
from sheets_bridge.store.written.lexing import line_and_column
from sheets_bridge.store.written.portraying import twice
from sheets_bridge.tables.columns import ACCOUNT, ROW_NO, SHOP_NO

FOLDER = "reports"
LIMIT = 64 * 1024
"""Bytes: no query is longer."""
_LONGEST_NAME = 100
_TAKEN = frozenset({*RESERVED_COLUMNS, ACCOUNT.id, SHOP_NO.id, ROW_NO.id, "_id"})
"""Names of ours in every table: a column of these names has a `_` behind its id."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a query, and where: both counted from 1, None where it is nowhere."""

    line: int | None
    column: int | None
    problem: Message

    def located(self, file: str) -> Message:
        """The flaw with its place in front."""
        if self.line is None:
            return say("{file}: {problem}", file=file, problem=self.problem)
        return say("{file}:{line}:{column}: {problem}", file=file, line=self.line, column=self.column or 1,
                   problem=self.problem)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """The reports people wrote; of the `flawed` ones what is wrong with them, said where a tab names them."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    flawed: Mapping[str, Sequence[Message]] = field(default_factory=dict)


def read_written(place: Place | None, folder: Path, known: Readable) -> Written:
    """Every report written beside or in the schedule; mistakes of those in it are noted at once."""
    inline = place.entries() if place else {}
    named = {name: _inline(name, one, known) for name, one in inline.items()}
    files = {normalize("NFC", path.stem): path for path in written_beside(folder)}
    for name in files.keys() & inline.keys():
        inline[name].wrong(
            say("{file} is a report of this name too; name one of them otherwise", file=files[name].name)
        )
    read = {name: _from_file(name, path, known) for name, path in files.items() if name not in inline}
    told = {
        name: [flaw.located(f"{FOLDER}/{files[name].name}") for flaw in found]
        for name, found in read.items() if not isinstance(found, Report)
    }  # fmt: skip
    good = {name: one for name, one in {**read, **named}.items() if isinstance(one, Report)}
    return Written(good, {**told, **{name: () for name, one in named.items() if one is None}})


def written_beside(folder: Path) -> Sequence[Path]:
    """The files of queries beside a schedule."""
    return sorted((folder / FOLDER).glob("*.sql"))


def report_of(name: str, sql: str, known: Readable) -> Report | Sequence[Flaw]:
    """A query as a report, or what is wrong with it."""
    if problem := _name_problem(name, known):
        return [Flaw(None, None, problem)]
    try:
        portrait = portray(sql, known.tables, known.reports)
    except Flawed as flawed:
        line, column = line_and_column(sql, flawed.at) if flawed.at is not None else (None, None)
        return [Flaw(line, column, complaint_of(flawed.problem, sql, known))]
    if not portrait.reads:
        return [Flaw(None, None, say("it reads none of the tables (sheets-bridge report list shows them)"))]
    said, complaints = said_above(sql)
    flaws = [Flaw(line, None, problem) for line, problem in complaints]
    flaws += [*_unnameable(portrait.columns), *_unsaid(said, portrait.columns)]
    return flaws or _report(name, sql, portrait, said, known)


def sql_in(path: Path) -> str:
    """The text of a file. Raises: Wrong where there is none."""
    try:
        raw = path.read_bytes()[: LIMIT + 1]
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise Wrong(say("it cannot be read ({error})", error=system_words(error))) from error
    except UnicodeDecodeError as error:
        raise Wrong(say("it is not UTF-8 text; save it with the encoding UTF-8")) from error
    if len(raw) > LIMIT:
        raise Wrong(say("it is longer than {limit} bytes, which is no query", limit=LIMIT))
    return text


def _inline(name: str, place: Place, known: Readable) -> Report | None:
    sql = place.read(same, "")
    found = report_of(name, sql, known) if sql else None
    for flaw in () if isinstance(found, Report) or found is None else found:
        place.wrong(flaw.problem) if flaw.line is None else _lined(place, flaw).wrong(
            say("line {line}, column {column} of the query: {problem}", line=flaw.line, column=flaw.column or 1,
                problem=flaw.problem)
        )  # fmt: skip
    return found if isinstance(found, Report) else None


def _lined(place: Place, flaw: Flaw) -> Place:
    """The line of the file, where the query stands there line by line (`|`)."""
    literal = isinstance(place.node, Text) and place.node.literal
    return replace(place, line=place.node.line + (flaw.line or 0)) if literal else place


def _from_file(name: str, path: Path, known: Readable) -> Report | Sequence[Flaw]:
    try:
        return report_of(name, sql_in(path), known)
    except Wrong as wrong:
        return [Flaw(None, None, wrong.problem)]


def _name_problem(name: str, known: Readable) -> Message | None:
    # It names a table of the database; an index stands beside each table as name_version.
    if not re.fullmatch(r"[^\W\d_]\w{1,40}", name) or name.endswith("_version"):
        return say("a report is named by 2 to 41 letters, digits and _, and begins with a letter")
    taken = {*known.tables, *known.reports, *RESERVED_TABLES, *BESIDE}
    if name.lower() in {one.lower() for one in taken}:
        return say('"{name}" is there already: sheets-bridge report list shows it; name yours otherwise', name=name)
    return None


def _unnameable(columns: Sequence[str]) -> Iterator[Flaw]:
    if double := twice(columns):
        yield Flaw(None, None, say('two columns are named "{name}"; name one of them otherwise: AS …', name=double))
    for name in columns:
        if not name.strip() or len(name) > _LONGEST_NAME or set(name) & set('"\n\r\t'):
            yield Flaw(
                None, None, say('the column "{name}" needs a plain name: AS …', name=" ".join(name.split())[:40])
            )


def _unsaid(said: Said, columns: Sequence[str]) -> Iterator[Flaw]:
    """What the comments say of columns that the query has not."""
    for name, line in said.lines.items():
        if name not in columns:
            problem = say('the query has no column "{word}"', word=name)
            yield Flaw(line, None, unknown(problem, name, columns))
    if said.day is not None and said.day not in said.key:
        line = said.lines[said.day]
        yield Flaw(line, None, say("-- day: needs a -- key: with {day} in it: the rows of which day is a row of?",
                                   day=said.day))  # fmt: skip


def _report(name: str, sql: str, portrait: Portrait, said: Said, known: Readable) -> Report:
    over = tuple(report for id_, report in known.reports.items() if id_.lower() in portrait.named)
    plain = {id_ for id_ in known.tables if id_.lower() in portrait.named}
    needs = (plain | {id_ for report in over for id_ in report.needs}) & portrait.reads
    read = tuple(sorted(portrait.reads))
    ids = {column: _id_of(column) for column in portrait.columns}
    kinds = _kinds(said, portrait, known)
    columns = tuple(kinds(column, ids[column]) for column in portrait.columns)
    key = tuple(ids[column] for column in said.key)
    hidden = tuple(replace(one, default=False) for one in (ACCOUNT, SHOP_NO, *(() if key else (ROW_NO,))))
    table = Table(name, (*hidden, *columns), key or (ROW_NO.id,), ids[said.day] if said.day else None,
                  newest_first=said.day is not None)  # fmt: skip
    return Report(
        table, sql, needs=tuple(one for one in read if one in needs),
        uses=tuple(one for one in read if one not in needs),
        charts=tuple(_chart(chart, ids) for chart in said.charts),
        sees=tuple(known.tables[one] for one in read), over=over,
    )  # fmt: skip


def _id_of(name: str) -> str:
    return f"{name}_" if name.lower() in _TAKEN else name


def _chart(said: SaidChart, ids: Mapping[str, str]) -> Chart:
    columns, lines = (tuple(ids[name] for name in names) for names in (said.columns, said.lines))
    return Chart(said.kind, ids[said.by], columns, said.title, said.title, lines)


def _kinds(said: Said, portrait: Portrait, known: Readable) -> Callable[[str, str], Column]:
    """What is said of a column's kind; else that of a column of this name that the query can see."""
    like = {column.id: column for table in reversed(known.named(portrait.named)) for column in table.columns}

    def column(name: str, id_: str) -> Column:
        twin = like.get(name)
        plain = Look(twin.kind, twin.pattern) if twin else Look(Kind.VALUE)
        look = said.looks.get(name, plain)
        return Column(id_, look.kind, name, name, personal=twin.personal if twin else None, pattern=look.pattern)

    return column
