"""`init` goes the way of malls: whatever else a schedule names is connected by a command of its own."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sheets_bridge.cli.init.journey import malls_of
from sheets_bridge.config import Account
from sheets_bridge.sources import discover


def test_of_a_schedule_with_every_source_init_asks_for_the_mall_alone():
    accounts = {name: Account(name, name, Path(f"{name}.json")) for name in discover()}
    schedule: Any = SimpleNamespace(accounts=accounts)
    assert len(accounts) > 5
    assert list(malls_of(schedule, discover())) == ["cafe24"]
