"""How an installation stands: the days it holds, its runs, its queue, as they are kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_bridge.config import Account, Job, Schedule, StreamUse, TabUse
from sheets_bridge.logins import of_consent
from sheets_bridge.messages import translation
from sheets_bridge.model import Clock, Cursor, Window
from sheets_bridge.sources import discover
from sheets_bridge.standing import Covered, account, covered, last_run
from sheets_bridge.store import Store, landing, ledger, queue
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 2, 0, 35, tzinfo=UTC)
USE = StreamUse("mymall", "orders")
JOB = Job("orders", timedelta(minutes=15), None, None, (USE,), (TabUse("주문", "orders"), TabUse("방문", "visitors")))
CURSOR = Cursor(since=date(2026, 9, 1), until=NOW, origin=date(2019, 5, 5))


@dataclass(frozen=True)
class StandIn:
    """An installation without a network."""

    schedule: Schedule
    store: Store
    logins: Any = None
    rings: Any = None
    sources: Any = None
    clock: Clock = lambda: NOW
    translate: Any = None


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "bridge.db", TABLES) as opened:
        yield opened


def standing(store: Store, history: date | None) -> StandIn:
    """An installation with one job."""
    here = Path("/nowhere")
    mall = Account("mymall", "cafe24", here, history=history)
    schedule = Schedule(here, here, "Asia/Seoul", "en", {"main": "S"}, here, {"mymall": mall}, {"orders": JOB}, {})
    return StandIn(schedule, store, sources=discover())


def landed(store: Store, shop: int, cursor: Cursor) -> None:
    """A pull that came so far."""
    landing.land(store, landing.pull_id(store, USE.pull(shop)), {}, cursor)


def test_before_anything_landed_no_shop_is_known(store: Store) -> None:
    assert covered(standing(store, date(2026, 1, 1))) == [Covered("mymall", None, "orders", ("주문",))]


def test_each_shop_has_days_of_its_own(store: Store) -> None:
    landed(store, 1, CURSOR)
    landed(store, 2, replace(CURSOR, since=date(2026, 1, 1)))
    first, second = covered(standing(store, date(2026, 1, 1)))
    assert (first.shop_no, first.since, first.until) == (1, date(2026, 9, 1), NOW)
    assert first.missing == Window(date(2026, 1, 1), date(2026, 8, 31))
    assert (second.shop_no, second.missing) == (2, None)


def test_from_the_first_order_on_is_known_once_that_was_found(store: Store) -> None:
    landed(store, 1, CURSOR)
    (one,) = covered(standing(store, None))
    assert one.missing == Window(date(2019, 5, 5), date(2026, 8, 31))
    landed(store, 1, replace(CURSOR, origin=None))
    (one,) = covered(standing(store, None))
    assert (one.begins, one.missing) == (None, None)


def test_a_job_that_never_ran_has_the_shape_of_one_that_did(store: Store) -> None:
    here = standing(store, None)
    never = last_run(here, "orders")
    assert (never["job"], never["outcome"], never["tabs"]) == ("orders", None, [])
    ledger.end(store, ledger.begin(store, "orders", NOW), NOW, "ok", {"job": "orders", "message": None, "tabs": [1]})
    assert last_run(here, "orders").keys() >= never.keys() - {"streams", "notes"}
    assert last_run(here, "orders")["outcome"] == "ok"


def test_a_mall_that_was_never_connected_says_so() -> None:
    mall = Account("mymall", "cafe24", Path("/nowhere"))
    told = account(of_consent(mall, None, NOW), translation("en"))
    assert (told["connected"], told["refresh_until"], told["scopes"]) == (False, None, [])


def test_the_ledger_gives_a_jobs_newest_runs_and_those_that_never_ended(store: Store) -> None:
    for minute in range(4):
        began = NOW + timedelta(minutes=minute)
        run = ledger.begin(store, "orders", began)
        if minute != 3:
            ledger.end(store, run, began, "ok", {"calls": {"cafe24": minute}})
    ledger.begin(store, "visitors", NOW)
    newest = ledger.newest(store, "orders", 2)
    assert [(one.started.minute, one.outcome, dict(one.report)) for one in newest] == [
        (38, None, {}), (37, "ok", {"calls": {"cafe24": 2}}),
    ]  # fmt: skip


def test_the_queue_gives_what_is_done_the_last_first(store: Store) -> None:
    for job in ("a", "b", "c"):
        queue.put(store, job, {}, "run", NOW)
    for _ in range(2):
        taken = queue.take(store, NOW)
        assert taken
        queue.finish(store, taken.id, NOW, 0, {"job": taken.job})
    assert [entry.job for entry in queue.ended(store, 10)] == ["b", "a"]
    assert [entry.job for entry in queue.ended(store, 1)] == ["b"]
