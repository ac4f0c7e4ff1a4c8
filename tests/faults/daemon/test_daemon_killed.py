"""The daemon struck at every named point: no reader sees half of anything, the next start heals, no token is lost."""

import signal

import pytest
from run_bench import CONNECT
from test_run_killed import STORE, STRUCK

from sheets_bridge import spreadsheet, tokens
from sheets_bridge.tokens import Vault

POINTS = [*STRUCK, *((point, STRUCK[0][1]) for point in tokens.CRASH_POINTS if point != "token.answered")]
STOPPED = dict(reversed([*POINTS, ("token.answered", STRUCK[0][1])]))
"""Each point once, where it is reached first: what a stop does is the same everywhere."""

INTERRUPTED = ("token.sent", "store.landed", "sheet.chunk")


def test_every_named_point_is_struck_here():
    points = {point for point, _ in POINTS} | {"token.answered"}
    assert points == {*STORE, *spreadsheet.CRASH_POINTS, *tokens.CRASH_POINTS}


def _prepared(house, prepared):
    """What a reader of the sheet has before."""
    prepared(house.made)
    house.made.control("DELETE", "calls")
    return {title: dict(house.made.shown(title)) for title in house.made.tabs}


def _heals(house):
    """The next start brings everything to the truth, and stops well."""
    process = house.lives()
    assert house.made.faults_of_the_sheet() == []
    assert house.stopped(process) == 0
    assert house.made.renewals() == [200]
    assert Vault(house.made.credentials, house.made.running.mall).read().doubts == ()


@pytest.mark.long
@pytest.mark.parametrize(
    ("point", "prepared"), [pytest.param(*one, id=f"{one[0]}-{one[1].__name__}") for one in POINTS]
)
def test_a_daemon_killed_at_any_point_is_healed_by_the_next(house, point, prepared):
    before = _prepared(house, prepared)
    process = house.daemon(kill=point)
    assert house.ended(process) == -signal.SIGKILL
    assert house.made.half_written(before) == []
    _heals(house)


@pytest.mark.long
@pytest.mark.parametrize(("point", "prepared"), STOPPED.items(), ids=STOPPED)
def test_a_daemon_asked_to_stop_at_any_point_ends_well_and_goes_on_at_its_next_start(house, point, prepared):
    before = _prepared(house, prepared)
    process = house.daemon(kill=f"{point}:1:SIGTERM")
    assert house.ended(process) == 0
    assert house.made.half_written(before) == []
    assert house.entries("running") == []
    assert house.entries("waiting") != []
    _heals(house)


@pytest.mark.parametrize("point", INTERRUPTED)
def test_ctrl_c_is_as_good_a_stop_as_any(house, point):
    process = house.daemon(kill=f"{point}:1:SIGINT")
    assert house.ended(process) == 0
    _heals(house)


def test_a_kill_that_loses_the_login_is_said_and_connect_mends_it_without_a_restart(house):
    process = house.daemon(kill="token.answered")
    assert house.ended(process) == -signal.SIGKILL
    process = house.daemon()
    house.until(lambda: house.made.renewals() == [200, 400])
    house.until(lambda: CONNECT in house.log.read_text())
    house.made.advance(2)
    house.until(house.is_idle)
    assert process.poll() is None
    assert house.made.renewals() == [200, 400]  # nothing more is asked of a login that is lost
    house.made.connect()
    # A job that was at work just then is due again in an hour: it comes sooner when each look lets a minute pass.
    house.until(lambda: house.is_idle() and house.made.faults_of_the_sheet() == [], nudge=60)
    assert house.stopped(process) == 0
