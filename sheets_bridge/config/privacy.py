"""The `privacy:` part of the schedule: what may be seen of people, and what that makes visible to whom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.own import tables_of
from sheets_bridge.config.place import Place, Reading, same, value, words
from sheets_bridge.config.schedule import Schedule
from sheets_bridge.config.values import one_of
from sheets_bridge.masking import PROFILES, Privacy
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Column, Report, Table
from sheets_bridge.store.written import tokens


def read_privacy(place: Place, tables: Mapping[str, Table]) -> Privacy:
    """The profile, and the columns unmasked by name."""
    section = place.section((), ("profile", "unmask"))
    profile = one_of(PROFILES, lambda word: say('no profile "{word}"', word=word))
    return Privacy(
        profile="operations" if value(section, "profile", profile, "marketer") == "operations" else "marketer",
        unmasked=frozenset(words(section["unmask"], _maskable(tables))) if "unmask" in section else frozenset(),
    )


def named_to_unmask(place: Place | None) -> Privacy:
    """What `unmask:` names, right or wrong: streams the schedule describes need it before their tables are known.

    Nothing is noted here: `read_privacy` reads the same again.
    """
    if place is None:
        return Privacy()
    section = replace(place, reading=Reading(place.reading.environment)).section((), ("profile", "unmask"))
    return Privacy(unmasked=frozenset(words(section["unmask"], same)) if "unmask" in section else frozenset())


def check_visible(place: Place, table: Table, column: Column, privacy: Privacy) -> None:
    """Notes a column of which the profile shows nothing at all."""
    if not privacy.hides(table.id, column):
        return
    if Privacy("operations").hides(table.id, column):
        place.wrong(
            say('the column "{column}" is somebody\'s, and hidden in every profile; to see it whole, write '
                "privacy: {{unmask: [{name}]}}", column=column.id, name=f"{table.id}.{column.id}")
        )  # fmt: skip
        return
    place.wrong(
        say('the column "{column}" shows people, and the profile marketer hides it; to see it masked, write '
            "privacy: {{profile: operations}}", column=column.id)
    )  # fmt: skip


def unmasked_columns(schedule: Schedule, tables: Mapping[str, Table]) -> Iterator[Message]:
    """A warning for every column that shows people unmasked: on which tabs, who sees it."""
    tables = {**tables, **tables_of(schedule.own)}
    for name in sorted(schedule.privacy.unmasked):
        table, _, column = name.rpartition(".")
        known = tables[table].columns[tables[table].position(column)]
        label = known.label(schedule.language)
        on = [tab.title for job in schedule.jobs.values() for tab in job.tabs
              if (tab.table == table and (column in tab.columns if tab.columns else known.default))
              or _reads(schedule.written.get(tab.table), table, column)]  # fmt: skip
        if on:
            yield say("{column} ({label}) is not masked (privacy: unmask: in schedule.yaml). Whoever may open the "
                      "spreadsheet sees it whole on {tabs}, in its version history and in its copies; it also lies in "
                      "the local database.",
                      column=name, label=label, tabs=on)  # fmt: skip
        else:
            yield say("{column} ({label}) is not masked (privacy: unmask: in schedule.yaml). No tab shows it, but it "
                      "lies whole in the local database.", column=name, label=label)  # fmt: skip


def _reads(report: Report | None, table: str, column: str) -> bool:
    """Whether a report that people wrote may show a column: its query names it, under whatever name, or takes all."""
    if report is None or table not in report.reads:
        return False
    return column in {token.named for token in tokens(report.query)} | {one.id for one in report.table.columns}


def _maskable(tables: Mapping[str, Table]) -> Callable[[str], str]:
    names = [f"{table.id}.{column.id}" for table in tables.values() for column in table.columns
             if column.personal and column.personal.kind != "key"]  # fmt: skip

    def check(text: str) -> str:
        if text in names:
            return text
        raise Wrong(unknown(say('no masked column "{word}"; write table.column', word=text), text, names))

    return check
