"""Which ad accounts of a login are picked: by places, by numbers as media write them, never one of another login."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.cli.connect.picking import Offer, named, offer
from sheets_bridge.config import Account
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.errors import ConfigError, Refused
from sheets_bridge.source import Shop

SOURCE: Any = SimpleNamespace(id="meta_ads", label="Meta")


def login(*numbers: int) -> list[Shop]:
    """What a login lists."""
    return [Shop(number, f"account {number}", active=True) for number in numbers]


def schedule(**picked: tuple[int, ...]) -> Any:
    """A schedule with these accounts at Meta, and the same numbers at Naver."""
    here = Path("/nowhere")
    meta = {name: Account(name, "meta_ads", here, numbers) for name, numbers in picked.items()}
    return SimpleNamespace(accounts={**meta, "naver": Account("naver", "naver_ads", here, (5001, 5002, 5003))})


MADE = Offer(login(5001, 5002, 5003), {5002: "agency"})


@pytest.mark.parametrize(
    ("answer", "picked"),
    [
        ("1", (5001,)),
        ("3 1", (5001, 5003)),
        ("5003,act_5001", (5001, 5003)),
        (" 500-1 , 5001", (5001,)),
        ("all", (5001, 5003)),
        ("ALL", (5001, 5003)),
    ],
)
def test_what_people_answer(answer, picked):
    assert MADE.parse(answer) == picked


@pytest.mark.parametrize("answer", ["", ",", "4", "0", "5004", "seven", "2", "5002", "1 2"])
def test_what_is_no_pick_is_refused(answer):
    with pytest.raises(Wrong):
        Offer(login(5001, 5002, 5003), {5002: "agency"}).parse(answer)


def test_an_account_under_another_login_is_refused_by_place_and_by_number():
    for answer in ("2", "5002"):
        with pytest.raises(Wrong) as refused:
            MADE.parse(answer)
        assert str(refused.value.problem) == (
            "the ad account 5002 stands under agency already; its cost would be added twice"
        )


def test_a_number_is_itself_before_it_is_a_place():
    assert Offer(login(2, 7), {}).parse("2") == (2,)


@given(st.lists(st.integers(1, 10**18 - 1), min_size=1, max_size=8, unique=True), st.data())
def test_whatever_is_listed_may_be_picked_by_its_number(numbers, data):
    wanted = data.draw(st.lists(st.sampled_from(numbers), min_size=1))
    assert Offer(login(*numbers), {}).parse(", ".join(map(str, wanted))) == tuple(sorted(set(wanted)))


def test_taken_are_those_of_other_logins_at_the_same_medium():
    made = offer(SOURCE, "brand", login(5001, 5002), schedule(brand=(5001,), agency=(5002,)))
    assert (made.taken, made.free) == ({5002: "agency"}, (5001,))


def test_nothing_to_pick_is_said():
    with pytest.raises(Refused, match="lists no ad account"):
        offer(SOURCE, "brand", [], schedule())
    with pytest.raises(ConfigError, match="5002 agency"):
        offer(SOURCE, "brand", login(5002), schedule(agency=(5002,)))


def test_options_name_them_too():
    assert named(MADE, ["all"]) == (5001, 5003)
    assert named(MADE, ["5003"]) == (5003,)
    with pytest.raises(ConfigError, match="--ad-account: the ad account 5002 stands under agency"):
        named(MADE, ["5002"])
