"""Landing a stream: what comes is kept, what fails is said, nothing shows as 0 that was not collected."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import DataRejected, Incomplete, LoginNeeded, Refused, Unavailable
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import Column, Cursor, Kind, Pull, Step, Table, Window
from sheets_bridge.source import OAuthAddresses, Shop, Source, Stream
from sheets_bridge.store import Store, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.land import Landed, is_whole, not_listed
from sheets_bridge.sync.land import land as land_all
from sheets_bridge.sync.shops import shops_of
from sheets_bridge.sync.world import Ask, Connected, World

NOW = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
DAYS = [date(2026, 10, 30) + timedelta(days=n) for n in range(3)]
VISITS = Table(
    id="visits",
    key=("account", "shop_no", "day"),
    day="day",
    status="status",
    columns=(
        Column("account", Kind.TEXT, "몰", "Mall"),
        Column("shop_no", Kind.NUMBER, "번호", "No."),
        Column("day", Kind.DAY, "날짜", "Day"),
        Column("visits", Kind.NUMBER, "방문", "Visits"),
        Column("status", Kind.TEXT, "상태", "Status"),
    ),
)
USE = StreamUse("mall", "visits")
SHOP = Shop(1, "main", active=True)


@dataclass
class Vendor:
    """A pretend vendor: pages per day, or what it raises instead."""

    days: dict[date, Sequence[Sequence[dict]] | Exception]
    shops: Sequence[Shop] = (SHOP,)
    asked: Counter = field(default_factory=Counter)

    def read(self, _connection, _pull, step: Step) -> Iterator[Sequence[dict]]:
        self.asked[step.window.first] += 1
        found = self.days[step.window.first]
        if isinstance(found, Exception):
            raise found
        for page in found:
            if isinstance(page, Exception):
                raise page
            yield page


def plan(cursor: Cursor, now: datetime, history: date | None) -> list[Step]:
    """One step a day, from the cursor on; `since` counts how far it came."""
    first = cursor.since or history or DAYS[0]
    return [Step(Window(day, day), "date", Cursor(since=day, until=now)) for day in DAYS if day >= first]


def normalize(pull: Pull, _masks: Masks, _now: datetime) -> Callable[[dict], dict]:
    return lambda record: {"visits": [(pull.account, pull.shop_no, record["day"], int(record["visits"]), "확정")]}


@pytest.fixture
def world_of(tmp_path) -> Iterator[Callable[[Vendor], World]]:
    stores = []

    def build(vendor: Vendor) -> World:
        stream = Stream(
            "visits", "통계", (VISITS,), (), plan, lambda first, last: [Step(Window(first, last), "date", None)],
            vendor.read, normalize,
        )  # fmt: skip
        source = Source(
            "pretend", "Pretend", {}, {"visits": stream}, lambda *_: None,
            lambda _connection: vendor.shops, lambda *_: OAuthAddresses("", ""),
        )  # fmt: skip
        store = Store(tmp_path / "bridge.db", {"visits": VISITS})
        stores.append(store)
        mall = Connected(source, None, "active", None)
        return World(store, {"mall": mall}, {}, lambda: NOW, Masks(b""), "ko", tmp_path, "us")

    yield build
    for store in stores:
        store.close()


def land(world: World, use: StreamUse, shop: Shop, ask: Ask) -> Landed:
    (landed,) = land_all(world, use, [shop], ask)
    return landed


def visit(day: date, visits: object = 5) -> dict:
    return {"day": day.isoformat(), "visits": visits}


def rows(world: World) -> list[tuple]:
    shown = Selection(
        VISITS, tuple(landing.pulls_by_shop(world.store, Pull("mall", 0, "visits")).values()), VISITS.columns
    )
    return [row[2:] for _, row in selection.rows(world.store, shown, selection.wanted(world.store, shown))]


def test_a_whole_plan_lands_and_its_cursor_says_so(world_of):
    world = world_of(Vendor({day: [[visit(day)]] for day in DAYS}))
    landed = land(world, USE, SHOP, Ask())
    assert (landed.error, landed.result.state, landed.result.read, landed.result.landed) == (None, "complete", 3, 3)
    assert landed.result.complete_until == NOW
    assert [row[0] for row in rows(world)] == [day.isoformat() for day in DAYS]


def test_days_that_failed_stand_as_not_collected_and_never_as_zero(world_of):
    trouble = Unavailable(say("down"))
    world = world_of(Vendor({DAYS[0]: [[visit(DAYS[0])]], DAYS[1]: trouble, DAYS[2]: [[visit(DAYS[2])]]}))
    landed = land(world, USE, SHOP, Ask())
    assert (landed.error, landed.result.state) == (trouble, "incomplete")
    assert [row[1] for row in rows(world)] == [5, None, None]
    assert rows(world)[1][2] == "미수집 (응답 없음, 2026-11-01 09:00)"


def test_the_next_run_goes_on_where_the_last_stopped_and_heals_the_gap(world_of):
    vendor = Vendor({DAYS[0]: [[visit(DAYS[0])]], DAYS[1]: Unavailable(say("down")), DAYS[2]: [[visit(DAYS[2])]]})
    world = world_of(vendor)
    land(world, USE, SHOP, Ask())
    vendor.days[DAYS[1]] = [[visit(DAYS[1], 7)]]
    assert land(world, USE, SHOP, Ask()).result.state == "complete"
    assert [row[1] for row in rows(world)] == [5, 7, 5]


def test_a_missing_permission_is_named_in_the_cell(world_of):
    world = world_of(Vendor(dict.fromkeys(DAYS, Refused(say("no"), status=403))))
    assert land(world, USE, SHOP, Ask()).result.state == "not_collected"
    assert rows(world)[0][1:] == (None, "미수집 (통계 권한 없음, 2026-11-01 09:00)")


def test_a_record_that_cannot_be_taken_is_set_aside_and_the_rest_lands(world_of):
    bad = visit(DAYS[0], "many")
    world = world_of(Vendor({DAYS[0]: [[bad, visit(DAYS[0], 3)]], DAYS[1]: [[]], DAYS[2]: []}))
    landed = land(world, USE, SHOP, Ask())
    assert (landed.result.quarantined, landed.result.read, landed.result.state) == (1, 2, "complete")
    assert [row[1] for row in rows(world)] == [3]


def test_after_a_step_that_stayed_incomplete_the_others_land_but_claim_nothing(world_of):
    short = Incomplete(say("incomplete"), read=1, expected=2)
    world = world_of(Vendor({DAYS[0]: [[visit(DAYS[0])]], DAYS[1]: short, DAYS[2]: [[visit(DAYS[2])]]}))
    landed = land(world, USE, SHOP, Ask())
    assert (landed.error, landed.result.state) == (short, "incomplete")
    assert [row[0] for row in rows(world)] == [DAYS[0].isoformat(), DAYS[2].isoformat()]
    assert landing.cursor(world.store, 1).since == DAYS[0]


def test_what_was_read_before_rows_stayed_unread_lands(world_of):
    short = Incomplete(say("incomplete"), read=1, expected=2)
    world = world_of(Vendor({day: [[visit(day)], short] for day in DAYS}))
    assert land(world, USE, SHOP, Ask()).error is short
    assert [row[1] for row in rows(world)] == [5, 5, 5]


def test_a_stream_whose_shops_cannot_be_listed_marks_the_days_of_every_shop_it_knew(world_of):
    vendor = Vendor({day: [[visit(day)]] for day in DAYS[:1]} | dict.fromkeys(DAYS[1:], Unavailable(say("down"))))
    world = world_of(vendor)
    land(world, USE, SHOP, Ask())
    gone = LoginNeeded(say("gone"))
    (landed,) = not_listed(world, USE, gone)
    assert (landed.error, landed.result.shop_no, landed.result.state) == (gone, 1, "not_collected")
    assert [row[1] for row in rows(world)] == [5, None, None]


def test_an_answer_nobody_foresaw_ends_its_stream_and_not_the_run(world_of):
    world = world_of(Vendor(dict.fromkeys(DAYS, TypeError("unhashable"))))
    landed = land(world, USE, SHOP, Ask())
    assert isinstance(landed.error, DataRejected)
    assert "TypeError" in str(landed.error)


def test_a_stream_is_whole_only_when_every_pull_reaches_the_beginning_of_its_history(world_of):
    world = world_of(Vendor({day: [] for day in DAYS}))
    assert not is_whole(world, USE)
    first = replace(world.accounts["mall"], history=DAYS[0])
    world = replace(world, accounts={"mall": first})
    number = landing.pull_id(world.store, Pull("mall", 1, "visits"))
    landing.land(world.store, number, {}, Cursor(since=DAYS[1], until=NOW))
    assert not is_whole(world, USE)
    landing.land(world.store, number, {}, Cursor(since=DAYS[0], until=NOW))
    assert is_whole(world, USE)
    landing.pull_id(world.store, Pull("mall", 2, "visits"))
    assert not is_whole(world, USE)


def test_a_page_that_fails_after_another_moves_no_cursor(world_of):
    short = Incomplete(say("incomplete"), read=1, expected=2)
    world = world_of(Vendor({DAYS[0]: [[visit(DAYS[0])], short], DAYS[1]: [], DAYS[2]: []}))
    landed = land(world, USE, SHOP, Ask())
    assert (landed.result.state, landed.result.landed, landed.result.complete_until) == ("incomplete", 1, None)


def test_a_page_is_one_transaction_and_no_page_is_one_too(world_of):
    world = world_of(Vendor({DAYS[0]: [[visit(DAYS[0])], [visit(DAYS[0])]], DAYS[1]: [[visit(DAYS[1])]], DAYS[2]: []}))
    reached: list[str] = []
    world.store.reached = reached.append
    land(world, USE, SHOP, Ask())
    assert reached.count("store.landing") == 4


def test_a_stretch_asked_for_by_hand_never_moves_the_cursor(world_of):
    vendor = Vendor({day: [[visit(day)]] for day in DAYS})
    world = world_of(vendor)
    land(world, USE, SHOP, Ask())
    before = landing.cursor(world.store, 1)
    assert land(world, USE, SHOP, Ask(since=DAYS[0], until=DAYS[0])).result.read == 1
    assert landing.cursor(world.store, 1) == before
    assert vendor.asked == {DAYS[0]: 2, DAYS[1]: 1, DAYS[2]: 1}


def test_an_inactive_shop_is_reported_only_where_it_was_pulled_before(world_of):
    closed = Shop(2, "closed", active=False)
    vendor = Vendor({day: [] for day in DAYS}, shops=(SHOP, closed))
    world = world_of(vendor)
    assert shops_of(world, USE, {}) == [SHOP]
    landing.pull_id(world.store, Pull("mall", 2, "visits"))
    assert shops_of(world, USE, {}) == [SHOP, closed]
    landed = land(world, USE, closed, Ask())
    assert landed.result.state == "not_collected"
    assert "schedule.yaml" in str(landed.result.reason)
    assert vendor.asked == {}
