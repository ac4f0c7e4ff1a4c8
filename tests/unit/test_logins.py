"""How logins stand, by consent and by keys alike: not here, lasting, ending, over, refused by the last run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_bridge.config import Account, Job, Schedule, StreamUse
from sheets_bridge.logins import Logins, LoginState
from sheets_bridge.messages import say
from sheets_bridge.store import Store, ledger
from sheets_bridge.tokens import KeyRing, Life

NOW = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
HOW = "sheets-bridge connect meta_ads brand"
CONNECTED = NOW - timedelta(days=2)
WELL = {"account": "brand", "state": "complete", "needs_login": False, "reason": None}
REFUSED = WELL | {"state": "not_collected", "needs_login": True, "reason": f"The token is dead. Run: {HOW}"}
AWAY = WELL | {"state": "not_collected", "reason": "no answer"}


class Consent:
    """A login by consent as far as anybody asks it."""

    def __init__(self, lasts: Life | None) -> None:
        self._lasts = lasts

    def life(self) -> Life | None:
        """How long it lasts."""
        return self._lasts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "bridge.db", {}) as opened:
        yield opened


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    """The keys of a medium's login."""
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    return KeyRing(folder / "brand.keys.json", "brand", ("token",), HOW)


def logins(store: Store, ring: KeyRing, life: Life | None = None) -> Logins:
    """A mall and a medium, and two jobs that read the medium."""
    here = Path("/nowhere")
    accounts = {"brand": Account("brand", "meta_ads", here), "mymall": Account("mymall", "cafe24", here)}
    jobs = {
        name: Job(name, timedelta(hours=1), None, None, (StreamUse("brand", "ads"),), ()) for name in ("ads", "all")
    }
    schedule = Schedule(here, here, "Asia/Seoul", "en", {}, here, accounts, jobs, {})
    by_consent: Any = {"mymall": Consent(life)}
    return Logins(schedule, by_consent, {"brand": ring}, store)


def connected(ring: KeyRing, ends: datetime | None = None) -> None:
    """Somebody connects the medium."""
    ring.save({"token": "t", "connected_at": CONNECTED.isoformat(), "ends_at": ends.isoformat() if ends else ""})


def ran(store: Store, hours_ago: float, *streams: dict[str, Any], job: str = "ads") -> None:
    """A run that ended so long ago."""
    at = NOW - timedelta(hours=hours_ago)
    ledger.end(store, ledger.begin(store, job, at), at, "ok", {"streams": streams})


def state(store: Store, ring: KeyRing) -> LoginState:
    """The medium's login now."""
    return logins(store, ring).state("brand", NOW)


def test_they_come_in_the_order_of_the_schedule_whichever_way_one_logs_in(store, ring):
    life = Life("mymall", NOW, NOW + timedelta(days=13), ("mall.read_order",), None, "owner")
    brand, mall = logins(store, ring, life).states(NOW).values()
    assert (brand.account, brand.here, brand.connected, brand.how) == ("brand", False, False, HOW)
    assert (mall.until, mall.scopes, mall.connected) == (life.refresh_until, life.scopes, True)
    assert mall.how == "sheets-bridge connect cafe24 mymall"


def test_a_mall_that_lost_its_login_or_never_had_one(store, ring):
    gone = Life("mymall", NOW, NOW, (), say("log in again"), "owner")
    lost = logins(store, ring, gone).state("mymall", NOW)
    assert (lost.here, lost.connected, str(lost.lost)) == (True, False, "log in again")
    assert not logins(store, ring).state("mymall", NOW).here


def test_keys_without_an_end_are_well(store, ring):
    connected(ring)
    found = state(store, ring)
    assert (found.connected, found.until, found.days, found.warning) == (True, None, None, None)


@pytest.mark.parametrize(
    ("left", "days"), [(7.1, None), (7, 7), (3.1, 7), (3, 3), (1.1, 3), (1, 1), (0.001, 1)]
)  # fmt: skip
def test_the_end_of_keys_is_announced_at_seven_three_and_one_days(store, ring, left, days):
    connected(ring, NOW + timedelta(days=left))
    found = state(store, ring)
    assert (found.connected, found.days) == (True, days)
    assert (HOW in str(found.warning)) == (days is not None)


def test_keys_that_have_ended_are_lost_and_the_page_for_them_is_named(store, ring):
    connected(ring, NOW)
    found = state(store, ring)
    assert (found.here, found.connected, found.days, found.warning) == (True, False, None, None)
    assert str(found.lost) == f"The keys of brand ended at 2026-11-02 09:00 (KST). Get new ones and run: {HOW}"


def test_what_a_run_was_refused_stands_until_somebody_connects_again(store, ring):
    connected(ring)
    ran(store, 30, WELL)
    ran(store, 2, REFUSED)
    assert str(state(store, ring).lost) == f"The token is dead. Run: {HOW}"
    ran(store, 49, REFUSED, job="all")
    ring.save({"token": "new", "connected_at": NOW.isoformat()})
    assert state(store, ring).connected


@pytest.mark.parametrize(
    ("runs", "lost"),
    [
        ([(3, REFUSED), (2, AWAY)], True),
        ([(3, REFUSED), (2, WELL)], False),
        ([(3, WELL), (2, AWAY)], False),
        ([(3, AWAY)], False),
        ([(3, REFUSED), (2, WELL | {"account": "mymall"})], True),
        ([(60, REFUSED)], False),
    ],
)
def test_only_a_run_that_tells_it_counts(store, ring, runs, lost):
    connected(ring)
    for hours_ago, stream in runs:
        ran(store, hours_ago, stream)
    assert (state(store, ring).lost is not None) == lost


def test_of_two_jobs_the_one_that_ran_last_tells_it(store, ring):
    connected(ring)
    ran(store, 2, REFUSED)
    ran(store, 1, WELL, job="all")
    assert state(store, ring).connected


def test_one_file_that_others_may_read_spoils_no_other_login(store, ring):
    connected(ring)
    ring.path.chmod(0o644)
    brand, mall = logins(store, ring).states(NOW).values()
    assert "chmod 600" in str(brand.lost)
    assert not mall.here
