"""Source → store: read what the plan says, normalize, land rows with their cursor."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import BridgeError, ConfigError, Incomplete, LoginNeeded, Refused, Unavailable
from sheets_bridge.history import first_wanted, reaches, told_since
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Cursor, Pull, Row, Step, StreamResult, Table, Value, Window
from sheets_bridge.source import Normalize, Page, Shop, Stream
from sheets_bridge.store import Store, landing
from sheets_bridge.sync.completing import Completing, completing, rename
from sheets_bridge.sync.computing import shop_pulls
from sheets_bridge.sync.shops import odd_answers
from sheets_bridge.sync.world import NONE_PICKED, Ask, Connected, Part, Progress, World

_log = logging.getLogger(__name__)


class _Inactive(Refused):
    """A shop that its mall has closed."""


class _Unlisted(Refused):
    """An ad account that its login does not see."""


_SHORT_REASON = (
    (_Unlisted, "광고계정 권한 없음"),
    (_Inactive, "비활성 쇼핑몰"),
    (LoginNeeded, "로그인 필요"),
    (Refused, "{stream} 권한 없음"),
    (Unavailable, "응답 없음"),
    (ConfigError, "설정 오류"),
    (BridgeError, "자료 오류"),
)
"""What a cell says beside a number that is not there."""


_UNTOLD = "매체 집계 전"
"""What stands beside a day that is over and of which the vendor tells nothing yet."""

_RowsOfPage = Mapping[str, Sequence[Row]]
"""Table id → rows made of one page."""


@dataclass
class Landed:
    """What landing a pull came to, and what went wrong on the way."""

    result: StreamResult
    error: BridgeError | None = None


@dataclass(frozen=True)
class _Pulling:
    """One pull being landed."""

    world: World
    connected: Connected
    stream: Stream
    pull: Pull
    number: int
    now: datetime
    result: StreamResult
    completing: Completing

    @property
    def told_until(self) -> datetime:
        """Up to which moment the vendor tells."""
        return self.stream.upto(self.now)

    @property
    def wanted(self) -> date | None:
        """The first day of history the schedule wants and the vendor tells."""
        return told_since(self.stream, self.connected.history, self.now)


def land(world: World, use: StreamUse, shops: Sequence[Shop], ask: Ask) -> list[Landed]:
    """Bring a stream up to date for these shops. What fails is in the results: a failed pull stops no other."""
    # All pulls are known before the first one lands: `is_whole` must not overlook one after a crash.
    pulling = [_pulling(world, use, shop.shop_no, shop.active, shop.name) for shop in shops]
    _forget_unpicked(world, use, shops)
    return [_landed(one, _attempt(one, ask) if shop.active else _inactive(one))
            for one, shop in zip(pulling, shops, strict=True)]  # fmt: skip


def not_listed(world: World, use: StreamUse, error: BridgeError) -> list[Landed]:
    """What a stream comes to whose shops could not even be listed: every shop pulled before is not collected.

    The ad accounts of a login stand in the schedule: they are not collected from the first run on.
    """
    connected, known = world.accounts[use.account], [*landing.pulls_by_shop(world.store, use.pull(0))]
    if connected.source.keys:
        known = [*connected.numbers]
    if not known:
        needs_login = isinstance(error, LoginNeeded)
        nothing = StreamResult(use.account, 0, use.stream, "not_collected", error.message, needs_login=needs_login)
        return [Landed(nothing, error)]
    missed = [_pulling(world, use, shop_no) for shop_no in known]
    for one in missed:
        _mark_missing(one, _planned(one), error)
    return [_landed(one, error) for one in missed]


def _forget_unpicked(world: World, use: StreamUse, shops: Sequence[Shop]) -> None:
    """Once ad accounts are picked nothing is left of what stood for them before."""
    stood = landing.pulls_by_shop(world.store, use.pull(0)).get(NONE_PICKED)
    if world.accounts[use.account].source.keys and shops and stood is not None:
        landing.drop(world.store, stood)


def is_whole(world: World, use: StreamUse) -> bool:
    """Whether the store holds every pull of a stream back to the beginning of its history.

    Only then does a row that the store lacks not exist; before, it is only not collected yet.
    """
    cursors = [landing.cursor(world.store, pull) for pull in shop_pulls(world, use).values()]
    connected, now = world.accounts[use.account], world.clock().astimezone(KST)
    history = told_since(connected.source.streams[use.stream], connected.history, now)
    return bool(cursors) and all(_reaches(cursor, history or cursor.origin) for cursor in cursors)


def _reaches(cursor: Cursor, history: date | None) -> bool:
    if cursor.until is None or cursor.since is None:
        return False
    return history is None or cursor.since <= history


def _pulling(world: World, use: StreamUse, shop_no: int, active: bool | None = None, name: str = "") -> _Pulling:
    connected = world.accounts[use.account]
    stream = connected.source.streams[use.stream]
    pull = use.pull(shop_no)
    number = landing.pull_id(world.store, pull)
    now = world.clock().astimezone(KST)
    result = StreamResult(use.account, shop_no, use.stream, active=active)
    return _Pulling(
        world, connected, stream, pull, number, now, result, completing(world, connected, stream, number, name)
    )


def _landed(pulling: _Pulling, error: BridgeError | None) -> Landed:
    result = pulling.result
    if error is not None:
        result.state = "incomplete" if isinstance(error, Incomplete) or result.read else "not_collected"
        result.reason, result.needs_login = error.message, isinstance(error, LoginNeeded)
        _log.debug("%s", error.message)
    result.complete_until = landing.cursor(pulling.world.store, pulling.number).until
    return Landed(result, error)


def _attempt(pulling: _Pulling, ask: Ask) -> BridgeError | None:
    done = 0
    steps: Sequence[Step] = ()
    try:
        with odd_answers(pulling.pull.account, pulling.pull.stream):
            steps = _plan(pulling, ask)
            normalize = pulling.stream.normalize(pulling.pull, pulling.world.masks, pulling.now)
            short: Incomplete | None = None
            for done, step in enumerate(steps):
                _tell(pulling, done, len(steps))
                # After a step that stayed incomplete rows still land, but no cursor may claim them.
                short = _land_step(pulling, replace(step, then=None) if short else step, normalize) or short
            _tell(pulling, len(steps), len(steps))
            _mark_untold(pulling)
            if pulling.result.landed:
                rename(pulling.world, pulling.completing)
            return short
    except BridgeError as error:
        # Where not even a plan could be made, at least today is not collected.
        _mark_missing(pulling, steps[done:] or _planned(pulling), error)
        return error


def _plan(pulling: _Pulling, ask: Ask) -> Sequence[Step]:
    if ask.since or ask.until:
        # Days that have not come yet hold nothing, not even a 0.
        last = min(ask.until or pulling.now.date(), pulling.told_until.date())
        return pulling.stream.windows(ask.since or last, last)
    cursor = landing.cursor(pulling.world.store, pulling.number)
    if cursor.until is None:
        _say_if_changed(pulling)
    if pulling.connected.history is None and cursor.origin is None and pulling.stream.origin:
        cursor = replace(cursor, origin=pulling.stream.origin(pulling.connected.connection, pulling.pull, pulling.now))
    first = first_wanted(cursor, pulling.wanted, told_since(pulling.stream, ask.history, pulling.now))
    if first and first > pulling.now.date() and not pulling.stream.whole:
        raise ConfigError(say("{pull}: nothing is collected before {first}, for history: in schedule.yaml begins "
                              "there. Put a day that has come.", pull=pulling.pull.name, first=first))  # fmt: skip
    return _part(cursor, pulling.stream.plan(cursor, pulling.told_until, first), ask.part)


def _part(cursor: Cursor, steps: Sequence[Step], part: Part) -> Sequence[Step]:
    """Of a plan what is new, or the next window of history; `all` is all of it."""
    if part == "all" or not steps:
        return steps
    newest = cursor if cursor.since else next((step.then for step in steps if step.then), cursor)
    older = [step for step in steps if newest.since and step.window.last < newest.since]
    if part == "news":
        return [step for step in steps if step not in older]
    # Alone it says nothing of what is new: of the plan's cursor only the beginning is taken.
    next_one = [step for step in older if step.window == older[0].window]
    return [replace(step, then=step.then and replace(cursor, since=step.then.since)) for step in next_one]


def history_left(world: World, use: StreamUse, history: date | None = None) -> Sequence[Window]:
    """The windows of history that are still missing for a stream, as far as can be told without asking the vendor.

    Nothing of a pull that never landed: its newest days come first.
    """
    connected = world.accounts[use.account]
    stream = connected.source.streams[use.stream]
    found = reaches(world.store, stream, use, connected.history, world.clock(), history)
    return [window for one in found for window in one.left]


def _planned(pulling: _Pulling) -> Sequence[Step]:
    """What would be read now, as far as it can be told without asking the vendor."""
    cursor = landing.cursor(pulling.world.store, pulling.number)
    return pulling.stream.plan(cursor, pulling.told_until, pulling.wanted)


def _say_if_changed(pulling: _Pulling) -> None:
    if landing.has_siblings(pulling.world.store, pulling.number):
        changed = say(
            "{pull}: its fields, embed, filter or masking changed, so it is read again from the beginning of its "
            "history.",
            pull=pulling.pull.name,
        )
        _log.warning("%s", changed)
    landing.drop_other_masks(pulling.world.store, pulling.number)


def _land_step(pulling: _Pulling, step: Step, normalize: Normalize) -> Incomplete | None:
    """Every page in a transaction of its own; the cursor moves with the last. Rows that stayed unread are returned."""
    pages = pulling.stream.read(pulling.connected.connection, pulling.pull, step)
    slice_ = landing.Slice(pulling.stream.tables, step.window) if step.replaces else None
    try:
        # Rows, not records, wait for the next page: of two pages of records memory need hold one only.
        for rows, is_last in _with_last(_normalized(pulling, page, normalize) for page in pages):
            then = step.then if is_last else None
            pulling.result.landed += landing.land(
                pulling.world.store, pulling.number, rows, then, slice_, is_last=is_last
            )
    except Incomplete as short:
        return short
    return None


def _with_last(pages: Iterator[_RowsOfPage]) -> Iterator[tuple[_RowsOfPage, bool]]:
    """The rows of each page and whether it is the last; no page at all is one empty last page.

    Where the reading broke off, those that were read come, none of them as the last.
    """
    held: _RowsOfPage | None = None
    try:
        for page in pages:
            if held is not None:
                yield held, False
            held = page
    except BridgeError:
        if held is not None:
            yield held, False
        raise
    yield held or {}, True


def _normalized(pulling: _Pulling, page: Page, normalize: Normalize) -> _RowsOfPage:
    """The rows of a page by table; a record that cannot be taken is quarantined and counted, the rest goes on."""
    rows: dict[str, list[Row]] = {table.id: [] for table in pulling.stream.tables}
    completes = {table.id: pulling.completing.of(table) for table in pulling.stream.tables}
    for position, record in enumerate(page):
        pulling.result.read += 1
        try:
            made = normalize(record)
        except (ValueError, TypeError, KeyError) as error:
            key = str(record.get("order_id") or record.get("date") or f"#{position}")
            _quarantine(pulling, key, error)
            continue
        for table_id, of_record in made.items():
            complete = completes[table_id]
            rows[table_id].extend(map(complete, of_record) if complete else of_record)
    return rows


def _quarantine(pulling: _Pulling, key: str, error: Exception) -> None:
    reason = f"{type(error).__name__}: {error}"
    pulling.result.quarantined += 1
    aside = say("{pull}: record {key} cannot be read ({reason}) and was set aside.", pull=pulling.pull.name, key=key,
                reason=reason)  # fmt: skip
    _log.warning("%s", aside)
    landing.quarantine(pulling.world.store, pulling.number, key, reason, pulling.now)


def _inactive(pulling: _Pulling) -> BridgeError:
    error = _unlisted(pulling) if pulling.connected.source.keys else _closed(pulling)
    _mark_missing(pulling, _planned(pulling), error)
    return error


def _closed(pulling: _Pulling) -> Refused:
    return _Inactive(
        say(
            "{pull}: this shop is not active at Cafe24, so nothing is collected from it. Activate it under 멀티 쇼핑몰 "
            "설정, or take it out of shops: in schedule.yaml; the gap is fetched when it comes back.",
            pull=pulling.pull.name,
        )
    )


def _unlisted(pulling: _Pulling) -> Refused:
    source = pulling.connected.source
    return _Unlisted(
        say(
            "{pull}: {medium} does not list this ad account for this login, so nothing is collected from it. Give the "
            "login access to it there, or pick its ad accounts anew: {how}. The gap is fetched when it comes back.",
            pull=pulling.pull.name,
            medium=source.label,
            how=f"sheets-bridge connect {source.id} {pulling.pull.account}",
        )
    )


def _mark_missing(pulling: _Pulling, steps: Sequence[Step], error: BridgeError) -> None:
    """Days of a day table that could not be collected stand as 미수집, with the reason and the time, never as 0."""
    for table in pulling.stream.tables:
        if table.status and table.day:
            days = (day for step in steps for day in step.window)
            rows = [_missing(pulling, table, table.status, day, error) for day in days]
            _fill(pulling.world.store, pulling.number, table, rows)


def _mark_untold(pulling: _Pulling) -> None:
    """Days that are over and that the vendor does not tell yet stand as 미수집, with the moment that was seen."""
    yesterday, told = pulling.now.date() - timedelta(days=1), pulling.told_until.date()
    for table in pulling.stream.tables:
        if table.status and table.day and told < yesterday:
            days = Window(told + timedelta(days=1), yesterday)
            rows = [_blank(pulling, table, table.status, day, _UNTOLD) for day in days]
            _fill(pulling.world.store, pulling.number, table, rows)


def _fill(store: Store, number: int, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        landing.fill(store, number, table, rows)


def _missing(pulling: _Pulling, table: Table, status: str, day: date, error: BridgeError) -> Row:
    named = pulling.stream.right or pulling.stream.ko
    short = next(words for kind, words in _SHORT_REASON if isinstance(error, kind)).format(stream=named)
    return _blank(pulling, table, status, day, short)


def _blank(pulling: _Pulling, table: Table, status: str, day: date, short: str) -> Row:
    cells: Mapping[str, Value] = {
        **pulling.stream.marks,
        "account": pulling.pull.account,
        "shop_no": pulling.pull.shop_no,
        table.day or "": day.isoformat(),
        status: f"미수집 ({short}, {pulling.now:%Y-%m-%d %H:%M})",
    }
    row = tuple(cells.get(column.id) for column in table.columns)
    complete = pulling.completing.of(table)
    return complete(row) if complete else row


def _tell(pulling: _Pulling, done: int, total: int) -> None:
    pulling.world.tell(Progress("land", pulling.pull.name, done, total, pulling.result.read))
