"""Which days each tab covers, told by the cursors of what fills it. Asks no vendor."""

from collections.abc import Iterator

from sheets_bridge.config import Job, StreamUse, TabUse
from sheets_bridge.history import Covered, Reach, covered, reaches, wished
from sheets_bridge.inputs import INPUTS
from sheets_bridge.standing import Installed
from sheets_bridge.store import landing


def covered_by(installed: Installed, job: Job) -> list[Covered]:
    """What the tabs of a job cover."""
    now = installed.clock()
    return [covered(tab, filling(installed, job, tab), now) for tab in job.tabs]


def filling(installed: Installed, job: Job, tab: TabUse) -> list[Reach]:
    """How far the pulls have come without which a tab does not hold all its rows."""
    if typed := _typed(installed, tab):
        return typed
    found: list[Reach] = []
    for use in feeding(installed, job, tab):
        account = installed.schedule.accounts[use.account]
        stream = installed.sources[account.source].streams[use.stream]
        far = wished(installed.store, job.name)
        mine = reaches(installed.store, stream, use, account.history, installed.clock(), far)
        found += [one for one in mine if account.shops == "active" or one.shop_no in account.shops]
    return found


def feeding(installed: Installed, job: Job, tab: TabUse) -> Iterator[StreamUse]:
    """The streams of those pulls."""
    report = installed.reports.get(tab.table)
    tables, uses = (report.needs, tab.feeds) if report else ((tab.table,), job.streams)
    for use in uses:
        stream = installed.sources[installed.schedule.accounts[use.account].source].streams[use.stream]
        if any(table.id in tables for table in stream.tables):
            yield use


def _typed(installed: Installed, tab: TabUse) -> list[Reach]:
    """When that was read which people type, of a tab of it and of one made of nothing else; nothing of any other."""
    report = installed.reports.get(tab.table)
    tables = report.needs if report else (tab.table,)
    if not INPUTS.keys() >= set(tables):
        return []
    every = (one for job in installed.schedule.jobs.values() for one in job.tabs)
    tabs = [one for one in every if one.table in tables] if report else [tab]
    pulls = [one.typed(installed.schedule.spreadsheets[one.spreadsheet]) for one in tabs]
    numbers = [number for pull in pulls for number in landing.pulls_by_shop(installed.store, pull).values()]
    return [Reach(0, landing.cursor(installed.store, number), ()) for number in numbers]
