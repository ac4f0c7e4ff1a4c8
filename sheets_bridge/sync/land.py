"""Source → store: read what the plan says, normalize, land rows with their cursor."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import BridgeError, ConfigError, Incomplete, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Pull, Row, Step, StreamResult, Table, Value
from sheets_bridge.source import Normalize, Page, Shop, Stream
from sheets_bridge.store import Store, landing
from sheets_bridge.sync.world import Ask, Connected, Progress, World

_log = logging.getLogger(__name__)

_SHORT_REASON = (
    (LoginNeeded, "로그인 필요"),
    (Refused, "{stream} 권한 없음"),
    (Unavailable, "응답 없음"),
    (ConfigError, "설정 오류"),
    (BridgeError, "자료 오류"),
)
"""What a cell says beside a number that is not there."""


@dataclass
class Landed:
    """What landing a stream came to, and what went wrong on the way."""

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


def shops(world: World, use: StreamUse, listed: dict[str, Sequence[Shop]]) -> Sequence[Shop]:
    """The shops a stream is pulled for; an account's shops are asked for once a run.

    Raises: what the source raises; nothing is assumed where the shops cannot be read.
    """
    connected = world.accounts[use.account]
    if use.account not in listed:
        listed[use.account] = connected.source.shops(connected.connection)
    known = {shop.shop_no: shop for shop in listed[use.account]}
    if connected.shops == "active":
        before = landing.pulls_by_shop(world.store, pull_of(use, 0))
        # A shop that was pulled and is not active any more is reported, not forgotten.
        return [shop for shop in known.values() if shop.active or shop.shop_no in before]
    return [known.get(number, Shop(number, "", active=False)) for number in connected.shops]


def pull_of(use: StreamUse, shop_no: int) -> Pull:
    """The pull of a stream for one shop."""
    return Pull(use.account, shop_no, use.stream, use.fields, use.embed, use.filter)


def land(world: World, use: StreamUse, shop: Shop, ask: Ask) -> Landed:
    """Bring one pull up to date. What fails is in the result: a failed stream stops no other."""
    connected = world.accounts[use.account]
    stream, pull = connected.source.streams[use.stream], pull_of(use, shop.shop_no)
    number = landing.pull_id(world.store, pull)
    result = StreamResult(use.account, shop.shop_no, use.stream)
    now = world.clock().astimezone(KST)
    pulling = _Pulling(world, connected, stream, pull, number, now, result)
    error = _attempt(pulling, ask) if shop.active else _inactive(pull)
    if error is not None:
        result.state = "incomplete" if isinstance(error, Incomplete) or result.read else "not_collected"
        result.reason = error.message
        _log.info("%s", error.message)
    result.complete_until = landing.cursor(world.store, number).until
    return Landed(result, error)


def _attempt(pulling: _Pulling, ask: Ask) -> BridgeError | None:
    done = 0
    steps: Sequence[Step] = ()
    try:
        steps = _plan(pulling, ask)
        normalize = pulling.stream.normalize(pulling.pull, pulling.world.masks, pulling.now)
        for done, step in enumerate(steps):
            _tell(pulling, done, len(steps))
            _land_step(pulling, step, normalize)
        _tell(pulling, len(steps), len(steps))
    except BridgeError as error:
        _mark_missing(pulling, steps[done:], error)
        return error
    return None


def _plan(pulling: _Pulling, ask: Ask) -> Sequence[Step]:
    if ask.since or ask.until:
        last = ask.until or pulling.now.date()
        return pulling.stream.windows(ask.since or last, last)
    cursor = landing.cursor(pulling.world.store, pulling.number)
    history = pulling.connected.history
    if history is None and cursor.origin is None and pulling.stream.origin:
        cursor = replace(cursor, origin=pulling.stream.origin(pulling.connected.connection, pulling.pull, pulling.now))
    return pulling.stream.plan(cursor, pulling.now, history)


def _land_step(pulling: _Pulling, step: Step, normalize: Normalize) -> None:
    """Every page in a transaction of its own; the cursor moves with the last."""
    pages = pulling.stream.read(pulling.connected.connection, pulling.pull, step)
    for page, is_last in _with_last(pages):
        rows = _normalized(pulling, page, normalize)
        then = step.then if is_last else None
        pulling.result.landed += landing.land(pulling.world.store, pulling.number, rows, then)


def _with_last(pages: Iterator[Page]) -> Iterator[tuple[Page, bool]]:
    """Each page and whether it is the last; no page at all is one empty last page."""
    held: Page = next(pages, ())
    for page in pages:
        yield held, False
        held = page
    yield held, True


def _normalized(pulling: _Pulling, page: Page, normalize: Normalize) -> Mapping[str, Sequence[Row]]:
    """The rows of a page by table; a record that cannot be taken is quarantined and counted, the rest goes on."""
    rows: dict[str, list[Row]] = {table.id: [] for table in pulling.stream.tables}
    for position, record in enumerate(page):
        pulling.result.read += 1
        try:
            made = normalize(record)
        except (ValueError, TypeError, KeyError) as error:
            key = str(record.get("order_id") or record.get("date") or f"#{position}")
            _quarantine(pulling, key, error)
            continue
        for table_id, of_record in made.items():
            rows[table_id].extend(of_record)
    return rows


def _quarantine(pulling: _Pulling, key: str, error: Exception) -> None:
    reason = f"{type(error).__name__}: {error}"
    pulling.result.quarantined += 1
    aside = say("{pull}: record {key} cannot be read ({reason}) and was set aside.", pull=pulling.pull.name, key=key,
                reason=reason)  # fmt: skip
    _log.warning("%s", aside)
    landing.quarantine(pulling.world.store, pulling.number, key, reason, pulling.now)


def _inactive(pull: Pull) -> BridgeError:
    return Refused(
        say(
            "{pull}: this shop is not active at Cafe24, so nothing is collected from it. Activate it under 멀티 쇼핑몰 "
            "설정, or take it out of shops: in schedule.yaml; the gap is fetched when it comes back.",
            pull=pull.name,
        )
    )


def _mark_missing(pulling: _Pulling, steps: Sequence[Step], error: BridgeError) -> None:
    """Days of a day table that could not be collected stand as 미수집, with the reason and the time, never as 0."""
    for table in pulling.stream.tables:
        if table.status:
            days = (day for step in steps for day in step.window)
            rows = [_missing(pulling, table, table.status, day, error) for day in days]
            _fill(pulling.world.store, pulling.number, table, rows)


def _fill(store: Store, number: int, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        landing.fill(store, number, table, rows)


def _missing(pulling: _Pulling, table: Table, status: str, day: date, error: BridgeError) -> Row:
    short = next(words for kind, words in _SHORT_REASON if isinstance(error, kind)).format(stream=pulling.stream.ko)
    cells: Mapping[str, Value] = {
        "account": pulling.pull.account,
        "shop_no": pulling.pull.shop_no,
        table.day: day.isoformat(),
        status: f"미수집 ({short}, {pulling.now:%Y-%m-%d %H:%M})",
    }
    return tuple(cells.get(column.id) for column in table.columns)


def _tell(pulling: _Pulling, done: int, total: int) -> None:
    pulling.world.tell(Progress("land", pulling.pull.name, done, total, pulling.result.read))
