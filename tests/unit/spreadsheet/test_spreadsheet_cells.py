"""Values as cells, and cells read back."""

from datetime import datetime, timedelta

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.model import Kind
from sheets_bridge.spreadsheet.cells import CUT_MARK, ENCODERS, canonical, decode, digest, linkable, same

_START = datetime.fromisoformat("1900-01-01")

text = ENCODERS[Kind.TEXT]
number = ENCODERS[Kind.NUMBER]
moments = st.integers(0, 300 * 365 * 86_400).map(lambda at: _START + timedelta(seconds=at))


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.DAY, "2020-01-01", 43831),
        (Kind.DAY, "1999-01-02", 36162),
        (Kind.DAY, "2026-09-27", 46292),
        (Kind.DAY, "2026-13-40", "2026-13-40"),
        (Kind.MOMENT, "2020-01-01 12:00:00", 43831.5),
        (Kind.MOMENT, "2020-01-01 soon", "2020-01-01 soon"),
        (Kind.MOMENT, "", ""),
        (Kind.TEXT, "=IMPORTXML(A1)", "=IMPORTXML(A1)"),
        (Kind.TEXT, "메모\n둘째 줄\t끝", "메모\n둘째 줄\t끝"),
        (Kind.TEXT, "a\x00b\x1fc\x7fd\x9fe\re", "abcdee"),
        (Kind.TEXT, "a\ud800b", "a\ufffdb"),
        (Kind.TEXT, 7, "7"),
        (Kind.MONEY, 12000.0, 12000.0),
        (Kind.MONEY, float("nan"), ""),
        (Kind.NUMBER, 2**53 + 1, str(2**53 + 1)),
        (Kind.RATIO, 1.25, 1.25),
    ],
)
def test_a_value_becomes_the_cell_of_its_kind(kind, value, cell):
    assert ENCODERS[kind](value) == cell


@pytest.mark.parametrize("kind", Kind)
def test_a_blank_clears_its_cell(kind):
    assert ENCODERS[kind](None) == ""


@given(moments)
def test_a_moment_reads_back_equal(at):
    told = at.strftime("%Y-%m-%d %H:%M:%S").zfill(19)
    sent = ENCODERS[Kind.MOMENT](told)
    assert decode(Kind.MOMENT, orjson.loads(orjson.dumps(sent))) == told
    assert decode(Kind.MOMENT, float(f"{sent:.15g}")) == told


@given(st.text())
def test_any_text_can_be_sent_and_reads_back_as_it_was_sent(value):
    sent = text(value)
    assert orjson.loads(orjson.dumps(sent)) == sent
    assert text(sent) == sent


def test_a_text_over_the_cell_limit_is_cut_with_a_marker():
    assert text("가" * 50_000) == "가" * 50_000
    assert text("가" * 50_001) == "가" * 49_900 + CUT_MARK


def test_emoji_count_twice_towards_the_cell_limit():
    cut = text("😀" * 30_000)
    assert cut == "😀" * 24_950 + CUT_MARK


def test_a_day_reads_back_as_text_and_a_blank_as_none():
    assert decode(Kind.DAY, 43831) == "2020-01-01"
    assert decode(Kind.DAY, "") is None
    assert decode(Kind.MONEY, 12) == 12
    assert decode(Kind.DAY, "어제") == "어제"


@pytest.mark.parametrize("cell", ["https://example.com/a?b=c", "www.example.com", "example.co.kr", "EXAMPLE.com/x"])
def test_what_google_would_link_is_known(cell):
    assert linkable(cell)


@pytest.mark.parametrize("cell", ["see https://example.com now", "me@example.com", "1.5", "v1.2.3", "가. 나", 1.5, ""])
def test_what_google_would_not_link_is_left_alone(cell):
    assert not linkable(cell)


@pytest.mark.parametrize(
    ("sent", "got"),
    [(["a", "", ""], ["a"]), ([1.0, "x"], [1, "x"]), ([43831.1234567891], [43831.12345679]), (["", ""], [])],
)
def test_what_sheets_gives_back_for_what_was_sent_is_the_same(sent, got):
    assert same(sent, got)
    assert digest(sent) == digest([*got, *[""] * (len(sent) - len(got))])


@pytest.mark.parametrize(("sent", "got"), [([1], ["1"]), ([1], [True]), (["a"], []), ([-1], [-2]), ([0], [False])])
def test_another_value_is_not_the_same(sent, got):
    assert not same(sent, got)
    assert digest(sent) != digest(canonical(got) or [""])
