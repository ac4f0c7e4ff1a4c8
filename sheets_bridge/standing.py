"""How an installation stands: its jobs' last runs, its logins, the days it holds. Asks no vendor.

What `status --json` prints and what the status page shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from sheets_bridge.config import Job, Schedule, StreamUse
from sheets_bridge.history import first_wanted, told_since, wished
from sheets_bridge.logins import Logins, LoginState
from sheets_bridge.messages import Translate
from sheets_bridge.model import KST, Clock, Report, Window
from sheets_bridge.source import Source
from sheets_bridge.store import Store, landing, ledger
from sheets_bridge.tokens import KeyRing, Login


class Installed(Protocol):
    """An installation as one thread has it."""

    @property
    def schedule(self) -> Schedule:
        """What is wanted."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The vendors there are."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports there are."""

    @property
    def logins(self) -> Mapping[str, Login]:
        """The logins by consent, by their account."""

    @property
    def rings(self) -> Mapping[str, KeyRing]:
        """Those by keys."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def clock(self) -> Clock:
        """What time it is."""

    @property
    def translate(self) -> Translate:
        """The reader's language."""


@dataclass(frozen=True)
class Covered:
    """Which days of a stream the store holds, for one shop; `tabs` show them."""

    account: str
    shop_no: int | None
    """None where the shops are not known yet: nothing ever landed."""
    stream: str
    tabs: tuple[str, ...]
    since: date | None = None
    until: datetime | None = None
    begins: date | None = None
    """The first day wanted; None while the first order is not known."""

    @property
    def missing(self) -> Window | None:
        """The days of history that are still to come."""
        if self.since is None or self.begins is None or self.since <= self.begins:
            return None
        return Window(self.begins, self.since - timedelta(days=1))


def last_run(installed: Installed, job: str) -> dict[str, Any]:
    """A job's newest ended run; blanks in the same shape where there never was one."""
    blank = dict.fromkeys(("started", "ended", "outcome", "message", "unfinished"))
    return ledger.last(installed.store, job) or {"job": job, **blank, "streams": [], "tabs": [], "notes": []}


def states(installed: Installed) -> Mapping[str, LoginState]:
    """The logins as they stand. Raises: ConfigError, StateError."""
    known = Logins(installed.schedule, installed.logins, installed.rings, installed.store)
    return known.states(installed.clock())


def account(state: LoginState, _: Translate) -> dict[str, Any]:
    """How long a login lasts. `refresh_until` is for those that a run renews until then."""
    return {
        "account": state.account,
        "source": state.source,
        "connected": state.connected,
        "until": _iso(state.until),
        "access_until": _iso(state.access_until),
        "refresh_until": _iso(state.until if state.access_until else None),
        "scopes": list(state.scopes),
        "lost": state.lost.render(_) if state.lost else None,
        "warning": state.warning.render(_) if state.warning else None,
    }


def covered(installed: Installed) -> list[Covered]:
    """The days of every stream of the schedule."""
    uses = [(job, use) for job in installed.schedule.jobs.values() for use in job.streams]
    return [one for job, use in uses for one in _covered(installed, job, use)]


def when(job: Job, _: Translate) -> str:
    """When a job runs, in words."""
    if job.every:
        return _("every {minutes} min").format(minutes=int(job.every.total_seconds() // 60))
    return _("daily at {time} KST").format(time=f"{job.at:%H:%M}") if job.at else f"cron {job.cron} KST"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _covered(installed: Installed, job: Job, use: StreamUse) -> Iterator[Covered]:
    account_, now = installed.schedule.accounts[use.account], installed.clock().astimezone(KST)
    stream = installed.sources[account_.source].streams[use.stream]
    filled = {table.id for table in stream.tables}
    tabs = tuple(tab.title for tab in job.tabs if tab.table in filled or use in tab.feeds)
    found, far = landing.pulls_by_shop(installed.store, use.pull(0)), wished(installed.store, job.name)
    pulls = {shop: pull for shop, pull in found.items() if account_.shops == "active" or shop in account_.shops}
    for shop_no, number in pulls.items():
        cursor = landing.cursor(installed.store, number)
        told = [told_since(stream, wanted, now) for wanted in (account_.history, far)]
        begins = first_wanted(cursor, *told) or cursor.origin
        yield Covered(use.account, shop_no, use.stream, tabs, cursor.since, cursor.until, begins)
    if not pulls:
        yield Covered(use.account, None, use.stream, tabs)
