"""What stands wrong now, read from the store and the vaults; asks no vendor."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sheets_bridge.config import Job, StreamUse
from sheets_bridge.daemon.house import House
from sheets_bridge.due import newest_slot
from sheets_bridge.errors import BridgeError
from sheets_bridge.history import Reach, reaches, wished
from sheets_bridge.logins import Logins, LoginState, command
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.notify.news import Look, Trouble
from sheets_bridge.pausing import known
from sheets_bridge.source import Source
from sheets_bridge.store import ledger, queue, slots
from sheets_bridge.store.ledger import Noted

_GRADES = {7: 1, 3: 2, 1: 3}
_RUNS = 200
"""So many runs of a job are looked through for its last success."""
_SLOTS = 500


@dataclass
class _Found:
    """A look under way."""

    standing: dict[str, Trouble] = field(default_factory=dict)
    well: dict[str, Message] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def stands(self, key: str, accounts: Iterable[str], begun: Message | None, grade: int = 1) -> None:
        self.standing[key] = Trouble(key, tuple(accounts), begun, grade)


def look(house: House, now: datetime) -> Look:
    """Everything there is to tell of an installation. Raises: StateError."""
    found = _Found()
    logins = Logins(house.schedule, house.logins, house.rings, house.world.store)
    lost = {name for name in logins.names() if _login(logins, name, now, found)}
    inactive = _shops(house, found)
    for job in house.schedule.jobs.values():
        _job(house, job, now, found, lost)
        _history(house, job, found, inactive)
    return Look(found.standing, found.well, frozenset(found.unsure))


def _login(logins: Logins, name: str, now: datetime, found: _Found) -> bool:
    """What there is to say of a login; whether it is lost."""
    ends, gone = f"login_ends:{name}", f"login_lost:{name}"
    try:
        login = logins.state(name, now)
    except BridgeError:
        found.unsure |= {ends, gone}
        return False
    if not login.here:
        return False
    if login.lost is not None:
        found.stands(gone, [name], login.lost)
        return True
    found.well |= _well(login, gone, ends)
    if login.days is not None:
        found.stands(ends, [name], login.warning, _GRADES[login.days])
    return False


def _well(login: LoginState, gone: str, ends: str) -> Mapping[str, Message]:
    """What is known to be well of a login that works."""
    if login.until is None:
        return {
            gone: say("{account} is connected again.", account=login.account),
            ends: say("The login of {account} was renewed, and has no fixed end now.", account=login.account),
        }
    until = _kst(login.until)
    back = say("{mall} is connected again; the login lasts until {until}.", mall=login.account, until=until)
    if login.days is not None:
        return {gone: back}
    renewed = say("The login of {mall} was renewed; it lasts until {until}.", mall=login.account, until=until)
    return {gone: back, ends: renewed}


def _shops(house: House, found: _Found) -> set[tuple[str, int]]:
    """What the newest runs saw of the shops; those that are not active."""
    seen: dict[tuple[str, int], bool | None] = {}
    runs = [run for job in house.schedule.jobs for run in ledger.newest(house.world.store, job, 2) if run.ended]
    for run in sorted(runs, key=_ended):
        for stream in run.report["streams"]:
            # A run that could not even list the shops has seen nothing of them.
            shop, active = (stream["account"], stream["shop_no"]), stream.get("active")
            seen[shop] = seen.get(shop) if active is None else active
    for (account, shop_no), active in seen.items():
        if account in house.schedule.accounts:
            _shop(found, house.world.accounts[account].source, account, shop_no, active)
    return {shop for shop, active in seen.items() if active is False}


def _shop(found: _Found, source: Source, account: str, shop_no: int, active: bool | None) -> None:
    key = f"shop:{account}:{shop_no}"
    off, on = _unlisted(source, account, shop_no) if source.keys else _closed(account, shop_no)
    if active is None:
        found.unsure.add(key)
    elif active:
        found.well[key] = on
    else:
        found.stands(key, [account], off)


def _closed(account: str, shop_no: int) -> tuple[Message, Message]:
    """What to say of a shop its mall closed, and of one that is open again."""
    off = say("Shop {shop} of {mall} is not active at Cafe24, so nothing is collected from it. Activate it under "
              "멀티 쇼핑몰 설정, or take it out of shops: in schedule.yaml.", shop=shop_no, mall=account)  # fmt: skip
    return off, say("Shop {shop} of {mall} is active again; what was missed meanwhile is fetched.", shop=shop_no,
                    mall=account)  # fmt: skip


def _unlisted(source: Source, account: str, number: int) -> tuple[Message, Message]:
    """What to say of an ad account that its login does not see, and of one that it sees again."""
    off = say("Ad account {number} of {account} is not listed by {medium} for this login, so nothing is collected from "
              "it. Give the login access to it there, or pick its ad accounts anew: {how}", number=number,
              account=account, medium=source.label, how=command(source.id, account))  # fmt: skip
    return off, say("Ad account {number} of {account} is listed again; what was missed meanwhile is fetched.",
                    number=number, account=account)  # fmt: skip


def _job(house: House, job: Job, now: datetime, found: _Found, lost: set[str]) -> None:
    failing, stuck, stale = f"job_failing:{job.name}", f"history_failing:{job.name}", f"job_stale:{job.name}"
    accounts = _accounts(job)
    if lost.intersection(accounts):
        # The login is what is to be told; its jobs stand still because of it.
        found.unsure |= {failing, stuck, stale}
        return
    ended = [run for run in ledger.newest(house.world.store, job.name, _RUNS) if run.ended and not _loginless(run)]
    runs = [run for run in ended if run.report.get("part") != "history"]
    _failing(house, job, runs, failing, found)
    _failing(house, job, [run for run in ended if run.report.get("part") == "history"], stuck, found)
    if failing in found.standing:
        found.unsure.add(stale)
    else:
        _stale(house, job, runs, now, stale, found)


def _failing(house: House, job: Job, runs: Sequence[Noted], key: str, found: _Found) -> None:
    wanted = house.schedule.notify.failures
    newest = runs[:wanted]
    if newest and not _failed(newest[0]):
        found.well[key] = say("Job {job} runs well again.", job=job.name)
    elif len(newest) == wanted and all(map(_failed, newest)):
        words = say("Job {job} has failed {count} times in a row. {problem}", job=job.name, count=wanted,
                    problem=newest[0].report.get("message") or "")  # fmt: skip
        found.stands(key, _accounts(job), words)
    elif newest:
        found.unsure.add(key)


def _loginless(run: Noted) -> bool:
    """Whether a run wanted a login: it tells neither that its job fails nor that it runs well."""
    return any(stream.get("needs_login") for stream in run.report["streams"])


def _failed(run: Noted) -> bool:
    """Whether a run failed, in whole or in part; a shop that is not active is news of its own."""
    explained = {stream["reason"] for stream in run.report["streams"] if stream.get("active") is False}
    return run.outcome != "ok" and any(problem not in explained for problem in run.report["problems"])


def _stale(house: House, job: Job, runs: Sequence[Noted], now: datetime, key: str, found: _Found) -> None:
    """Late is a job that was due longer ago than it may be late, without success since, and that nobody paused."""
    pause = known(house.world.store, house.schedule).get(job.name)
    if pause and pause.until is None:
        found.unsure.add(key)
        return
    tolerance = job.stale or house.schedule.notify.stale
    slot = newest_slot(job, now - tolerance)
    success = next((_ended(run) for run in runs if not _failed(run)), None)
    since = success or _first_seen(house, job)
    if since and pause and pause.until:
        since = max(since, pause.until)
    if slot is None or since is None or since >= slot:
        if success:
            found.well[key] = say("Job {job} is up to date again.", job=job.name)
    elif any(now - entry.requested <= tolerance for entry in _at_work(house, job)):
        found.unsure.add(key)
    elif success:
        late = say("Job {job} is late: it was due at {due} and has not succeeded since {since}. Look why: "
                   "sheets-bridge status", job=job.name, due=_kst(slot), since=_kst(success))  # fmt: skip
        found.stands(key, _accounts(job), late)
    else:
        late = say("Job {job} is late: it was due at {due} and has never succeeded. Look why: sheets-bridge status",
                   job=job.name, due=_kst(slot))  # fmt: skip
        found.stands(key, _accounts(job), late)


def _at_work(house: House, job: Job) -> Iterator[queue.Entry]:
    """The news of a job that run or wait to run."""
    for state in ("running", "waiting"):
        found: Sequence[queue.Entry] = queue.standing(house.world.store, state, job.name)
        yield from (entry for entry in found if entry.ask.get("part") != "history")


def _first_seen(house: House, job: Job) -> datetime | None:
    noted = slots.noted(house.world.store, job.name, _SLOTS)
    return noted[-1][0] if noted else None


def _history(house: House, job: Job, found: _Found, inactive: set[tuple[str, int]]) -> None:
    """History that is loading is told when all of it is there."""
    key, far = f"history:{job.name}", wished(house.world.store, job.name)
    pulls = [one for use in job.streams for one in _pulls(house, use, far, inactive) if one.cursor.since != date.min]
    if not pulls or any(not one.landed or one.left for one in pulls):
        found.stands(key, _accounts(job), None)
        return
    first = max(one.cursor.since or date.min for one in pulls)
    found.well[key] = say("All history of {job} is loaded, back to {first}.", job=job.name, first=first)


def _pulls(house: House, use: StreamUse, far: date | None, inactive: set[tuple[str, int]]) -> list[Reach]:
    account = house.world.accounts[use.account]
    stream, clock = account.source.streams[use.stream], house.world.clock
    found = reaches(house.world.store, stream, use, account.history, clock(), far)
    return [one for one in found if (use.account, one.shop_no) not in inactive]


def _accounts(job: Job) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.account for use in job.streams))


def _ended(run: Noted) -> datetime:
    return run.ended or run.started


def _kst(moment: datetime) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M} KST"
