"""Answers a run must live with: too many requests, too big a page, a vendor that is down, answers that lie."""

from fnmatch import fnmatch
from urllib.parse import parse_qs

import pytest
from run_bench import NEXT_DAY

ORDERS, COUNT = "*/admin/orders", "*/admin/orders/count"
PAGE = "<html><body>점검 중입니다</body></html>"


def _a_day_later(made):
    """All stood equal, then a day passed; what stood."""
    assert made.run_here().code == 0
    before = made.truths()
    made.advance(NEXT_DAY)
    made.control("DELETE", "calls")
    return before


def _heals(made):
    """The next undisturbed run ends with every row once."""
    made.undisturbed()
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


def _limits_asked(made):
    asked = [parse_qs(call["query"]) for call in made.calls("cafe24", "read") if call["path"].endswith("/orders")]
    return [int(query["limit"][0]) for query in asked]


@pytest.mark.parametrize(
    ("asked", "waited"),
    [("7", 7.0), ("100000", 120.0), ("-3", 5.0), ("Wed, 04 Nov 2026 00:00:00 GMT", 5.0), (None, 5.0)],
)
def test_too_many_requests_at_cafe24_are_waited_for_as_told(made, slept, asked, waited):
    made.fault("status", COUNT, status=429, headers={"Retry-After": asked} if asked else {})
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
    assert max(slept) == waited


def test_too_many_requests_for_a_page_of_orders_are_waited_for_as_well(made, slept):
    made.fault("status", ORDERS, status=429, headers={"Retry-After": "7"})
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
    assert 7.0 in slept


def test_a_page_that_takes_cafe24_too_long_is_asked_for_in_halves(made, slept):
    made.fault("status", ORDERS, status=504, times=2)
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
    assert _limits_asked(made)[:3] == [1000, 500, 250]


def test_pages_that_always_take_too_long_stop_their_stream_only(made, slept):
    made.fault("status", ORDERS, status=504, times=1000)
    told = made.run_here()
    assert told.code == 69
    assert _limits_asked(made)[:7] == [1000, 500, 250, 125, 62, 50, 50]
    assert dict(made.shown("RAW_방문")) == made.truth("RAW_방문")
    _heals(made)


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 200, "body": PAGE}], ids=["503", "maintenance page"])
def test_a_vendor_that_is_down_leaves_all_as_it_stood_until_it_is_back(made, slept, fault):
    before = _a_day_later(made)
    made.fault("status", "/cafe24*/admin/orders*", times=1000, **fault)
    told = made.run_here()
    assert told.code == 69
    assert "Cafe24 samplemall" in told.words
    assert len([call for call in made.calls() if "/admin/orders" in call["path"]]) <= 5
    assert dict(made.shown("RAW_주문")) == before["RAW_주문"]
    _heals(made)


@pytest.mark.parametrize("path", ["/google/*", "*/values:batchUpdate"], ids=["all of it", "writes only"])
def test_a_spreadsheet_that_is_down_ends_the_run_within_a_few_tries(made, slept, path):
    before = _a_day_later(made)
    made.fault("status", path, status=503, times=1000)
    told = made.run_here()
    assert told.code == 69
    # Each tab is looked at once more after a write of unknown fate, and each call is tried five times.
    assert len([call for call in made.calls("google") if fnmatch(call["path"], path)]) <= 2 * 5 * len(made.tabs)
    made.undisturbed()
    assert {title: dict(made.shown(title)) for title in before} == before
    _heals(made)


def test_writes_whose_answers_never_come_are_found_applied_by_reading_them_back(made, slept):
    made.fault("lost_answer", "*/values:batchUpdate", times=1000)
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


def test_a_page_cut_short_without_a_trace_is_noticed_by_the_count_and_read_again(made, slept):
    made.fault("status", ORDERS, status=200, body={"orders": []})
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


def test_a_list_that_is_suddenly_empty_removes_nothing_and_is_said(made, slept):
    before = _a_day_later(made)
    made.fault("status", ORDERS, status=200, body={"orders": []}, times=1000)
    told = made.run_here()
    assert told.code == 65
    assert "incomplete: 0 of" in told.words
    assert made.half_written(before) == []
    _heals(made)


def test_a_token_refused_in_the_middle_is_replaced_once_and_the_run_goes_on(made, slept):
    made.connect()
    made.advance(0.1)
    made.fault("status", COUNT, status=401,
               body={"error": {"code": 401, "message": "access_token time expired."}})  # fmt: skip
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
    assert made.renewals() == [200]


def test_a_first_run_that_could_collect_nothing_shows_no_empty_tabs(made, slept):
    made.fault("status", "/cafe24*", status=503, times=1000)
    assert made.run_here().code == 69
    assert [title for title, sheet in made.sheets().items() if title in made.tabs and not sheet.get("hidden")] == []
    made.advance(2 / 60)
    _heals(made)
