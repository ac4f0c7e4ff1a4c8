"""What people wrote into links is compared without what people do not see as different."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.join_keys import join_key, keys_of, product_no_of
from sheets_bridge.tables.statistics import VISIT_ADS


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("NAVER", "naver"),
        (" Naver ", "naver"),
        ("PMax+%EC%A0%84%EC%B2%B4%EC%83%81%ED%92%88", "PMax 전체상품"),
        (unicodedata.normalize("NFD", "일반키워드_2026"), "일반키워드_2026"),
        ("sale_50?utm_content=b1", "sale_50"),
        ("여름  세일", "여름 세일"),
    ],
)
def test_habits_of_writing_make_no_difference(written, same):
    assert join_key(written) == join_key(same) is not None


@pytest.mark.parametrize("blank", [None, "", "  ", "?utm_source=meta"])
def test_nothing_is_no_key(blank):
    assert join_key(blank) is None


def test_other_names_stay_other():
    assert len({join_key(name) for name in ("브랜드", "브랜드2", "brand", "21458890011", "21458890012")}) == 5


@given(st.text())
def test_a_key_never_fails_and_has_no_case_or_blanks_around(text):
    key = join_key(text)
    assert key is None or (key == key.strip() == key.casefold() and key)


def test_a_row_that_stands_gets_its_key():
    row = tuple("Naver" if column.id == "ad" else None for column in VISIT_ADS.columns)
    complete = keys_of({"ad_key": "ad"})(VISIT_ADS, None)
    assert complete(row)[VISIT_ADS.position("ad_key")] == "naver"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://mall.example/product/detail.html?product_no=31", "31"),
        ("https://mall.example/product/detail.html?cate_no=4&product_no=31&utm_source=x", "31"),
        ("https://mall.example/product/detail.html?product_no=76?utm_source=meta", "76"),
        ("https://mall.example/product/%EC%85%94%EC%B8%A0/131/category/24/display/1/", "131"),
        ("https://mall.example/product/셔츠-2026/131?utm_source=x", "131"),
        ("https://mall.example/product/list.html?cate_no=31", None),
        ("https://mall.example/?my_product_no=31", None),
        ("https://mall.example/event/main.html", None),
        ("", None),
    ],
)
def test_both_addresses_of_a_product_page_name_its_product(address, number):
    assert product_no_of(address) == number
