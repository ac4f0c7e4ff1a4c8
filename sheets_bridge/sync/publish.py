"""Store → sheet: compare what stands with what should, write the difference, note what came back equal."""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sheets_bridge import diff
from sheets_bridge.config import TabUse
from sheets_bridge.diff import Diff
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Column, Kind, Row, Table, TabResult
from sheets_bridge.spreadsheet import Layout, Role, Shape, Spreadsheet, Standing
from sheets_bridge.store import Store, landing, selection, tabs
from sheets_bridge.store.selection import Selection, Wanted
from sheets_bridge.store.tabs import Published
from sheets_bridge.sync.signing import Signing
from sheets_bridge.sync.world import Ask, Progress, World

_FULL_HEAL_EVERY = timedelta(days=1)
_WITHOUT_DECIMALS = frozenset({"KRW", "JPY", "VND"})

_log = logging.getLogger(__name__)


def publish(
    world: World, tab: TabUse, pulls: Sequence[int], ask: Ask, *, prune: bool
) -> tuple[TabResult, BridgeError | None]:
    """Make one tab hold what the store holds. What fails is in the result: a failed tab stops no other.

    Without `prune` rows that stand and are not in the store stay: they may only be not collected yet.
    """
    result, spreadsheet = TabResult(tab.title, tab.table), world.spreadsheets[tab.spreadsheet]
    signing = Signing(world, spreadsheet.id, ask.take_over)
    publishing = _Publishing(world, tab, pulls, spreadsheet, signing, ask, prune, result)
    began, before = time.monotonic(), sum(world.called().values())
    try:
        try:
            _publish(publishing, _ours(publishing, spreadsheet.look()))
        except Unavailable as error:
            # A write whose answer was lost may have been applied: look, compare, and write what is still missing.
            _log.warning("%s", say("Tab {title}: {problem} Looking again.", title=tab.title, problem=error.message))
            result.notes.clear()
            _publish(publishing, _ours(publishing, spreadsheet.look_again()))
    except BridgeError as error:
        result.reason, result.verified = error.message, False
        return result, error
    finally:
        result.notes[:0] = signing.notes
        result.seconds, result.calls = time.monotonic() - began, sum(world.called().values()) - before
    return result, None


def select(world: World, tab: TabUse, pulls: Sequence[int], now: datetime) -> Selection:
    """The rows of the store a tab holds."""
    table = world.store.tables[tab.table]
    since = now.astimezone(KST).date() - timedelta(days=tab.keep - 1) if tab.keep else None
    chosen = Selection(table, tuple(sorted(pulls)), columns_of(world.store.tables, tab), tab.where, since)
    return selection.settled(world.store, chosen)


def columns_of(tables: Mapping[str, Table], tab: TabUse) -> tuple[Column, ...]:
    """The columns a tab shows, in its own order."""
    table = tables[tab.table]
    if not tab.columns:
        return table.default_columns
    return tuple(table.columns[table.position(name)] for name in tab.columns)


@dataclass(frozen=True)
class _Publishing:
    """One tab being published."""

    world: World
    tab: TabUse
    pulls: Sequence[int]
    spreadsheet: Spreadsheet
    signing: Signing
    ask: Ask
    prune: bool
    result: TabResult


def _ours(publishing: _Publishing, layout: Layout) -> Layout:
    """The layout of a spreadsheet that is ours to write; a dry run only says where it is not.

    Raises: Busy where another installation writes it.
    """
    signing, spreadsheet = publishing.signing, publishing.spreadsheet
    refusal = signing.refusal(layout.signed)
    if publishing.ask.dry_run:
        publishing.result.notes.extend([refusal.message] if refusal else [])
        return layout
    if refusal:
        raise refusal
    if publishing.ask.take_over and signing.strange(layout.signed):
        # At once, news or not: the other one must find that it is not alone.
        spreadsheet.sign(layout, signing.sign)
        return spreadsheet.look()
    return layout


def _publish(publishing: _Publishing, layout: Layout) -> None:
    world, tab, spreadsheet, result = publishing.world, publishing.tab, publishing.spreadsheet, publishing.result
    now = world.clock()
    chosen = select(world, tab, publishing.pulls, now)
    shape = shape_of(world, tab, chosen)
    known = tabs.published(world.store, spreadsheet.id, tab.title, chosen)
    full = publishing.ask.heal or known is None or not known.published or now - known.healed_at >= _FULL_HEAL_EVERY
    standing = spreadsheet.stand(layout, shape, known.sheet_id if known else None, full=full)
    version = selection.latest_version(world.store)
    wanted = selection.wanted(world.store, chosen)
    result.rows = len(wanted)
    if standing is None and not _worth_building(publishing, chosen, wanted):
        return
    if standing is None:
        standing, full = spreadsheet.build(shape, len(wanted), publishing.signing.sign), False
        changes = diff.compare(standing.ids, wanted.ids, set(wanted.ids) if standing.ids else ())
    else:
        standing, changes, robbed = _compared(publishing, chosen, standing, wanted, known, full)
        if not full and (robbed or _nameless(spreadsheet, standing, changes)):
            # Rows that stood are gone, or their hidden ids are: only a full reading can tell which.
            full, again = True, spreadsheet.stand(layout, shape, standing.sheet_id, full=True)
            standing, changes, _ = _compared(publishing, chosen, again or standing, wanted, known, again is not None)
    changes = _kept(publishing, changes)
    result.sheet_id = standing.sheet_id
    _count(result, changes)
    if publishing.ask.dry_run:
        return
    _write(publishing, chosen, standing, changes, wanted)
    if result.verified:
        healed = now if full or known is None else known.healed_at
        tabs.note(world.store, spreadsheet.id, tab.title, chosen, Published(standing.sheet_id, version, healed))


def shape_of(world: World, tab: TabUse, chosen: Selection) -> Shape:
    """How a tab of these rows looks."""
    decimals = bool(selection.currencies(world.store, chosen) - _WITHOUT_DECIMALS)
    role = Role.REPORT if tab.table in world.reports else Role.RAW
    return Shape(tab.title, chosen.table, chosen.columns, world.language, decimals=decimals, role=role)


def _worth_building(publishing: _Publishing, chosen: Selection, wanted: Wanted) -> bool:
    """Whether a tab that does not stand shall be made now; says why not."""
    result = publishing.result
    if not wanted and any(column.kind is Kind.VALUE for column in chosen.columns):
        # Of no values nobody can tell how they are to look, and a tab is dressed when it is made.
        result.reason = say("Tab {title} is not made yet: its query comes to no rows so far.", title=result.title)
        return False
    if not wanted and not _ever_landed(publishing.world, publishing.pulls):
        # An empty tab would read as no orders, where in truth none could be asked for.
        result.reason = say(
            "Tab {title} is not made yet: nothing has been collected for it so far.", title=result.title
        )
        return False
    if publishing.ask.dry_run:
        result.inserted = len(wanted)
        return False
    return True


def _kept(publishing: _Publishing, changes: Diff) -> Diff:
    """The diff without its removals where the store may not hold everything."""
    if publishing.prune or not changes.removals:
        return changes
    stay = say("Tab {title}: {count} rows are not in the store yet and stay as they are until all is collected.",
               title=publishing.tab.title, count=len(changes.removals))  # fmt: skip
    publishing.result.notes.append(stay)
    return replace(changes, removals=())


def _ever_landed(world: World, pulls: Sequence[int]) -> bool:
    return any(landing.cursor(world.store, pull).until for pull in pulls)


def _compared(
    publishing: _Publishing,
    chosen: Selection,
    standing: Standing,
    wanted: Wanted,
    known: Published | None,
    full: bool,
) -> tuple[Standing, Diff, bool]:
    """A standing tab against what it should hold: the difference, and whether rows that were written are missing."""
    store, spreadsheet = publishing.world.store, publishing.spreadsheet
    if full:
        # Rows whose hidden id somebody blanked get it back: those still wanted, instead of being written a second
        # time; those no longer wanted, so that they go.
        standing = spreadsheet.adopt(standing, _every_row(store, chosen))
    if standing.rewrite:
        changed = set(wanted.ids)
    elif full:
        changed = spreadsheet.differing(standing, selection.rows(store, chosen, wanted))
    else:
        changed = selection.changed(store, chosen, known.published if known else 0)
    changes = diff.compare(standing.ids, wanted.ids, changed)
    return standing, changes, any(missing not in changed for missing in changes.inserts)


def _nameless(spreadsheet: Spreadsheet, standing: Standing, changes: Diff) -> bool:
    """Whether a row about to be inserted may stand there without its id."""
    return bool(changes.inserts) and spreadsheet.any_nameless(standing, len(changes.inserts))


def _every_row(store: Store, chosen: Selection) -> Iterator[tuple[str, Row]]:
    """All a tab may ever have held. Asks the store for nothing until it is asked for the first."""
    every = replace(chosen, where=None, since=None)
    yield from selection.rows(store, every, selection.wanted(store, every))


def _count(result: TabResult, changes: Diff) -> None:
    result.inserted, result.updated = len(changes.inserts), len(changes.updates)
    result.removed = len(changes.removals) + len(changes.doubles)
    result.unchanged = changes.unchanged


def _write(publishing: _Publishing, chosen: Selection, standing: Standing, changes: Diff, wanted: Wanted) -> None:
    world, spreadsheet, result = publishing.world, publishing.spreadsheet, publishing.result
    total, done = len(changes.inserts) + len(changes.updates), 0

    def rows(ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
        return selection.rows(world.store, chosen, wanted.of(ids))

    def tell(more: int) -> None:
        nonlocal done
        done += more
        world.tell(Progress("publish", result.title, done, total, done))

    written = spreadsheet.commit(standing, changes, rows, tell, publishing.signing.sign)
    result.verified = written.verified
    result.notes.extend(written.kept_notes)
    if standing.provisional and written.verified:
        result.notes.extend(spreadsheet.show(standing))
