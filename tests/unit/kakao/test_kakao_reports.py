"""Rows of Kakao's reports as figures, and figures in sum."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import kakao
from sheets_bridge.kakao.sums import account_row, by_day, cut, rest, summed
from sheets_bridge.model import Window

WINDOW = Window(date(2026, 6, 13), date(2026, 6, 14))
FIGURES = ("imp", "click", "cost", "bought", "worth")
METRICS = {"imp": 10, "click": 2, "cost": 300, "conv_purchase_7d": 1, "conv_purchase_p_7d": 9000}


def row(dimensions=None, metrics=METRICS, start="20260614", **more):
    return {"start": start, "end": start, "dimensions": dimensions or {}, "metrics": metrics, **more}


def test_both_spellings_say_the_same():
    moment = {"campaign_id": "1", "ad_group_id": "2", "creative_id": "3", "device_type": "PC"}
    keyword = {"campaignId": 1, "adGroupId": 2, "creativeId": 3, "device": "PC"}
    spending = {"imp": "10", "click": "2", "spending": "300.00", "conv_purchase_7d": 1, "conv_purchase_p_7d": "9000"}
    told = kakao.figures(row(moment), WINDOW)
    assert told == kakao.figures(row(keyword, spending), WINDOW)
    assert told == {
        "day": "2026-06-14",
        "campaign": "1",
        "group": "2",
        "ad": "3",
        "keyword": None,
        "device": "PC",
        "imp": 10,
        "click": 2,
        "cost": 300,
        "bought": 1,
        "worth": 9000,
    }


@pytest.mark.parametrize(
    ("word", "device"),
    [("PC", "PC"), ("ANDROID", "모바일"), ("ios", "모바일"), ("MOBILE", "모바일"), ("ETC", "ETC"), (None, "전체")],
)
def test_devices_in_our_words(word, device):
    assert kakao.figures(row({"device_type": word}), WINDOW)["device"] == device


def test_purchases_of_one_day_are_not_added_to_those_of_seven():
    metrics = {**METRICS, "conv_purchase_1d": 1, "conv_purchase_p_1d": 9000}
    told = kakao.figures(row(metrics=metrics), WINDOW)
    assert (told["bought"], told["worth"]) == (1, 9000)


@pytest.mark.parametrize(
    "odd",
    [
        row(start="20260612"),
        row(start="20260615"),
        row(start="2026"),
        row(end="20260613"),
        row(metrics={}),
        row(metrics={**METRICS, "imp": None}),
        row(metrics={**METRICS, "cost": "1,000"}),
        row(dimensions=[1]),
        {"metrics": METRICS},
    ],
)
def test_a_row_that_is_not_about_a_day_asked_for_or_leaves_a_figure_out_is_no_zero(odd):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        kakao.figures({"dimensions": {}, **odd}, WINDOW)


names = st.fixed_dictionaries(
    {"day": st.sampled_from(["2026-06-13", "2026-06-14"]), "device": st.sampled_from(["PC", "모바일"]),
     "ad": st.sampled_from(["1", "2"]), **{name: st.none() for name in ("campaign", "group", "keyword")}}
)  # fmt: skip
numbers = st.fixed_dictionaries({name: st.integers(0, 10**9) for name in FIGURES})
rows_made = st.lists(st.builds(lambda name, number: {**name, **number}, names, numbers), max_size=20)


def total(rows):
    return {name: sum(one[name] for one in rows) for name in FIGURES}


@given(rows_made)
def test_rows_of_one_name_are_one_and_nothing_is_lost_or_changed(rows):
    before = [dict(one) for one in rows]
    made = summed(rows)
    assert rows == before
    assert total(made) == total(rows)
    assert all(any(one[name] for name in FIGURES) for one in made)
    keys = [(one["day"], one["ad"], one["device"]) for one in made]
    assert len(set(keys)) == len(keys)
    assert summed(made) == made


@given(rows_made, rows_made)
def test_ads_and_the_rest_of_their_account_cost_what_the_account_cost(ads, message_ads):
    whole = by_day([*ads, *message_ads])
    left = [account_row(day, of, "rest", "메시지") for day, of in rest(whole, by_day(ads))]
    assert total([*ads, *left])["cost"] == total([*ads, *message_ads])["cost"]
    assert all(one["cost"] > 0 for one in left)


@given(rows_made)
def test_an_account_that_paid_no_more_than_its_ads_has_no_rest(ads):
    assert list(rest(by_day(ads), by_day(ads))) == []
    assert list(rest({}, by_day(ads))) == []


def test_pieces():
    assert list(cut([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(cut([], 2)) == []
