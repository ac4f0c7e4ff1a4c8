"""Rows out of Insights: parts of one device in sum however Meta splits them, one kind of purchase and never two."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meta_graph import NOW, PULL

from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.sources.meta_ads.rows import PURCHASES, gathered, lean, normalize
from sheets_bridge.tables import AD_STATS

IDS = {"campaign_id": "1", "adset_id": "2", "objective": "OUTCOME_SALES", "account_currency": "KRW"}
MOBILE = ("iphone", "ipod", "android_smartphone")
TABLET = ("ipad", "android_tablet")
WORDS = {"desktop": "PC", **dict.fromkeys(MOBILE, "모바일"), **dict.fromkeys(TABLET, "태블릿"), "other": "미확인"}


def rows(records):
    made = normalize(PULL, Masks(b"k" * 32, Privacy()), NOW)
    names = [column.id for column in AD_STATS.columns]
    found = gathered(map(lean, records))
    return [dict(zip(names, row, strict=True)) for one in found for row in made(one)[AD_STATS.id]]


def record(ad="11", day="2026-06-14", **more):
    return {**IDS, "ad_id": ad, "date_start": day, "date_stop": day, **more}


def actions(**counts):
    return [{"action_type": name.replace("__", "."), "value": value} for name, value in counts.items()]


parts = st.lists(
    st.tuples(
        st.sampled_from(["11", "12"]),
        st.sampled_from(["2026-06-13", "2026-06-14"]),
        st.sampled_from(sorted(WORDS)),
        st.integers(0, 10**6),
        st.integers(0, 10**9),
        st.integers(0, 50),
    ),
    max_size=25,
)


@given(parts)
def test_parts_of_a_device_are_one_row_with_all_of_them_in_sum(told):
    records = [
        record(ad, day, impression_device=device, impressions=str(shown), spend=f"{cents // 100}.{cents % 100:02}",
               actions=actions(omni_purchase=str(bought)))
        for ad, day, device, shown, cents, bought in told
    ]  # fmt: skip
    wanted: dict[tuple[str, str, str], list[int]] = {}
    for ad, day, device, *numbers in told:
        before = wanted.get((ad, day, WORDS[device]), [0, 0, 0])
        wanted[ad, day, WORDS[device]] = [a + b for a, b in zip(before, numbers, strict=True)]
    found = {(row["ad_id"], row["date"], row["device"]): row for row in rows(records)}
    assert len(found) == len(rows(records))
    assert {
        key: [row["impressions"], round(row["cost"] * 100), row["conversions"]] for key, row in found.items()
    } == wanted


@pytest.mark.parametrize("order", list(permutations(PURCHASES)))
def test_of_several_names_of_a_purchase_the_first_by_priority_counts_whatever_the_order(order):
    counts = dict(zip(PURCHASES, ("4", "5", "6"), strict=True))
    for left in range(3):
        present = [one for one in order if one in PURCHASES[left:]]
        listed = [{"action_type": one, "value": counts[one]} for one in present]
        (row,) = rows([record(actions=listed, action_values=listed)])
        best = PURCHASES[left]
        assert (row["conversions"], row["conversion_value"]) == (float(counts[best]), float(counts[best]))
        assert row["conversion_kind"] == f"구매 ({best})"


def test_the_value_is_of_the_kind_that_is_counted():
    (row,) = rows([record(actions=actions(omni_purchase="1"), action_values=actions(purchase="900"))])
    assert (row["conversions"], row["conversion_value"]) == (1.0, 0)


def test_a_value_without_a_count_is_kept():
    (row,) = rows([record(action_values=actions(omni_purchase="900"))])
    assert (row["conversions"], row["conversion_value"]) == (0, 900.0)


def test_values_of_single_windows_and_other_actions_are_left():
    told = [{"action_type": "omni_purchase", "value": "7", "1d_view": "2", "7d_click": "5"}, *actions(lead="9")]
    (row,) = rows([record(actions=told)])
    assert row["conversions"] == 7.0


def test_what_is_left_out_is_0_and_what_is_not_told_is_blank():
    (row,) = rows([{**IDS, "ad_id": "11", "date_start": "2026-06-14"}])
    assert [row[name] for name in ("impressions", "clicks", "cost", "conversions", "conversion_value")] == [0] * 5
    assert (row["device"], row["ad_name"], row["attribution_window"]) == ("전체", None, None)


@pytest.mark.parametrize(
    ("objective", "product"),
    [
        ("OUTCOME_SALES", "전환(매출)"),
        ("OUTCOME_TRAFFIC", "트래픽"),
        ("SOMETHING_NEW", "SOMETHING_NEW"),
        ("", "미확인"),
    ],
)
def test_the_product_follows_from_the_objective(objective, product):
    (row,) = rows([record(objective=objective)])
    assert (row["ad_product"], row["campaign_type"]) == (product, objective or None)


@pytest.mark.parametrize(("spend", "cost"), [("683697.00", 683697.0), ("182340", 182340.0), (12, 12.0), ("0.01", 0.01)])
def test_money_is_read_in_every_form_that_was_seen(spend, cost):
    (row,) = rows([record(spend=spend)])
    assert row["cost"] == cost


def test_days_of_the_last_four_weeks_may_change():
    told = {row["date"]: row["data_status"] for day in ("2026-05-18", "2026-05-19", "2026-06-15")
            for row in rows([record(day=day)])}  # fmt: skip
    assert told == {"2026-05-18": "확정", "2026-05-19": "집계중", "2026-06-15": "집계중"}


@pytest.mark.parametrize("wrong", [{"ad_id": None}, {"spend": "a lot"}, {"impressions": "1.5"}])
def test_a_part_that_cannot_be_read_spoils_its_row_and_no_other(wrong):
    good = record("12", impressions="5")
    made = normalize(PULL, Masks(b"k" * 32, Privacy()), NOW)
    bad, fine = gathered(map(lean, [{**record(), **wrong}, good]))
    with pytest.raises((ValueError, TypeError)):
        made(bad)
    assert bad["date"] == "2026-06-14"
    assert made(fine)[AD_STATS.id]
