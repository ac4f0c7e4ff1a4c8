"""A file of visitors that somebody exported: read where it can be understood, else said what was expected and found."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import DataRejected
from sheets_bridge.model import KST, Pull, Row
from sheets_bridge.sources.cafe24 import visitor_file
from sheets_bridge.tables import VISITORS

PULL = Pull("samplemall", 1, "visitors")
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
PLAIN = "날짜,방문자수,처음 방문,재방문,순방문자수,페이지뷰\n2026-03-02,1200,800,400,1100,5400\n"


def read(text: str, encoding: str = "utf-8") -> list[dict]:
    made = visitor_file.rows(PULL, text.encode(encoding), NOW)
    return [cells(row) for row in made]


def cells(row: Row) -> dict:
    return dict(zip((column.id for column in VISITORS.columns), row, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_file_is_read_in_the_encodings_exports_come_in(encoding):
    (row,) = read(PLAIN, encoding)
    assert row == {
        "account": "samplemall", "shop_no": 1, "date": "2026-03-02", "visit_count": 1200, "first_visit_count": 800,
        "re_visit_count": 400, "unique_visit_count": 1100, "user_count": None, "page_view": 5400,
        "page_views_per_visit": 4.5, "basis": "카페24 애널리틱스 (파일)", "data_status": "확정",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "방문 현황\n기간: 2026-03-01 ~ 2026-03-31\n\n일자\t방문자수(명)\t페이지뷰(PV)\n"
        "2026.03.02 (월)\t1,200\t5,400\n합계\t1,200\t5,400\n",
        '"일 자","방문수 ( 명 )","Page Views"\n"2026/3/2","1,200명","5400"\n',
        "DATE;Visits;page_view\n20260302;1200;5400\n;;\n평균;1200.5;5400\n",
        "날짜,요일,방문자수,알 수 없는 열,페이지뷰\r\n2026년 3월 2일,월,1200,x,5400.0\r\n",
        "일시,PV,방문자수\n2026-03-02 00:00:00,5400,1200\n",
    ],
)
def test_headers_days_and_numbers_are_taken_as_people_and_programs_write_them(text):
    (row,) = read(text, "cp949")
    assert (row["date"], row["visit_count"], row["page_view"]) == ("2026-03-02", 1200, 5400)


def test_a_blank_figure_is_blank_and_never_nothing():
    (row,) = read("날짜,방문자수,페이지뷰\n2026-03-02,-,\n")
    assert (row["visit_count"], row["page_view"]) == (None, None)


def test_days_before_2023_have_another_basis_and_the_last_week_is_provisional():
    old, new = read("날짜,방문자수\n2022-12-31,5\n2026-10-31,6\n")
    assert (old["basis"], old["data_status"]) == ("접속통계 (파일)", "확정")
    assert (new["basis"], new["data_status"]) == ("카페24 애널리틱스 (파일)", "집계중")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("상품명,판매수량\n가방,3\n", "a header line with 날짜 and one of 방문자수, .* found: 상품명, 판매수량"),
        ("홍길동님 안녕하세요 반갑습니다 주문,010-0000-1234\n", "found: …, …$"),
        ("", "expected a header line"),
        ("날짜,방문자수\n", "no day follows its header"),
        ("날짜,방문자수\n2026-03-02,5\n2026-03-02,6\n", "line 3 tells of 2026-03-02 a second time"),
        ("날짜,방문자수\n어제,5\n", "line 2: expected a day up to today"),
        ("날짜,방문자수\n2026-02-30,5\n", "line 2: expected a day up to today"),
        ("날짜,방문자수\n2026-11-02,5\n", "line 2: expected a day up to today"),
        ("날짜,방문자수\n2026-03-02,많음\n", "line 2: expected a whole number"),
        ("날짜,방문자수\n2026-03-02,1.5\n", "line 2: expected a whole number"),
        ("날짜,방문자수\n2026-03-02,1,200\n", "line 2 has 3 cells where the header has 2"),
        ("날짜,방문자수\n2026-03-02\n", "line 2 has 1 cells where the header has 2"),
        ("날짜,방문자수,방문수\n2026-03-02,5,6\n", "the columns 방문자수, 방문수 say the same"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_by_line_and_never_by_content(text, words):
    with pytest.raises(DataRejected, match=words) as refused:
        read(text)
    assert "홍길동" not in str(refused.value)


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\x00\xff\xfe\xfd", b"\xff\xfe\x00", b"\xff\xff\xff"])
def test_what_is_no_text_is_said_to_be_none(raw):
    with pytest.raises(DataRejected, match="expected CSV text in UTF-8 or CP949"):
        visitor_file.rows(PULL, raw, NOW)


@given(st.binary(max_size=200))
def test_whatever_lies_there_is_read_or_refused(raw):
    with suppress(DataRejected):
        assert visitor_file.rows(PULL, raw, NOW)


@given(st.dictionaries(st.dates(date(2020, 1, 1), NOW.date()), st.integers(0, 10**9), min_size=1, max_size=20))
def test_every_day_of_a_file_stands_once_with_its_number(days):
    body = "".join(f'{day},"{count:,}"\n' for day, count in days.items())
    made = read(f"날짜,방문자수\n{body}")
    assert {row["date"]: row["visit_count"] for row in made} == {str(day): count for day, count in days.items()}


def told(text: str) -> Row:
    (row,) = visitor_file.rows(PULL, text.encode(), NOW)
    return row


def stood(visits: int | None, status: str, basis: str = "카페24 애널리틱스") -> Row:
    row = {"account": "samplemall", "shop_no": 1, "date": "2026-03-02", "visit_count": visits, "basis": basis}
    return tuple({**row, "data_status": status}.get(column.id) for column in VISITORS.columns)


def test_a_figure_of_the_api_stays_whatever_a_file_says():
    row = stood(7, "확정")
    assert visitor_file.settle(row, told(PLAIN)) == row


def test_a_file_fills_what_was_not_collected_and_keeps_what_was():
    settled = cells(visitor_file.settle(stood(7, "미수집 (일부 수치 없음, 2026-03-03 09:00)"), told(PLAIN)))
    assert (settled["visit_count"], settled["page_view"], settled["page_views_per_visit"]) == (7, 5400, 771.4286)
    assert (settled["basis"], settled["data_status"]) == ("카페24 애널리틱스 (파일)", "확정")


def test_a_newer_file_has_the_last_word_where_it_says_something():
    settled = cells(visitor_file.settle(told(PLAIN), told("날짜,방문자수\n2026-03-02,1300\n")))
    assert (settled["visit_count"], settled["page_view"]) == (1300, 5400)


def test_the_documentation_names_every_word_a_column_is_known_by():
    docs = (Path(__file__).parents[3] / "docs" / "tables.md").read_text("utf-8")
    section = docs.partition("### Visitors from a file")[2].partition("\n## ")[0]
    for column, words in visitor_file.WORDS.items():
        (line,) = re.findall(rf"^\* `{column}`: (.*)$", section, flags=re.MULTILINE)
        assert line.split(", ") == list(words)


def test_a_day_that_was_provisional_when_it_was_exported_says_so():
    day = NOW.date() - timedelta(days=6)
    assert [row["data_status"] for row in read(f"날짜,방문자수\n{day},1\n{day - timedelta(days=1)},1\n")] == [
        "집계중", "확정",
    ]  # fmt: skip
