"""Criteria of COUNTIF and SUMIFS: which cells of a column fit."""

import operator
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.google.cells import Plain
from sheets_bridge.sandbox.google.formulas.criteria import amount, matcher

CELLS: list[Plain] = [None, "", 0, 5, 5.5, 45000, "5", "네이버", "Meta_Ads", "meta", "a*b", "aXb", True, False]

FITTING: list[tuple[Plain, list[Plain]]] = [
    (5, [5, "5"]),
    ("5", [5, "5"]),
    ("=5", [5, "5"]),
    (5.5, [5.5]),
    ("<>5", [None, "", 0, 5.5, 45000, "네이버", "Meta_Ads", "meta", "a*b", "aXb", True, False]),
    (">=5", [5, 5.5, 45000]),
    (">5", [5.5, 45000]),
    ("<5.5", [0, 5]),
    ("<=45,000", [0, 5, 5.5, 45000]),
    (">550%", [45000]),
    (">=2023-03-15", [45000]),
    ("2023. 3. 15", [45000]),
    (">2023-03-15", []),
    ("네이버", ["네이버"]),
    ("META", ["meta"]),
    ("=meta", ["meta"]),
    ("meta*", ["Meta_Ads", "meta"]),
    ("<>*", [None, 0, 5, 5.5, 45000, True, False]),
    ("???", ["네이버", "a*b", "aXb"]),
    ("a*b", ["a*b", "aXb"]),
    ("a~*b", ["a*b"]),
    (">=meta", ["네이버", "Meta_Ads", "meta"]),
    ("<b", ["", "5", "a*b", "aXb"]),
    ("", [None, ""]),
    ("=", [None]),
    ("<>", [cell for cell in CELLS if cell is not None]),
    (None, [0]),
    (0, [0]),
    (True, [True]),
    ("false", [False]),
    ("<>TRUE", [cell for cell in CELLS if cell is not True]),
    ("(", []),
]


@pytest.mark.parametrize(("criterion", "fitting"), FITTING)
def test_criterion_finds(criterion: Plain, fitting: list[Plain]) -> None:
    found = [cell for cell in CELLS if matcher(criterion)(cell)]
    assert list(map(repr, found)) == list(map(repr, fitting))


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,200", 1200), (" -3.5 ", -3.5), (".5", 0.5), ("12.5%", 0.125), ("1e3", 1000), ("2026/11/1", 46327)]
    + [(text, None) for text in ("", "-", ".", "%", "e5", "1,20", "2026-13-01", "2026-11", "12a")],
)
def test_texts_read_as_numbers(text: str, number: float | None) -> None:
    assert amount(text) == number


SIGNS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
WHOLE = st.integers(-50, 50)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SIGNS)), WHOLE, st.lists(WHOLE))
def test_signs_compare_numbers_as_python_does(sign: str, wanted: int, cells: list[int]) -> None:
    fits = matcher(f"{sign}{wanted}")
    assert [fits(cell) for cell in cells] == [SIGNS[sign](cell, wanted) for cell in cells]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab*?~[.", min_size=1, max_size=6), st.text(alphabet="ab*?~[.", max_size=6))
def test_an_escaped_text_finds_itself_alone(text: str, other: str) -> None:
    fits = matcher("=" + "".join(f"~{sign}" if sign in "*?~" else sign for sign in text))
    assert fits(text)
    assert fits(other) == (text == other)
