"""What Naver's campaigns, ad groups, ads and keywords are called: few calls, and no name rather than a wrong one."""

from datetime import timedelta

import pytest
from naver_vendor import CUSTOMER, Naver, Time, opened

from sheets_bridge.errors import DataRejected

NUMBER = int(CUSTOMER)


def groups(count: int) -> dict[str, dict]:
    return {f"grp-{n:04d}": {"nccAdgroupId": f"grp-{n:04d}", "name": f"그룹 {n}"} for n in range(count)}


@pytest.fixture
def vendor():
    made = Naver()
    made.lists["adgroups"] = groups(450)
    return made


def test_thousands_of_ids_take_a_call_a_hundred_and_are_asked_once(vendor, tmp_path):
    names = opened(vendor, tmp_path).names
    for _ in range(3):
        names.learn(NUMBER, {"adgroups": vendor.lists["adgroups"]})
    assert vendor.calls()["GET /ncc/adgroups"] == 5
    assert all(names[id_].name == told["name"] for id_, told in vendor.lists["adgroups"].items())


def test_only_new_ids_are_asked_for_and_those_without_a_name_not_again(vendor, tmp_path):
    names = opened(vendor, tmp_path).names
    names.learn(NUMBER, {"adgroups": {"grp-0001", "grp-gone"}})
    names.learn(NUMBER, {"adgroups": {"grp-0001", "grp-0002", "grp-gone"}})
    assert vendor.asked[-1].params == {"ids": "grp-0002"}
    assert names["grp-gone"].name is None


def test_one_that_was_deleted_long_ago_costs_no_other_its_name(vendor, tmp_path):
    vendor.lost = {"grp-0037", "grp-0300"}
    names = opened(vendor, tmp_path).names
    names.learn(NUMBER, {"adgroups": vendor.lists["adgroups"]})
    assert {id_ for id_ in vendor.lists["adgroups"] if names[id_].name is None} == vendor.lost
    assert vendor.calls()["GET /ncc/adgroups"] < 40


def test_a_new_name_is_seen_after_an_hour_of_the_same_connection(vendor, tmp_path):
    time = Time()
    names = opened(vendor, tmp_path, time).names
    names.learn(NUMBER, {"adgroups": {"grp-0001"}})
    vendor.lists["adgroups"]["grp-0001"]["name"] = "새 이름"
    time.now += timedelta(minutes=61)
    names.learn(NUMBER, {"adgroups": {"grp-0001"}})
    assert names["grp-0001"].name == "새 이름"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"ad": {"headline": "면 티셔츠"}}, "면 티셔츠"),
        ({"ad": {"productName": "셔츠"}, "referenceData": {"productName": "다른 말"}}, "셔츠"),
        ({"ad": {}, "referenceData": {"productName": "린넨 셔츠"}}, "린넨 셔츠"),
        ({"ad": {}, "assets": [
            {"linkType": "DESCRIPTION", "assetData": {"text": "설명"}},
            {"linkType": "HEADLINE", "assetData": {"text": "둘째"}},
            {"linkType": "HEADLINE", "pin": "1", "assetData": {"text": "첫째"}},
        ]}, "첫째"),
        ({"ad": "text", "assets": None, "referenceData": []}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_an_ad_is_called_by_its_headline_or_its_product(tmp_path, told, name):
    vendor = Naver()
    vendor.lists["ads"]["nad-1"] = {"nccAdId": "nad-1", **told}
    names = opened(vendor, tmp_path).names
    names.learn(NUMBER, {"ads": {"nad-1"}})
    assert names["nad-1"].name == name


_PAGE = "https://mall.example/product/detail.html?product_no="


@pytest.mark.parametrize(
    ("told", "product"),
    [
        ({"referenceData": {"mallProductUrl": f"{_PAGE}31&n_media=1"}}, "31"),
        ({"ad": {"pc": {"final": f"{_PAGE}7"}, "mobile": {"final": "https://m.mall.example/product/셔츠/7/"}}}, "7"),
        ({"ad": {"pc": {"final": f"{_PAGE}7"}, "mobile": {"final": f"{_PAGE}8"}}}, None),
        ({"ad": {"pc": {"final": f"{_PAGE}7"}, "mobile": {"final": "https://mall.example/"}}}, None),
        ({"ad": {"pc": {"final": "https://mall.example/"}}}, None),
        ({"ad": {"pc": "text", "mobile": None}, "referenceData": {"mallProductUrl": 31}}, None),
    ],
)
def test_an_ad_is_of_the_one_product_that_all_its_addresses_lead_to(tmp_path, told, product):
    vendor = Naver()
    vendor.lists["ads"]["nad-1"] = {"nccAdId": "nad-1", **told}
    names = opened(vendor, tmp_path).names
    names.learn(NUMBER, {"ads": {"nad-1"}})
    assert names["nad-1"].product_no == product


def test_a_list_of_an_odd_form_is_refused(vendor, tmp_path):
    vendor.says["GET /ncc/adgroups"] = [(200, {"items": []})]
    with pytest.raises(DataRejected, match="/ncc/adgroups"):
        opened(vendor, tmp_path).names.learn(NUMBER, {"adgroups": {"grp-0001"}})
