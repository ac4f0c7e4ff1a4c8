"""Reports of the pretend Google Ads: what is selected and no more, at each resource's grain, the truth in sum."""

from collections import Counter
from decimal import Decimal

import pytest
from google_ads_bench import GLOBAL, KR, MANAGER, back, figures, metrics, span

from sheets_bridge.sandbox.ads_truth import ads_truth
from sheets_bridge.sandbox.story.ad_credits import credits_of
from sheets_bridge.sandbox.story.ad_days import Claim
from sheets_bridge.sandbox.story.campaign_list import GOOGLE

PMAX = "21458890012"
BY_AD = f"ad_group_ad.ad.id, campaign.id, segments.date, segments.device, {metrics()}"
BY_CAMPAIGN = f"campaign.id, segments.date, segments.device, {metrics()}"
BY_WORD = f"ad_group_criterion.criterion_id, segments.date, segments.device, {metrics()}"
TOLD = {
    "impressions": "impressions",
    "clicks": "clicks",
    "cost": "costMicros",
    "conversions": "conversions",
    "conversion_value": "conversionsValue",
}


def truth(bench, story, table, id_, account):
    """Numbers by (day, id, device), cost in millionths."""
    told = ads_truth(bench.market, story.first_day, table)
    found = Counter()
    for values in told["rows"]:
        row = dict(zip(told["columns"], values, strict=True))
        if row["account"] == account:
            for name, ours in TOLD.items():
                scale = 1_000_000 if name == "cost" else 1
                found[row["date"], row[id_], row["device"], ours] += Decimal(str(row[name])) * scale
    return +found


def seen(rows, id_of):
    found = Counter()
    for row in rows:
        device = {"DESKTOP": "pc", "MOBILE": "mobile"}[row["segments"]["device"]]
        for name in TOLD.values():
            found[row["segments"]["date"], id_of(row), device, name] += Decimal(str(row["metrics"][name]))
    return +found


def close(one, other):
    """Equal, but for the last digit of a number that travelled as a float."""
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) < Decimal("0.000001") for key in one)


@pytest.mark.parametrize("account", [KR, GLOBAL])
def test_the_ads_of_all_days_are_the_truth_and_performance_max_is_not_among_them(bench, google_story, account):
    wanted = truth(bench, google_story, "ad_stats", "ad_id", account)
    rows = bench.rows(f"SELECT {BY_AD} FROM ad_group_ad WHERE {span(20, 0)}", customer=account)
    assert PMAX not in {row["campaign"]["id"] for row in rows}
    ads = seen(rows, lambda row: row["adGroupAd"]["ad"]["id"])
    assert ads
    assert close(ads, {key: value for key, value in wanted.items() if key[1] != "-"})


@pytest.mark.parametrize("account", [KR, GLOBAL])
def test_the_campaigns_of_all_days_are_the_truth_performance_max_with_them(bench, google_story, account):
    wanted = truth(bench, google_story, "ad_stats", "campaign_id", account)
    rows = bench.rows(f"SELECT {BY_CAMPAIGN} FROM campaign WHERE {span(20, 0)}", customer=account)
    assert (PMAX in {row["campaign"]["id"] for row in rows}) == (account == KR)
    assert close(seen(rows, lambda row: row["campaign"]["id"]), wanted)


@pytest.mark.parametrize("account", [KR, GLOBAL])
def test_the_words_of_all_days_are_the_truth(bench, google_story, account):
    wanted = truth(bench, google_story, "ad_keyword_stats", "keyword_id", account)
    rows = bench.rows(f"SELECT {BY_WORD} FROM keyword_view WHERE {span(20, 0)}", customer=account)
    words = seen(rows, lambda row: row["adGroupCriterion"]["criterionId"])
    assert words
    assert close(words, wanted)


def test_conversions_have_decimals_by_device_and_add_up_by_ad(bench):
    by_device = list(figures(bench.rows(f"SELECT {BY_AD} FROM ad_group_ad WHERE {span(14, 0)}"), "conversions"))
    assert any(number % 1 for number in by_device)
    query = f"SELECT ad_group_ad.ad.id, {metrics('conversions')} FROM ad_group_ad WHERE {span(14, 0)}"
    by_ad = list(figures(bench.rows(query), "conversions"))
    assert sum(by_ad) == pytest.approx(sum(by_device))
    assert [number % 1 for number in by_ad] == [0] * len(by_ad)


def test_a_shared_purchase_adds_up_to_one():
    place = next(GOOGLE[0].places())
    claim = Claim(place, True, back(3), back(3), 300, Decimal(10_001))
    first, second = credits_of([claim])
    assert (first.part + second.part, first.value + second.value) == (1, claim.value)
    assert (first.placement, first.mobile, second.mobile) == (place, True, False)
    assert second.placement.keyword == place.group.keywords[1]
    (whole,) = credits_of([Claim(place, True, back(3), back(3), 301, Decimal(10_001))])
    assert (whole.part, whole.value) == (1, claim.value)


def test_only_what_is_selected_comes_with_the_names_of_what_it_is_of(bench):
    (row, *_) = bench.rows(f"SELECT campaign.name, metrics.clicks FROM campaign WHERE {span()} LIMIT 1")
    assert row.keys() == {"campaign", "metrics"}
    assert row["campaign"].keys() == {"resourceName", "name"}
    assert row["campaign"]["resourceName"].startswith(f"customers/{KR}/campaigns/")
    assert row["metrics"].keys() == {"clicks"}


def test_whole_numbers_are_texts_and_fractions_numbers(bench):
    for row in bench.rows(f"SELECT {BY_CAMPAIGN} FROM campaign WHERE {span()}"):
        assert all(isinstance(row["metrics"][name], str) for name in ("impressions", "clicks", "costMicros"))
        assert all(isinstance(row["metrics"][name], int | float) for name in ("conversions", "conversionsValue"))
        assert isinstance(row["campaign"]["id"], str)


def test_by_day_or_device_a_row_without_any_of_the_numbers_asked_for_is_left_out(bench):
    query = f"SELECT {{}} metrics.conversions FROM keyword_view WHERE {span()}"
    by_day = bench.rows(query.format("ad_group_criterion.criterion_id, segments.date, segments.device,"))
    assert by_day
    assert all(figures(by_day, "conversions"))
    empty = "SELECT ad_group_ad.ad.id, metrics.clicks FROM ad_group_ad WHERE segments.date = '2020-01-01'"
    assert [row["metrics"] for row in bench.rows(empty)] == [{"clicks": "0"}]


def test_the_field_mask_names_what_was_selected(bench):
    query = f"SELECT campaign.id, metrics.cost_micros FROM campaign WHERE {span()}"
    for batch in bench.post("searchStream", {"query": query}).get_json():
        assert batch["fieldMask"] == "campaign.id,metrics.costMicros"
        assert batch["requestId"]


def test_without_rows_a_stream_is_one_batch_without_results(bench):
    query = "SELECT campaign.id, segments.date, metrics.clicks FROM campaign WHERE segments.date = '2020-01-01'"
    (batch,) = bench.post("searchStream", {"query": query}).get_json()
    assert "results" not in batch


def test_pages_and_batches_are_of_a_fixed_size(bench):
    bench.market.doors.google.page_rows = 7
    query = f"SELECT {BY_CAMPAIGN} FROM campaign WHERE {span()}"
    batches = [batch["results"] for batch in bench.post("searchStream", {"query": query}).get_json()]
    pages, token = [], None
    while token is None or token:
        page = bench.post("search", {"query": query, **({"pageToken": token} if token else {})}).get_json()
        pages.append(page["results"])
        token = page.get("nextPageToken", "")
    assert len(pages) > 2
    assert {len(page) for page in pages[:-1]} == {7}
    assert pages == batches


def test_nobody_chooses_the_size_of_a_page_and_a_made_up_token_is_refused(bench):
    query = {"query": "SELECT campaign.id FROM campaign"}
    for more, value in ({"pageSize": 100}, "PAGE_SIZE_NOT_SUPPORTED"), ({"pageToken": "x"}, "INVALID_PAGE_TOKEN"):
        answer = bench.post("search", query | more)
        ((error,),) = (detail["errors"] for detail in answer.get_json()["error"]["details"])
        assert (answer.status_code, error["errorCode"]) == (400, {"requestError": value})


def test_a_renamed_campaign_has_its_new_name_on_old_days_too(bench):
    bench.market.names["21458890011"] = "브랜드_겨울"
    rows = bench.rows(f"SELECT campaign.name, segments.date, metrics.clicks FROM campaign WHERE {span(12, 0)}")
    names = {row["campaign"]["name"] for row in rows}
    assert "브랜드_겨울" in names
    assert "GG_Search_Brand" not in names


def test_a_purchase_is_told_on_the_day_of_its_click_or_by_its_own_fields_on_its_own(bench, google_story):
    """In sum over all days they are the same; the days differ."""
    days = f"segments.date BETWEEN '{google_story.first_day}' AND '{back(0)}'"
    names = ("conversions", "conversions_by_conversion_date")
    rows = bench.rows(f"SELECT segments.date, {metrics(*names)} FROM customer WHERE {days} ORDER BY segments.date")
    clicked, bought = (list(figures(rows, name)) for name in ("conversions", "conversionsByConversionDate"))
    assert clicked != bought
    assert sum(clicked) == pytest.approx(sum(bought))
    assert sum(clicked) > 0


def test_everything_there_is_comes_where_no_number_is_asked_for(bench):
    campaigns = bench.rows("SELECT campaign.id, campaign.advertising_channel_type FROM campaign")
    assert {(row["campaign"]["id"], row["campaign"]["advertisingChannelType"]) for row in campaigns} == {
        ("21458890011", "SEARCH"),
        (PMAX, "PERFORMANCE_MAX"),
    }
    words = bench.rows(
        "SELECT ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type FROM keyword_view"
    )
    assert [row["adGroupCriterion"]["keyword"] for row in words] == [
        {"text": "moram beauty", "matchType": "EXACT"},
        {"text": "모람뷰티", "matchType": "EXACT"},
    ]


def test_a_manager_lists_its_customers_and_has_no_numbers(bench):
    query = (
        "SELECT customer_client.id, customer_client.level, customer_client.manager, customer_client.currency_code, "
        "customer_client.descriptive_name FROM customer_client WHERE customer_client.level <= 1"
    )
    clients = [row["customerClient"] for row in bench.rows(query, customer=MANAGER)]
    assert {(one["id"], one["level"], one["manager"], one["currencyCode"]) for one in clients} == {
        (MANAGER, "0", True, "KRW"),
        (KR, "1", False, "KRW"),
        (GLOBAL, "1", False, "USD"),
    }
    assert len(bench.rows(query + " AND customer_client.manager = FALSE", customer=MANAGER)) == 2
    numbers = f"SELECT metrics.clicks FROM customer WHERE {span()}"
    assert bench.refused(numbers, customer=MANAGER) == (400, "REQUESTED_METRICS_FOR_MANAGER")


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("campaign.id = 21458890011", 1),
        ("campaign.id != 21458890011", 1),
        ("campaign.id IN (21458890011, 21458890012)", 2),
        ("campaign.name NOT IN ('GG_Search_Brand')", 1),
        ("campaign.advertising_channel_type = PERFORMANCE_MAX", 1),
        ('campaign.status = "ENABLED"', 2),
        ("metrics.impressions > 0", 2),
        ("metrics.clicks > 100000000", 0),
    ],
)
def test_conditions_choose_rows(bench, where, count):
    query = f"SELECT campaign.id, metrics.impressions, metrics.clicks FROM campaign WHERE {span()} AND {where}"
    assert len(bench.rows(query)) == count


@pytest.mark.parametrize(
    ("where", "first", "last"),
    [
        (f"segments.date = '{back(3)}'", back(3), back(3)),
        (f"segments.date >= '{back(3)}' AND segments.date < '{back(1)}'", back(3), back(2)),
        (f"segments.date > '{back(3)}' AND segments.date <= '{back(1)}'", back(2), back(1)),
        ("segments.date DURING YESTERDAY", back(1), back(1)),
        ("segments.date DURING LAST_7_DAYS", back(7), back(1)),
        (f"segments.date BETWEEN '{back(2)}' AND '2030-01-01'", back(2), back(0)),
    ],
)
def test_days_are_asked_for_in_many_ways(bench, where, first, last):
    rows = bench.rows(f"SELECT segments.date, metrics.impressions FROM customer WHERE {where} ORDER BY segments.date")
    days = [row["segments"]["date"] for row in rows]
    assert (days[0], days[-1], len(days)) == (str(first), str(last), (last - first).days + 1)


def test_rows_come_in_the_order_asked_for(bench):
    query = f"SELECT segments.date, metrics.clicks FROM customer WHERE {span()} ORDER BY metrics.clicks DESC LIMIT 3"
    clicks = list(figures(bench.rows(query), "clicks"))
    every = list(figures(bench.rows(query.replace("LIMIT 3", "")), "clicks"))
    assert clicks == sorted(every, reverse=True)[:3]


def test_by_conversion_action_only_conversions_are_told(bench):
    fields = "segments.conversion_action_category, segments.conversion_action_name"
    (row,) = bench.rows(f"SELECT {fields}, metrics.conversions FROM customer WHERE {span()}")
    (plain,) = bench.rows(f"SELECT metrics.conversions FROM customer WHERE {span()}")
    assert row["segments"] == {"conversionActionCategory": "PURCHASE", "conversionActionName": "구매"}
    assert row["metrics"] == plain["metrics"]
    refused = bench.refused(f"SELECT {fields}, metrics.clicks FROM customer WHERE {span()}")
    assert refused == (400, "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE")


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("", "EXPECTED_SELECT"),
        ("DELETE campaign.id FROM campaign", "EXPECTED_SELECT"),
        ("SELECT campaign.id", "EXPECTED_FROM"),
        ("SELECT campaign.id, FROM campaign", "EXPECTED_FROM"),
        ("SELECT campaign.colour FROM campaign", "UNRECOGNIZED_FIELD"),
        ("SELECT campaign.id FROM weather", "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE"),
        ("SELECT ad_group_ad.ad.id FROM campaign", "PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE"),
        ("SELECT metrics.clicks FROM customer_client", "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE"),
        ("SELECT segments.date FROM customer_client", "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE"),
        ("SELECT segments.date, metrics.clicks FROM campaign", "EXPECTED_FILTERS_ON_DATE_RANGE"),
        (
            "SELECT segments.date FROM campaign WHERE segments.date >= '2026-11-01'",
            "EXPECTED_FILTERS_ON_DATE_RANGE",
        ),
        ("SELECT campaign.id FROM campaign WHERE segments.date = 'soon'", "INVALID_DATE_FORMAT"),
        ("SELECT campaign.id FROM campaign WHERE segments.date != '2026-11-01'", "OPERATOR_FIELD_MISMATCH"),
        ("SELECT campaign.id FROM campaign WHERE segments.date DURING EASTER", "INVALID_VALUE_WITH_DURING_OPERATOR"),
        (
            "SELECT campaign.id FROM campaign WHERE segments.device = MOBILE",
            "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
        ),
        ("SELECT campaign.id FROM campaign WHERE campaign.name LIKES 'x'", "BAD_OPERATOR"),
        ("SELECT campaign.id FROM campaign WHERE campaign.id = many", "BAD_NUMBER"),
        ("SELECT campaign.id FROM campaign WHERE campaign.name = 'x", "STRING_NOT_TERMINATED"),
        ("SELECT campaign.id FROM campaign WHERE campaign.name IN 'x'", "EXPECTED_LIST"),
        ("SELECT campaign.id FROM campaign WHERE campaign.name =", "UNEXPECTED_END_OF_QUERY"),
        ("SELECT campaign.id FROM campaign ORDER campaign.id", "EXPECTED_BY"),
        ("SELECT campaign.id FROM campaign LIMIT 0", "LIMIT_VALUE_TOO_LOW"),
        ("SELECT campaign.id FROM campaign LIMIT 1 please", "UNEXPECTED_INPUT"),
        ("SELECT campaign.id FROM campaign WHERE campaign.id ; 1", "BAD_SYMBOL"),
    ],
)
def test_a_query_that_is_not_understood_is_refused_by_name(bench, query, value):
    assert bench.refused(query) == (400, value)
