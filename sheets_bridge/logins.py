"""How each login of an installation stands, whichever way one logs in: by a consent or by keys. Asks no vendor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sheets_bridge.config import Account, Schedule
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.store import Store, ledger
from sheets_bridge.tokens import KeyRing, Life, Login, days_before, days_left, warning

_RUNS = 20
"""So many runs of a job are looked through for one that says whether a login works."""


@dataclass(frozen=True)
class LoginState:
    """One login now."""

    account: str
    source: str
    here: bool
    """Whether somebody connected it; one that is lost is here too."""
    until: datetime | None = None
    """When it ends; None where nothing says that it does."""
    access_until: datetime | None = None
    scopes: tuple[str, ...] = ()
    lost: Message | None = None
    """Why somebody has to connect it again, and how."""
    days: int | None = None
    """Within how many days (7, 3 or 1) it ends; None earlier."""
    warning: Message | None = None
    """What to announce of that."""

    @property
    def connected(self) -> bool:
        """Whether it can be expected to work."""
        return self.here and self.lost is None

    @property
    def how(self) -> str:
        """The command that connects it."""
        return command(self.source, self.account)


@dataclass(frozen=True)
class Logins:
    """What tells of the logins of an installation."""

    schedule: Schedule
    by_consent: Mapping[str, Login]
    by_keys: Mapping[str, KeyRing]
    store: Store

    def names(self) -> Sequence[str]:
        """The accounts one logs in to, in the order of the schedule."""
        return [name for name in self.schedule.accounts if name in self.by_consent or name in self.by_keys]

    def states(self, now: datetime) -> Mapping[str, LoginState]:
        """Every login by its account. Raises: ConfigError, StateError."""
        return {name: self.state(name, now) for name in self.names()}

    def state(self, name: str, now: datetime) -> LoginState:
        """One of them. Raises: ConfigError, StateError."""
        account = self.schedule.accounts[name]
        if name in self.by_consent:
            return of_consent(account, self.by_consent[name].life(), now)
        return self._of_keys(account, self.by_keys[name], now)

    def _of_keys(self, account: Account, ring: KeyRing, now: datetime) -> LoginState:
        try:
            life = ring.life()
        except ConfigError as error:
            # Of a file that cannot be taken other logins, and whoever looks at them, are not to suffer.
            return LoginState(account.name, account.source, here=True, lost=error.message)
        if life is None:
            return LoginState(account.name, account.source, here=False)
        lost = self._refused(account.name, life.connected)
        return of_keys(account, life.ends, lost, now)

    def _refused(self, name: str, since: datetime | None) -> Message | None:
        """What the newest run that tells said, where that was that the keys are dead: they tell it to nobody else."""
        told = [one for job in self.schedule.jobs for one in _told(self.store, job, name)]
        newest = max(told, key=lambda one: one[0], default=None)
        if newest is None or newest[1] is None or (since is not None and newest[0] < since):
            return None
        return say("{problem}", problem=newest[1])


def command(source: str, account: str) -> str:
    """What connects an account."""
    return f"sheets-bridge connect {source} {account}"


def of_consent(account: Account, life: Life | None, now: datetime) -> LoginState:
    """A login by consent."""
    if life is None:
        return LoginState(account.name, account.source, here=False)
    return LoginState(
        account.name, account.source, here=True, until=life.refresh_until, access_until=life.access_until,
        scopes=life.scopes, lost=life.lost, days=days_left(life, now), warning=warning(life, now),
    )  # fmt: skip


def of_keys(account: Account, ends: datetime | None, lost: Message | None, now: datetime) -> LoginState:
    """A login by keys. Those that have ended are lost, whatever the last run said."""
    name, how = account.name, command(account.source, account.name)
    until = f"{ends.astimezone(KST):%Y-%m-%d %H:%M}" if ends else ""
    if ends is not None and ends <= now:
        lost = say("The keys of {account} ended at {until} (KST). Get new ones and run: {how}", account=name,
                   until=until, how=how)  # fmt: skip
    days = days_before(ends, now) if ends and lost is None else None
    soon = say("The keys of {account} end within {days} day(s), at {until} (KST), and nothing renews them. Get new "
               "ones and run: {how}", account=name, days=days, until=until, how=how)  # fmt: skip
    return LoginState(name, account.source, here=True, until=ends, lost=lost, days=days, warning=soon if days else None)


def _told(store: Store, job: str, account: str) -> Iterator[tuple[datetime, str | None]]:
    """When the newest run that tells it ended, and what it said where an account's keys were refused."""
    for run in ledger.newest(store, job, _RUNS):
        mine: Sequence[Mapping[str, Any]] = [
            stream for stream in run.report.get("streams", ()) if stream["account"] == account
        ]
        refused = next((str(stream["reason"]) for stream in mine if stream.get("needs_login")), None)
        if run.ended and (refused or any(stream["state"] == "complete" for stream in mine)):
            yield run.ended, refused
            return
