"""One execution of a job: land its streams, publish its tabs, say what came of it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sheets_bridge import locks
from sheets_bridge.config import Job, StreamUse, TabUse
from sheets_bridge.errors import BridgeError, Busy, DataRejected
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.model import Outcome, StreamResult, TabResult
from sheets_bridge.source import Shop
from sheets_bridge.store import ledger
from sheets_bridge.sync import shown
from sheets_bridge.sync.computing import compute
from sheets_bridge.sync.drawing import draw
from sheets_bridge.sync.dropped import land_dropped
from sheets_bridge.sync.filling import land_typed, take_in
from sheets_bridge.sync.land import is_whole, land, not_listed
from sheets_bridge.sync.publish import publish
from sheets_bridge.sync.result import Run, as_json
from sheets_bridge.sync.shops import shops_of
from sheets_bridge.sync.world import Ask, World

_SHEET_LOCK_SECONDS = 600.0

__all__ = ["Ask", "Run", "World", "run"]


@dataclass(frozen=True)
class _Began:
    """When a run began, and how many calls had been sent by then."""

    at: float
    calls: Mapping[str, int]


def run(job: Job, world: World, ask: Ask | None = None) -> Run:
    """Run a job now. The same call serves the command line, the daemon's worker and a worker elsewhere.

    Never raises a BridgeError: failures are in the Run, each with what to do. A job that runs elsewhere is `busy`.
    """
    ask = ask or Ask()
    done, began = Run(job.name, part=ask.part), _Began(time.monotonic(), dict(world.called()))
    try:
        lock = world.locks / f"job-{job.name}.lock"
        with locks.hold(lock, wait=0.0, what=say("Job {name}", name=job.name)), _noted(world, ask, done):
            try:
                _take_in_all(job, world, ask, done)
                listed = _land_all(job, world, ask, done)
                _compute_all(job, world, done)
                _publish_all(job, world, ask, done, listed)
            except BridgeError as error:
                done.errors.append(error)
            done.notes.extend(_notes(job, world))
            _conclude(done, world, began)
    except BridgeError as error:
        done.errors.append(error)
        _conclude(done, world, began)
    return done


@contextmanager
def _noted(world: World, ask: Ask, done: Run) -> Iterator[None]:
    """The block as one line of the ledger; a dry run leaves none."""
    if ask.dry_run:
        yield
        return
    number = ledger.begin(world.store, done.job, world.clock())
    yield
    ledger.end(world.store, number, world.clock(), done.outcome, as_json(done, translation(world.language)))


def _take_in_all(job: Job, world: World, ask: Ask, done: Run) -> None:
    """Read what people typed, before anything is made of it. Of a tab that fails what was read before holds."""
    for name in dict.fromkeys(tab.spreadsheet for tab in job.tabs if tab.table in world.inputs):
        theirs = [tab for tab in job.tabs if tab.spreadsheet == name and tab.table in world.inputs]
        try:
            with _holding(world, name):
                for tab in theirs:
                    result, error = take_in(world, tab, ask)
                    done.tabs.append(result)
                    done.errors.extend([error] if error else [])
        except BridgeError as error:
            _give_up(done, theirs, error)


@contextmanager
def _holding(world: World, name: str) -> Iterator[None]:
    """The spreadsheet for us alone, of all that run here."""
    lock, what = world.locks / f"sheet-{world.spreadsheets[name].id}.lock", say("Spreadsheet {name}", name=name)
    with locks.hold(lock, wait=_SHEET_LOCK_SECONDS, what=what, sleep=world.sleep):
        yield


def _give_up(done: Run, tabs: Sequence[TabUse], error: BridgeError) -> None:
    done.errors.append(error)
    told = {result.title for result in done.tabs}
    done.tabs.extend(
        TabResult(tab.title, tab.table, verified=False, reason=error.message) for tab in tabs if tab.title not in told
    )


def _land_all(job: Job, world: World, ask: Ask, done: Run) -> set[StreamUse]:
    """Land every stream of the job; the streams whose shops could be listed."""
    listed: dict[str, Sequence[Shop]] = {}
    fine: set[StreamUse] = set()
    for use in job.streams:
        try:
            shops = shops_of(world, use, listed)
            fine.add(use)
        except BridgeError as error:
            done.errors.append(error)
            done.streams.extend(landed.result for landed in not_listed(world, use, error))
            continue
        for landed in land(world, use, shops, ask):
            done.streams.append(landed.result)
            done.errors.extend(_problems(landed.error, landed.result))
        done.errors.extend(land_dropped(world, use, shops))
        land_typed(world, use, shops)
    return fine


def _problems(error: BridgeError | None, result: StreamResult) -> Iterator[BridgeError]:
    if error is not None:
        yield error
    if result.quarantined:
        yield DataRejected(
            say(
                "{account}.{stream} (shop {shop}): {count} records could not be read and were set aside; the rest "
                "landed. See the log for their numbers.",
                account=result.account,
                stream=result.stream,
                shop=result.shop_no,
                count=result.quarantined,
            )
        )


def _notes(job: Job, world: World) -> Iterator[Message]:
    """What the vendors' answers told beside the data, account by account."""
    for name in dict.fromkeys(use.account for use in job.streams):
        account = world.accounts[name]
        yield from account.source.notices(account.connection)


def _compute_all(job: Job, world: World, done: Run) -> None:
    """Compute the reports that the job's tabs show. One that fails keeps its rows, and stops no other."""
    computed = {(tab.table, tab.feeds): tab for tab in job.tabs if tab.table in world.reports}
    for tab in computed.values():
        try:
            compute(world, tab)
        except BridgeError as error:
            done.errors.append(error)


def _publish_all(job: Job, world: World, ask: Ask, done: Run, listed: set[StreamUse]) -> None:
    ours = [tab for tab in job.tabs if tab.table not in world.inputs]
    for name in dict.fromkeys(tab.spreadsheet for tab in ours):
        mine = [tab for tab in ours if tab.spreadsheet == name]
        try:
            with _holding(world, name):
                seen = world.spreadsheets[name].look()
                for tab in mine:
                    _publish_one(job, tab, world, ask, done, listed)
                notes, errors = draw(world, name, seen, done.tabs, ask)
                done.notes.extend(notes)
                done.errors.extend(errors)
        except BridgeError as error:
            _give_up(done, mine, error)


def _publish_one(job: Job, tab: TabUse, world: World, ask: Ask, done: Run, listed: set[StreamUse]) -> None:
    feeding = shown.feeding(job, tab, world)
    # What the store lacks may be gone from a tab only where the store is known to hold everything.
    prune = all((use in listed or use not in job.streams) and is_whole(world, use) for use in feeding)
    result, error = publish(world, tab, shown.pulls(tab, feeding, world), ask, prune=prune)
    done.tabs.append(result)
    if error is not None:
        done.errors.append(error)
    elif not result.verified:
        problem = say("Tab {title}: some values came back from Google other than they were sent; they were sent twice. "
                      "Run again with --heal; if it repeats, report it.", title=tab.title)  # fmt: skip
        done.errors.append(DataRejected(problem))


def _conclude(done: Run, world: World, began: "_Began") -> None:
    done.seconds = round(time.monotonic() - began.at, 1)
    done.calls = {kind: count - began.calls.get(kind, 0) for kind, count in world.called().items()}
    if done.errors:
        done.outcome = _outcome(done)
        done.message = next(error.message for error in done.errors if error.exit_code == done.exit_code)


def _outcome(done: Run) -> Outcome:
    if isinstance(done.errors[0], Busy) and not done.streams:
        return "busy"
    something = any(stream.state == "complete" for stream in done.streams) and any(
        tab.reason is None for tab in done.tabs
    )
    return "partial" if something else "failed"
