"""Sheet → store: what people typed on a tab, checked, answered beside each row, landed whole."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_bridge.config import StreamUse, TabUse
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.inputs import Checked, checked
from sheets_bridge.messages import say, translation
from sheets_bridge.model import KST, Cursor, Row, TabResult, Window
from sheets_bridge.source import Shop
from sheets_bridge.spreadsheet import Filled, Form, Layout, Spreadsheet
from sheets_bridge.store import landing, life
from sheets_bridge.sync.completing import completing
from sheets_bridge.sync.offering import offers
from sheets_bridge.sync.signing import Signing
from sheets_bridge.sync.typed_pulls import number_of, rows_of
from sheets_bridge.sync.world import Ask, World

_log = logging.getLogger(__name__)

_ALL_DAYS = Window(date.min, date.max)
_FINE, _WRONG, _OPEN = "✓", "✗", "…"
_SHEET = "form {spreadsheet} {title}"
"""The life sign that remembers which sheet a tab is."""
_SPREAD = "typed {pull}"
"""The one that says what the rows of a typed stream were last made of."""


@dataclass(frozen=True)
class _Filling:
    """One tab being read."""

    world: World
    tab: TabUse
    ask: Ask
    form: Form
    spreadsheet: Spreadsheet
    signing: Signing
    result: TabResult


def take_in(world: World, tab: TabUse, ask: Ask) -> tuple[TabResult, BridgeError | None]:
    """Read a tab that people type into; made where it is not there. What fails is in the result: what was read before
    stays."""
    spreadsheet = world.spreadsheets[tab.spreadsheet]
    form = Form(tab.title, world.inputs[tab.table], world.language)
    result, signing = TabResult(tab.title, tab.table), Signing(world, spreadsheet.id, ask.take_over)
    filling = _Filling(world, tab, ask, form, spreadsheet, signing, result)
    before = sum(world.called().values())
    try:
        try:
            _take_in(filling, spreadsheet.look())
        except Unavailable as error:
            # A tab whose building answer was lost may stand there: look again.
            _log.warning("%s", say("Tab {title}: {problem} Looking again.", title=tab.title, problem=error.message))
            result.notes.clear()
            _take_in(filling, spreadsheet.look_again())
    except BridgeError as error:
        result.reason, result.verified = error.message, False
        return result, error
    finally:
        result.notes[:0] = signing.notes
        result.calls = sum(world.called().values()) - before
    return result, None


def land_typed(world: World, use: StreamUse, shops: Sequence[Shop]) -> None:
    """Make the rows of a stream that people type: those that are the same as last time are left alone.

    Where no tab of it was ever read nothing is known, and nothing is said. Raises: StateError.
    """
    connected = world.accounts[use.account]
    stream = connected.source.streams[use.stream]
    typed = stream.typed
    tabs = [tab for tab in world.typed if use in tab.feeds]
    if typed is None or not shops or not any(landing.cursor(world.store, number_of(world, tab)).until for tab in tabs):
        return
    pull, now = use.pull(shops[0].shop_no), world.clock().astimezone(KST)
    number = landing.pull_id(world.store, pull)
    by = completing(world, connected, stream, number, "")
    lines = [row for tab in tabs for row in rows_of(world, tab)]
    sign, told = _SPREAD.format(pull=number), _digest((lines, now.date(), by.settings))
    last = life.sign(world.store, sign)
    if last and last.told == told:
        return
    complete = by.of(typed.into)
    made = typed.read(pull, lines, now)
    rows = list(map(complete, made)) if complete else made
    whole = landing.Slice((typed.into,), _ALL_DAYS)
    landing.land(world.store, number, {typed.into.id: rows}, None, whole, is_last=True)
    life.beat(world.store, sign, now, told)


def _take_in(filling: _Filling, layout: Layout) -> None:
    world, ask, spreadsheet = filling.world, filling.ask, filling.spreadsheet
    refusal = filling.signing.refusal(layout.signed)
    if refusal and not ask.dry_run:
        raise refusal
    filled = spreadsheet.filled(layout, filling.form, _remembered(filling))
    if filled is None:
        _build(filling)
        return
    found = checked(filling.form.input_, filled.rows, world.language, _malls(world))
    _land(filling, found.rows)
    _remember(filling, filled)
    _tell(filling, found)
    if not ask.dry_run:
        words, lines = _words(found, filling.form), offers(world, filling.form.input_, filled.rows)
        filling.result.updated = spreadsheet.answer(layout, filled, words, filling.signing.sign, lines)


def _malls(world: World) -> Sequence[str]:
    """The accounts that have orders: those that sell, and do not advertise."""
    return [
        name
        for name, connected in world.accounts.items()
        if any(table.id == "orders" for stream in connected.source.streams.values() for table in stream.tables)
    ]


def _build(filling: _Filling) -> None:
    """A tab that is not there: with what was understood last, so that nothing typed is lost with a deleted tab."""
    result, standing = filling.result, _before(filling)
    if filling.ask.dry_run:
        result.inserted = len(standing)
        return
    result.notes.extend(filling.spreadsheet.build_form(filling.form, standing, filling.signing.sign))
    made = say("Tab {title} is new: people type into it; the notes of its headers say what.", title=filling.tab.title)
    result.notes.append(made)
    result.rows = result.inserted = len(standing)
    _land(filling, standing)


def _before(filling: _Filling) -> Sequence[Row]:
    """What was understood last; of a tab that never stood, the lines it begins with."""
    world, tab = filling.world, filling.tab
    if landing.cursor(world.store, number_of(world, tab)).until is None:
        return filling.form.input_.first_rows
    return rows_of(world, tab)


def _land(filling: _Filling, rows: Sequence[Row]) -> None:
    world, table, tab = filling.world, filling.form.input_.table, filling.tab
    then = Cursor(since=date.min, until=world.clock().astimezone(KST))
    landing.land(
        world.store, number_of(world, tab), {table.id: rows}, then, landing.Slice((table,), _ALL_DAYS), is_last=True
    )
    filling.result.rows = len(rows)


def _tell(filling: _Filling, found: Checked) -> None:
    filling.result.mistaken = found.mistaken
    if found.mistaken:
        told = say("Tab {title}: {count} lines hold a mistake and count nowhere until they are mended; its last column "
                   "says what is wrong.", title=filling.tab.title, count=found.mistaken)  # fmt: skip
        filling.result.notes.append(told)


def _words(found: Checked, form: Form) -> Mapping[int, str]:
    translate = translation(form.language)
    told = {row: f"{_WRONG} {problem.render(translate)}" if problem else _FINE for row, problem in found.told.items()}
    offered = form.input_.offered.columns if form.input_.offered else {}
    needed = [form.label(one.column) for one in form.input_.entries if one.required and one.column not in offered]
    asked = say("a line to complete: it counts once {columns} are filled in", columns=needed).render(translate)
    return told | dict.fromkeys(found.waiting, f"{_OPEN} {asked}")


def _remembered(filling: _Filling) -> int | None:
    sign = life.sign(filling.world.store, _sheet_sign(filling))
    return int(sign.told["sheet"]) if sign else None


def _remember(filling: _Filling, filled: Filled) -> None:
    sheet_id = filled.sheet.sheet_id
    filling.result.sheet_id = sheet_id
    if _remembered(filling) != sheet_id:
        life.beat(filling.world.store, _sheet_sign(filling), filling.world.clock(), {"sheet": sheet_id})


def _sheet_sign(filling: _Filling) -> str:
    return _SHEET.format(spreadsheet=filling.spreadsheet.id, title=filling.tab.title)


def _digest(made_of: object) -> Mapping[str, str]:
    return {"of": hashlib.sha256(repr(made_of).encode()).hexdigest()}
