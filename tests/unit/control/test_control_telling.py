"""What the tabs of jobs and tabs say, out of what was seen."""

from datetime import date, datetime, timedelta

import pytest
from page_bench import ENGLISH, KOREAN, ago, entry, noted, report, seen

from sheets_bridge.config import TabUse
from sheets_bridge.control.fresh import Fresh
from sheets_bridge.control.tables import JOBS, TABS
from sheets_bridge.control.telling import Sight, id_of, job_rows, tab_rows
from sheets_bridge.history import Covered
from sheets_bridge.model import KST
from sheets_bridge.store.pauses import Pause

DAY = date(2026, 11, 2)
AS_OF = datetime(2026, 11, 2, 9, 30, 40, tzinfo=KST)


def fresh(title="RAW_orders", since=date(2026, 1, 1), wanted=None, on="main", **more):
    tab = TabUse(title, "orders", on)
    told = {"as_of": AS_OF, "streams": frozenset({("mymall", "orders")}), **more}
    return Fresh("orders", tab, Covered(title, since, DAY if since else None, wanted), **told)


def shown(sight, translate=ENGLISH):
    """The only job's row, by column."""
    (row,) = job_rows(sight, translate).values()
    return dict(zip((column.id for column in JOBS.columns), row, strict=True))


def told_of(one, translate=ENGLISH, **known):
    (row,) = tab_rows(Sight(seen(**known), "main", [one]), translate).values()
    return dict(zip((column.id for column in TABS.columns), row, strict=True))


def ran(outcome="ok", **changed):
    """A run of five minutes ago."""
    told = {name: part for name, part in report(**changed).items() if name not in ("job", "outcome")}
    return noted(ago(minutes=5, seconds=10), outcome, **told)


RAN = {"noted": {"orders": [ran()]}}


def test_a_job_that_went_well() -> None:
    assert shown(Sight(seen(**RAN), "main", [fresh()])) == {
        "job": "orders",
        "state": "all well",
        "last_success": "2026-11-02 09:30:00",
        "next_run": "2026-11-02 09:45:00",
        "rows": 1200,
        "covered": "2026-01-01 ~ 2026-11-02",
        "message": "",
        "refresh": False,
        "pause": False,
    }


@pytest.mark.parametrize(("known", "state", "message"), [
    ({"waiting": [entry(None, "waiting")]}, "실행 대기 중…", ""),
    ({"running": [entry(ago(seconds=9), "running", progress={"phase": "land", "name": "mymall.orders #1", "done": 2,
                                                             "total": 5, "rows": 1234})]},
     "실행 중…", "읽기 mymall.orders #1 2/5 (1,234행)"),
    ({"pauses": {"orders": Pause(ago(hours=2))}}, "일시중지", "2026-11-02 07:35부터 일시중지"),
    ({"pauses": {"orders": Pause(ago(hours=2), ago(hours=1))}}, "정상", ""),
    ({"noted": {"orders": [ran("failed", message="로그인이 끝났습니다.")]}},
     "실패", "로그인이 끝났습니다."),
    ({"noted": {}}, "실행 전", ""),
])  # fmt: skip
def test_what_a_job_is_at(known, state, message) -> None:
    row = shown(Sight(seen(**{**RAN, **known}), "main", [fresh()]), KOREAN)
    assert (row["state"], row["message"]) == (state, message)
    assert row["pause"] is (state == "일시중지")
    assert (row["next_run"] is None) is row["pause"]


def test_a_window_of_history_is_told_beside_the_news() -> None:
    going = entry(ago(seconds=9), "running", trigger="backfill", ask={"part": "history"})
    row = shown(Sight(seen(**RAN, running=[going]), "main", [fresh(wanted=date(2025, 6, 1))]))
    assert row["state"] == "all well"
    assert row["message"].startswith("older days")
    assert row["covered"] == "2026-01-01 ~ 2026-11-02 (older days to come, back to 2025-06-01)"


def test_without_a_daemon_nothing_is_promised_and_a_tick_waits() -> None:
    alone = Sight(seen(**RAN, waiting=[entry(None, "waiting")]), "main", [fresh()], alone=True,
                  unserved=frozenset({"orders"}))  # fmt: skip
    row = shown(alone)
    assert (row["state"], row["next_run"], row["refresh"]) == ("all well", None, True)
    assert "sheets-bridge daemon" in row["message"]


def test_each_spreadsheet_is_told_of_its_own_jobs_and_tabs_alone() -> None:
    there = Sight(seen(**RAN), "client", [fresh(), fresh("RAW_theirs", on="client")])
    assert job_rows(there, ENGLISH) == {}
    assert list(tab_rows(there, ENGLISH)) == [id_of("RAW_theirs")]


@pytest.mark.parametrize(("statuses", "status", "missing"), [
    ({}, "수집 완료", ""),
    ({DAY: {"확정"}}, "확정", ""),
    ({DAY: {"집계중"}, DAY - timedelta(1): {"확정", "집계중"}}, "집계중 2일", ""),
    ({DAY: {"집계중"}, DAY - timedelta(1): {"확정", "미수집 (응답 없음, 2026-11-01 09:00)"}}, "미수집 1일 · 집계중 1일",
     "11-01 응답 없음, 2026-11-01 09:00"),
    ({DAY - timedelta(n): {"미수집 (권한 없음)"} for n in range(5)}, "미수집 5일",
     "11-02 권한 없음; 11-01 권한 없음; 10-31 권한 없음; 외 2일"),
])  # fmt: skip
def test_a_day_table_says_what_is_final_and_what_was_not_collected(statuses, status, missing) -> None:
    row = told_of(fresh(statuses={day: frozenset(said) for day, said in statuses.items()}), KOREAN, **RAN)
    assert (row["data_status"], row["missing"]) == (status, missing)
    assert (row["as_of"], row["rows"]) == ("2026-11-02 09:30:00", 1200)


def test_a_stream_that_was_not_collected_the_last_time_is_named_with_why() -> None:
    one = {"account": "mymall", "shop_no": 2, "stream": "orders", "state": "not_collected", "reason": "비활성"}
    streams = [one, {**one, "stream": "others", "state": "incomplete", "reason": None}]
    known = {"noted": {"orders": [ran("partial", streams=streams)]}}
    row = told_of(fresh(), **known)
    assert (row["data_status"], row["missing"]) == ("partly not collected", "mymall.orders #2: 비활성")


def test_a_tab_nothing_was_collected_for_says_so() -> None:
    row = told_of(fresh(since=None, as_of=None), noted={})
    assert (row["as_of"], row["rows"], row["covered"], row["data_status"]) == (None, None, "nothing yet", "")


def test_a_tab_that_could_not_be_written_has_no_rows_to_tell() -> None:
    tab = {**report()["tabs"][0], "reason": "protected"}
    known = {"noted": {"orders": [ran("failed", tabs=[tab])]}}
    assert told_of(fresh(), **known)["rows"] is None
    assert shown(Sight(seen(**known), "main", [fresh()]))["rows"] is None


def test_lines_typed_with_a_mistake_are_told_beside_their_tab_until_they_are_mended() -> None:
    def told(count):
        tab = {**report()["tabs"][0], "mistaken": count}
        return told_of(fresh(), KOREAN, noted={"orders": [ran(tabs=[tab])]})

    assert told(2)["data_status"] == "2줄 확인 필요"
    assert "'확인' 열" in told(2)["missing"]
    assert (told(0)["data_status"], told(0)["missing"]) == ("수집 완료", "")


@pytest.mark.parametrize(("said", "by_day", "status", "missing"), [
    ("집계중 (광고: 메타, 구글)", True, "집계중 1일", ""),
    ("미수집 (네이버 광고: 매체 집계 전) · 집계중 (광고: 메타)", True, "미수집 1일", "11-02 네이버 광고: 매체 집계 전"),
    ("미수집 (카카오 광고: 권한 없음 (403), 환불)", True, "미수집 1일", "11-02 카카오 광고: 권한 없음 (403), 환불"),
    ("집계중 · 2026-10-12부터 · 진행 중", False, "일부 집계중", ""),
    ("미수집 (환불 2일: 권한 없음) · 진행 중", False, "일부 미수집", "11-02 환불 2일: 권한 없음"),
])  # fmt: skip
def test_what_reports_say_of_their_days_weeks_and_months(said, by_day, status, missing) -> None:
    row = told_of(fresh("일별 종합", statuses={DAY: frozenset({said})}, by_day=by_day), KOREAN)
    assert (row["data_status"], row["missing"]) == (status, missing)
