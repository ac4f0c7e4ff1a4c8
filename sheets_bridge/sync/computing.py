"""Store → store: a report's rows computed from what landed, and landed like any others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.config import StreamUse, TabUse
from sheets_bridge.model import KST, NO_SHOP, Cursor, Pull, Report, Row, Window
from sheets_bridge.store import Store, landing, life, querying, written
from sheets_bridge.store.querying import Advertised, Beside, Reach
from sheets_bridge.store.written import Answer
from sheets_bridge.sync.typed_pulls import typed_numbers
from sheets_bridge.sync.world import World

_MADE_OF = "report {report} of {accounts}"
"""The life sign that says what a report's rows were last made of."""

_ALL_DAYS = Window(date.min, date.max)

_BEGINNING = datetime.min.replace(tzinfo=KST)

_Shop = tuple[str, int]
"""An account and the number of one of its shops."""
_NOBODYS: _Shop = ("", NO_SHOP)
"""Whose the rows are of a report that people wrote: as what people type on tabs, of no account and no shop."""


@dataclass(frozen=True)
class _Input:
    """One pull that a report reads rows of a table from."""

    table: str
    shop: _Shop
    number: int
    cursor: Cursor

    @property
    def reach(self) -> Reach:
        """The days it has collected."""
        if self.cursor.until is None:
            return Reach(self.table, *self.shop)
        until = self.cursor.until.astimezone(KST)
        # A medium that never tells today says so by the last second of the day before.
        whole = (until + timedelta(seconds=1)).date() - timedelta(days=1)
        return Reach(self.table, *self.shop, self.cursor.since, until.date(), whole)


@dataclass(frozen=True)
class _Asked:
    """What the query of a report is asked over."""

    inputs: Sequence[_Input]
    pulls: Mapping[str, Sequence[int]]
    beside: Beside


def compute(world: World, tab: TabUse) -> None:
    """Bring the rows of a tab's report up to date with the store; what comes out as before is not touched.

    Raises: ConfigError where its query is none; StateError.
    """
    report, store, now = world.reports[tab.table], world.store, world.clock()
    asked = _asked(world, report, tab.feeds)
    needed = _needed(world, report, asked.inputs)
    sign = _MADE_OF.format(report=report.id, accounts=" ".join(_accounts(tab.feeds)))
    told = querying.state(store, report, asked.pulls, asked.beside)
    made_of = life.sign(store, sign)
    if made_of and made_of.told == {"state": told}:
        _move_on(store, report, tab.feeds, needed)
        return
    _land_all(store, report, tab.feeds, _rows(store, report, asked), needed)
    life.beat(store, sign, now, {"state": told})


def preview(world: World, report: Report, feeds: Sequence[StreamUse]) -> Answer:
    """What a report that people wrote comes to just now; nothing is kept. Raises: ConfigError, StateError."""
    asked = _asked(world, report, feeds)
    return written.answer(world.store, report, asked.pulls, asked.beside)


def pulls_of(store: Store, report: Report, feeds: Sequence[StreamUse]) -> Mapping[_Shop, int]:
    """The pulls that the rows of a report belong to, by account and shop."""
    found: dict[_Shop, int] = {}
    for account in [_NOBODYS[0]] if report.own else _accounts(feeds):
        by_shop = landing.pulls_by_shop(store, _pull(report, feeds, account, 0))
        found |= {(account, shop_no): number for shop_no, number in by_shop.items()}
    return found


def fills(world: World, use: StreamUse, table: str) -> bool:
    """Whether a stream fills a table."""
    stream = world.accounts[use.account].source.streams[use.stream]
    return any(filled.id == table for filled in stream.tables)


def shop_pulls(world: World, use: StreamUse) -> Mapping[int, int]:
    """Shop number → the pull of a stream, for the shops its account names; only pulls that ever ran."""
    wanted = world.accounts[use.account].shops
    by_shop = landing.pulls_by_shop(world.store, use.pull(0))
    return {shop: pull for shop, pull in by_shop.items() if wanted == "active" or shop in wanted}


def _asked(world: World, report: Report, feeds: Sequence[StreamUse]) -> _Asked:
    inputs = [one for table in report.reads for one in _inputs(world, table, feeds)]
    pulls: dict[str, Sequence[int]] = {
        table: [one.number for one in inputs if one.table == table] for table in report.reads
    }
    pulls |= {table: typed_numbers(world, table) for table in report.reads if table in world.inputs}
    today = world.clock().astimezone(KST).date()
    return _Asked(inputs, pulls, Beside([one.reach for one in inputs], today, list(_advertised(world, inputs))))


def _rows(store: Store, report: Report, asked: _Asked) -> Sequence[Row]:
    if not report.own:
        return querying.rows(store, report, asked.pulls, asked.beside)
    return written.rows(store, report, asked.pulls, asked.beside)


def _inputs(world: World, table: str, feeds: Sequence[StreamUse]) -> Iterator[_Input]:
    """The pulls whose rows of a table the report reads."""
    for use in (one for one in feeds if fills(world, one, table)):
        for shop_no, number in shop_pulls(world, use).items():
            yield _Input(table, (use.account, shop_no), number, landing.cursor(world.store, number))


def _needed(world: World, report: Report, inputs: Sequence[_Input]) -> Mapping[_Shop, Cursor]:
    """How far the rows of each shop reach."""
    cursors = [(one.shop, one.cursor) for one in inputs if one.table in report.needs and one.cursor.until]
    if not report.own:
        return dict(cursors)
    # All its rows reach as far as the slowest of what they are made of.
    made_of = [cursor for _, cursor in cursors] or _typed(world, report)
    slowest = sorted(made_of, key=lambda one: one.until or _BEGINNING)
    return {_NOBODYS: slowest[0]} if slowest else {}


def _typed(world: World, report: Report) -> Sequence[Cursor]:
    """When what people typed was read; of a report that is made of nothing else."""
    numbers = [number for table in report.needs if table in world.inputs for number in typed_numbers(world, table)]
    return [cursor for number in numbers if (cursor := landing.cursor(world.store, number)).until]


def _advertised(world: World, inputs: Sequence[_Input]) -> Iterator[Advertised]:
    """For which shop each ad account is that a report reads of."""
    for name, number in dict.fromkeys(one.shop for one in inputs):
        advertises = world.accounts[name].advertises
        if number in advertises or 0 in advertises:
            yield Advertised(name, number, *advertises.get(number, advertises.get(0, ("", 0))))


def _pull(report: Report, feeds: Sequence[StreamUse], account: str, shop_no: int) -> Pull:
    """The pull of a report's rows: what is computed from other accounts beside is another one."""
    return Pull(account, shop_no, f"report {report.id}", filter=(("accounts", " ".join(_accounts(feeds))),))


def _accounts(feeds: Sequence[StreamUse]) -> Sequence[str]:
    return sorted({use.account for use in feeds})


def _move_on(store: Store, report: Report, feeds: Sequence[StreamUse], needed: Mapping[_Shop, Cursor]) -> None:
    """The rows are as they were: only how far they reach moves."""
    for shop, cursor in needed.items():
        landing.land(store, landing.pull_id(store, _pull(report, feeds, *shop)), {}, _reached(cursor))


def _land_all(
    store: Store,
    report: Report,
    feeds: Sequence[StreamUse],
    rows: Iterable[Row],
    needed: Mapping[_Shop, Cursor],
) -> None:
    """Land the rows shop by shop; what stood there and is not among them leaves."""
    by_shop: dict[_Shop, list[Row]] = defaultdict(list)
    for row in rows:
        by_shop[str(row[0]), int(row[1] or 0)].append(row)
    # A shop whose rows are all gone is told by its pull of before.
    for shop in by_shop.keys() | needed.keys() | pulls_of(store, report, feeds).keys():
        then = _reached(needed[shop]) if shop in needed else None
        replacing = landing.Slice((report.table,), _ALL_DAYS)
        number = landing.pull_id(store, _pull(report, feeds, *shop))
        landing.land(store, number, {report.id: by_shop[shop]}, then, replacing, is_last=True)


def _reached(needed: Cursor) -> Cursor:
    return Cursor(since=needed.since, until=needed.until)
