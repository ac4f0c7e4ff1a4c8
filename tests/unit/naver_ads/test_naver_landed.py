"""Naver's days landed: what is not there yet stands as not collected, what was taken back leaves, nothing is a 0."""

from datetime import timedelta

import pytest
from naver_vendor import CUSTOMER, NOT_READY, NOW, Naver, Time, line, opened

from sheets_bridge.config import StreamUse
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.source import Shop
from sheets_bridge.sources.naver_ads import SOURCE
from sheets_bridge.store import Store
from sheets_bridge.sync.land import land
from sheets_bridge.sync.world import Ask, Connected, World
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

DAYS = [f"{NOW - timedelta(days=back):%Y%m%d}" for back in (3, 2, 1)]
YESTERDAY = "2026-06-14"
POST = "POST /stat-reports"


@pytest.fixture
def landing(tmp_path):
    """Lands what a Naver tells at a moment; the first days wanted are those three."""
    tables = {table.id: table for table in (AD_STATS, AD_KEYWORD_STATS)}
    with Store(tmp_path / "bridge.db", tables) as store:

        def landed(naver: Naver, time: Time | None = None):
            time = time or Time()
            connection = opened(naver, tmp_path, time)
            first = (NOW - timedelta(days=3)).date()
            accounts = {"brand": Connected(SOURCE, connection, (int(CUSTOMER),), first)}
            masks = Masks(b"k" * 32, Privacy())
            world = World(store, accounts, {}, lambda: time.now, masks, "ko", tmp_path, "us")
            (done,) = land(world, StreamUse("brand", "ads"), [Shop(int(CUSTOMER), "견본", active=True)], Ask())
            found = store.query("SELECT date, ad_id, impressions, data_status FROM ad_stats ORDER BY date, ad_id")
            return done, list(found)

        yield landed


def naver(*days: str) -> Naver:
    return Naver(files={("AD", day): line(day) for day in days})


def test_a_late_morning_leaves_yesterday_as_not_collected_and_the_days_before_as_they_are(landing):
    vendor = naver(*DAYS[:2])
    orders = [(200, {"reportJobId": number, "status": "REGIST"}) for number in range(1, 5)]
    vendor.jobs = {number: {"reportJobId": number, "reportTp": kind, "day": day} for number, (day, kind)
                   in enumerate(((day, kind) for day in DAYS[:2] for kind in ("AD", "AD_CONVERSION")), 1)}  # fmt: skip
    vendor.says[POST] = [*orders, NOT_READY, NOT_READY]
    done, rows = landing(vendor)
    assert "not counted up yet" in str(done.error)
    assert [row[2] for row in rows] == [100, 100, None]
    assert rows[2][3].startswith("미수집")
    done, rows = landing(naver(*DAYS))
    assert done.error is None
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("2026-06-12", 100, "집계중"), ("2026-06-13", 100, "집계중"), (YESTERDAY, 100, "집계중")
    ]  # fmt: skip


def test_before_five_yesterday_is_not_asked_for(landing):
    vendor = naver(*DAYS)
    done, rows = landing(vendor, Time(NOW.replace(hour=4)))
    assert done.error is None
    assert {call.body for call in vendor.asked if call.method == "POST" and DAYS[2].encode() in call.body} == set()
    assert rows[2][:3] == (YESTERDAY, None, None)
    assert "매체 집계 전" in rows[2][3]


def test_an_ad_that_did_nothing_after_all_leaves_when_its_day_is_read_again(landing):
    vendor = naver(*DAYS)
    vendor.files["AD", DAYS[2]] += line(DAYS[2], ad="nad-2")
    assert len(landing(vendor)[1]) == 4
    vendor.files["AD", DAYS[2]] = line(DAYS[2])
    assert [(row[0], row[1]) for row in landing(vendor)[1]][2:] == [(YESTERDAY, "nad-1")]


def test_a_day_on_which_nothing_happened_has_no_rows(landing):
    done, rows = landing(naver(DAYS[0], DAYS[2]))
    assert done.error is None
    assert [row[0] for row in rows] == ["2026-06-12", YESTERDAY]
