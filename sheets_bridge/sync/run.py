"""One execution of a job: land its streams, publish its tabs, say what came of it."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from sheets_bridge import locks
from sheets_bridge.config import Job, TabUse
from sheets_bridge.errors import BridgeError, Busy, DataRejected
from sheets_bridge.messages import say, translation
from sheets_bridge.model import Outcome, StreamResult, TabResult
from sheets_bridge.source import Shop
from sheets_bridge.store import landing, ledger
from sheets_bridge.sync.land import land, pull_of, shops
from sheets_bridge.sync.publish import publish
from sheets_bridge.sync.result import Run, as_json
from sheets_bridge.sync.world import Ask, World

_log = logging.getLogger(__name__)

_SHEET_LOCK_SECONDS = 600.0

__all__ = ["Ask", "Run", "World", "run"]


def run(job: Job, world: World, ask: Ask | None = None) -> Run:
    """Run a job now. The same call serves the command line, the daemon's worker and a worker elsewhere.

    Never raises a BridgeError: failures are in the Run, each with what to do. A job that runs elsewhere is `busy`.
    """
    ask, done, began = ask or Ask(), Run(job.name), time.monotonic()
    try:
        lock = world.locks / f"job-{job.name}.lock"
        with locks.hold(lock, wait=0.0, what=say("Job {name}", name=job.name)):
            number = ledger.begin(world.store, job.name, world.clock())
            _land_all(job, world, ask, done)
            _publish_all(job, world, ask, done)
            _conclude(done, began)
            ledger.end(world.store, number, world.clock(), done.outcome, as_json(done, translation(world.language)))
    except BridgeError as error:
        done.errors.append(error)
        _conclude(done, began)
    _log.info("%s: %s, %.1f s, %s", job.name, done.outcome, done.seconds, _summary(done))
    return done


def _land_all(job: Job, world: World, ask: Ask, done: Run) -> None:
    listed: dict[str, Sequence[Shop]] = {}
    for use in job.streams:
        try:
            of_stream = shops(world, use, listed)
        except BridgeError as error:
            done.errors.append(error)
            done.streams.append(StreamResult(use.account, 0, use.stream, "not_collected", error.message))
            continue
        for shop in of_stream:
            landed = land(world, use, shop, ask)
            done.streams.append(landed.result)
            done.errors.extend(_problems(landed.error, landed.result))


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


def _publish_all(job: Job, world: World, ask: Ask, done: Run) -> None:
    for name in dict.fromkeys(tab.spreadsheet for tab in job.tabs):
        mine = [tab for tab in job.tabs if tab.spreadsheet == name]
        with ExitStack() as held:
            try:
                lock = world.locks / f"sheet-{world.spreadsheets[name].id}.lock"
                held.enter_context(
                    locks.hold(lock, wait=_SHEET_LOCK_SECONDS, what=say("Spreadsheet {name}", name=name))
                )
                world.spreadsheets[name].look()
            except BridgeError as error:
                done.errors.append(error)
                done.tabs.extend(TabResult(tab.title, tab.table, verified=False, reason=error.message) for tab in mine)
                continue
            _publish_tabs(job, mine, world, ask, done)


def _publish_tabs(job: Job, mine: Sequence[TabUse], world: World, ask: Ask, done: Run) -> None:
    for tab in mine:
        result, error = publish(world, tab, _pulls(job, tab, world), world.spreadsheets[tab.spreadsheet], ask)
        done.tabs.append(result)
        if error is not None:
            done.errors.append(error)
        elif not result.verified:
            done.errors.append(
                DataRejected(
                    say(
                        "Tab {title}: some values came back from Google other than they were sent; they were sent "
                        "twice. Run again with --heal; if it repeats, report it.",
                        title=tab.title,
                    )
                )
            )


def _pulls(job: Job, tab: TabUse, world: World) -> Sequence[int]:
    """The pulls whose rows stand on a tab: of the job's streams that fill its table, for the account's shops."""
    found: list[int] = []
    for use in job.streams:
        connected = world.accounts[use.account]
        if tab.table in (table.id for table in connected.source.streams[use.stream].tables):
            shops_of = landing.pulls_by_shop(world.store, pull_of(use, 0))
            found += [pull for shop, pull in shops_of.items() if connected.shops == "active" or shop in connected.shops]
    return found


def _conclude(done: Run, began: float) -> None:
    done.seconds = round(time.monotonic() - began, 1)
    if done.errors:
        done.outcome = _outcome(done)
        done.message = done.errors[0].message


def _outcome(done: Run) -> Outcome:
    if isinstance(done.errors[0], Busy) and not done.streams:
        return "busy"
    something = any(stream.state == "complete" for stream in done.streams) and any(
        tab.reason is None for tab in done.tabs
    )
    return "partial" if something else "failed"


def _summary(done: Run) -> str:
    read, landed = sum(stream.read for stream in done.streams), sum(stream.landed for stream in done.streams)
    written = sum(tab.inserted + tab.updated + tab.removed for tab in done.tabs)
    return f"read {read}, landed {landed}, written {written}"
