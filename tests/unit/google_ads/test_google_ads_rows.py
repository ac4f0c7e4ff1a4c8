"""Records of Google Ads as rows: spelled as Google spells them, and as tolerantly as it may."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from google_ads_vendor import NOW, SEARCH, pull

from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.sources.google_ads import rows
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

RECORDED = Path(__file__).resolve().parents[4] / "shared/reference/data/ads/google_ads"
MASKS = Masks(b"k" * 32, Privacy())


def ad_row(record, of=rows.of_ads, table=AD_STATS):
    (row,) = of(pull(), MASKS, NOW)(record)[table.id]
    return dict(zip((column.id for column in table.columns), row, strict=True))


def record(**more):
    return {
        "customer": {"currencyCode": "KRW"}, "campaign": SEARCH, "adGroup": {"id": "3"},
        "adGroupAd": {"ad": {"id": "4"}}, "segments": {"date": "2026-06-14", "device": "MOBILE"},
        **more,
    }  # fmt: skip


def test_a_record_without_metrics_is_a_row_of_zeros():
    row = ad_row(record())
    assert [row[name] for name in ("impressions", "clicks", "cost", "conversions", "conversion_value")] == [0] * 5


def test_numbers_are_taken_as_text_and_as_numbers():
    texts = {"impressions": "12", "clicks": "3", "costMicros": "1234567", "conversions": "0.5", "conversionsValue": "9"}
    numbers = {"impressions": 12, "clicks": 3, "costMicros": 1234567, "conversions": 0.5, "conversionsValue": 9.0}
    assert ad_row(record(metrics=texts)) == ad_row(record(metrics=numbers))
    assert ad_row(record(metrics=texts))["cost"] == 1.234567


def test_ids_may_be_numbers_and_stay_text():
    row = ad_row(record(campaign={"id": 21458890011}, adGroup={"id": 162200110011}, adGroupAd={"ad": {"id": 7}}))
    assert (row["campaign_id"], row["adgroup_id"], row["ad_id"]) == ("21458890011", "162200110011", "7")


@pytest.mark.parametrize(("back", "status"), [(0, "집계중"), (30, "집계중"), (31, "확정")])
def test_a_day_is_final_once_no_conversion_of_its_clicks_can_come(back, status):
    day = (NOW - timedelta(days=back)).date().isoformat()
    assert ad_row(record(segments={"date": day, "device": "MOBILE"}))["data_status"] == status


def test_kinds_nobody_knows_yet_keep_their_names_and_their_rows():
    row = ad_row(record(campaign={"id": "1", "advertisingChannelType": "HOLOGRAM"}))
    assert (row["ad_product"], row["campaign_type"]) == ("HOLOGRAM", "HOLOGRAM")
    devices = ("OTHER", "UNKNOWN", "UNSPECIFIED", "CONNECTED_TV", "TABLET", "DESKTOP", "MOBILE", "GLASSES")
    told = {ad_row(record(segments={"date": "2026-06-14", "device": one}))["device"] for one in devices}
    assert len(told) == len(devices)
    assert {"PC", "모바일", "태블릿", "TV"} < told


def test_an_ad_is_called_by_its_name_or_else_by_its_kind():
    names = [
        ad_row(record(adGroupAd={"ad": {"id": "4", **ad}}))["ad_name"]
        for ad in ({"name": "가을", "type": "IMAGE_AD"}, {"type": "RESPONSIVE_SEARCH_AD"}, {"type": "NEW_AD"}, {})
    ]
    assert names == ["가을", "반응형 검색광고", "NEW_AD", None]


@pytest.mark.parametrize("gone", ["campaign", "adGroup", "segments"])
def test_a_record_that_cannot_be_told_apart_is_no_row(gone):
    with pytest.raises((ValueError, TypeError)):
        ad_row(record(**{gone: {}}))


@pytest.mark.recorded
def test_recorded_ads():
    (batch,) = json.loads((RECORDED / "searchStream_ad_group_ad.response.json").read_text("utf-8"))
    mobile, desktop = map(ad_row, batch["results"])
    assert (mobile["cost"], mobile["conversions"], mobile["conversion_value"]) == (41280.0, 2.5, 121500)
    assert (mobile["device"], desktop["device"]) == ("모바일", "PC")
    assert (mobile["currency"], mobile["ad_product"], mobile["campaign_name"]) == ("KRW", "검색", "검색_브랜드")


@pytest.mark.recorded
def test_recorded_keywords():
    (batch,) = json.loads((RECORDED / "searchStream_keyword_view.response.json").read_text("utf-8"))
    row = ad_row(batch["results"][0], rows.of_keywords, AD_KEYWORD_STATS)
    assert (row["keyword"], row["match_type"], row["keyword_id"]) == ("예시브랜드", "EXACT", "51000000001")
    assert (row["impressions"], row["clicks"], row["cost"]) == (980, 81, 34830.0)
