"""What each function of formulas comes to, beside a small table of sales."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.sandbox.google.a1 import Area
from sheets_bridge.sandbox.google.book import Book, new_book
from sheets_bridge.sandbox.google.reading import Rendering, read_rows
from sheets_bridge.sandbox.google.writing import write

DAY = 46_000  # 2025-12-09, a Tuesday
TABLE = [
    ["일자", "매체", "매출", "광고비"],
    [DAY, "네이버", 300, 100],
    [DAY, "메타", 200, 0],
    [DAY + 1, "네이버", 50, 25],
    [DAY + 2, "구글", "미수집", 10],
]


def book_with(rows: Sequence[Sequence[Any]]) -> Book:
    book = new_book("book", "책", "ko_KR", "Asia/Seoul", "표")
    book.now = lambda: datetime(2025, 12, 9, 20, 0, tzinfo=UTC)  # in Seoul the next day has begun
    sheet, reach = book.resolve("A1")
    write(book.edit(sheet.id), reach, "A1", [list(row) for row in rows], "RAW")
    return book


def comes_to(formula: str, rows: Sequence[Sequence[Any]] = TABLE) -> list[list[Any]]:
    """The cells of a formula in G2: its own, and what it fills."""
    book = book_with(rows)
    sheet, reach = book.resolve("G2")
    write(book.edit(sheet.id), reach, "G2", [[formula]], "USER_ENTERED")
    area = Area(1, 6, 40, 20)
    return read_rows(book, book.sheet(sheet.id), area, Rendering("UNFORMATTED_VALUE"))


SINGLE: list[tuple[str, Any]] = [
    # operators
    ("=1+2*3^2", 19),
    ("=-2^2", 4),
    ("=10%+1", 1.1),
    ("=7/2", 3.5),
    ("=1/0", "#DIV/0!"),
    ('="a"&1&TRUE', "a1TRUE"),
    ('="A"="a"', True),
    ('="1"=1', False),
    ("=Z9=0", True),
    ('=Z9=""', True),
    ('="z"<TRUE', True),
    ('=9<"a"', True),
    ("=2<>3", True),
    ('="3"*"4"', 12),
    ('="x"*1', "#VALUE!"),
    ('=""*1', "#VALUE!"),
    ("=9^99^99", "#NUM!"),
    # totals
    ("=SUM(C2:C5)", 550),
    ("=SUM(C:C,1,TRUE)", 552),
    ('=SUM("x")', "#VALUE!"),
    ("=SUM(C5)", 0),
    ("=AVERAGE(D2:D5)", 33.75),
    ("=AVERAGE(Z1:Z3)", "#DIV/0!"),
    ("=COUNT(A1:D5)", 11),
    ("=COUNTA(B:B)", 5),
    ("=COUNTBLANK(B1:B10)", 5),
    ("=MIN(D2:D5)", 0),
    ("=MAX(Z1:Z9)", 0),
    ("=LARGE(D2:D5,2)", 25),
    ("=SMALL(D2:D5,2)", 10),
    ("=LARGE(D2:D5,5)", "#NUM!"),
    ('=SUMPRODUCT((B2:B5="네이버")*D2:D5)', 125),
    ("=SUMPRODUCT(A2:A3,B2:B4)", "#VALUE!"),
    # criteria
    ('=SUMIF(B:B,"네이버",C:C)', 350),
    ('=SUMIF(D2:D5,">20")', 125),
    ('=SUMIFS(C:C,B:B,"*이버",A:A,">"&46000)', 50),
    ("=SUMIFS(C:C,A:A,46000,D:D,0)", 200),
    ('=SUMIFS(C2:C5,B2:B4,"x")', "#VALUE!"),
    ('=COUNTIF(B:B,"<>네이버")', 998),
    ('=COUNTIF(A1:F6,"")', 16),
    ('=COUNTIFS(B:B,"네이버",C:C,">=300")', 1),
    # single numbers
    ("=ROUND(2.5)", 3),
    ("=ROUND(-2.5)", -3),
    ("=ROUND(1.005,2)", 1.01),
    ("=ROUND(1234,-2)", 1200),
    ("=ABS(-3)", 3),
    ("=INT(-1.5)", -2),
    ("=MOD(-1,7)", 6),
    ("=MOD(1,0)", "#DIV/0!"),
    # choices and errors
    ('=IF(C2>100,"많음","적음")', "많음"),
    ('=IF("x",1,2)', "#VALUE!"),
    ("=IF(FALSE,1)", False),
    ("=IF(TRUE,1,1/0)", 1),
    ("=IFS(FALSE,1,TRUE,2)", 2),
    ("=IFS(FALSE,1)", "#N/A"),
    ('=IFERROR(1/0,"-")', "-"),
    ('=IFNA(MATCH("x",B:B,0),"없음")', "없음"),
    ('=IFNA(1/0,"없음")', "#DIV/0!"),
    ("=AND(TRUE,1,C2>0)", True),
    ("=OR(FALSE,0)", False),
    ("=AND(B2:B3)", "#VALUE!"),
    ("=NOT(0)", True),
    ("=ISBLANK(Z1)", True),
    ('=ISBLANK("")', False),
    ("=ISNUMBER(C5)", False),
    ("=ISTEXT(C5)", True),
    ("=ISERROR(1/0)", True),
    ('=N("x")', 0),
    ("=N(TRUE)", 1),
    ("=T(5)", ""),
    ("=CHOOSE(2,10,20)", 20),
    ("=CHOOSE(3,10,20)", "#NUM!"),
    ("=LET(매출,C2,비용,D2,매출/비용)", 3),
    ("=LET(a,1,a+b)", "#NAME?"),
    ("=SUM(1,#REF!)", "#REF!"),
    ("=NOSUCH(1)", "#NAME?"),
    ("=ABS()", "#N/A"),
    ("=(1+", "#ERROR!"),
    # days; it is 2025-12-10 in Seoul
    ("=TODAY()", DAY + 1),
    ("=INT(NOW())", DAY + 1),
    ("=DATE(2025,12,9)", DAY),
    ("=DATE(2025,14,1)-DATE(2026,2,1)", 0),
    ("=YEAR(A2)*10000+MONTH(A2)*100+DAY(A2)", 20_251_209),
    ("=EOMONTH(A2,0)-DATE(2025,12,31)", 0),
    ("=EDATE(DATE(2025,1,31),1)-DATE(2025,2,28)", 0),
    ("=WEEKDAY(A2)", 3),
    ("=WEEKDAY(A2,2)", 2),
    ('=DATEVALUE("2025-12-09")', DAY),
    ('=DATEVALUE("x")', "#VALUE!"),
    ('=TEXT(A2,"yyyy-mm-dd (ddd)")', "2025-12-09 (화)"),
    ('=TEXT(0.256,"0.0%")', "25.6%"),
    ('=TEXT("x","0")', "x"),
    ('=VALUE("1,234.5")', 1234.5),
    # texts
    ('=LEFT("abc",2)&RIGHT("abc",1)&MID("abc",2,9)', "abcbc"),
    ('=LEFT("abc")', "a"),
    ('=LEN("가나")', 2),
    ('=FIND("b","abcb",3)', 4),
    ('=FIND("B","abc")', "#VALUE!"),
    ('=SEARCH("B?d","abcd")', 2),
    ('=SUBSTITUTE("a-a-a","-","+",2)', "a-a+a"),
    ('=TRIM("  a   b ")', "a b"),
    ('=UPPER("aB")&LOWER("aB")', "ABab"),
    ('=REPT("ab",3)', "ababab"),
    ('=CONCATENATE("a",1,B2)', "a1네이버"),
    ('=TEXTJOIN(", ",TRUE,B2:B3,"","끝")', "네이버, 메타, 끝"),
    ("=CHAR(65)", "A"),
    ('=ENCODEURL("a b/가")', "a%20b%2F%EA%B0%80"),
    ('=REGEXMATCH("camp_01","^camp_[0-9]+$")', True),
    ('=REGEXEXTRACT("id=77&x","id=([0-9]+)")', "77"),
    ('=REGEXEXTRACT("abc","[0-9]")', "#N/A"),
    ('=REGEXREPLACE("a1b2","([0-9])","<$1>")', "a<1>b<2>"),
    ('=HYPERLINK("https://example.com","보기")', "보기"),
    # places
    ("=ROW()", 2),
    ("=COLUMN(D1)", 4),
    ("=ROWS(A:A)", 1000),
    ("=COLUMNS(A1:D1)", 4),
    ("=SPARKLINE(C2:C4)", ""),
    # looking up
    ('=MATCH("메타",B1:B5,0)', 3),
    ("=MATCH(46001.5,A2:A5)", 3),
    ("=MATCH(15,{30,20,10},-1)", 2),
    ('=MATCH("구*",B:B,0)', 5),
    ('=VLOOKUP("구글",B2:D5,3,FALSE)', 10),
    ('=VLOOKUP("없음",B2:D5,3,FALSE)', "#N/A"),
    ("=VLOOKUP(46001,A2:D5,5,FALSE)", "#REF!"),
    ('=XLOOKUP("메타",B2:B5,D2:D5)', 0),
    ('=XLOOKUP("없음",B2:B5,D2:D5,"-")', "-"),
    ('=XLOOKUP("네이버",B2:B5,D2:D5,"-",0,-1)', 25),
    ("=XLOOKUP(46005,A2:A5,D2:D5,0,-1)", 10),
    ("=INDEX(A1:D5,3,2)", "메타"),
    ("=INDEX(B2:B5,9)", "#NUM!"),
    # a range where one cell is wanted
    ("=C2:C5", 300),
    ("=D:D*2", 200),
    ("=C3:C5*1", "#VALUE!"),
]


@pytest.mark.parametrize(("formula", "value"), SINGLE, ids=[formula for formula, _ in SINGLE])
def test_a_formula_comes_to_one_value(formula: str, value: Any) -> None:
    ((found,),) = comes_to(formula)
    assert (type(found), found) == (type(value), value if not isinstance(value, float) else pytest.approx(value))


FILLING: list[tuple[str, list[list[Any]]]] = [
    ("={1,2;3,4}", [[1, 2], [3, 4]]),
    ("={B2:B3,D2:D3}", [["네이버", 100], ["메타", 0]]),
    ("={1,2;3}", [["#VALUE!"]]),
    ("=ARRAYFORMULA(D2:D5*2)", [[200], [0], [50], [20]]),
    ("=ARRAYFORMULA(C2:C5/D2:D5)", [[3], ["#DIV/0!"], [2], ["#VALUE!"]]),
    ('=ARRAYFORMULA(IFERROR(C2:C5/D2:D5,"-"))', [[3], ["-"], [2], ["-"]]),
    ('=ARRAYFORMULA(IF(D2:D5>20,B2:B5,""))', [["네이버"], [""], ["네이버"], [""]]),
    ('=ARRAYFORMULA(COUNTIF(B2:B5,{"네이버";"메타"}))', [[2], [1]]),
    ("=ARRAYFORMULA({1;2}+{10,20})", [[11, 21], [12, 22]]),
    ("=ARRAYFORMULA({1;2;3}+{1;2})", [[2], [4], ["#N/A"]]),
    ('=FILTER(A2:B5,B2:B5="네이버",D2:D5<50)', [[DAY + 1, "네이버"]]),
    ("=FILTER(B2:B5,D2:D5>1000)", [["#N/A"]]),
    ("=FILTER(B2:B5,D2:D4)", [["#N/A"]]),
    ("=UNIQUE(B2:B5)", [["네이버"], ["메타"], ["구글"]]),
    ("=UNIQUE(B2:B5,FALSE,TRUE)", [["메타"], ["구글"]]),
    ("=SORT(B2:D4,3,TRUE)", [["메타", 200, 0], ["네이버", 50, 25], ["네이버", 300, 100]]),
    ("=SORT(B2:B5,D2:D5,FALSE)", [["네이버"], ["네이버"], ["구글"], ["메타"]]),
    ("=SORT(B2:D4,1,TRUE,3,FALSE)", [["네이버", 300, 100], ["네이버", 50, 25], ["메타", 200, 0]]),
    ("=SORTN(B2:D5,2,0,3,FALSE)", [["네이버", 300, 100], ["네이버", 50, 25]]),
    ("=SORTN({5;4;4;3},2,1,1,FALSE)", [[5], [4], [4]]),
    ("=SORTN(B2:B5,9,2)", [["구글"], ["네이버"], ["메타"]]),
    ("=INDEX(A2:D5,3,0)", [[DAY + 1, "네이버", 50, 25]]),
    ('=XLOOKUP("메타",B2:B5,A2:D5)', [[DAY, "메타", 200, 0]]),
    ("=IF(TRUE,{1,2})", [[1, 2]]),
    (
        "=QUERY(A1:D5,\"select B, sum(D) where D > 0 group by B order by sum(D) desc label sum(D) '광고비'\",1)",
        [["매체", "광고비"], ["네이버", 125], ["구글", 10]],
    ),
    ("=QUERY({B2:B5,D2:D5},\"select sum(Col2) label sum(Col2) ''\",0)", [[135]]),
    ('=QUERY(A1:D5,"select Z",1)', [["#VALUE!"]]),
]


@pytest.mark.parametrize(("formula", "cells"), FILLING, ids=[formula for formula, _ in FILLING])
def test_a_formula_fills_cells(formula: str, cells: list[list[Any]]) -> None:
    assert comes_to(formula) == cells


CELLS = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from(["가", "나", "a"]))
ROWS = st.lists(st.tuples(CELLS, st.integers(-5, 5), st.integers(0, 3)), min_size=1, max_size=12)


@given(rows=ROWS, wanted=st.sampled_from(["가", "나", 0, 2]), least=st.integers(0, 3))
def test_totals_under_criteria_are_those_of_the_rows_gone_through_one_by_one(
    rows: list[tuple[Any, int, int]], wanted: Any, least: int
) -> None:
    named = f'"{wanted}"' if isinstance(wanted, str) else wanted
    fitting = [amount for name, amount, kind in rows if name == wanted and kind >= least]
    criteria = f'A1:A20,{named},C1:C20,">={least}"'
    given_rows = [list(row) for row in rows]
    assert comes_to(f"=SUMIFS(B1:B20,{criteria})", given_rows) == [[sum(fitting)]]
    assert comes_to(f"=COUNTIFS({criteria})", given_rows) == [[len(fitting)]]
    filtered = f"=IFERROR(SUM(FILTER(B1:B20,A1:A20={named},ISNUMBER(C1:C20),C1:C20>={least})),0)"
    if wanted != 0:  # a blank is 0 to `=`, not to a criterion
        assert comes_to(filtered, given_rows) == [[sum(fitting)]]
