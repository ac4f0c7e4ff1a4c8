"""The `tabs:` of a job."""

from collections.abc import Callable, Iterator, Sequence
from unicodedata import normalize

from sheets_bridge.config.known import Known
from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.place import Place, Section, same, value
from sheets_bridge.config.privacy import check_visible
from sheets_bridge.config.schedule import StreamUse, TabUse
from sheets_bridge.config.streams import asked_embeds
from sheets_bridge.config.typed import fed_by, refuse_what_is_ours
from sheets_bridge.config.values import one_of, whole_days
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.model import Column, Table
from sheets_bridge.source import Stream
from sheets_bridge.store.selection import check_where
from sheets_bridge.tables.rollups import monthly_id

_LONGEST_TITLE = 50
_FORBIDDEN = ":!'/\\[]*?"

Found = tuple[Place, TabUse]
"""A tab and where it stands in the file."""


def read_tabs(place: Place, streams: Sequence[StreamUse] | None, known: Known) -> list[Found]:
    """A job's tabs in the file's order. `streams` are the job's own, None where they are not all known."""
    entries = place.entries()
    if not entries:
        place.wrong(say("name at least one tab:\n      RAW_주문:\n        table: orders"))
    found = [(entry, _tab(title, entry, streams, known)) for title, entry in entries.items()]
    return [one for entry, tab in found for one in ((entry, tab), *_months(entry, tab, known))]


def check_titles(found: Sequence[Found], known: Known) -> None:
    """Notes every title that stands twice on one spreadsheet, whatever the job; Google ignores case there."""
    taken: dict[tuple[str, str], Place] = {}
    for place, tab in found:
        key = (known.spreadsheets.get(tab.spreadsheet, tab.spreadsheet), normalize("NFC", tab.title.casefold()))
        first = taken.setdefault(key, place)
        if first is not place:
            place.wrong(say("this spreadsheet has a tab of this title already, on line {line}", line=first.line))


def _tab(title: str, place: Place, streams: Sequence[StreamUse] | None, known: Known) -> TabUse:
    check_title(title, place)
    section = place.section(("table",), ("on", "keep", "where", "columns", "rollup"))
    words = [*known.tables, *known.doubtful]
    table = value(section, "table", one_of(words, lambda word: say('no table "{word}"', word=word)), "")
    for problem in known.flawed.get(table, ()):
        section["table"].wrong(problem)
    if table in known.inputs:
        return _typed_tab(title, table, section, place, streams, known)
    filling = _filling(table, streams, known) if streams is not None else None
    if table in known.tables and filling == [] and table not in known.reports:
        _not_filled(section["table"], table, known)
    return TabUse(
        title=normalize("NFC", title),
        table=table,
        spreadsheet=_spreadsheet(section, place, known),
        keep=value(section, "keep", _kept_days(known.tables.get(table)), None),
        where=value(section, "where", _condition(known.tables.get(table)), None),
        columns=_columns(section, known, known.tables.get(table), filling or []),
    )


def _typed_tab(
    title: str, table: str, section: Section, place: Place, streams: Sequence[StreamUse] | None, known: Known
) -> TabUse:
    refuse_what_is_ours(section)
    feeds = fed_by(table, section["table"], streams, known) if streams is not None else ()
    return TabUse(normalize("NFC", title), table, _spreadsheet(section, place, known), feeds=feeds)


def _months(place: Place, tab: TabUse, known: Known) -> Iterator[Found]:
    """The tab beside one whose older days shall stand as months: its rows are those of all days there are."""
    section = place.inside(("rollup",))
    if section is place:
        return
    section.read(one_of(("monthly",), lambda word: say('nothing is rolled up by "{word}"', word=word)), "")
    months = known.reports.get(monthly_id(tab.table))
    if tab.table in known.tables and months is None:
        able = sorted(name for name in known.tables if monthly_id(name) in known.reports)
        section.wrong(say("the table {table} cannot be added up by months; {able} can", table=tab.table, able=able))
    if tab.keep is None:
        section.wrong(say("rollup: says what becomes of days that keep: lets go; say how many days the tab keeps: "
                          "keep: 400 days"))  # fmt: skip
    if months is None:
        return
    if tab.where:
        section.read(lambda _word: _condition(months.table)(tab.where or ""), "")
    yield place, TabUse(_title_of_months(tab.title), months.id, tab.spreadsheet, where=tab.where)


def _title_of_months(title: str) -> str:
    return f"{title}_월별"


def check_title(title: str, place: Place) -> None:
    """Notes what Google takes in no title, or we in none of ours."""
    if not title.strip() or title != title.strip():
        place.wrong(say("a tab's title neither begins nor ends with a blank"))
    if "\n" in title or "\t" in title or any(sign in title for sign in _FORBIDDEN):
        place.wrong(say("a tab's title holds none of {signs}", signs=" ".join(_FORBIDDEN)))
    if len(normalize("NFC", title)) > _LONGEST_TITLE:
        place.wrong(say("a tab's title has at most {most} characters", most=_LONGEST_TITLE))


def _filling(table: str, uses: Sequence[StreamUse], known: Known) -> list[tuple[StreamUse, Stream]]:
    streams = [(use, (known.streams_of(use.account) or {})[use.stream]) for use in uses]
    return [(use, stream) for use, stream in streams if any(filled.id == table for filled in stream.tables)]


def _not_filled(place: Place, table: str, known: Known) -> None:
    names = sorted(known.filling(table))
    problem = say('no stream of this job fills the table "{table}"', table=table)
    place.wrong(say("{problem}; add {streams} to its streams", problem=problem, streams=names) if names else problem)


def _spreadsheet(section: Section, place: Place, known: Known) -> str:
    if "on" not in section and len(known.spreadsheets) > 1:
        place.wrong(say('"on" is missing: which of {names} is it on?', names=sorted(known.spreadsheets)))
    only = next(iter(known.spreadsheets), "main")
    check = one_of(known.spreadsheets, lambda word: say('no spreadsheet "{word}"', word=word))
    return value(section, "on", check if known.spreadsheets else same, only)


def _columns(
    section: Section, known: Known, table: Table | None, filling: Sequence[tuple[StreamUse, Stream]]
) -> tuple[str, ...]:
    if "columns" not in section:
        return ()
    items = section["columns"].items()
    if table is None:
        return ()
    chosen: list[str] = []
    for item in items:
        name = item.read(_column_of(table), "")
        if name in chosen:
            item.wrong(say('the column "{column}" stands here twice', column=name))
        elif name:
            _check_embeds(item, table.columns[table.position(name)], filling)
            check_visible(item, table, table.columns[table.position(name)], known.privacy)
            chosen.append(name)
    return tuple(chosen)


def _kept_days(table: Table | None) -> Callable[[str], int]:
    """A parse of `keep:` that knows tables without days."""

    def parse(text: str) -> int:
        if table is not None and table.day is None:
            raise Wrong(say("the table {table} has no days, so there is nothing to keep: leave keep: out",
                            table=table.id))  # fmt: skip
        return whole_days(text)

    return parse


def _condition(table: Table | None) -> Callable[[str], str]:
    """A parse that tries an SQL condition on the table."""

    def parse(text: str) -> str:
        try:
            if table is not None:
                check_where(table, text)
        except ConfigError as error:
            raise Wrong(error.message) from error
        return text

    return parse


def _column_of(table: Table) -> Callable[[str], str]:
    """A parse that takes the column ids of a table; a label is answered with its id."""
    ids = [column.id for column in table.columns]
    labels = {label: column.id for column in table.columns for label in (column.ko, column.en)}

    def parse(text: str) -> str:
        if text in ids:
            return text
        problem = say('the table {table} has no column "{word}"', table=table.id, word=text)
        raise Wrong(unknown(problem, labels.get(text, text), ids))

    return parse


def _check_embeds(place: Place, column: Column, filling: Sequence[tuple[StreamUse, Stream]]) -> None:
    for use, stream in filling:
        asked = asked_embeds(use, stream)
        if column.embed is not None and column.embed not in asked:
            wish = say(
                "{{stream: {account}.{stream}, embed: [{embeds}]}}",
                account=use.account,
                stream=use.stream,
                embeds=sorted({*asked, column.embed}),
            )
            place.wrong(
                say(
                    'the column "{column}" needs the embed "{embed}": {wish}',
                    column=column.id,
                    embed=column.embed,
                    wish=wish,
                )
            )
