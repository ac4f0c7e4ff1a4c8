"""Google's QUERY as the sandbox runs it: what comes out of a small table, and what is refused in Google's words."""

import re
from collections import defaultdict
from math import fmod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.google.cells import Plain
from sheets_bridge.sandbox.google.formulas.query import query

# 2026-11-01 is day 46327, a Sunday.
TABLE: list[list[Plain]] = [
    ["매체", "일자", "광고비", "클릭수", "켜짐"],
    ["네이버", 46327, 1000, 10, True],
    ["메타", 46327, 500, None, False],
    ["네이버", 46328, 250.5, 5, True],
    [None, 46329, 40, 1, None],
    ["구글", 46357, None, 4, False],
    ["meta_ads", 46358, 60, 0, True],
]
LETTERS = "ABCDE"


def asked(text: str, headers: int = 1) -> list[list[Any]]:
    return query(TABLE, text, headers, LETTERS)


def rows(text: str) -> list[list[Any]]:
    return asked(text)[1:]


KEPT = {
    "C > 250.5": [1000, 500],
    "C >= 250.5 and C < 1000": [500, 250.5],
    "C = 60 or C = 40 and D = 99": [60],
    "(C = 60 or C = 40) and D = 1": [40],
    "(C + D) > 500": [1000],
    "500 > C and not (C < 60)": [250.5, 60],
    "A = '네이버'": [1000, 250.5],
    'A <> "네이버"': [500, None, 60],
    "not A = '네이버'": [500, 40, None, 60],
    "A is null": [40],
    "A is not null and C is not null": [1000, 500, 250.5, 60],
    "A = ''": [40],
    "A != ''": [1000, 500, 250.5, None, 60],
    "D < 3": [40, 60],
    "B = date '2026-11-02'": [250.5],
    "B >= date '2026-12-01'": [None, 60],
    "B > date '2026-12-01'": [60],
    "B >= datetime '2026-11-02 12:00:00' and C is not null": [40, 60],
    "A contains '이'": [1000, 250.5],
    "A starts with 'meta'": [60],
    "A ends with '글'": [None],
    "A matches '메타|meta.*'": [500, 60],
    "A matches 'meta'": [],
    "A matches '('": [],
    "A like 'm_ta%'": [60],
    "C contains '50'": [500, 250.5],
    "E = true": [1000, 250.5, 60],
    "E = FALSE": [500, None],
    "A = 5": [],
    "A != 5": [],
    "D = C": [],
    "lower(A) = 'meta_ads'": [60],
    "month(B) = 11": [None, 60],  # Google counts months from 0.
}


@pytest.mark.parametrize(("condition", "found"), KEPT.items())
def test_where_keeps(condition: str, found: list[Any]) -> None:
    assert [row[0] for row in rows(f"select C where {condition}")] == found


GIVEN = {
    "select D, A limit 2": [["클릭수", "매체"], [10, "네이버"], [None, "메타"]],
    "": TABLE,
    "select *": TABLE,
    "SELECT Col1 WHERE Col4 = 0": [["매체"], ["meta_ads"]],
    "select C*2, C/D, C-D+1, (C+D)*2 where D < 5": [
        [
            "product(광고비2())",
            "quotient(광고비클릭수)",
            "sum(difference(광고비클릭수)1())",
            "product(sum(광고비클릭수)2())",
        ],
        [80, 40, 40, 82],
        [None, None, None, None],
        [120, None, 61, 120],
    ],
    "select sum(C), count(C), avg(C), min(C), max(C)": [
        ["sum 광고비", "count 광고비", "avg 광고비", "min 광고비", "max 광고비"],
        [1850.5, 5, 370.1, 40, 1000],
    ],
    "select min(A), max(A), count(A)": [["min 매체", "max 매체", "count 매체"], ["meta_ads", "메타", 5]],
    "select A, sum(C), sum(C)/sum(D) where A is not null group by A": [
        ["매체", "sum 광고비", "quotient(sum 광고비sum 클릭수)"],
        ["meta_ads", 60, None],
        ["구글", None, None],
        ["네이버", 1250.5, 1250.5 / 15],
        ["메타", 500, None],
    ],
    "select A, count(C) group by A order by count(C) desc, A desc limit 2 offset 1": [
        ["매체", "count 광고비"],
        ["메타", 1],
        ["meta_ads", 1],
    ],
    "select A, count(A) group by A order by A limit 2": [["매체", "count 매체"], [None, 0], ["meta_ads", 1]],
    "select year(B), month(B), sum(D) group by year(B), month(B)": [
        ["year(일자)", "month(일자)", "sum 클릭수"],
        [2026, 10, 16],
        [2026, 11, 4],
    ],
    "select day(B), dayOfWeek(B), quarter(B), toDate(B), upper(A) where C = 60": [
        ["day(일자)", "dayOfWeek(일자)", "quarter(일자)", "toDate(일자)", "upper(매체)"],
        [2, 4, 4, 46358, "META_ADS"],
    ],
    "select C order by C": [["광고비"], [None], [40], [60], [250.5], [500], [1000]],
    "select C order by C desc limit 2": [["광고비"], [1000], [500]],
    "select D order by E, B desc": [["클릭수"], [1], [4], [None], [0], [5], [10]],
    "select A, D where D > 4 label A '이름', D 'n'": [["이름", "n"], ["네이버", 10], ["네이버", 5]],
    "select sum(C) label sum(C) ''": [[1850.5]],
    "select A, sum(C) where D > 4 group by A label sum(C) ''": [["매체", ""], ["네이버", 1250.5]],
    "select sum(C) where D > 99": [["sum 광고비"]],
    "select count(C) where D > 99 label count(C) ''": [],
    "select B where D = 4 format B 'yyyy-mm'": [["일자"], [46357]],
    "select `A` limit 0": [["매체"]],
}


@pytest.mark.parametrize(("text", "found"), GIVEN.items())
def test_query_gives(text: str, found: list[list[Any]]) -> None:
    assert asked(text) == found


REFUSED = {
    "select Z": "NO_COLUMN: Z",
    "select a": "NO_COLUMN: a",
    "select Col6": "NO_COLUMN: Col6",
    "where F > 1": "NO_COLUMN: F",
    "select A order by sum(Q)": "NO_COLUMN: Q",
    "selct A": 'PARSE_ERROR: Encountered " <ID> "selct "" at line 1, column 1.',
    "select A where": 'PARSE_ERROR: Encountered "<EOF>" at line 1, column 15.',
    "select A,\n where": 'PARSE_ERROR: Encountered " "where "" at line 2, column 2.',
    "select A limit 1 where C > 1": 'PARSE_ERROR: Encountered " "where "" at line 1, column 18.',
    "select A where A = 'x": 'PARSE_ERROR: Encountered " "\' "" at line 1, column 20.',
    "select A where not not C > 1": 'PARSE_ERROR: Encountered " "not "" at line 1, column 20.',
    "select A pivot B": 'PARSE_ERROR: Encountered " "pivot "" at line 1, column 10.',
    "select A where B > date '2026-13-01'": "PARSE_ERROR: Invalid date literal [2026-13-01].",
    "select sum(A)": "AVG_SUM_ONLY_NUMERIC",
    "select A group by A": "CANNOT_GROUP_WITHOUT_AGG",
    "select A, sum(C)": "ADD_COL_TO_GROUP_BY_OR_AGG: A",
    "select A, C+1, sum(D) group by A": "ADD_COL_TO_GROUP_BY_OR_AGG: C",
    "select A where sum(C) > 1": "CANNOT_BE_IN_WHERE: sum(`C`)",
    "select A, count(B) group by A, sum(C)": "CANNOT_BE_IN_GROUP_BY: sum(`C`)",
    "select A, sum(C) group by A order by B": "COL_IN_ORDER_MUST_BE_IN_SELECT: `B`",
    "select A, sum(C) group by A order by sum(D)": "AGG_IN_ORDER_NOT_IN_SELECT: sum(`D`)",
    "select A label B 'x'": "LABEL_COL_NOT_IN_SELECT: `B`",
    "select A limit -1": "INVALID_LIMIT: -1",
    "select A + 1": "Can't perform the function sum on values that are not numbers",
    "select year(B, C)": "The function year requires 1 parameters",
    "select C" + "+1" * 500: "PARSE_ERROR: the query is too long.",
    "where " + "(" * 500 + "C > 1" + ")" * 500: "PARSE_ERROR: the query is nested too deep.",
}


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_query_refuses(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words) + "$") as refusal:
        asked(text)
    assert str(refusal.value).startswith("Unable to parse query string for Function QUERY parameter 2: ")


def test_without_headers_only_what_is_made_has_a_label() -> None:
    assert query([["a", 1], ["b", 2]], "select Col2, Col1", 0) == [[1, "a"], [2, "b"]]
    assert query([["a", 1], ["a", 2]], "select Col1, sum(Col2) group by Col1", 0) == [["", "sum "], ["a", 3]]
    with pytest.raises(ValueError, match="NO_COLUMN: A"):
        query([["a", 1]], "select A", 0)


def test_a_block_of_sums_without_labels_is_its_rows_alone() -> None:
    array: list[list[Plain]] = [["네이버", 100, 1], ["메타", 300, 0], ["네이버", 250, 1], ["구글", 5, 1]]
    text = (
        "select Col1, sum(Col2), sum(Col3) group by Col1 order by sum(Col2) desc limit 2"
        " label sum(Col2) '', sum(Col3) ''"
    )
    assert query(array, text, 0) == [["네이버", 350, 2], ["메타", 300, 0]]


def test_header_rows_are_joined_and_guessed_where_none_are_told() -> None:
    table: list[list[Plain]] = [["광고비", "일자"], ["(원)", None], [5, 46327]]
    assert query(table, "select Col1, Col2", 2) == [["광고비 (원)", "일자 "], [5, 46327]]
    assert query([table[0], table[2]], "select Col1 label Col1 'x'", -1) == [["x"], [5]]
    assert query([["a"], ["b"]], "select Col1", -1) == [["a"], ["b"]]


def test_the_kind_of_most_cells_rules_a_column() -> None:
    mixed: list[list[Plain]] = [[1, "가"], ["x", "나"], [2.5, 3], [True, None]]
    assert query(mixed, "select Col1, Col2", 0) == [[1, "가"], [None, "나"], [2.5, None], [None, None]]
    assert query(mixed, "select sum(Col1), count(Col2)", 0)[1] == [3.5, 2]
    with pytest.raises(ValueError, match="AVG_SUM_ONLY_NUMERIC"):
        query([["가", None], ["나", None]], "select sum(Col2)", 0)


def test_short_rows_are_filled_with_blanks() -> None:
    assert query([[1], [2, "b"]], "select Col2, Col1", 0) == [[None, 1], ["b", 2]]


CELLS = st.tuples(
    st.sampled_from(["네이버", "메타", "구글", None]),
    st.integers(46327, 46330),
    st.one_of(st.none(), st.integers(-1000, 1000)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=40), st.integers(46327, 46330), st.integers(0, 12))
def test_grouping_is_what_plain_python_groups(table: list[tuple[Any, ...]], since: int, limit: int) -> None:
    table = [*table, ("네이버", 46320, 1), ("네이버", 46320, 1)]  # Below every day asked for; they settle the kinds.
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for medium, day, cost in table:
        if day >= since and medium is not None and cost is not None and fmod(cost, 3) != 1:
            groups[medium, day].append(cost)
    wanted: list[Any] = [[*key, sum(costs), len(costs), max(costs)] for key, costs in groups.items()]
    wanted.sort(key=lambda row: (-row[2], row[0], row[1]))
    text = (
        f"select Col1, Col2, sum(Col3), count(Col3), max(Col3) where Col2 >= {since} and Col1 is not null"
        " and not (Col3 is null or Col3 % 3 = 1)"
        f" group by Col1, Col2 order by sum(Col3) desc, Col1, Col2 limit {limit}"
    )
    assert query(table, text, 0)[1:] == wanted[:limit]
