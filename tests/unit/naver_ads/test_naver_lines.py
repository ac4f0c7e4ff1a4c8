"""The lines of Naver's reports, summed by ad and by keyword: nothing lost, nothing counted twice, nothing guessed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import DataRejected
from sheets_bridge.sources.naver_ads.lines import summed

DAY = date(2026, 6, 14)
AD = ["20260614", "5200417", "cmp-1", "grp-1", "nkw-1", "nad-1", "bsn-1", "27758", "M", "100", "10", "1100", "200", "0"]
SALE = [*AD[:9], "1", "purchase", "2", "50000"]


def changed(line, **columns):
    """A line with other columns: `c5="-"` is the fifth, counted from 1."""
    return [columns.get(f"c{at}", text) for at, text in enumerate(line, start=1)]


def tsv(*lines):
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def come_to(ad=(), sales=()):
    return summed("brand", DAY, {"AD": tsv(*ad), "AD_CONVERSION": tsv(*sales)})


words = st.sampled_from(["a", "b", "c"])
lines = st.builds(
    lambda campaign, group, keyword, ad, device, media, shown, cost: (
        changed(AD, c3=campaign, c4=group, c5=keyword, c6=ad, c8=media, c9=device, c10=str(shown), c12=str(cost))
    ),
    words, words, st.sampled_from(["-", "k1", "k2"]), words, st.sampled_from(["M", "P"]), words,
    st.integers(0, 10**6), st.decimals(0, 10**7, places=2),
)  # fmt: skip


@given(st.lists(lines, max_size=30))
def test_the_sums_hold_every_line_once_to_the_last_decimal(made):
    of = come_to(made)
    for rows, counted in ((of.ads, made), (of.keywords, [line for line in made if line[4] != "-"])):
        assert sum(one.cost for one in rows.values()) == sum(Decimal(line[11]) for line in counted)
        assert sum(one.impressions for one in rows.values()) == sum(int(line[9]) for line in counted)
    assert set(of.ads) == {(line[2], line[3], line[5], line[8]) for line in made}
    assert set(of.keywords) == {(line[2], line[3], line[4], line[8]) for line in made if line[4] != "-"}


def test_media_codes_are_added_up_and_devices_are_not():
    of = come_to([AD, changed(AD, c8="8753"), changed(AD, c9="P")])
    assert {key[3]: one.impressions for key, one in of.ads.items()} == {"M": 200, "P": 100}


@pytest.mark.parametrize("purchase", ["purchase", "1"])
def test_only_purchases_are_conversions_whether_direct_or_not(purchase):
    others = [changed(SALE, c11=kind) for kind in ("add_to_cart", "sign_up", "lead", "custom001", "2", "3", "5")]
    of = come_to([AD], [changed(SALE, c11=purchase), changed(SALE, c10="2", c11=purchase), *others])
    (row,) = of.ads.values()
    assert (row.conversions, row.value, row.impressions) == (4, 100000, 100)


def test_a_purchase_days_after_its_click_stands_alone():
    of = come_to([AD], [changed(SALE, c6="nad-2")])
    assert of.ads["cmp-1", "grp-1", "nad-2", "M"].conversions == 2
    assert of.ads["cmp-1", "grp-1", "nad-2", "M"].impressions == 0
    assert of.keywords["cmp-1", "grp-1", "nkw-1", "M"].conversions == 2


@pytest.mark.parametrize("written", ["20260614", "2026-06-14", "2026-06-13T15:00:00.000Z", "2026-06-14T00:00:00+09:00"])
def test_the_day_may_be_written_in_either_way(written):
    assert len(come_to([changed(AD, c1=written)]).ads) == 1


@pytest.mark.parametrize("written", ["20260613", "2026-06-15", "2026-06-14T15:00:00Z", "", "Date"])
def test_a_line_of_another_day_or_a_heading_is_refused(written):
    with pytest.raises(DataRejected, match="another day in line 2"):
        come_to([AD, changed(AD, c1=written)])


def test_columns_may_come_on_the_right_but_not_be_missing():
    assert len(come_to([[*AD, "more", "still more"]]).ads) == 1
    with pytest.raises(DataRejected, match="13 columns in line 1 instead of 14"):
        come_to([AD[:13]])
    with pytest.raises(DataRejected, match=r"AD_CONVERSION of 2026-06-14.*12 columns"):
        come_to([AD], [SALE[:12]])


@pytest.mark.parametrize("columns", [{"c10": "many"}, {"c11": "1.5"}, {"c12": "1,100"}, {"c12": "NaN"}, {"c12": "-"}])
def test_what_is_no_number_is_no_0(columns):
    with pytest.raises(DataRejected, match="no number in line 1"):
        come_to([changed(AD, **columns)])


def test_numbers_may_be_written_with_decimals_and_lines_end_in_any_way():
    content = ("\ufeff" + "\t".join(changed(AD, c10="100.00", c12="24415.50")) + "\r\n\r\n").encode()
    (row,) = summed("brand", DAY, {"AD": content}).ads.values()
    assert (row.impressions, row.cost) == (100, Decimal("24415.5"))


def test_no_lines_are_no_rows():
    assert not come_to().ads
    assert not come_to().keywords
