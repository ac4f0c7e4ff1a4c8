"""`demo` and `sandbox` as processes: what a newcomer starts first."""

import json
import signal
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

from system_mall import TABS, going_on, process
from test_system_run import CALLS, JOB, RUN, STREAM, TAB

from sheets_bridge.sandbox.server import Settings, start

CALLED = CALLS | {"naver_ads", "meta_ads", "google_ads", "google_oauth", "kakao_keyword", "kakao_moment"}
"""Whom the demo calls: the mall, Google, and each ad medium."""


def fetched(address: str) -> bytes:
    """What an address of this machine answers."""
    with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
        content: bytes = answer.read()
    return content


SHOWN = {
    *TABS, "RAW_환불", "RAW_상품", "RAW_품목재고", "RAW_쿠폰", "RAW_리뷰", "RAW_시간별방문", "RAW_접속매출",
    "RAW_유입경로", "일별 매출", "숫자 대조", "RAW_광고", "RAW_광고_네이버", "RAW_광고_메타", "RAW_광고_구글",
    "RAW_광고_카카오", "RAW_광고_키워드", "매체별 성과", "캠페인별 성과", "소재별 성과", "키워드별 성과", "UTM 점검",
    "채널 매핑", "캠페인·상품 매핑", "일별 종합", "주간 종합", "월별 종합", "첫구매·재구매", "재구매 코호트",
    "결제수단별", "시간대별·요일별", "네이버 클릭·주문 비교", "목표·예산", "외부몰 매출", "상품별 매출·광고비",
    "브랜드별 구매율", "상품분류별 구매율", "알림 조건", "성과 알림", "데일리 브리핑",
}  # fmt: skip
TYPED = {"채널 매핑", "캠페인·상품 매핑", "목표·예산", "외부몰 매출"}
"""Nobody has typed anything there."""


def check_shape(told: dict[str, Any]) -> None:
    """Every key the issue names is there."""
    assert told.keys() >= RUN
    assert told["calls"].keys() == CALLED
    assert sorted(tab["title"] for job in told["jobs"] for tab in job["tabs"]) == sorted(SHOWN)
    for job in told["jobs"]:
        assert job.keys() >= JOB
        assert all(stream.keys() >= STREAM for stream in job["streams"])
        assert all(tab.keys() >= TAB for tab in job["tabs"])


def test_the_demo_ends_verified_and_leaves_nothing_behind(tmp_path: Path) -> None:
    here, temporary = tmp_path / "here", tmp_path / "tmp"
    here.mkdir()
    temporary.mkdir()
    told = process("demo", "--days", "4", "--orders-per-day", "4", "--seed", "7", "--json", cwd=here,
                   env={"TMPDIR": str(temporary), "HOME": str(here)})  # fmt: skip
    assert told.exit_code == 0, told.text
    assert len(told.out.splitlines()) == 1
    assert (told.json["outcome"], told.json["exit_code"], told.json["verified"]) == ("ok", 0, True)
    check_shape(told.json)
    first, second = told.json["passes"]
    check_shape(first)
    check_shape(second)
    assert told.json["jobs"] == second["jobs"]
    assert told.json["calls"] == {name: first["calls"][name] + second["calls"][name] for name in CALLED}
    assert abs(told.json["seconds"] - first["seconds"] - second["seconds"]) < 0.11
    assert all(tab["inserted"] for job in second["jobs"] for tab in job["tabs"] if tab["title"] in TABS)
    tabs = [tab for job in second["jobs"] for tab in job["tabs"]]
    assert all(tab["verified"] and bool(tab["rows"]) == (tab["title"] not in TYPED) for tab in tabs)
    assert [list(here.iterdir()), list(temporary.iterdir())] == [[], []]
    # What is proved against the mall's own truth says so; of the others no more is said than that they were read back.
    compared = {line.split("│")[1].strip(): line.split("│")[6].strip() for line in told.err.splitlines()
                if line.count("│") == 7}  # fmt: skip
    assert compared == dict.fromkeys(SHOWN, "되읽음") | dict.fromkeys(TABS, "✔")


def test_the_sandbox_tells_where_it_is_in_one_line_and_ends_with_0_when_told(tmp_path: Path) -> None:
    words = [
        "sandbox",
        "--days",
        "3",
        "--orders-per-day",
        "2",
        "--start",
        "2026-05-05T08:15",
        "--schedule",
        "work/schedule.yaml",
    ]
    with going_on(*words, cwd=tmp_path) as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        assert told.keys() >= {"port", "endpoints", "mall", "spreadsheet_id", "schedule"}
        assert told["endpoints"].keys() == {"cafe24", "cafe24_analytics", "google", "clock"}
        assert all(address.startswith(f"http://127.0.0.1:{told['port']}/") for address in told["endpoints"].values())
        assert json.loads(fetched(told["endpoints"]["clock"]))["now"].startswith("2026-05-05T08:15")
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert running.stdout.read() == ""
        assert process("jobs", "--schedule", told["schedule"], cwd=tmp_path).exit_code == 0


def test_the_sandbox_tells_a_path_that_works_from_anywhere(tmp_path: Path) -> None:
    with going_on("sandbox", "--days", "1", "--schedule", "work/schedule.yaml", cwd=tmp_path) as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
    assert told["schedule"] == str(tmp_path / "work" / "schedule.yaml")


def test_a_sandbox_whose_port_is_taken_says_so(tmp_path: Path) -> None:
    other = start(Settings(days=1, orders_per_day=1))
    try:
        told = process(
            "sandbox", "--days", "1", "--port", str(other.port), "--schedule", str(tmp_path / "schedule.yaml")
        )
    finally:
        other.stop()
    assert told.exit_code != 0
    assert str(other.port) in told.text
    assert "Traceback" not in told.text


def test_a_sandbox_without_a_folder_removes_its_own_when_it_ends(tmp_path: Path) -> None:
    with going_on("sandbox", "--days", "1", env={"TMPDIR": str(tmp_path)}) as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        assert Path(told["schedule"]).exists()
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
    assert list(tmp_path.iterdir()) == []
