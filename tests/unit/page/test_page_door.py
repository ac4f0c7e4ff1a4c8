"""Who is let in to the status page, and who is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.page.door import Door

DOOR = Door(8484, "k" * 43)


@pytest.mark.parametrize("host", ["127.0.0.1:8484", "localhost:8484", "LOCALHOST:8484"])
def test_it_answers_to_its_own_names(host: str) -> None:
    assert DOOR.is_called(host)


@pytest.mark.parametrize(
    "host",
    ["127.evil.com:8484", "127.0.0.1.evil.com:8484", "localhost.evil.com:8484", "evil.com:8484", "127.0.0.1:84840",
     "127.0.0.1", "localhost", "127.0.0.1:80", "127.1:8484", "0.0.0.0:8484", "[::1]:8484", "127.0.0.1:8484.", "",
     "127.0.0.1:8484,evil.com", " 127.0.0.1:8484", "user@127.0.0.1:8484", "localhost.:8484", None],
)  # fmt: skip
def test_it_answers_to_no_other_name(host: str | None) -> None:
    assert not DOOR.is_called(host)


@given(st.text())
def test_whatever_stands_around_its_name_makes_it_another(more: str) -> None:
    assert DOOR.is_called("127.0.0.1:8484" + more) is (more == "")
    assert DOOR.is_called(more + "127.0.0.1:8484") is (more == "")


@pytest.mark.parametrize(
    ("origin", "host", "taken"),
    [
        ("http://127.0.0.1:8484", "127.0.0.1:8484", True),
        ("http://localhost:8484", "localhost:8484", True),
        ("http://localhost:8484", "127.0.0.1:8484", False),
        ("http://127.0.0.1:9999", "127.0.0.1:8484", False),
        ("https://127.0.0.1:8484", "127.0.0.1:8484", False),
        ("http://evil.example", "127.0.0.1:8484", False),
        ("http://evil.com:8484", "evil.com:8484", False),
        ("null", "127.0.0.1:8484", False),
        ("", "127.0.0.1:8484", False),
        (None, "127.0.0.1:8484", False),
    ],
)
def test_a_wish_comes_from_the_page_it_is_sent_to(origin: str | None, host: str, taken: bool) -> None:
    assert DOOR.is_from_here(origin, host) is taken


def test_only_the_key_opens_and_no_part_of_it() -> None:
    assert DOOR.opens(DOOR.key)
    assert not any(DOOR.opens(other) for other in (None, "", DOOR.key[:-1], DOOR.key + "k", "ㅋ" * 43, DOOR.cookie))


def test_neither_cookie_nor_csrf_tells_the_key_or_the_other() -> None:
    assert len({DOOR.key, DOOR.cookie, DOOR.csrf}) == 3
    assert DOOR.knows(DOOR.cookie)
    assert DOOR.is_meant(DOOR.csrf)
    assert not DOOR.knows(DOOR.csrf)
    assert not DOOR.is_meant(DOOR.cookie)
    assert not DOOR.knows(None)
    assert not DOOR.is_meant("")


def test_another_key_shuts_out_those_that_were_let_in() -> None:
    assert not Door(8484, "n" * 43).knows(DOOR.cookie)


def test_the_key_stands_in_no_representation() -> None:
    assert DOOR.key not in repr(DOOR)
