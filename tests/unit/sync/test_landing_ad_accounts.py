"""Landing a login at an ad medium: its accounts are those the schedule picks, whatever its list says or does not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sheets_bridge import ads
from sheets_bridge.config import Job, StreamUse
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded, Refused, Unavailable
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.source import Key, Keys, Shop, Source, Stream
from sheets_bridge.store import Store, landing
from sheets_bridge.sync import Run, run
from sheets_bridge.sync.land import is_whole
from sheets_bridge.sync.world import NONE_PICKED, Connected, World
from sheets_bridge.tables import AD_STATS

NOW = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
FIRST = date(2026, 10, 30)
DAYS = [FIRST + timedelta(days=n) for n in range(3)]
USE = StreamUse("brand", "ads")
MEDIUM = ads.Medium("매체", restated=3)
PLAN = DayPlan(restated=3, longest=31, replaces=True)
NAMES = {name: (lambda value: value, name) for name in ("date", "campaign_id", "cost")}


@dataclass
class Vendor:
    """A pretend medium: what it lists and what each account cost a day, or what it raises instead."""

    listed: Sequence[Shop] | BridgeError
    costs: dict[int, float | BridgeError] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    lists: int = 0

    def shops(self, _connection) -> Sequence[Shop]:
        self.lists += 1
        if isinstance(self.listed, BridgeError):
            raise self.listed
        return self.listed

    def read(self, _connection, pull, step) -> Iterator[Sequence[dict]]:
        self.asked.append(pull.shop_no)
        cost = self.costs[pull.shop_no]
        if isinstance(cost, BridgeError):
            raise cost
        yield [{"date": day.isoformat(), "campaign_id": "c-1", "cost": cost} for day in step.window]


def normalize(pull, _masks, now) -> Callable[[dict], dict]:
    row = ads.normalizer(AD_STATS, MEDIUM, pull, now, NAMES)
    blank = dict.fromkeys(("ad_product", "level", "adgroup_id", "ad_id", "device"), "-")
    places = {AD_STATS.position(name): value for name, value in blank.items()}
    return lambda record: {AD_STATS.id: [tuple(places.get(at, cell) for at, cell in enumerate(row(record)))]}


@pytest.fixture
def world_of(tmp_path) -> Iterator[Callable[..., World]]:
    with Store(tmp_path / "bridge.db", {AD_STATS.id: AD_STATS}) as store:

        def build(vendor: Vendor, *picked: int) -> World:
            stream = Stream(
                "ads", "견본 광고", (AD_STATS,), (), PLAN.plan, PLAN.asked, vendor.read, normalize,
                marks={"medium": MEDIUM.label}, derive=ads.derivation,
            )  # fmt: skip
            source = Source("medium", "Medium", {}, {"ads": stream}, lambda *_: None, vendor.shops,
                            keys=Keys((Key("key", say("the key")),), say("Ask.")))  # fmt: skip
            login = Connected(source, None, picked or (NONE_PICKED,), FIRST)
            return World(store, {"brand": login}, {}, lambda: NOW, Masks(b""), "ko", tmp_path, "us")

        yield build


def ran(world: World) -> Run:
    """A run of a job without tabs."""
    return run(Job("ads", None, None, None, (USE,), ()), world)


def cells(world: World, *columns: str) -> list[tuple]:
    """These columns of all rows, by account and day."""
    rows = (
        row
        for number in landing.pulls_by_shop(world.store, USE.pull(0)).values()
        for row in landing.standing(world.store, number, AD_STATS).values()
    )
    wanted = [AD_STATS.position(name) for name in ("shop_no", "date", *columns)]
    return sorted((tuple(row[at] for at in wanted) for row in rows), key=lambda cell: cell[:2])


def statuses(world: World) -> set[tuple[int, str]]:
    """What stands beside the days of each account."""
    return {(number, status) for number, _day, status in cells(world, "data_status")}


def test_the_accounts_picked_are_read_and_no_others(world_of):
    vendor = Vendor([Shop(1, "one", active=True), Shop(2, "two", active=True)], {1: 10.0})
    done = ran(world_of(vendor, 1))
    assert (done.exit_code, vendor.asked) == (0, [1])


def test_a_closed_account_is_read_for_what_it_cost_is_still_told(world_of):
    world = world_of(Vendor([Shop(1, "one", active=False)], {1: 10.0}), 1)
    assert ran(world).exit_code == 0
    assert [cost for *_, cost in cells(world, "cost")] == [10.0] * 3


def test_an_account_the_login_does_not_see_is_said_and_stands_as_not_collected_and_the_others_go_on(world_of):
    vendor = Vendor([Shop(1, "one", active=True)], {1: 10.0})
    world = world_of(vendor, 1, 2)
    done = ran(world)
    assert vendor.asked == [1]
    assert statuses(world) == {(1, "집계중"), (2, "미수집 (광고계정 권한 없음, 2026-11-01 09:00)")}
    assert done.exit_code == Refused.exit_code
    assert str(done.message).startswith("brand.ads #2: Medium does not list this ad account")
    assert "sheets-bridge connect medium brand" in str(done.message)
    assert "Cafe24" not in str(done.message)


@pytest.mark.parametrize("trouble", [Refused(say("no list for you")), Unavailable(say("gone"))])
def test_a_list_that_fails_keeps_no_account_from_being_read(world_of, caplog, trouble):
    vendor = Vendor(trouble, {1: 10.0, 2: 20.0})
    world = world_of(vendor, 1, 2)
    assert ran(world).exit_code == 0
    assert (vendor.asked, vendor.lists) == ([1, 2], 1)
    assert {status for _, status in statuses(world)} == {"집계중"}
    assert str(trouble.message) in caplog.text


def test_an_answer_nobody_foresaw_is_no_list_either(world_of):
    vendor = Vendor([], {1: 10.0})
    vendor.shops = lambda _connection: [Shop()]  # type: ignore[method-assign,call-arg]
    assert ran(world_of(vendor, 1)).exit_code == 0


@pytest.mark.parametrize("trouble", [LoginNeeded(say("log in")), ConfigError(say("no such file"))])
def test_dead_keys_stop_the_login_and_mark_its_days_from_the_first_run_on(world_of, trouble):
    vendor = Vendor(trouble)
    world = world_of(vendor, 1, 2)
    done = ran(world)
    short = "로그인 필요" if isinstance(trouble, LoginNeeded) else "설정 오류"
    assert statuses(world) == {(number, f"미수집 ({short}, 2026-11-01 09:00)") for number in (1, 2)}
    assert [day for number, day in cells(world) if number == 1] == [day.isoformat() for day in DAYS]
    assert [one.needs_login for one in done.streams] == [isinstance(trouble, LoginNeeded)] * 2
    assert (done.exit_code, done.message, vendor.asked) == (trouble.exit_code, trouble.message, [])


def test_a_login_without_picked_accounts_says_the_command_and_marks_its_days(world_of):
    world = world_of(Vendor([Shop(1, "one", active=True), Shop(2, "two", active=True)]))
    done = ran(world)
    assert done.exit_code == ConfigError.exit_code
    assert "none of the 2 ad accounts" in str(done.message)
    assert "sheets-bridge connect medium brand" in str(done.message)
    assert statuses(world) == {(NONE_PICKED, "미수집 (설정 오류, 2026-11-01 09:00)")}
    assert {cell[2:] for cell in cells(world, "medium", "account_id", "cost")} == {("매체", "-", None)}


def test_a_login_that_never_was_says_so_rather_than_that_nothing_is_picked(world_of):
    done = ran(world_of(Vendor(LoginNeeded(say("not connected yet")))))
    assert (str(done.message), done.streams[0].needs_login) == ("not connected yet", True)


def test_once_accounts_are_picked_nothing_is_left_of_what_stood_for_them(world_of):
    vendor = Vendor([Shop(1, "one", active=True)], {1: 10.0})
    ran(world_of(vendor))
    world = world_of(vendor, 1)
    assert ran(world).exit_code == 0
    assert statuses(world) == {(1, "집계중")}
    assert is_whole(world, USE)


def test_an_account_that_is_not_picked_any_more_keeps_nothing_from_being_whole(world_of):
    vendor = Vendor([Shop(1, "one", active=True), Shop(2, "two", active=True)], {1: 10.0, 2: Unavailable(say("down"))})
    ran(world_of(vendor, 1, 2))
    assert not is_whole(world_of(vendor, 1, 2), USE)
    assert is_whole(world_of(vendor, 1), USE)


def told_by(world: World, settings: ads.Settings) -> World:
    """The same, with other settings for its costs."""
    return replace(world, accounts={"brand": replace(world.accounts["brand"], settings=settings)})


def test_rows_that_stand_follow_the_basis_of_costs_with_no_day_asked_for_again(world_of):
    vendor = Vendor([Shop(1, "one", active=True)], {1: 100.0})
    world = world_of(vendor, 1)
    ran(world)
    vendor.costs[1] = Unavailable(say("away"))
    on = ads.Settings(vat="included", reported_vat="excluded")
    ran(told_by(world, on))
    assert {(cost, basis) for *_, cost, basis in cells(world, "cost", "cost_in_basis")} == {(100.0, 110.0)}
    ran(told_by(world, ads.Settings()))
    assert {basis for *_, basis in cells(world, "cost_in_basis")} == {100.0}
