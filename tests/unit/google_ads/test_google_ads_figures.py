"""What campaigns have beside their ads: with their ads they add up to the campaign, and nothing is below 0."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.sources.google_ads.figures import Remainder, key, with_purchases

NAMES = ("impressions", "clicks", "costMicros", "conversions", "conversionsValue")
parts = st.tuples(
    st.sampled_from("12"), st.sampled_from(["MOBILE", "DESKTOP"]), st.integers(0, 10**6), st.integers(0, 99),
    st.integers(0, 10**12), st.integers(0, 400).map(lambda n: n / 100), st.integers(0, 10**6),
)  # fmt: skip


def record(part, ad: str | None = None, **more):
    campaign, device, *numbers = part
    counted = [*map(str, numbers[:3]), *numbers[3:]]
    metrics = {name: told for name, told, number in zip(NAMES, counted, numbers, strict=True) if number}
    told = {"campaign": {"id": campaign}, "segments": {"date": "2026-06-14", "device": device}, "metrics": metrics}
    return told | ({"adGroup": {"id": "3"}, "adGroupAd": {"ad": {"id": ad}}} if ad else {}) | more


def summed(records):
    found = Counter()
    for one in records:
        for name in NAMES:
            which = (one["campaign"]["id"], one["segments"]["device"], name)
            found[which] += float(one["metrics"].get(name) or 0)
    return {which: round(number, 4) for which, number in found.items() if round(number, 4)}


def whole(parts_):
    """The campaigns of which these are the parts."""
    sums: dict[tuple[str, str], list[float]] = {}
    for campaign, device, *numbers in parts_:
        kept = sums.setdefault((campaign, device), [0] * len(NAMES))
        kept[:] = [a + b for a, b in zip(kept, numbers, strict=True)]
    return [record((*which, *numbers)) for which, numbers in sums.items()]


@given(st.lists(parts), st.lists(parts))
def test_ads_and_remainder_add_up_to_the_campaign(ads, others):
    told = [record(part, ad=str(nth)) for nth, part in enumerate(ads)]
    remainder = Remainder(whole([*ads, *others]))
    remainder.take(told[::2])
    remainder.take(told[1::2])
    left = remainder.left()
    assert summed([*told, *left]) == summed(whole([*ads, *others]))
    assert not any("adGroupAd" in one for one in left)
    assert all(number >= 0 for one in left for number in one["metrics"].values())
    assert all(any(one["metrics"].values()) for one in left)


@given(st.lists(parts, min_size=1))
def test_a_campaign_whose_ads_have_all_of_it_or_more_has_no_remainder(ads):
    remainder = Remainder(whole(ads))
    remainder.take([record(part, ad="4") for part in [*ads, *ads]])
    assert remainder.left() == []


def test_a_remainder_keeps_what_its_campaign_is_called_and_its_currency():
    more = {"customer": {"currencyCode": "KRW"}}
    campaign = record(("1", "MOBILE", 5, 1, 7_000_000, 0, 0), **more)
    campaign["campaign"] |= {"name": "실적최대화", "advertisingChannelType": "PERFORMANCE_MAX"}
    (left,) = Remainder([campaign]).left()
    assert (left["campaign"], left["customer"]) == (campaign["campaign"], more["customer"])


def test_purchases_stand_for_conversions_with_the_ad_day_and_device_they_belong_to():
    all_ = [record(("1", device, 9, 1, 0, 8, 800), ad=ad) for device in ("MOBILE", "DESKTOP") for ad in ("4", "5")]
    bought = record(("1", "DESKTOP", 0, 0, 0, 1.5, 300), ad="5")
    made = with_purchases(all_, {key(bought): bought})
    assert [one["metrics"].get("conversions") or 0 for one in made] == [0, 0, 0, 1.5]
    assert [one["metrics"]["clicks"] for one in made] == ["1"] * 4
    assert [one["metrics"]["conversions"] for one in all_] == [8] * 4
