"""Days read from Insights: each once and whole, however many an answer bears; runs are waited for, not for ever."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from meta_graph import NOW, PULL, Graph, error, step

from sheets_bridge.errors import DataRejected, Unavailable
from sheets_bridge.model import Cursor, Window
from sheets_bridge.sources.meta_ads import SOURCE
from sheets_bridge.sources.meta_ads.insights import probe, read

FIRST = date(2026, 5, 1)
RUN = {"report_run_id": "6000000000001"}
whole = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def account(counts, bears=10**9):
    """An ad account with so many ads on each day from FIRST, whose answers bear so many rows; runs bear all."""

    def rows(params):
        span = json.loads(params["time_range"])
        since, until = (date.fromisoformat(span[end]) for end in ("since", "until"))
        for ahead in range((since - FIRST).days, (until - FIRST).days + 1):
            day = (FIRST + timedelta(days=ahead)).isoformat()
            for ad in range(counts[ahead]):
                yield {"campaign_id": "1", "adset_id": "2", "ad_id": str(ad), "date_start": day, "spend": "1",
                       "impression_device": "desktop"}  # fmt: skip

    asked = {}

    def page(found, params):
        start = int(params.get("after", "0"))
        end = start + int(params["limit"])
        next_ = {"next": "https://graph.facebook.com/never-followed"} if end < len(found) else {}
        return {"data": found[start:end], "paging": {"cursors": {"before": str(start), "after": str(end)}, **next_}}

    def tell(method, path, params):
        if method == "POST":
            asked.update(params)
            return RUN
        if path == "/6000000000001":
            return {"async_status": "Job Completed", "async_percent_completion": 100}
        if path == "/6000000000001/insights":
            return page(list(rows(asked)), params)
        found = list(rows(params))
        return (400, error(100, 1487534)) if len(found) > bears else page(found, params)

    return Graph(tell)


def days_read(graph, folder, days):
    window = Window(FIRST, FIRST + timedelta(days=days - 1))
    pages = list(read(graph.connection(folder), PULL, step(window)))
    return pages, [(one["date"], part["ad_id"]) for page in pages for one in page for part in one["parts"]]


@whole
@given(st.lists(st.integers(0, 40) | st.integers(0, 1500), min_size=1, max_size=14), st.integers(1, 3000))
def test_every_ad_day_is_read_once_and_in_the_order_of_days(tmp_path, counts, bears):
    graph = account(counts, bears)
    pages, found = days_read(graph, tmp_path, len(counts))
    wanted = [((FIRST + timedelta(days=ahead)).isoformat(), str(ad))
              for ahead, many in enumerate(counts) for ad in range(many)]  # fmt: skip
    assert found == wanted
    days = [{one["date"] for one in page} for page in pages]
    assert sum(map(len, days)) == len(set().union(*days))


@pytest.mark.parametrize(
    ("ads", "calls", "most"),
    [(0, 2, 0), (20, 2, 240), (300, 10, 2400), (2000, 56, 4000)],
)
def test_a_fortnight_takes_few_calls_and_no_page_holds_many_more_rows_than_wanted(tmp_path, ads, calls, most):
    """Twenty ads: the first two days, then the rest at once. Two thousand: day by day, as 500 rows a call make it."""
    graph = account([ads] * 14)
    pages, _ = days_read(graph, tmp_path, 14)
    assert len(graph.asked) == calls
    assert max(map(len, pages)) == most


def test_a_day_that_no_answer_bears_is_made_by_a_run_and_the_days_after_it_go_on(tmp_path):
    graph = account([3, 90, 3, 3], bears=50)
    _, found = days_read(graph, tmp_path, 4)
    assert len(found) == 99
    assert [request.method for request in graph.asked].count("POST") == 1


def run_of(*states):
    left = list(states)

    def tell(method, path, params):
        if method == "POST":
            return RUN
        if path == "/6000000000001/insights":
            return {"data": []}
        if path == "/6000000000001":
            return left.pop(0) if len(left) > 1 else left[0]
        return 400, error(100, 1487534)

    return Graph(tell)


def state(name, percent=0):
    return {"async_status": name, "async_percent_completion": percent}


FAILED = state("Job Failed") | {"error_code": -2, "error_subcode": 2490547}


@pytest.mark.parametrize("bad", [FAILED, state("Job Skipped"), (400, error(-2, 2490547))])
def test_a_run_that_failed_is_begun_once_more(tmp_path, bad):
    graph = run_of(state("Job Running", 40), bad, state("Job Completed", 100))
    _, found = days_read(graph, tmp_path, 1)
    assert found == []
    assert [request.method for request in graph.asked].count("POST") == 2
    with pytest.raises(Unavailable, match="did not finish"):
        days_read(run_of(bad), tmp_path, 1)


def test_a_run_is_not_read_before_all_of_it_is_done(tmp_path):
    graph = run_of(state("Job Completed", 98), state("Job Running", 100), state("Job Completed", 100))
    days_read(graph, tmp_path, 1)
    assert [request.url.split("v26.0")[1] for request in graph.asked].count("/6000000000001") == 3


def test_a_run_without_end_is_given_up_after_half_an_hour(tmp_path):
    graph = run_of(state("Job Running", 40))
    with pytest.raises(Unavailable, match=r"7700012345678.*did not finish.*next run"):
        days_read(graph, tmp_path, 1)
    assert 1700 < sum(graph.waited) < 2000


@pytest.mark.parametrize("after", ["", "stuck"])
def test_a_cursor_that_leads_nowhere_is_no_end(tmp_path, after):
    """Rows would be missing, or read for ever."""
    paging = {"cursors": {"after": after}, "next": "https://graph.facebook.com/x"}
    with pytest.raises(DataRejected, match="paging"):
        days_read(Graph(lambda *_: {"data": [{}], "paging": paging}), tmp_path, 1)


def test_the_probe_asks_for_one_row(tmp_path):
    graph = account([5])
    probe(graph.connection(tmp_path), PULL, FIRST)
    assert [request.params["limit"] for request in graph.asked] == ["1"]


@pytest.mark.parametrize("ahead", range(8))
def test_a_day_is_read_once_more_when_it_is_final_whichever_day_it_is(ahead):
    """Its status would say 집계중 for ever, and its last purchases would be missing."""
    plan, cursor, day = SOURCE.streams["ads"].plan, Cursor(), NOW.date() + timedelta(days=ahead)
    ages = []
    for run in range(60):
        now = NOW + timedelta(days=run, hours=run % 7)
        steps = plan(cursor, now, FIRST)
        cursor = next(one.then for one in reversed(steps) if one.then)
        ages += [run - ahead for one in steps if day in one.window]
    assert ages[:8] == list(range(8))
    assert 28 <= max(ages) < 36
