"""The pretend Cafe24 Analytics."""

from datetime import date, timedelta

import pytest
from cafe24_bench import make_bench

from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits

WEEK = {"mall_id": "samplemall", "start_date": "2026-10-20", "end_date": "2026-10-26"}


def traffic(day, visits=100):
    hours = tuple(HourOfVisits(day, hour, 10, 6, 4, 30) for hour in range(3))
    return DayOfVisits(day, visits, visits - 40, 40, visits - 15, visits - 20, visits * 3, hours)


@pytest.fixture
def bench():
    days = [date(2026, 10, 20) + timedelta(days=ahead) for ahead in range(7) if ahead != 3]
    days += [date(2022, 12, 31)] + [date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(150)]
    silent = date(2026, 10, 23)
    silence = {silent: DayOfVisits(silent, 0, 0, 0, 0, 0, 0, ())}
    ready = make_bench(days={day: traffic(day) for day in days} | silence)
    ready.connect()
    return ready


def rows(bench, name, **query):
    answer = bench.statistics(name, **{**WEEK, **query})
    assert answer.status_code == 200, answer.text
    (envelope,) = answer.get_json().items()
    assert envelope[0] == name.rsplit("/", 1)[-1]
    return envelope[1]


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("visitors/view", "visit_count", 100),
        ("visitors/view", "re_visit_count", 40),
        ("visitors/unique", "unique_visit_count", 85),
        ("visitors/dailyactive", "user_count", 80),
        ("visitors/pageview", "page_view", 300),
    ],
)
def test_a_statistic_has_one_row_for_each_day_with_traffic(bench, name, column, value):
    days = rows(bench, name)
    assert [row["date"] for row in days][:2] == ["2026-10-20T00:00+09:00", "2026-10-21T00:00+09:00"]
    assert len(days) == 6
    assert {int(row[column]) for row in days} == {value}
    assert "hour" not in days[0]


def test_numbers_are_strings_now_and_then_and_always_the_same_ones(bench):
    query = {"start_date": "2026-01-01", "end_date": "2026-05-30", "limit": 1000}
    first, second = rows(bench, "visitors/view", **query), rows(bench, "visitors/view", **query)
    assert first == second
    assert {type(row["visit_count"]) for row in first} == {int, str}


def test_hours_are_told_for_views_and_page_views_only(bench):
    assert [row["hour"] for row in rows(bench, "visitors/view", format_type="hour")][:4] == [0, 1, 2, 0]
    assert len(rows(bench, "visitors/unique", format_type="hour")) == 6


def test_rows_over_the_limit_are_cut_without_a_word(bench):
    query = {"start_date": "2026-01-01", "end_date": "2026-05-30"}
    assert len(rows(bench, "visitors/view", **query)) == 100
    assert len(rows(bench, "visitors/view", **query, offset=100)) == 50
    assert len(rows(bench, "visitors/view", **query, limit=1000)) == 150


def test_rows_are_sorted_as_asked(bench):
    dates = [row["date"] for row in rows(bench, "visitors/view", order="desc")]
    assert dates == sorted(dates, reverse=True)


def test_days_before_2023_answer_too(bench):
    assert len(rows(bench, "visitors/view", start_date="2022-12-01", end_date="2022-12-31")) == 1


def test_days_without_any_traffic_answer_an_empty_list(bench):
    assert rows(bench, "visitors/view", start_date="2027-01-01", end_date="2027-01-31") == []


@pytest.mark.parametrize(
    "wrong",
    [{"limit": 49}, {"limit": 1001}, {"shop_no": 3}, {"device_type": "tv"}, {"sort": "hour"}, {"start_date": "soon"}],
)
def test_what_is_out_of_spec_is_422(bench, wrong):
    answer = bench.statistics("visitors/view", **{**WEEK, **wrong})
    assert (answer.status_code, answer.get_json()["error"]["more_info"]) == (422, {})


def test_mall_and_dates_are_required(bench):
    for missing in WEEK:
        query = {name: value for name, value in WEEK.items() if name != missing}
        assert bench.statistics("visitors/view", **query).status_code == 422


def test_a_token_without_the_scope_is_403_in_the_live_words():
    bench = make_bench()
    bench.connect("mall.read_order")
    answer = bench.statistics("visitors/view", **WEEK)
    assert answer.status_code == 403
    assert answer.get_json() == {"error": {"code": 403, "message": "INVALID SCOPE", "more_info": {}}}


def test_no_token_another_mall_and_an_unknown_path_are_refused(bench):
    assert bench.web.get("/cafe24-analytics/visitors/view", query_string=WEEK).status_code == 401
    assert bench.statistics("visitors/view", **{**WEEK, "mall_id": "othermall"}).status_code == 401
    assert bench.statistics("visitors/hits", **WEEK).status_code == 404
