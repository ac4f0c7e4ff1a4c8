"""How each event changes a token chain, decided without I/O."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sheets_bridge.errors import LoginNeeded, StateError, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.tokens import Life, warning
from sheets_bridge.tokens.answer import Granted, Meaning, Verdict
from sheets_bridge.tokens.chain import Chain, SavedAnswer, begun, obstacle, promoted, settled, usable

NOW = datetime(2026, 11, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PAIR = Granted("access", "refresh", NOW, NOW + timedelta(hours=2), NOW + timedelta(days=14), (), "mymall", "", 1)
CHAIN = Chain("mymall", 3, PAIR)
LATER = NOW + timedelta(hours=3)
DOUBTFUL = Verdict(Meaning.DOUBTFUL, say("no whole answer"))


def _answer(**fields):
    return SavedAnswer(json.dumps({"access_token": "a2", "refresh_token": "r2", **fields}).encode(), LATER, False)


def test_an_answer_becomes_the_current_pair_and_clears_every_doubt():
    chain = promoted(replace(CHAIN, answer=_answer(), sent=NOW, doubts=(NOW,), lost="no_answer"))
    assert (chain.generation, chain.current.refresh_token, chain.previous) == (4, "r2", PAIR)
    assert (chain.sent, chain.doubts, chain.lost, chain.answer) == (None, (), None, None)


def test_an_answer_nobody_can_read_is_kept_for_a_version_that_can():
    chain = replace(CHAIN, answer=_answer(access_token=5))
    assert promoted(chain) is chain


def test_a_pair_is_usable_down_to_the_life_asked_for_and_unless_it_was_refused():
    assert usable(CHAIN, NOW + 109 * MINUTE, 10 * MINUTE, None) is PAIR
    assert usable(CHAIN, NOW + 110 * MINUTE, 10 * MINUTE, None) is None
    assert usable(CHAIN, NOW, 10 * MINUTE, "access") is None
    assert usable(Chain("mymall"), NOW, 10 * MINUTE, None) is None


def test_nothing_stands_in_the_way_of_an_ordinary_renewal():
    assert obstacle(CHAIN, LATER, None, 2) is None


@pytest.mark.parametrize(
    ("chain", "now", "refused", "spent", "kind"),
    [
        (Chain("mymall"), NOW, None, 0, LoginNeeded),
        (replace(CHAIN, lost="refused"), LATER, None, 2, LoginNeeded),
        (CHAIN, NOW + timedelta(days=14), None, 2, LoginNeeded),
        (CHAIN, NOW + 4 * MINUTE, "access", 2, LoginNeeded),
        (replace(CHAIN, doubts=(LATER,)), LATER, None, 3, Unavailable),
        (replace(CHAIN, doubts=(LATER,) * 3, sent=LATER), LATER, None, 3, LoginNeeded),
        (CHAIN, NOW + 115 * MINUTE, None, 3, StateError),
    ],
)
def test_what_forbids_a_renewal(chain, now, refused, spent, kind):
    assert type(obstacle(chain, now, refused, spent)) is kind


@pytest.mark.parametrize(("doubts", "rest"), [(1, 1), (2, 5), (3, 30)])
def test_a_doubt_is_rested_on_longer_each_time(doubts, rest):
    chain = replace(CHAIN, doubts=(LATER,) * doubts)
    assert obstacle(chain, LATER + (rest * MINUTE) - timedelta(seconds=1), None, 3).wait == pytest.approx(1)
    assert obstacle(chain, LATER + rest * MINUTE, None, 3) is None
    assert obstacle(chain, LATER - timedelta(days=9), None, 3).wait == rest * 60


def test_an_intent_left_open_by_a_crash_is_tried_at_once_but_counts():
    crashed = begun(CHAIN, LATER)
    assert obstacle(crashed, LATER, None, 3) is None
    assert begun(crashed, LATER + MINUTE).doubts == (LATER,)


def test_the_fourth_doubt_is_a_loss():
    chain = CHAIN
    for number in range(4):
        assert chain.lost is None
        chain = settled(begun(chain, LATER), DOUBTFUL, LATER + number * MINUTE)
    assert chain.lost == "no_answer"


@pytest.mark.parametrize(("doubts", "reason"), [((), "refused"), ((NOW,), "answer_lost")])
def test_a_dead_token_tells_whether_an_answer_was_lost(doubts, reason):
    chain = settled(replace(CHAIN, sent=NOW, doubts=doubts), Verdict(Meaning.DEAD, say("x")), LATER)
    assert (chain.lost, chain.sent, chain.current) == (reason, None, PAIR)


@pytest.mark.parametrize("meaning", [Meaning.NOT_PROCESSED, Meaning.REFUSED, Meaning.WRONG_CLIENT])
def test_a_request_that_was_not_carried_out_changes_nothing(meaning):
    assert settled(begun(CHAIN, LATER), Verdict(meaning, say("x")), LATER) == CHAIN


@pytest.mark.parametrize(
    ("left", "days"),
    [
        (timedelta(days=8), None),
        (timedelta(days=7), 7),
        (timedelta(days=3), 3),
        (timedelta(hours=24), 1),
        (timedelta(hours=-1), 1),
    ],
)
def test_the_end_of_a_login_is_announced_seven_three_and_one_days_ahead(left, days):
    said = warning(Life("mymall", NOW, NOW + left, (), None, "owner"), NOW)
    assert (said and said.fields["days"]) == days
    assert warning(Life("mymall", NOW, NOW + left, (), say("lost"), "owner"), NOW) is None


def test_the_announcement_gives_korean_time_and_the_command():
    said = str(warning(Life("mymall", NOW, NOW + timedelta(days=1), (), None, ""), NOW))
    assert "2026-11-02 09:00 (KST)" in said
    assert "sheets-bridge connect cafe24 mymall" in said


REMOVED = Verdict(Meaning.REMOVED, say("HTTP 400"))


def test_an_app_said_to_be_removed_is_believed_when_it_is_said_again_hours_later():
    once = settled(CHAIN, REMOVED, LATER)
    soon = settled(once, REMOVED, LATER + timedelta(hours=5))
    late = settled(soon, REMOVED, LATER + timedelta(hours=6))
    assert [chain.lost for chain in (once, soon, late)] == [None, None, "removed"]
    assert late.current is PAIR


def test_after_one_strike_nobody_asks_for_half_an_hour_and_a_renewal_that_works_wipes_it_out():
    once = settled(CHAIN, REMOVED, LATER)
    assert isinstance(obstacle(once, LATER + 29 * MINUTE, None, 2), Unavailable)
    assert obstacle(once, LATER + 30 * MINUTE, None, 2) is None
    assert isinstance(obstacle(once, LATER - timedelta(days=1), None, 2), Unavailable)
    again = settled(promoted(replace(once, answer=_answer())), REMOVED, LATER + timedelta(hours=7))
    assert again.lost is None
