"""Naver Search Ads read over real HTTP from the pretend Naver, which knows what it should have told."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.request import Request, urlopen

import pytest

from sheets_bridge.ads import Settings as Told
from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.errors import LoginNeeded, Unavailable
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.sandbox.server import Settings, start
from sheets_bridge.sources.naver_ads import SOURCE
from sheets_bridge.sources.naver_ads.connection import for_account
from sheets_bridge.tokens import KeyRing

ADS = SOURCE.streams["ads"]
WORDS = {"pc": "PC", "mobile": "모바일", "T": "포함", "F": "별도"}
UNEQUAL = {"medium", "account"}
"""Said in other words there."""


@pytest.fixture(scope="module")
def running():
    running = start(Settings(days=9, orders_per_day=25, start=datetime(2026, 4, 2, 9, tzinfo=KST)))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def send():
    with open_session() as session:
        yield sender(session)


@pytest.fixture
def opened(running, send, tmp_path):
    """How a login is opened: with the keys as they are, waits passing on the sandbox's clock."""
    doors = running.ads.doors

    def passes(seconds: float) -> None:
        told(running, "advance", {"hours": seconds / 3600})

    def opening(sleep: Callable[[float], None] = passes, **keys: str):
        ring = KeyRing(tmp_path / "brand.keys.json", "brand", ("api_key", "secret_key"), "sheets-bridge connect …")
        tmp_path.chmod(0o700)
        (number,) = running.ads.of("naver_ads")
        ring.save({"api_key": doors.naver_licence, "secret_key": doors.naver_secret, "customer_id": number, **keys})
        return SOURCE.connect("brand", running.ad_endpoints, login=ring, send=send, sleep=sleep, clock=running.ads.now)

    return opening


def told(running, control, sent=None):
    url = f"http://127.0.0.1:{running.port}/sandbox/{control}"
    with urlopen(Request(url, None if sent is None else json.dumps(sent).encode())) as answer:
        return json.load(answer)


def number(running) -> int:
    return int(next(iter(running.ads.of("naver_ads"))))


def read(running, connection, first: date, last: date):
    """Table → its rows, each by column."""
    now = running.ads.now()
    pull = Pull("brand", number(running), "ads")
    normalize = ADS.normalize(pull, Masks(b"k" * 32, Privacy()), now)
    found = {table.id: [] for table in ADS.tables}
    for step in ADS.windows(first, last):
        for page in ADS.read(connection, pull, step):
            for record in page:
                for table_id, rows in normalize(record).items():
                    found[table_id] += rows
    made = {table.id: (ADS.derive(table, Told()), table.columns) for table in ADS.tables}
    return {
        id_: [dict(zip((column.id for column in made[id_][1]), made[id_][0](row), strict=True)) for row in rows]
        for id_, rows in found.items()
    }


def wanted(running, table: str, first: date, last: date):
    truth = told(running, f"truth/{table}")
    rows = (dict(zip(truth["columns"], row, strict=True)) for row in truth["rows"])
    return [
        {name: WORDS.get(value, value) for name, value in row.items() if name not in UNEQUAL}
        for row in rows
        if row["medium"] == "naver_ads" and first.isoformat() <= row["date"] <= last.isoformat()
    ]


def as_told(rows, like):
    names = list(like[0])
    return [{name: row[name] for name in names} for row in rows]


def by_key(rows):
    return sorted(rows, key=lambda row: json.dumps([row[name] for name in row if name.endswith("_id") or name in
                                                    ("date", "device")]))  # fmt: skip


def assert_equal(running, found, first, last):
    for table, rows in found.items():
        truth = wanted(running, table, first, last)
        assert truth
        assert by_key(as_told(rows, truth)) == by_key(truth)


def today(running) -> date:
    return running.ads.now().date()


def test_days_on_both_sides_of_the_vat_switch_are_told_as_they_were(running, opened):
    connection, last = opened(), today(running) - timedelta(days=1)
    first = last - timedelta(days=7)
    found = read(running, connection, first, last)
    assert_equal(running, found, first, last)
    assert {row["vat_included"] for row in found["ad_stats"]} == {"별도", "포함"}
    left = connection.api.get("/stat-reports", {}, headers=for_account(number(running)))
    assert left == []


def test_clicks_taken_back_and_a_new_name_are_seen_when_the_days_are_read_again(running, opened):
    day = today(running) - timedelta(days=1)
    connection = opened()
    before = read(running, connection, day, day)
    campaign = before["ad_stats"][0]["campaign_id"]
    told(running, "ads/rename", {"id": campaign, "name": "이름을 바꾼 캠페인"})
    told(running, "advance", {"hours": 72})
    after = read(running, connection, day, day)
    assert_equal(running, after, day, day)
    assert sum(row["clicks"] for row in after["ad_stats"]) < sum(row["clicks"] for row in before["ad_stats"])
    assert {row["campaign_name"] for row in after["ad_stats"] if row["campaign_id"] == campaign} == {
        "이름을 바꾼 캠페인"
    }


def test_a_limit_that_another_program_used_up_is_waited_for(running, opened):
    day = today(running) - timedelta(days=2)
    other, connection = opened(sleep=lambda _seconds: None), opened()
    told(running, "advance", {"hours": 0.01})
    with pytest.raises(Unavailable, match="too fast"):
        use_up(other.api, number(running))
    assert_equal(running, read(running, connection, day, day), day, day)
    orders = [call for call in told(running, "calls") if call["method"] == "POST" and call["vendor"] == "naver_ads"]
    assert 429 in {call["status"] for call in orders}


def use_up(api, customer):
    for _ in range(30):
        api.get("/stat-reports", {}, headers=for_account(customer), never={429})


def test_the_account_is_listed_with_its_name(running, opened):
    (shop,) = SOURCE.shops(opened())
    assert (shop.shop_no, shop.name, shop.active) == (number(running), "모람뷰티_검색광고", True)


def test_keys_that_ended_ask_for_a_new_login(running, opened):
    day = today(running) - timedelta(days=2)
    running.ads.doors.closed.add("naver_ads")
    try:
        with pytest.raises(LoginNeeded, match="비밀키"):
            read(running, opened(), day, day)
    finally:
        running.ads.doors.closed.discard("naver_ads")
    with pytest.raises(LoginNeeded, match="액세스 라이선스"):
        SOURCE.shops(opened(api_key="0100000000unknown"))
