"""Tabs that are drawn once: made where they are not there, their formulas mended where a report's tab was lost."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from sheets_bridge.config import BoardUse, TabUse
from sheets_bridge.dashboard import NEEDS, Given, dashboard, utm_builder
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.model import TabResult
from sheets_bridge.spreadsheet import Board, Layout
from sheets_bridge.spreadsheet.areas import letters, quoted
from sheets_bridge.spreadsheet.layout import Sheet
from sheets_bridge.store import life
from sheets_bridge.sync.signing import Signing
from sheets_bridge.sync.world import Ask, World

_SIGN = "board {spreadsheet} {kind}"
_FULL_HEAL_EVERY = timedelta(days=1)
_NEEDED = {"dashboard": "summary_daily"}
"""Of kinds that name reports: the one without whose tab it is not drawn yet."""


@dataclass(frozen=True)
class _Drawn:
    """What is remembered of a tab: its sheet, those of the reports it names, when its formulas were last read."""

    sheet: int | None = None
    reports: Mapping[str, int] = field(default_factory=dict)
    looked_at: str = ""


@dataclass(frozen=True)
class _Drawing:
    """One tab being kept."""

    world: World
    use: BoardUse
    ask: Ask
    signing: Signing

    @property
    def sign(self) -> str:
        """The life sign it is remembered by."""
        return _SIGN.format(spreadsheet=self.world.spreadsheets[self.use.spreadsheet].id, kind=self.use.kind)


def draw(
    world: World, name: str, seen: Layout, published: Sequence[TabResult], ask: Ask
) -> tuple[list[Message], list[BridgeError]]:
    """Keep the tabs of one spreadsheet that are drawn once, after its others were published; notes, and what failed.

    `seen` is the layout before that: it is looked at again only where a tab was made since.
    """
    notes: list[Message] = []
    errors: list[BridgeError] = []
    spreadsheet, known = world.spreadsheets[name], {sheet.sheet_id for sheet in seen.sheets}
    is_new = any(one.sheet_id not in (None, *known) for one in published)
    for use in world.boards:
        if use.spreadsheet != name or ask.dry_run:
            continue
        drawing = _Drawing(world, use, ask, Signing(world, spreadsheet.id, ask.take_over))
        try:
            notes += _keep(drawing, spreadsheet.look() if is_new else seen)
        except Unavailable:
            # The answer may have been lost on its way back: one look more tells.
            notes += _again(drawing, errors)
        except BridgeError as error:
            errors.append(error)
    return notes, errors


def _again(drawing: _Drawing, errors: list[BridgeError]) -> list[Message]:
    try:
        return _keep(drawing, drawing.world.spreadsheets[drawing.use.spreadsheet].look_again())
    except BridgeError as error:
        errors.append(error)
        return []


def _keep(drawing: _Drawing, layout: Layout) -> list[Message]:
    use, world = drawing.use, drawing.world
    known, standing = _remembered(drawing), _reports(layout, use)
    if refusal := drawing.signing.refusal(layout.signed):
        raise refusal
    sheet = layout.find_board(use.title, known.sheet)
    needed = _NEEDED.get(use.kind)
    if sheet is None:
        return _build(drawing, layout, standing) if needed is None or needed in standing else []
    now, numbers = world.clock(), {table: one.sheet_id for table, one in standing.items()}
    is_due = drawing.ask.heal or _is_old(known, now) or dict(known.reports) != numbers
    if needed is None or not is_due:
        return []
    mended = world.spreadsheets[use.spreadsheet].mend_board(_board(drawing, layout, standing), sheet.sheet_id)
    _remember(drawing, _Drawn(sheet.sheet_id, numbers, now.isoformat()))
    told = say(
        "Tab {title}: {count} of its formulas are linked to their reports (anew).", title=sheet.title, count=mended
    )
    return [told] if mended else []


def _build(drawing: _Drawing, layout: Layout, standing: Mapping[str, Sheet]) -> list[Message]:
    use, world = drawing.use, drawing.world
    spreadsheet = world.spreadsheets[use.spreadsheet]
    notes = spreadsheet.build_board(_board(drawing, layout, standing), drawing.signing.sign)
    made = spreadsheet.look_again().find_board(use.title)
    numbers = {table: one.sheet_id for table, one in standing.items()}
    _remember(drawing, _Drawn(made.sheet_id if made else None, numbers, world.clock().isoformat()))
    told = say("Tab {title} is new. It is yours from now on: what you change on it stays.", title=use.title)
    return [*drawing.signing.notes, *notes, told]


def _board(drawing: _Drawing, layout: Layout, standing: Mapping[str, Sheet]) -> Board:
    use, world = drawing.use, drawing.world
    if use.kind == "utm_builder":
        return utm_builder(use.title, world.language)
    decimals = any(sheet.mark.decimals for sheet in standing.values() if sheet.mark)
    titles = {table: tab.title for table, tab in _drawn_from(use).items()}
    given = Given(
        world.language, titles, {table: _ranges(sheet) for table, sheet in standing.items()}, decimals,
        world.cost.vat == "included", layout.time_zone,
    )  # fmt: skip
    return dashboard(use.title, given)


def _reports(layout: Layout, use: BoardUse) -> Mapping[str, Sheet]:
    """The reports' tabs that stand whole by now."""
    found = {table: layout.find_tab(tab.title) for table, tab in _drawn_from(use).items()}
    return {table: sheet for table, sheet in found.items() if sheet and sheet.mark and not sheet.mark.loading}


def _drawn_from(use: BoardUse) -> Mapping[str, TabUse]:
    """The tabs that show all the columns a dashboard needs."""
    needed = {table: tab for table, tab in use.reports.items() if table in NEEDS}
    return {table: tab for table, tab in needed.items() if not tab.columns or NEEDS[table] <= set(tab.columns)}


def _ranges(sheet: Sheet) -> Mapping[str, str]:
    """Column id → the whole column, wherever people moved it and whatever they call it."""
    places = {id_: letters(at) for id_, at in sheet.positions.items()}
    return {id_: f"{quoted(sheet.title)}!${at}:${at}" for id_, at in places.items()}


def _is_old(known: _Drawn, now: datetime) -> bool:
    return not known.looked_at or now - datetime.fromisoformat(known.looked_at) >= _FULL_HEAL_EVERY


def _remembered(drawing: _Drawing) -> _Drawn:
    sign = life.sign(drawing.world.store, drawing.sign)
    return _Drawn(**sign.told) if sign else _Drawn()


def _remember(drawing: _Drawing, drawn: _Drawn) -> None:
    life.beat(drawing.world.store, drawing.sign, drawing.world.clock(), asdict(drawn))
