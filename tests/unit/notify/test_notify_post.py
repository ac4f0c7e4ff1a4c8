"""What waits to be told: whom it reaches, in which order, and when it is tried again. Kept across restarts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.config import Account, Notify, Schedule
from sheets_bridge.messages import say
from sheets_bridge.notify import post
from sheets_bridge.notify.memory import Remembered, recall, remember
from sheets_bridge.notify.news import News, Told
from sheets_bridge.notify.post import Letter
from sheets_bridge.store import Store

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
TEAM, OWN, OTHER = "slack://te-am/s3cr3t", "json://own/s3cr3t", "json://other/s3cr3t"


def account(name, *urls):
    return Account(name, "cafe24", Path("x.json"), notify=urls)


SCHEDULE = Schedule(
    Path("s.yaml"), Path(), "Asia/Seoul", "en", {}, Path("g.json"),
    {"one": account("one", OWN, TEAM), "two": account("two", OTHER)}, {}, {}, Notify(urls=(TEAM,)),
)  # fmt: skip


def letter(to="a", body="b", minutes=0, **more):
    return Letter(to, "t", body, NOW + timedelta(minutes=minutes), **more)


def to_whom(*accounts):
    news = News("k", accounts, say("words"), healed=False)
    marks = {post.mark(address): address for address in (TEAM, OWN, OTHER)}
    return [marks[one.to] for one in post.letters(news, "t", "b", SCHEDULE, NOW)]


def test_an_accounts_people_hear_of_it_and_of_no_other_and_nobody_hears_twice():
    assert to_whom("one") == [TEAM, OWN]
    assert to_whom("two") == [TEAM, OTHER]
    assert to_whom("one", "two") == [TEAM, OWN, OTHER]
    assert to_whom("gone") == [TEAM]


def test_no_address_is_kept_with_what_waits(tmp_path):
    waiting = tuple(post.letters(News("k", ("one",), say("w"), healed=False), "t", "b", SCHEDULE, NOW))
    with Store(tmp_path / "state" / "bridge.db", {}) as store:
        remember(store, Remembered({"k": Told(2, ("one",))}, waiting), NOW)
    kept = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())
    assert b"s3cr3t" not in kept
    assert set(post.addresses(SCHEDULE).values()) == {TEAM, OWN, OTHER}
    assert {one.to for one in waiting} <= post.addresses(SCHEDULE).keys()


def test_what_is_known_survives_a_restart(tmp_path):
    known = Remembered({"k": Told(2, ("one", "two"))}, (letter(), letter("b", "한글", tries=2, due=NOW)))
    path = tmp_path / "state" / "bridge.db"
    with Store(path, {}) as store:
        assert recall(store) == Remembered()
        remember(store, known, NOW)
    with Store(path, {}) as store:
        assert recall(store) == known


def test_a_recipient_who_cannot_be_reached_keeps_no_other_waiting_and_hears_all_in_order():
    first, second, third = letter("a", "begun"), letter("a", "over", 1), letter("b", "begun", 2)
    assert post.next_due([first, second, third], NOW) == first
    away = post.put_off(first, NOW)
    assert post.next_due([away, second, third], NOW) == third
    assert post.next_due([away, second], NOW) is None
    assert post.next_due([away, second], NOW + timedelta(minutes=1)) == away


def test_tries_come_less_often_and_never_rarer_than_every_hour():
    one, waits, now = letter(), [], NOW
    for _ in range(6):
        one = post.put_off(one, now)
        waits.append((one.due - now) // timedelta(minutes=1))
        now = one.due
    assert waits == [1, 5, 15, 60, 60, 60]


@pytest.mark.parametrize(("age", "kept"), [(timedelta(days=6), 1), (timedelta(days=8), 0)])
def test_what_is_a_week_old_is_no_news_any_more(age, kept):
    assert len(post.worth_keeping([letter()], ["a"], NOW + age)) == kept


def test_what_waits_for_an_address_that_was_taken_out_goes_with_it():
    assert post.worth_keeping([letter("a"), letter("gone")], ["a"], NOW) == [letter("a")]


def test_a_clock_that_was_wrong_keeps_nothing_waiting_for_years():
    (one,) = post.worth_keeping([letter(due=NOW + timedelta(days=3650))], ["a"], NOW)
    assert one.due <= NOW + timedelta(hours=1)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=25))
def test_whoever_is_reached_hears_everything_once_and_in_order(tries):
    """Letters are sent to three recipients of whom each try may or may not arrive, until all have arrived."""
    waiting = [letter(to, str(number)) for number in range(4) for to in "abc"]
    arrives, heard, now = iter(tries), {to: [] for to in "abc"}, NOW
    while waiting:
        one = post.next_due(waiting, now)
        if one is None:
            now += timedelta(minutes=1)
            continue
        if next(arrives, ("", True))[1]:
            heard[one.to].append(one.body)
            waiting.remove(one)
        else:
            waiting[waiting.index(one)] = post.put_off(one, now)
    assert heard == {to: ["0", "1", "2", "3"] for to in "abc"}
