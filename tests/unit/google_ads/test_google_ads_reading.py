"""Days are read in stretches that memory holds; what the owner should know of an account is told."""

from datetime import date, timedelta

import pytest
from google_ads_vendor import SEARCH, Vendor, pull, refusal, step
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import Refused
from sheets_bridge.sources.google_ads import SOURCE
from sheets_bridge.sources.google_ads.reading import next_stretch, probe, read_ads, read_keywords

FIRST = date(2026, 5, 1)


def busy(records_a_day: int):
    """An account with so many records of keywords a day."""

    def tells(_customer: str, query: str) -> object:
        if "FROM keyword_view" not in query:
            return []
        first, last = (date.fromisoformat(query.split("'")[at]) for at in (1, 3))
        return [{"campaign": SEARCH}] * (records_a_day * ((last - first).days + 1))

    return tells


def stretches(tmp_path, records_a_day: int, days: int) -> list[int]:
    vendor = Vendor(busy(records_a_day))
    pages = list(read_keywords(vendor.connection(tmp_path, manager_id="1"), pull(), step(FIRST, days)))
    assert sum(len(page) for page in pages) == records_a_day * days
    asked = vendor.windows("keyword_view")
    wanted = [FIRST + timedelta(days=n) for n in range(days)]
    assert [first + timedelta(days=n) for first, last in asked for n in range((last - first).days + 1)] == wanted
    return [(last - first).days + 1 for first, last in asked]


def test_a_quiet_account_takes_few_calls_a_month(tmp_path):
    assert stretches(tmp_path, 10, 31) == [1, 2, 4, 8, 16]


def test_a_busy_account_is_read_a_few_days_at_once(tmp_path):
    assert stretches(tmp_path, 6_000, 8) == [1, 2, 3, 2]


@given(st.integers(1, 40), st.integers(0, 200_000))
def test_a_stretch_has_a_day_at_least_and_never_more_than_memory_holds(days, records):
    following = next_stretch(days, records)
    assert 1 <= following <= 2 * days
    assert following == 1 or following * records <= 20_000 * days


def test_an_account_of_another_time_zone_is_told_of(tmp_path):
    def tells(_customer: str, query: str) -> object:
        zone = {"customer": {"currencyCode": "USD", "timeZone": "America/Los_Angeles"}, "campaign": SEARCH}
        return [] if "FROM customer" in query else [zone]

    vendor = Vendor(tells)
    connection = vendor.connection(tmp_path, manager_id="1")
    assert not SOURCE.notices(connection)
    list(read_ads(connection, pull(), step(FIRST)))
    assert ["America/Los_Angeles" in str(told) for told in SOURCE.notices(connection)] == [True]


def counts(*categories: str):
    """An account that counts conversions of these categories: one of each, worth 1,000, with one ad."""

    def tells(_customer: str, query: str) -> object:
        kinds = [one for one in categories if f"'{one}'" in query or "= 'PURCHASE'" not in query]
        if "FROM customer" in query:
            return [{"segments": {"conversionActionCategory": one}, "metrics": {"conversions": 1}} for one in kinds]
        metrics = {"conversions": len(kinds), "conversionsValue": 1000 * len(kinds)}
        record = {"campaign": SEARCH, "segments": {"date": "2026-05-01", "device": "MOBILE"}, "metrics": metrics}
        ad = {"adGroup": {"id": "3"}, "adGroupAd": {"ad": {"id": "4"}}} if "FROM ad_group_ad" in query else {}
        return [record | ad] if kinds else []

    return tells


@pytest.mark.parametrize(
    ("categories", "purchases", "calls", "told"),
    [
        (("PURCHASE",), 1, 3, 0),
        (("PURCHASE", "ADD_TO_CART", "SIGNUP"), 1, 5, 0),
        (("PAGE_VIEW",), 0, 5, 1),
        ((), 0, 3, 0),
    ],
)
def test_conversions_are_purchases_alone(tmp_path, categories, purchases, calls, told):
    vendor = Vendor(counts(*categories))
    connection = vendor.connection(tmp_path, manager_id="1")
    records = [record for page in read_ads(connection, pull(), step(FIRST)) for record in page]
    assert sum(record["metrics"]["conversions"] or 0 for record in records) == purchases
    assert sum(record["metrics"]["conversionsValue"] or 0 for record in records) == 1000 * purchases
    assert len(vendor.asked) == calls
    notices = [str(one) for one in SOURCE.notices(connection)]
    assert len(notices) == told
    assert all("PAGE_VIEW" in one and "1112223333" in one for one in notices)


def test_whether_a_stream_may_be_read_is_known_after_one_call(tmp_path):
    vendor = Vendor(lambda _customer, _query: refusal(403, "USER_PERMISSION_DENIED"))
    with pytest.raises(Refused):
        probe(vendor.connection(tmp_path, manager_id="1"), pull(), FIRST)
    assert len(vendor.asked) == 1
