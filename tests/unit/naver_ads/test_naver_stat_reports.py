"""Naver's reports: ordered, waited for, fetched, and never left standing, whatever goes wrong on the way."""

import logging
from datetime import date

import pytest
from naver_vendor import AUTH_FAILED, CUSTOMER, FULL, GONE, NOT_READY, TOO_FAST, Naver, Time, line, opened

from sheets_bridge.errors import DataRejected, Refused, Unavailable
from sheets_bridge.model import Pull
from sheets_bridge.sources.naver_ads import SOURCE

ADS = SOURCE.streams["ads"]
FIRST, LAST = date(2026, 6, 12), date(2026, 6, 14)
DAYS = ["20260612", "20260613", "20260614"]
ORDER, POST = "/stat-reports", "POST /stat-reports"


def naver(*days: str) -> Naver:
    return Naver(files={("AD", day): line(day) for day in days or DAYS})


def read(vendor: Naver, folder, time: Time | None = None, first=FIRST, last=LAST):
    """The days that were read, one after the other."""
    (step,) = ADS.windows(first, last)
    for page in ADS.read(opened(vendor, folder, time), Pull("brand", int(CUSTOMER), "ads"), step):
        yield from {record["date"] for record in page}


def test_the_days_of_a_step_are_ordered_together_and_nothing_is_left_standing(tmp_path):
    vendor = naver()
    assert [*read(vendor, tmp_path)] == ["2026-06-12", "2026-06-13", "2026-06-14"]
    first_look = next(at for at, call in enumerate(vendor.asked) if call.method == "GET")
    assert sum(call.method == "POST" for call in vendor.asked[:first_look]) == 6
    assert vendor.jobs == {}


def test_every_call_says_for_which_account_and_asks_no_other_host(tmp_path):
    vendor = naver()
    assert [*read(vendor, tmp_path)]
    assert {call.headers["X-Customer"] for call in vendor.asked} == {CUSTOMER}
    assert {call.url.split("/")[2] for call in vendor.asked} == {"api.searchad.naver.com"}


def test_a_report_under_way_is_looked_at_again_later_and_later(tmp_path):
    vendor, time = naver(DAYS[2]), Time()
    vendor.statuses["AD", DAYS[2]] = ["REGIST", "RUNNING", "WAITING", "AGGREGATING", "SOMETHING_NEW"]
    assert [*read(vendor, tmp_path, time, LAST)] == ["2026-06-14"]
    waits = [seconds for seconds in time.waited if seconds >= 1]
    assert waits == sorted(waits)
    assert len(waits) >= 5


def test_a_report_that_is_never_built_is_given_up_and_deleted(tmp_path):
    vendor, time = naver(DAYS[2]), Time()
    vendor.statuses["AD", DAYS[2]] = ["RUNNING"] * 1000
    with pytest.raises(Unavailable, match="RUNNING"):
        list(read(vendor, tmp_path, time, LAST))
    assert sum(time.waited) < 600
    assert vendor.jobs == {}


def test_a_report_that_changed_or_was_taken_away_is_ordered_again(tmp_path):
    vendor = naver(DAYS[2])
    vendor.statuses["AD", DAYS[2]] = ["CHANGED"]
    vendor.says["GET /report-download"] = [GONE]
    assert [*read(vendor, tmp_path, first=LAST)] == ["2026-06-14"]
    assert vendor.calls(ORDER)[POST] == 4
    assert vendor.jobs == {}


def test_a_report_that_changes_every_time_is_left_for_the_next_run(tmp_path):
    vendor = naver(DAYS[2])
    vendor.statuses["AD", DAYS[2]] = ["CHANGED"] * 99
    with pytest.raises(Unavailable, match="changed each time"):
        list(read(vendor, tmp_path, first=LAST))
    assert vendor.jobs == {}


def test_a_report_that_failed_leaves_its_day_and_the_later_ones_for_the_next_run(tmp_path):
    vendor = naver()
    vendor.statuses["AD_CONVERSION", DAYS[1]] = ["ERROR"]
    days = read(vendor, tmp_path)
    assert next(days) == "2026-06-12"
    with pytest.raises(Unavailable, match=r"AD_CONVERSION of 2026-06-13.*ERROR"):
        next(days)
    assert vendor.jobs == {}


def test_a_day_that_is_not_counted_up_keeps_no_earlier_day_back_and_is_not_waited_for(tmp_path):
    vendor, time = naver(*DAYS[:2]), Time()
    answers = [(200, {"reportJobId": number, "status": "REGIST"}) for number in range(1, 5)]
    vendor.says[POST] = [*answers, NOT_READY, NOT_READY]
    for number, (kind, day) in enumerate([(kind, day) for day in DAYS[:2] for kind in ("AD", "AD_CONVERSION")], 1):
        vendor.jobs[number] = {"reportJobId": number, "reportTp": kind, "day": day}
    days = read(vendor, tmp_path, time)
    assert [next(days), next(days)] == ["2026-06-12", "2026-06-13"]
    with pytest.raises(Unavailable, match="not counted up yet"):
        next(days)
    assert vendor.jobs == {}
    assert sum(time.waited) < 10


def test_no_data_is_a_day_without_rows(tmp_path):
    vendor = naver()
    del vendor.files["AD", DAYS[1]]
    assert [*read(vendor, tmp_path)] == ["2026-06-12", "2026-06-14"]


def test_too_fast_is_waited_for_longer_and_longer(tmp_path):
    vendor, time = naver(DAYS[2]), Time()
    vendor.says[POST] = [TOO_FAST, TOO_FAST]
    assert [*read(vendor, tmp_path, time, LAST)] == ["2026-06-14"]
    assert vendor.calls(ORDER)[POST] == 4


def test_where_too_many_reports_stand_the_oldest_of_our_kinds_make_room(tmp_path, caplog):
    vendor = naver(DAYS[2])
    made = [
        (901, "AD", "BUILT", "2026-06-13T01:00:00.000Z"),
        (902, "AD_CONVERSION", "NONE", "2026-06-12T01:00:00Z"),
        (903, "AD", "RUNNING", "2026-06-12T01:00:00.000Z"),
        (904, "EXPKEYWORD", "BUILT", "2026-06-12T01:00:00.000Z"),
        (905, "AD", "BUILT", "2026-06-14T23:50:00.000Z"),
        (906, "AD", "BUILT", None),
    ]
    vendor.jobs = {number: {"reportJobId": number, "reportTp": kind, "status": status, "updateTm": at, "day": DAYS[2]}
                   for number, kind, status, at in made}  # fmt: skip
    vendor.says[POST] = [FULL]
    assert [*read(vendor, tmp_path, first=LAST)] == ["2026-06-14"]
    assert set(vendor.jobs) == {903, 904, 905, 906}
    assert "2 that were left over were deleted" in caplog.text


def test_where_nothing_of_ours_stands_too_many_reports_are_told(tmp_path):
    vendor = naver(DAYS[2])
    vendor.says[POST] = [FULL] * 9
    with pytest.raises(Unavailable, match="대용량 다운로드 보고서"):
        list(read(vendor, tmp_path, first=LAST))


def test_a_report_is_fetched_from_naver_alone(tmp_path):
    vendor = naver(DAYS[2])
    for host in (
        "https://elsewhere.example",
        "http://api.searchad.naver.com",
        "https://api.searchad.naver.com.x.example",
    ):
        vendor.host = host
        with pytest.raises(Refused, match="another host"):
            list(read(vendor, tmp_path, first=LAST))
    assert vendor.calls("report-download") == {}
    assert vendor.jobs == {}


def test_a_day_of_an_odd_form_is_refused_whole_and_its_reports_are_deleted(tmp_path):
    vendor = naver(DAYS[2])
    vendor.files["AD", DAYS[2]] = line(DAYS[2]) + line(DAYS[1])
    with pytest.raises(DataRejected, match="another day"):
        list(read(vendor, tmp_path, first=LAST))
    assert vendor.jobs == {}


def test_an_account_that_is_not_ours_is_refused_without_a_second_try(tmp_path):
    vendor = naver(DAYS[2])
    vendor.says[POST] = [AUTH_FAILED] * 9
    with pytest.raises(Refused, match="invite"):
        list(read(vendor, tmp_path, first=LAST))
    assert vendor.calls(ORDER)[POST] == 2


def test_a_deletion_that_fails_is_told_and_loses_no_day(tmp_path, caplog):
    vendor = naver(DAYS[2])
    vendor.says["DELETE /stat-reports/1"] = [(403, {"type": "urn:naver:api:problem:auth-failed"})]
    assert [*read(vendor, tmp_path, first=LAST)] == ["2026-06-14"]
    assert "could not be deleted" in caplog.text


def test_a_reading_that_is_broken_off_leaves_nothing_standing(tmp_path):
    vendor = naver()
    days = read(vendor, tmp_path)
    next(days)
    days.close()
    assert vendor.jobs == {}


def test_no_log_holds_a_key_a_signature_or_the_address_of_a_file(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    vendor = naver()
    vendor.says[POST] = [TOO_FAST, AUTH_FAILED]
    vendor.says["GET /report-download"] = [TOO_FAST, GONE]
    assert [*read(vendor, tmp_path)]
    signatures = {call.headers["X-Signature"] for call in vendor.asked}
    secret = {"licence-of-nobody", "secret-of-nobody", "authtoken", "echoed-signature", *signatures}
    assert caplog.text
    assert not [one for one in secret if one in caplog.text]
