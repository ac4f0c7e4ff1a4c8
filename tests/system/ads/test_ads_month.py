"""A month of all ad media at once, through the command's own run: what the sheet shows is what the media would tell."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from system_mall import Mall
from system_sheet import Sheet

from sheets_bridge.cli import workspace, workspace_ads
from sheets_bridge.cli.installation import installation
from sheets_bridge.cli.run import run_all, summary
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Settings, start
from sheets_bridge.spreadsheet.cells import day_cell
from sheets_bridge.sync import Ask

START = datetime(2026, 3, 28, 9, tzinfo=KST)
"""Two days before Naver's costs have VAT in them."""
HISTORY = 6
MEDIA = {
    "naver_ads": "네이버",
    "meta_ads": "메타",
    "google_ads": "구글",
    "kakao_keyword": "카카오",
    "kakao_moment": "카카오",
}
ADS, KEYWORDS = "RAW_광고", "RAW_광고_키워드"
TABS = {ADS: ("ad_stats", "ad_id", "소재 ID"), KEYWORDS: ("ad_keyword_stats", "keyword_id", "키워드 ID")}
OPEN = ("customer_id", "manager_id", "redirect_uri")
"""Keys that are no secret."""
DEVICES = {"pc": "PC", "mobile": "모바일"}
VAT = {"T": "포함", "F": "별도", "unknown": "미확인"}
LABELS = {
    "campaign_name": "캠페인", "impressions": "노출수", "clicks": "클릭수", "cost": "광고비(원본)", "currency": "통화",
    "conversions": "전환수(구매)", "conversion_value": "전환매출(원본)",
}  # fmt: skip
Shown = dict[tuple[Any, ...], dict[str, Any]]


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A mall whose media limit their calls as the real ones do."""
    folder = tmp_path_factory.mktemp("month")
    running = start(Settings(days=HISTORY, orders_per_day=12, seed=3, start=START))
    made = Mall(folder, running, START - timedelta(days=HISTORY))
    workspace.write(folder / "schedule.yaml", running, START.date() - timedelta(days=HISTORY), [workspace_ads.JOB])
    made.control("POST", "limits", {"enabled": True})
    for path in (folder / "credentials").glob("*.keys.json"):
        keys: Mapping[str, str] = json.loads(path.read_text())
        made.secrets |= {value for name, value in keys.items() if name not in OPEN}
    yield made
    made.close()


def ran(mall: Mall) -> dict[str, Any]:
    """One run of all media; whoever waits lets the sandbox's time pass."""

    def sleep(seconds: float) -> None:
        mall.advance(seconds=seconds)

    with installation(mall.schedule, sleep) as opened:
        told = summary(run_all(opened, ["ads"], Ask()), opened.translate)
    mall.noted(told["exit_code"], json.dumps(told, ensure_ascii=False), "")
    return told


def next_morning(mall: Mall, days: int = 1) -> None:
    """On to nine o'clock of a later day."""
    now = mall_now(mall)
    until = datetime.combine(now.date() + timedelta(days=days), START.timetz())
    mall.advance(seconds=(until - now).total_seconds())


def mall_now(mall: Mall) -> datetime:
    """What the sandbox's clock shows."""
    return datetime.fromisoformat(mall.control("GET", "clock")["now"]).astimezone(KST)


def shown(mall: Mall, title: str, *, missing: bool = False) -> Shown:
    """The figures on a tab, or the rows that say 미수집, by what tells them apart."""
    key = ("매체", "광고계정 ID", "날짜", "캠페인 ID", "광고그룹 ID", TABS[title][2], "기기")
    rows = [row for row in Sheet(mall).records(title) if str(row["집계 상태"]).startswith("미수집") == missing]
    return {tuple(row[name] for name in key): row for row in rows}


def true(mall: Mall, title: str) -> Shown:
    """The same as the media would tell it now."""
    table, id_, _ = TABS[title]
    return {
        (MEDIA[row["medium"]], row["account"], day_cell(row["date"]), row["campaign_id"], row["adgroup_id"], row[id_],
         DEVICES[row["device"]]): row
        for row in mall.truth(table)
    }  # fmt: skip


def wrong(mall: Mall, without: tuple[str, ...] = ()) -> list[str]:
    """Where the tabs differ from the truth, media left out apart."""
    found = []
    for title in TABS:
        have, want = shown(mall, title), true(mall, title)
        have = {key: row for key, row in have.items() if key[0] not in without}
        want = {key: row for key, row in want.items() if key[0] not in without}
        found += [f"{title} {key}: not shown" for key in want.keys() - have.keys()]
        found += [f"{title} {key}: nobody told it" for key in have.keys() - want.keys()]
        found += [
            f"{title} {key} {label}: {have[key][label]!r}, not {want[key][name]!r}"
            for key in want.keys() & have.keys()
            for name, label in LABELS.items()
            if not _same(have[key][label], want[key][name])
        ]
        found += [f"{title} {key}: VAT" for key in want.keys() & have.keys()
                  if have[key]["부가세(원본)"] not in (VAT[want[key]["vat_included"]], "미확인")]  # fmt: skip
    return found[:10]


def _same(cell: Any, value: Any) -> bool:
    return cell == pytest.approx(value, abs=1e-6) if isinstance(value, int | float) else cell == value


@pytest.mark.long
def test_a_month_of_every_medium_with_all_that_happens_in_it(mall: Mall) -> None:
    first = ran(mall)
    assert (first["outcome"], first["verified"], wrong(mall)) == ("ok", True, [])

    # The day from which Naver's costs have VAT in them, and two after it; clicks taken back, purchases that come late.
    for _ in range(4):
        next_morning(mall)
        assert ran(mall)["outcome"] == "ok"
    assert wrong(mall) == []
    naver = [row for row in shown(mall, KEYWORDS).values() if row["매체"] == "네이버"]
    assert {row["부가세(원본)"] for row in naver} == {"포함", "별도"}

    # Campaigns are called otherwise: on all days.
    for medium, name in (("naver_ads", "이름이 바뀐 파워링크"), ("google_ads", "Renamed")):
        id_ = next(row["campaign_id"] for row in mall.truth("ad_stats") if row["medium"] == medium)
        mall.control("POST", "ads/rename", {"id": id_, "name": name})
    next_morning(mall, days=3)
    assert ran(mall)["outcome"] == "ok"
    assert wrong(mall) == []

    # Meta takes our token no more: the others go on, its days say so, and nothing that stood is gone.
    mall.control("POST", "ads/close", {"medium": "meta_ads"})
    next_morning(mall, days=2)
    told = ran(mall)
    assert told["outcome"] == "partial"
    assert any("sheets-bridge connect meta_ads meta" in problem for job in told["jobs"] for problem in job["problems"])
    assert wrong(mall, without=("메타",)) == []
    gone = {key[2] for key, row in shown(mall, ADS, missing=True).items() if row["매체"] == "메타"}
    today = mall_now(mall).date()
    assert gone == {day_cell((today - timedelta(days=past)).isoformat()) for past in (0, 1)}
    assert all(row["광고비(원본)"] == "" for row in shown(mall, ADS, missing=True).values())
    mall.control("POST", "ads/open", {"medium": "meta_ads"})
    assert ran(mall)["outcome"] == "ok"
    assert wrong(mall) == []
    assert shown(mall, ADS, missing=True) == {}

    # The rest of the month, now and then.
    for days in (4, 7, 8):
        next_morning(mall, days=days)
        assert ran(mall)["outcome"] == "ok"
    assert wrong(mall) == []
    statuses = {row["집계 상태"] for row in shown(mall, ADS).values()}
    assert statuses == {"집계중", "확정"}
    assert (mall_now(mall).date() - START.date()).days >= 28
    assert mall.leaks() == []


def test_before_the_morning_yesterday_is_not_there_yet_and_says_so(tmp_path: Path) -> None:
    early = datetime(2026, 6, 10, 3, 30, tzinfo=KST)
    running = start(Settings(days=3, orders_per_day=8, seed=4, start=early))
    made = Mall(tmp_path, running, early - timedelta(days=3))
    try:
        job = workspace_ads.JOB.split("      - meta.ads")[0] + "    tabs:\n      RAW_광고: {{table: ad_stats}}\n"
        schedule = workspace.write(tmp_path / "schedule.yaml", running, date(2026, 6, 7), [workspace_ads.JOB])
        text = schedule.read_text("utf-8")
        whole = "jobs:\n" + workspace_ads.JOB.format()
        schedule.write_text(text.replace(whole, "jobs:\n" + job.format()), "utf-8")
        assert ran(made)["outcome"] == "ok"
        status = {row["날짜"]: str(row["집계 상태"]) for row in Sheet(made).records(ADS)}
        assert status[day_cell("2026-06-09")].startswith("미수집 (매체 집계 전")
        assert status[day_cell("2026-06-08")] == "집계중"
        made.advance(hours=5)
        assert ran(made)["outcome"] == "ok"
        status = {row["날짜"]: str(row["집계 상태"]) for row in Sheet(made).records(ADS)}
        assert status[day_cell("2026-06-09")] == "집계중"
    finally:
        made.close()
