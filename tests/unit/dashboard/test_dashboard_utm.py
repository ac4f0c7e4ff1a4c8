"""UTM 만들기 as it is decided: how it writes media and products is how the reports read them."""

import re
import sqlite3
from typing import Any

import pytest

from sheets_bridge.dashboard import utm_builder
from sheets_bridge.dashboard.utm import FIELDS, HEAD_ROW, LINES, MEDIA, PRODUCTS
from sheets_bridge.reports.written import query

OF_MEDIUM = {
    "네이버": ("파워링크", "쇼핑검색", "브랜드검색", "파워컨텐츠", "플레이스", "성과형 디스플레이"),
    "카카오": ("비즈보드", "브랜드검색", "키워드광고", "디스플레이", "메시지"),
    "구글": ("검색", "실적최대화", "디스플레이", "동영상", "쇼핑", "디맨드젠"),
}


def habits(ask: str, *given: str) -> list[Any]:
    """What our reading of tags answers."""
    with sqlite3.connect(":memory:") as database:
        return database.execute(query("channel_habits") + ask, given).fetchall()


@pytest.mark.parametrize("medium", MEDIA, ids=lambda one: one.source)
def test_a_medium_is_written_as_the_reports_read_it(medium: Any) -> None:
    found = habits(" SELECT medium FROM source_habits WHERE pattern = ?", medium.source)
    assert {row[0] for row in found} == {medium.ko}


@pytest.mark.parametrize(("medium", "product"), [(one, name) for one, names in OF_MEDIUM.items() for name in names])
def test_a_product_is_written_as_the_reports_read_it(medium: str, product: str) -> None:
    found = habits(" SELECT ad_product FROM group_habits WHERE medium = ? AND pattern = ?", medium, PRODUCTS[product])
    assert [row[0] for row in found] == [product]


def test_no_macro_is_told_of_a_medium_whose_documents_name_none() -> None:
    told = {one.ko: [text for text in (one.campaign, one.content, one.term) if text] for one in MEDIA}
    assert told["네이버"] == told["카카오"] == told["크리테오"] == []
    assert told["구글"] == ["{campaignid}", "{creative}", "{keyword}"]
    assert told["메타"] == ["{{campaign.id}}", "{{ad.id}}"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_line_has_its_formulas_and_each_column_its_definition(language: str) -> None:
    requests = utm_builder("UTM 만들기", language).draw(5)
    (whole,) = (one["updateCells"] for one in requests if "updateCells" in one)
    heads = whole["rows"][HEAD_ROW]["values"][: len(FIELDS)]
    assert all(cell["userEnteredValue"]["stringValue"] and cell["note"] for cell in heads)
    lines = whole["rows"][HEAD_ROW + 1 :]
    assert len(lines) == LINES
    for number, line in enumerate(lines, HEAD_ROW + 2):
        made, check, macros = (line["values"][at]["userEnteredValue"]["formulaValue"] for at in (7, 8, 9))
        own = {row for text in (made, check, macros) for row in re.findall(r"\$[A-G](\d+)", text)}
        assert own == {str(number)}
    dropdowns = [one["setDataValidation"] for one in requests if "setDataValidation" in one]
    assert [one["range"]["startColumnIndex"] for one in dropdowns] == [1, 2]
    assert not any(one["rule"]["strict"] for one in dropdowns)
