"""Which product an ad is, as somebody says: for all rows, and back to what its medium told once nobody says it."""

import pytest

from sheets_bridge.ads import Product, Settings, derivation
from sheets_bridge.tables import AD_STATS

SAID = (
    Product("메타", campaign_type="OUTCOME_SALES", product="전환"),
    Product(campaign="c-1", product="카탈로그"),
    Product("네이버", campaign="상시 브랜드", product="브랜드검색"),
    Product("네이버", campaign="c-1", product="신제품검색"),
    Product("구글", campaign="c-9", campaign_type="PERFORMANCE_MAX", product="실적 최대화"),
)


def row(**cells: object) -> tuple:
    return tuple({"ad_product": "원래", "shop_no": 0, **cells}.get(column.id) for column in AD_STATS.columns)


def product(row: tuple) -> tuple:
    return tuple(row[AD_STATS.position(name)] for name in ("ad_product", "ad_product_reported"))


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"medium": "메타", "campaign_id": "c-7", "campaign_type": "OUTCOME_SALES"}, "전환"),
        ({"medium": "메타", "campaign_id": "c-1", "campaign_type": "OUTCOME_SALES"}, "카탈로그"),
        ({"medium": "네이버 검색광고", "campaign_id": "C-1"}, "신제품검색"),
        ({"medium": "네이버", "campaign_id": "c-2", "campaign_name": " 상시  브랜드"}, "브랜드검색"),
        ({"medium": "카카오", "campaign_id": "c-2", "campaign_name": "상시 브랜드"}, "원래"),
        ({"medium": "구글", "campaign_id": "c-9", "campaign_type": "SEARCH"}, "원래"),
        ({"medium": None, "campaign_id": None}, "원래"),
    ],
)
def test_a_campaign_goes_before_a_type_and_a_medium_before_none(cells, wanted):
    assert product(derivation(AD_STATS, Settings(products=SAID))(row(**cells))) == (wanted, "원래")


def test_a_product_returns_to_what_its_medium_told_once_nobody_says_otherwise():
    told = row(medium="메타", campaign_id="c-1")
    said = derivation(AD_STATS, Settings(products=SAID))(told)
    assert product(said) == ("카탈로그", "원래")
    assert product(derivation(AD_STATS, Settings())(said)) == ("원래", "원래")
