"""What a person does at the page: typing, clearing, choosing from lists, and what is refused."""

from typing import Any

import pytest


def test_typing_goes_the_way_of_a_persons_typing(looker):
    assert looker.type(0, 0, "1,200") == (200, None)
    assert looker.type(1, 0, "50%") == (200, None)
    assert looker.type(2, 0, "=A1*A2") == (200, None)
    assert looker.see("rows?sheet=0&first=0&count=3")["rows"] == [["1,200"], ["50%"], ["600"]]
    assert looker.see("cell?sheet=0&row=2&column=0") == {"entered": "=A1*A2", "choices": None}
    assert looker.see("cell?sheet=0&row=0&column=0")["entered"] == "1,200"


def test_typing_nothing_clears_the_cell(looker):
    looker.type(0, 0, "글")
    assert looker.type(0, 0, "") == (200, None)
    assert looker.see("rows?sheet=0&first=0&count=3")["rows"] == []


def test_a_tab_with_quotes_in_its_name_is_typed_into(looker):
    looker.batch({"addSheet": {"properties": {"sheetId": 5, "title": "Jon's 'tab'!"}}})
    assert looker.type(3, 1, "여기", sheet=5) == (200, None)
    assert looker.see("rows?sheet=5&first=3&count=1")["rows"] == [["", "여기"]]


def _listed(looker: Any, box: Any, kind: str, *values: str, strict: bool = True) -> None:
    condition = {"type": kind, "values": [{"userEnteredValue": one} for one in values]}
    rule = {"condition": condition, "strict": strict, "showCustomUi": True}
    looker.batch({"setDataValidation": {"range": box(0, 1, 0, 1), "rule": rule}})


def test_a_list_is_offered_and_holds_typing_to_itself(looker, box):
    _listed(looker, box, "ONE_OF_LIST", "어제", "최근 7일")
    assert looker.see("rows?sheet=0&first=0&count=1")["styles"][0] == [{"list": True}]
    assert looker.see("cell?sheet=0&row=0&column=0")["choices"] == ["어제", "최근 7일"]
    status, words = looker.type(0, 0, "내일")
    assert (status, "어제, 최근 7일" in words) == (409, True)
    assert looker.type(0, 0, "최근 7일") == (200, None)
    assert looker.see("rows?sheet=0&first=0&count=1")["rows"] == [["최근 7일"]]


def test_a_list_that_only_warns_lets_anything_be_typed(looker, box):
    _listed(looker, box, "ONE_OF_LIST", "네이버", strict=False)
    assert looker.type(0, 0, "다른 매체") == (200, None)


@pytest.mark.parametrize("text", ["=$C$1:$C$4", "='시트1'!C1:C4"])
def test_a_list_of_a_range_offers_each_of_its_texts_once(looker, box, text):
    looker.put("C1", [["전체"], ["1번 쇼핑몰"], [""], ["전체"]])
    _listed(looker, box, "ONE_OF_RANGE", text)
    assert looker.see("cell?sheet=0&row=0&column=0")["choices"] == ["전체", "1번 쇼핑몰"]
    assert looker.type(0, 0, "2번 쇼핑몰")[0] == 409


def test_a_list_whose_range_is_gone_offers_nothing(looker, box):
    _listed(looker, box, "ONE_OF_RANGE", "='없는 탭'!A1:A4")
    assert looker.see("cell?sheet=0&row=0&column=0")["choices"] == []


def test_what_is_no_cell_is_not_written(looker):
    assert looker.type(0, 0, 5)[0] == 400
    assert [looker.type(*spot, "글")[0] for spot in ((-1, 0), (0, 26), (1000, 0))] == [404] * 3
    assert looker.type(0, 0, "글", sheet=77)[0] == 404


def test_a_cell_for_days_takes_days_and_says_how_to_write_one(looker, box):
    _listed(looker, box, "DATE_IS_VALID")
    status, words = looker.type(0, 0, "어제쯤")
    assert (status, "2026-11-01" in words) == (409, True)
    assert [looker.type(0, 0, text)[0] for text in ("TRUE", "2026-13-40")] == [409, 409]
    assert [looker.type(0, 0, text)[0] for text in ("2026-10-31", "=TODAY()", "46326", "")] == [200] * 4
    _listed(looker, box, "DATE_IS_VALID", strict=False)
    assert looker.type(0, 0, "어제쯤") == (200, None)
