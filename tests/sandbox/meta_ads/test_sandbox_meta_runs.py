"""Asynchronous reports of the pretend Meta, and what it lets pass in a span of time."""

import orjson
import pytest
from meta_bench import KR, US, back, make_bench, span

INSIGHTS = f"v26.0/act_{KR}/insights"
DAYS = {"level": "ad", "time_increment": 1, "fields": "ad_id,impressions", "time_range": span(back(9), back(2))}


def begin(bench, account=KR):
    return bench.ok(f"v26.0/act_{account}/insights", method="POST", **DAYS)["report_run_id"]


def looks(bench, run, times=6):
    told = [bench.ok(f"v26.0/{run}") for _ in range(times)]
    return [(one["async_status"], one["async_percent_completion"]) for one in told]


def test_a_run_moves_on_from_look_to_look_and_gives_the_rows_of_a_synchronous_call(bench):
    run = begin(bench)
    assert looks(bench, run) == [
        ("Job Not Started", 0),
        ("Job Started", 0),
        ("Job Running", 40),
        ("Job Running", 100),
        ("Job Completed", 100),
        ("Job Completed", 100),
    ]
    rows = bench.ok(f"v26.0/{run}/insights", limit=500)["data"]
    assert rows == bench.rows(**DAYS)
    first = bench.ok(f"v26.0/{run}/insights", limit=2)
    assert first["data"] == rows[:2]
    assert bench.ok(f"v26.0/{run}/insights", limit=2, after=first["paging"]["cursors"]["after"])["data"] == rows[2:4]


def test_a_run_takes_what_a_synchronous_call_does_not(bench):
    bench.market.doors.meta.most_rows = 3
    assert bench.refused(INSIGHTS, **DAYS) == (100, 1487534)
    run = begin(bench)
    looks(bench, run)
    assert len(bench.ok(f"v26.0/{run}/insights", limit=500)["data"]) > 3


def test_the_parameters_of_a_run_may_come_as_form_or_as_json(bench):
    headers = {"Authorization": f"Bearer {bench.market.doors.meta_token}"}
    days = {"since": back(9).date().isoformat(), "until": back(2).date().isoformat()}
    sent = [{"json": {**DAYS, "time_range": days}}, {"data": DAYS}]
    runs = [bench.web.post(f"/meta-ads/{INSIGHTS}", headers=headers, **one).get_json()["report_run_id"] for one in sent]
    bench.time.pass_by(hours=1)
    told = [bench.ok(f"v26.0/{run}/insights", limit=500) for run in runs]
    assert [one["data"] for one in told] == [bench.rows(**DAYS)] * 2


def test_the_rows_of_a_run_are_those_of_its_beginning(bench):
    today = {**DAYS, "time_range": span(back(0))}
    run = bench.ok(INSIGHTS, method="POST", **today)["report_run_id"]
    before = bench.rows(**today)
    bench.time.pass_by(hours=5)
    assert bench.ok(f"v26.0/{run}/insights", limit=500)["data"] == before
    assert bench.rows(**today) != before


def test_a_failing_run_says_so_with_its_codes_and_the_next_one_does_not_fail(bench):
    bench.market.doors.meta.failing_runs = 1
    failing, good = begin(bench), begin(bench)
    assert looks(bench, failing)[-1] == ("Job Failed", 100)
    told = bench.ok(f"v26.0/{failing}")
    assert (told["error_code"], told["error_subcode"]) == (-2, 2490547)
    assert bench.refused(f"v26.0/{failing}/insights")[0] == 2601
    assert looks(bench, good)[-1] == ("Job Completed", 100)


def test_a_run_under_way_has_no_rows_and_an_old_one_is_forgotten(bench):
    run = begin(bench)
    assert bench.refused(f"v26.0/{run}/insights")[0] == 2601
    bench.time.pass_by(days=30)
    assert bench.refused(f"v26.0/{run}") == (100, 33)
    assert bench.refused("v26.0/123") == (100, 33)


def test_the_run_of_a_lost_account_is_refused(bench):
    run = begin(bench, US)
    bench.market.doors.meta.barred.add(US)
    assert bench.refused(f"v26.0/{run}") == (200, 0)


@pytest.fixture
def limited(meta_story):
    """A Meta with its rate limits on."""
    return make_bench(meta_story, limits=True)


def usage(answer):
    return {name: orjson.loads(text) for name, text in answer.headers if "Usage" in name or "Throttle" in name}


def test_usage_rises_with_the_calls_and_falls_with_time(limited):
    limited.market.doors.meta.insights_calls = 10
    told = [usage(limited.call(INSIGHTS, **DAYS)) for _ in range(8)]
    case = [one["X-Business-Use-Case-Usage"][KR][0] for one in told]
    assert [one["call_count"] for one in case] == [10, 20, 30, 40, 50, 60, 70, 80]
    assert {one["type"] for one in case} == {"ads_insights"}
    assert told[-1]["X-FB-Ads-Insights-Throttle"]["acc_id_util_pct"] == 80
    limited.time.pass_by(hours=1)
    later = usage(limited.call(INSIGHTS, **DAYS))
    assert later["X-Business-Use-Case-Usage"][KR][0]["call_count"] == 10


def test_calls_about_no_account_tell_the_apps_usage_alone(limited):
    assert usage(limited.call("v26.0/me")).keys() == {"X-App-Usage"}


@pytest.mark.parametrize(
    ("allowance", "refusal"),
    [("app_calls", (4, 1504022)), ("account_calls", (17, 2446079)), ("insights_calls", (80000, 2446079))],
)
def test_over_an_allowance_calls_are_refused_until_time_has_passed(limited, allowance, refusal):
    setattr(limited.market.doors.meta, allowance, 2)
    for _ in range(2):
        limited.ok(INSIGHTS, **DAYS)
    assert limited.refused(INSIGHTS, **DAYS) == refusal
    limited.time.pass_by(hours=1)
    assert limited.call(INSIGHTS, **DAYS).status_code == 200


def test_too_many_runs_at_once_are_refused_with_613(limited):
    limited.market.doors.meta.reports = 1
    begin(limited)
    assert limited.refused(INSIGHTS, method="POST", **DAYS) == (613, 1487742)
    assert begin(limited, US)


def test_a_refusal_tells_the_minutes_to_wait(limited):
    """Calling on while refused lengthens it: usage goes over 100 per cent."""
    limited.market.doors.meta.insights_calls = 2
    for _ in range(3):
        limited.call(INSIGHTS, **DAYS)
        limited.time.pass_by(minutes=10)
    refused = usage(limited.call(INSIGHTS, **DAYS))["X-Business-Use-Case-Usage"][KR][0]
    assert refused["call_count"] == 200
    assert refused["estimated_time_to_regain_access"] == 50
    limited.time.pass_by(minutes=50)
    assert limited.call(INSIGHTS, **DAYS).status_code == 200


def test_while_the_switch_is_off_nothing_counts(bench):
    bench.market.doors.meta.insights_calls = 1
    answers = [bench.call(INSIGHTS, **DAYS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert usage(answers[-1])["X-Business-Use-Case-Usage"][KR][0]["call_count"] == 0
