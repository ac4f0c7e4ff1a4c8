"""How fresh the tabs are: read from the store, a table's days anew only where something landed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sheets_bridge import covering, history
from sheets_bridge.config import Job, TabUse
from sheets_bridge.model import KST, Table
from sheets_bridge.standing import Installed
from sheets_bridge.store import days, landing
from sheets_bridge.sync.computing import pulls_of

_LOOKED_AT = timedelta(days=35)
"""Days whose status is told: longer ago nothing is read again by itself."""

_Statuses = Mapping[date, frozenset[str]]


@dataclass(frozen=True)
class Fresh:
    """One tab's data."""

    job: str
    tab: TabUse
    covered: history.Covered
    as_of: datetime | None = None
    """Up to when all that fills it has been collected."""
    statuses: _Statuses = field(default_factory=dict)
    """The newest days of a day table, with what their rows say; empty for what has no status."""
    by_day: bool = True
    """Whether a row is of one day, not of a week or month that begins on it."""
    streams: frozenset[tuple[str, str]] = frozenset()
    """Account and name of the streams that fill it."""


@dataclass
class Freshness:
    """Keeps what it read, by tab."""

    _kept: dict[tuple[str, str], tuple[object, _Statuses]] = field(default_factory=dict)

    def of(self, installed: Installed) -> list[Fresh]:
        """All tabs of the schedule, job by job."""
        return [self._of(installed, job, tab) for job in installed.schedule.jobs.values() for tab in job.tabs]

    def _of(self, installed: Installed, job: Job, tab: TabUse) -> Fresh:
        pulls = covering.filling(installed, job, tab)
        untils = [one.cursor.until for one in pulls]
        return Fresh(
            job=job.name,
            tab=tab,
            covered=history.covered(tab, pulls, installed.clock()),
            as_of=min(until for until in untils if until) if untils and all(untils) else None,
            statuses=self._statuses(installed, job, tab),
            by_day=_by_day(installed.store.tables[tab.table]),
            streams=frozenset((use.account, use.stream) for use in covering.feeding(installed, job, tab)),
        )

    def _statuses(self, installed: Installed, job: Job, tab: TabUse) -> _Statuses:
        store, table = installed.store, installed.store.tables[tab.table]
        since = installed.clock().astimezone(KST).date() - _LOOKED_AT
        state, place = (since, days.state(store, table)), (tab.spreadsheet, tab.title)
        if place not in self._kept or self._kept[place][0] != state:
            self._kept[place] = state, days.statuses(store, table, _pulls(installed, job, tab), since)
        return self._kept[place][1]


def _by_day(table: Table) -> bool:
    """Whether the day of a table is more than where its period begins: months show as such, weeks say their end."""
    columns = {column.id: column for column in table.columns}
    return not ({"until", "period"} & columns.keys() or (table.day and columns[table.day].pattern == "yyyy-mm"))


def _pulls(installed: Installed, job: Job, tab: TabUse) -> Sequence[int]:
    report = installed.reports.get(tab.table)
    if report:
        return list(pulls_of(installed.store, report, tab.feeds).values())
    uses = covering.feeding(installed, job, tab)
    return [number for use in uses for number in landing.pulls_by_shop(installed.store, use.pull(0)).values()]
