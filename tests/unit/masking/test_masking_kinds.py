"""One mask a kind; nothing readable is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import masking


@pytest.mark.parametrize(
    ("raw", "masked"), [("홍길동", "홍*동"), ("이산", "이*"), ("김", "*"), ("남궁민수", "남**수"), (None, None)]
)
def test_names(raw, masked):
    assert masking.name(raw) == masked


@pytest.mark.parametrize(
    ("raw", "masked"), [("010-1234-5678", "010-1234-****"), ("01012345678", "0101234****"), ("", None)]
)
def test_phones(raw, masked):
    assert masking.phone(raw) == masked


@pytest.mark.parametrize(
    ("raw", "masked"), [("abcde@example.com", "ab***@example.com"), ("ab@x.kr", "***@x.kr"), ("no at", "***")]
)
def test_emails(raw, masked):
    assert masking.email(raw) == masked


@pytest.mark.parametrize(
    ("raw", "masked"),
    [
        ("서울특별시 마포구 월드컵로 1", "서울특별시 마포구"),
        ("경기도 성남시 분당구 판교로 2 103동", "경기도 성남시 분당구"),
        ("1 Main street", None),
    ],
)
def test_addresses_keep_their_area_only(raw, masked):
    assert masking.area(raw) == masked


@given(st.text(min_size=4))
def test_the_middle_of_a_name_never_shows(raw):
    assert set(masking.name(raw)[1:-1]) == {"*"}


def test_a_key_of_masks_shows_in_no_repr():
    assert "secret" not in repr(masking.Masks(b"secret" * 6))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("서울특별시 마포구 월드컵로 1", "서울특별시"),
        ("경기도 성남시 분당구 판교로 2", "경기도"),
        ("1 Main St", None),
        (None, None),
    ],
)
def test_of_an_address_marketers_see_the_province(raw, shown):
    assert masking.province(raw) == shown
