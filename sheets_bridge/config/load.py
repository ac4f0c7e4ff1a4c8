"""`schedule.yaml` from the disk to a `Schedule`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from sheets_bridge.config.accounts import check_twins, read_accounts
from sheets_bridge.config.advertised import with_advertised
from sheets_bridge.config.boards import read_boards
from sheets_bridge.config.control import read_control
from sheets_bridge.config.cost import read_cost
from sheets_bridge.config.endpoints import read_endpoints
from sheets_bridge.config.jobs import read_jobs
from sheets_bridge.config.known import Known
from sheets_bridge.config.log import read_log
from sheets_bridge.config.mistakes import Mistaken, Wrong, listing
from sheets_bridge.config.notify import check_briefing, read_notify
from sheets_bridge.config.own import Own, extended, read_own, tables_of
from sheets_bridge.config.page import read_page
from sheets_bridge.config.place import Place, Reading, Section, same, value
from sheets_bridge.config.privacy import named_to_unmask, read_privacy
from sheets_bridge.config.readable import readable
from sheets_bridge.config.schedule import Account, Cost, Job, Notify, Schedule
from sheets_bridge.config.tree import grow
from sheets_bridge.config.values import one_of, spreadsheet_id
from sheets_bridge.config.written import Written, read_written
from sheets_bridge.errors import ConfigError, system_words
from sheets_bridge.inputs import Input
from sheets_bridge.masking import Privacy
from sheets_bridge.messages import LANGUAGES, say
from sheets_bridge.model import Report, Table
from sheets_bridge.source import Source

LIMIT = 64 * 1024
"""Bytes: no schedule is longer, and a bomb is."""
TIMEZONE = "Asia/Seoul"

_REQUIRED = ("google", "accounts", "jobs")
_OPTIONAL = (
    "timezone", "language", "spreadsheet", "spreadsheets", "notify", "log", "page", "endpoints", "drop", "privacy",
    "streams", "cost", "reports", "control", "dashboard", "utm_builder",
)  # fmt: skip


def load(
    path: Path,
    *,
    environment: Mapping[str, str],
    sources: Mapping[str, Source],
    tables: Mapping[str, Table],
    reports: Mapping[str, Report] = MappingProxyType({}),
    inputs: Mapping[str, Input] = MappingProxyType({}),
) -> Schedule:
    """The schedule in a file; `environment` opens its `${NAME}`s, the tables of `reports` and `inputs` are among
    `tables`.

    Raises: ConfigError with one message that lists every mistake, one a line.
    """
    text = _text(path)
    return parse(text, path, environment=environment, sources=sources, tables=tables, reports=reports, inputs=inputs)


def parse(
    text: str,
    path: Path,
    *,
    environment: Mapping[str, str],
    sources: Mapping[str, Source],
    tables: Mapping[str, Table],
    reports: Mapping[str, Report] = MappingProxyType({}),
    inputs: Mapping[str, Input] = MappingProxyType({}),
) -> Schedule:
    """As `load`, of a text that stands, or is to stand, in the file at `path`. Raises: ConfigError."""
    reading = Reading(environment)
    try:
        place = Place(grow(text), 1, "", reading)
    except Mistaken as broken:
        raise ConfigError(listing(broken.mistakes, path.name)) from broken
    schedule = _schedule(place, path.absolute(), Known(sources, tables, {}, {}, reports=reports, inputs=inputs))
    if reading.mistakes:
        raise ConfigError(listing(reading.mistakes, path.name))
    return schedule


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise ConfigError(
            say(
                "{path}: no such file. Have one made: sheets-bridge init; or name yours with --schedule FILE", path=path
            )
        ) from error
    except OSError as error:
        raise ConfigError(
            say(
                "{path}: cannot be read ({error}). Check the file and its rights",
                path=path,
                error=system_words(error),
            )
        ) from error
    if len(raw) > LIMIT:
        raise ConfigError(say("{path}: longer than {limit} bytes, which is no schedule", path=path, limit=LIMIT))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            say("{file}:{line}: not UTF-8 text. Save the file with the encoding UTF-8", file=path.name, line=line)
        ) from error


def _schedule(place: Place, path: Path, declared: Known) -> Schedule:
    section = place.section(_REQUIRED, _OPTIONAL)
    spreadsheets = _spreadsheets(section, place)
    accounts = read_accounts(section["accounts"], path.parent, declared.sources) if "accounts" in section else {}
    if accounts:
        check_twins(section["accounts"], accounts, declared.sources)
        accounts = with_advertised(section["accounts"], accounts, declared.sources)
    language = _language(section)
    known, own, written = _known(section, path.parent, declared, accounts, spreadsheets)
    jobs = read_jobs(section["jobs"], known) if "jobs" in section else {}
    control = read_control(section.get("control"), place, jobs, language)
    shown = {tab.table for job in jobs.values() for tab in job.tabs}
    return Schedule(
        path=path,
        folder=path.parent,
        timezone=value(section, "timezone", _timezone, TIMEZONE),
        language=language,
        spreadsheets=spreadsheets,
        google=path.parent / value(section, "google", same, ""),
        accounts=accounts,
        jobs=jobs,
        endpoints=_endpoints(section, declared.sources, set(known.accounts.values())),
        page=read_page(section["page"]) if "page" in section else None,
        notify=_notify(section, jobs),
        log=read_log(section.get("log"), path.parent),
        privacy=known.privacy,
        own=own.streams,
        written={name: report for name, report in written.reports.items() if name in shown},
        control=control,
        boards=read_boards(section, place, jobs, language, control),
        cost=read_cost(section["cost"]) if "cost" in section else Cost(),
        drop=path.parent / value(section, "drop", same, "drop"),
    )


def _known(
    section: Section, folder: Path, declared: Known, accounts: Mapping[str, Account], spreadsheets: Mapping[str, str]
) -> tuple[Known, Own, Written]:
    """What jobs may name, what the schedule describes itself, and the reports written beside it."""
    own = read_own(section.get("streams"), declared.sources, declared.tables, named_to_unmask(section.get("privacy")))
    tables = {**declared.tables, **tables_of(own.streams)}
    privacy = read_privacy(section["privacy"], tables) if "privacy" in section else Privacy()
    written = read_written(section.get("reports"), folder, readable(tables, declared.reports, privacy))
    known = replace(
        declared,
        sources=extended(declared.sources, own.streams),
        tables=tables | {name: report.table for name, report in written.reports.items()},
        accounts={name: account.source for name, account in accounts.items()},
        spreadsheets=spreadsheets,
        privacy=privacy,
        doubtful=own.doubtful | written.flawed.keys(),
        reports={**declared.reports, **written.reports},
        flawed=written.flawed,
        advertisers={
            name: frozenset(mall for mall, _shop in account.advertises.values())
            for name, account in accounts.items()
            if account.advertises
        },
    )
    return known, own, written


def _notify(section: Section, jobs: Mapping[str, Job]) -> Notify:
    if "notify" not in section:
        return Notify()
    notify = read_notify(section["notify"])
    check_briefing(section["notify"], notify, jobs)
    return notify


def _timezone(text: str) -> str:
    # Cafe24 and the Korean ad media count their days in KST and take no other; a second zone would shift every figure.
    if text != TIMEZONE:
        raise Wrong(say("days are counted in Korean time here, as the vendors do; write {zone}", zone=TIMEZONE))
    return text


def _language(section: Section) -> Literal["ko", "en"]:
    check = one_of(LANGUAGES, lambda word: say('no language "{word}"', word=word))
    return "en" if value(section, "language", check, "ko") == "en" else "ko"


def _spreadsheets(section: Section, place: Place) -> Mapping[str, str]:
    if "spreadsheet" in section and "spreadsheets" in section:
        section["spreadsheets"].wrong(say('either "spreadsheet" or "spreadsheets", not both'))
    if "spreadsheet" in section:
        return {"main": section["spreadsheet"].read(spreadsheet_id, "")}
    if "spreadsheets" not in section:
        place.wrong(say('"spreadsheet" is missing: the address of your Google sheet'))
        return {}
    return _several(section["spreadsheets"])


def _several(place: Place) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, entry in place.entries().items():
        address = entry.read(spreadsheet_id, "")
        twin = next((other for other, taken in found.items() if address and taken == address), None)
        if twin is not None:
            entry.wrong(say('this is the same spreadsheet as "{name}"', name=twin))
        found[name] = address
    if not found:
        place.wrong(say("name at least one spreadsheet:\n    main: https://docs.google.com/spreadsheets/d/…/edit"))
    return found


def _endpoints(section: Section, sources: Mapping[str, Source], used: set[str]) -> Mapping[str, str]:
    return read_endpoints(section["endpoints"], sources, used & sources.keys()) if "endpoints" in section else {}
