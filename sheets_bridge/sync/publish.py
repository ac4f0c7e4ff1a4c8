"""Store → sheet: compare what stands with what should, write the difference, note what came back equal."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sheets_bridge import diff
from sheets_bridge.config import TabUse
from sheets_bridge.diff import Diff
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Column, Row, TabResult
from sheets_bridge.spreadsheet import Layout, Shape, Spreadsheet, Standing
from sheets_bridge.store import landing, selection, tabs
from sheets_bridge.store.selection import Selection
from sheets_bridge.store.tabs import Published
from sheets_bridge.sync.world import Ask, Progress, World

_FULL_HEAL_EVERY = timedelta(days=1)
_WITHOUT_DECIMALS = frozenset({"KRW", "JPY", "VND"})

_log = logging.getLogger(__name__)


def publish(
    world: World, tab: TabUse, pulls: Sequence[int], spreadsheet: Spreadsheet, ask: Ask
) -> tuple[TabResult, BridgeError | None]:
    """Make one tab hold what the store holds. What fails is in the result: a failed tab stops no other."""
    result = TabResult(tab.title, tab.table)
    try:
        try:
            _publish(world, tab, pulls, spreadsheet.look(), spreadsheet, ask, result)
        except Unavailable as error:
            # A write whose answer was lost may have been applied: look, compare, and write what is still missing.
            _log.warning("%s", say("Tab {title}: {problem} Looking again.", title=tab.title, problem=error.message))
            _publish(world, tab, pulls, spreadsheet.look_again(), spreadsheet, ask, result)
    except BridgeError as error:
        result.reason, result.verified = error.message, False
        return result, error
    return result, None


def select(world: World, tab: TabUse, pulls: Sequence[int], now: datetime) -> Selection:
    """The rows of the store a tab holds."""
    table = world.store.tables[tab.table]
    since = now.astimezone(KST).date() - timedelta(days=tab.keep - 1) if tab.keep else None
    return Selection(table, tuple(sorted(pulls)), columns_of(world, tab), tab.where, since)


def columns_of(world: World, tab: TabUse) -> tuple[Column, ...]:
    """The columns a tab shows, in its own order."""
    table = world.store.tables[tab.table]
    if not tab.columns:
        return table.default_columns
    return tuple(table.columns[table.position(name)] for name in tab.columns)


def _publish(
    world: World,
    tab: TabUse,
    pulls: Sequence[int],
    layout: Layout,
    spreadsheet: Spreadsheet,
    ask: Ask,
    result: TabResult,
) -> None:
    now = world.clock()
    chosen = select(world, tab, pulls, now)
    decimals = bool(selection.currencies(world.store, chosen) - _WITHOUT_DECIMALS)
    shape = Shape(tab.title, chosen.table, chosen.columns, world.language, decimals=decimals)
    known = tabs.published(world.store, spreadsheet.id, tab.title, chosen)
    full = ask.heal or known is None or not known.published or now - known.healed_at >= _FULL_HEAL_EVERY
    standing = spreadsheet.stand(layout, shape, known.sheet_id if known else None, full=full)
    version = selection.latest_version(world.store)
    wanted = selection.wanted(world.store, chosen)
    result.rows = len(wanted)
    if standing is None and not wanted and not _ever_landed(world, pulls):
        # An empty tab would read as no orders, where in truth none could be asked for.
        result.reason = say("Tab {title} is not made yet: nothing has been collected for it so far.", title=tab.title)
        return
    if standing is None:
        if ask.dry_run:
            result.inserted = len(wanted)
            return
        standing, full = spreadsheet.build(shape, rows=len(wanted)), False
    changes = diff.compare(standing.ids, wanted, _changed(world, chosen, spreadsheet, standing, wanted, known, full))
    result.sheet_id = standing.sheet_id
    _count(result, changes)
    if ask.dry_run:
        return
    _write(world, chosen, spreadsheet, standing, changes, result)
    if result.verified:
        healed = now if full or known is None else known.healed_at
        tabs.note(world.store, spreadsheet.id, tab.title, chosen, Published(standing.sheet_id, version, healed))


def _ever_landed(world: World, pulls: Sequence[int]) -> bool:
    return any(landing.cursor(world.store, pull).until for pull in pulls)


def _changed(
    world: World,
    chosen: Selection,
    spreadsheet: Spreadsheet,
    standing: Standing,
    wanted: Sequence[str],
    known: Published | None,
    full: bool,
) -> set[str]:
    """Rows to write again: all after a change of columns, in a full heal those whose cells differ, else the newer."""
    if standing.rewrite:
        return set(wanted)
    if full:
        return spreadsheet.differing(standing, selection.rows(world.store, chosen, wanted))
    return selection.changed(world.store, chosen, known.published if known else 0)


def _count(result: TabResult, changes: Diff) -> None:
    result.inserted, result.updated = len(changes.inserts), len(changes.updates)
    result.removed = len(changes.removals) + len(changes.doubles)
    result.unchanged = changes.unchanged


def _write(
    world: World, chosen: Selection, spreadsheet: Spreadsheet, standing: Standing, changes: Diff, result: TabResult
) -> None:
    total = len(changes.inserts) + len(changes.updates)

    def rows(ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
        return selection.rows(world.store, chosen, ids)

    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        world.tell(Progress("publish", result.title, done, total, done))

    written = spreadsheet.commit(standing, changes, rows, tell)
    result.verified = written.verified
    result.notes.extend(written.kept_notes)
    if standing.provisional and written.verified:
        result.notes.extend(spreadsheet.show(standing))
