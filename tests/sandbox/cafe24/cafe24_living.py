"""A bench over a story that lives: a small mall with everything an admin lists."""

from datetime import timedelta
from functools import lru_cache

from cafe24_bench import APP, Bench, kst

from sheets_bridge.sandbox.assembly import Parts, create_app
from sheets_bridge.sandbox.cafe24.app import SCOPES
from sheets_bridge.sandbox.cafe24.grants import Grants
from sheets_bridge.sandbox.calls import CallLog
from sheets_bridge.sandbox.clock import Clock
from sheets_bridge.sandbox.controls import Levers
from sheets_bridge.sandbox.faults import Faults
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story import Story

START = kst(2026, 11, 1, 9)
ALL_SCOPES = ",".join(sorted(SCOPES))
PRIVACY = "mall.read_privacy"


@lru_cache(maxsize=2)
def story(seed=1):
    return Story("samplemall", seed=seed, start=START, days=60, orders_per_day=30)


def living(*, scope=ALL_SCOPES, told=None):
    """A connected bench with its limits off; `restricted` endpoints and the privacy scope are not granted."""
    clock, told = Clock(START), told or story()
    levers = Levers(clock, CallLog(), Faults(), Switch(), lambda table: {}[table])
    mall = Mall("samplemall", told, Grants(clock.now), clock.now)
    bench = Bench(create_app(Parts(mall, APP, levers)).test_client(), told)
    bench.mall = mall
    if PRIVACY in scope:
        mall.standing.scopes = frozenset({PRIVACY})
    bench.connect(scope)
    bench.limits(False)
    return bench


def rows(bench, resource, **query):
    """The rows of one answer, whatever its envelope is called."""
    answer = bench.get(resource, **query)
    assert answer.status_code == 200, answer.text
    return next(value for name, value in answer.get_json().items() if name != "links")


def days(**span):
    """A span of the story as start_date and end_date, counted back from its start."""
    return {
        "start_date": (START - timedelta(days=span["back"])).date().isoformat(),
        "end_date": (START - timedelta(days=span.get("until", 0))).date().isoformat(),
    }


def let_pass(bench, hours):
    """Let time pass, and log in again: a token does not live that long."""
    bench.advance(hours)
    bench.connect(ALL_SCOPES)
