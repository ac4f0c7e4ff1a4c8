"""Which streams, of whatever job, fill the tables that a report reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sheets_bridge.config.known import Known
from sheets_bridge.config.place import Place
from sheets_bridge.config.schedule import Job, Schedule, StreamUse, TabUse
from sheets_bridge.messages import say
from sheets_bridge.model import Report
from sheets_bridge.source import Source

Found = tuple[Place, TabUse]
"""A tab and where it stands in the file."""


def fed(jobs: Mapping[str, Job], found: Iterable[Found], known: Known) -> Mapping[str, Job]:
    """The jobs with the streams that feed the tabs of reports; notes what a report needs and no job pulls.

    `found` are the tabs of all jobs in their order.
    """
    pulled = pulled_whole(jobs.values())
    places = (place for place, _ in found)
    return {
        name: replace(job, tabs=tuple(_tab(job, tab, next(places), pulled, known) for tab in job.tabs))
        for name, job in jobs.items()
    }


def pulled_whole(jobs: Iterable[Job]) -> Sequence[StreamUse]:
    """Every stream that some job pulls without leaving anything out."""
    return list(dict.fromkeys(use for job in jobs for use in job.streams if _is_plain(use)))


def feeds_of(tables: Iterable[str], schedule: Schedule, sources: Mapping[str, Source]) -> Sequence[StreamUse]:
    """What feeds a report that stands on no tab: the streams of all accounts that fill these tables, each once."""
    accounts = {name: account.source for name, account in schedule.accounts.items()}
    known, pulled = Known(sources, {}, accounts, {}), pulled_whole(schedule.jobs.values())
    return list(dict.fromkeys(use for table in tables for use in _filling(table, accounts, pulled, known)))


def _is_plain(use: StreamUse) -> bool:
    """A report of some of the orders, or of orders without some of their amounts, would be taken for one of all."""
    return not use.fields and not use.filter


def _tab(job: Job, tab: TabUse, place: Place, pulled: Sequence[StreamUse], known: Known) -> TabUse:
    report = known.reports.get(tab.table)
    if report is None:
        return tab
    accounts = list(dict.fromkeys(use.account for use in job.streams))
    _check_needs(report, accounts, place, pulled, known)
    feeding = [*accounts, *_advertising(accounts, known)]
    feeds = [use for table in report.reads for use in _filling(table, feeding, pulled, known)]
    return replace(tab, feeds=tuple(dict.fromkeys(feeds)))


def _advertising(accounts: Sequence[str], known: Known) -> Sequence[str]:
    """The logins at ad media that advertise shops of these malls, whatever job pulls them."""
    return [name for name, malls in known.advertisers.items() if malls & set(accounts) and name not in accounts]


def _filling(table: str, accounts: Iterable[str], pulled: Sequence[StreamUse], known: Known) -> Iterator[StreamUse]:
    """Each stream of an account once: the same rows pulled a second time, with another embed, must not count twice."""
    for account in accounts:
        for name in _streams(table, account, known):
            yield from [use for use in pulled if (use.account, use.stream) == (account, name)][:1]


def _streams(table: str, account: str, known: Known) -> Sequence[str]:
    streams = known.streams_of(account) or {}
    return [stream.id for stream in streams.values() if any(filled.id == table for filled in stream.tables)]


def _able_media(table: str, accounts: Sequence[str], pulled: Sequence[StreamUse], known: Known) -> Sequence[str]:
    """The logins at ad media that fill a table; those that could, where none does."""
    able = [name for name in _advertising(accounts, known) if _streams(table, name, known)]
    return [name for name in able if any(_filling(table, [name], pulled, known))] or able


def _check_needs(
    report: Report, accounts: Sequence[str], place: Place, pulled: Sequence[StreamUse], known: Known
) -> None:
    for table in (one for one in report.needs if one not in known.inputs):
        able = [account for account in accounts if _streams(table, account, known)]
        able += _able_media(table, accounts, pulled, known) if report.own and not able else []
        if not able:
            place.wrong(say("the report {report} reads the table {table}, which no account of this job can fill",
                            report=report.id, table=table))  # fmt: skip
        fed_ = {use.account for use in _filling(table, able, pulled, known)}
        for account in (one for one in able if one not in fed_):
            names = [f"{account}.{stream}" for stream in _streams(table, account, known)]
            place.wrong(
                say(
                    "the report {report} reads the table {table}, and no job pulls it whole; add {streams} to the "
                    "streams of a job, without fields and filter",
                    report=report.id,
                    table=table,
                    streams=names,
                )
            )
