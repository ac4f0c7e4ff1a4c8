"""Kakao Moment and Keyword Ad read from a running sandbox, held against its truth."""

from datetime import date, datetime, timedelta

import pytest
import requests
from kakao_reader import Reader, agreed, compared

from sheets_bridge import kakao
from sheets_bridge.errors import LoginNeeded, Refused, Unavailable
from sheets_bridge.model import KST, Window
from sheets_bridge.sandbox.server import Settings, start
from sheets_bridge.sources import kakao_keyword, kakao_moment

GRAINS = [
    (kakao_moment.SOURCE, "ads", "ad_stats", "ad_id", "ad_name"),
    (kakao_keyword.SOURCE, "ads", "ad_stats", "ad_id", "ad_name"),
    (kakao_keyword.SOURCE, "keywords", "ad_keyword_stats", "keyword_id", "keyword"),
]
of_each_grain = pytest.mark.parametrize(
    ("source", "stream", "table", "id_", "name"), GRAINS, ids=["moment", "keyword-ads", "keywords"]
)
of_both = pytest.mark.parametrize("source", [kakao_moment.SOURCE, kakao_keyword.SOURCE], ids=["moment", "keyword"])


@pytest.fixture(scope="module")
def running():
    sandbox = start(Settings(seed=4, days=12, orders_per_day=100, start=datetime(2026, 11, 2, 7, tzinfo=KST)))
    yield sandbox
    sandbox.stop()


@pytest.fixture
def reader(running, tmp_path):
    """Makes a reader of a source whose token is good for everything."""
    running.ads.doors.kakao_tokens.add("a-business-token")
    return lambda source: Reader(running, source, tmp_path / source.id, "a-business-token")


def last_days(reader: Reader) -> tuple[date, date]:
    """The nine days that are over at seven o'clock of a morning, to which the clock is moved."""
    now = reader.now()
    seven = now.replace(hour=7, minute=0) + timedelta(days=now.hour >= 7)
    reader.control("advance", {"hours": (seven - now) / timedelta(hours=1)})
    return seven.date() - timedelta(days=9), seven.date() - timedelta(days=1)


def refusals(reader: Reader) -> int:
    """How many calls the sandbox has answered with 429."""
    return sum(call["status"] == 429 for call in reader.told("calls"))


@of_each_grain
def test_days_are_what_the_medium_tells_before_and_after_they_are_final(reader, source, stream, table, id_, name):
    one = reader(source)
    days = last_days(one)
    told = []
    for hours in (0, 1, 24 * 7):
        one.control("advance", {"hours": hours})
        rows = one.rows(stream, *days)
        told.append(compared(rows, id_, name))
        assert told[-1] == compared(one.truth(table, *days), id_, name)
        assert {row["date"] for row in rows} >= {day.isoformat() for day in days}
        assert {row["device"] for row in rows} <= {"PC", "모바일"}
        assert {row["data_status"] for row in rows} == ({"집계중", "확정"} if hours < 24 else {"확정"})
    changed = {key[0] for key in told[0] if told[0][key][3:7] != told[1][key][3:7]}
    assert changed <= {days[1].isoformat()}
    assert told[2] != told[0]
    assert refusals(one) == 0


@of_each_grain
def test_a_new_name_is_that_of_all_days_within_the_hour(reader, source, stream, table, id_, name):
    one = reader(source)
    days = last_days(one)
    campaign = one.rows(stream, *days)[0]["campaign_id"]
    one.control("ads/rename", {"id": campaign, "name": f"새 이름 {stream}"})
    one.control("advance", {"hours": 1})
    rows = one.rows(stream, *days)
    assert {row["campaign_name"] for row in rows if row["campaign_id"] == campaign} == {f"새 이름 {stream}"}
    assert compared(rows, id_, name) == compared(one.truth(table, *days), id_, name)


@of_both
def test_another_program_that_uses_up_the_rate_is_waited_for(reader, source):
    one = reader(source)
    days, before = last_days(one), refusals(one)
    (number,) = one.running.ads.of(source.id)
    kakao.report(one.connected(), int(number), "adAccounts", Window(days[0], days[0]), adAccountId=number)
    one.slept.clear()
    assert compared(one.rows("ads", *days), "ad_id", "ad_name") == compared(
        one.truth("ad_stats", *days), "ad_id", "ad_name"
    )
    assert refusals(one) == before + 1
    assert any(seconds >= 5 for seconds in one.slept)


@of_both
def test_a_login_that_has_ended_is_asked_for_again_by_its_command(reader, source):
    one = reader(source)
    days = last_days(one)
    one.control("ads/close", {"medium": source.id})
    try:
        with pytest.raises(LoginNeeded) as told:
            one.rows("ads", *days)
    finally:
        one.control("ads/open", {"medium": source.id})
    assert f"sheets-bridge connect {source.id} brand" in str(told.value)
    assert "a-business-token" not in str(told.value)
    assert one.rows("ads", *days)


@of_both
def test_maintenance_is_tried_again_and_then_left_for_the_next_run(reader, source):
    one = reader(source)
    days = last_days(one)
    fault = {"path": f"/{source.id.replace('_', '-')}/*", "action": "status", "status": 503, "method": "GET"}
    one.control("faults", {**fault, "times": 2})
    assert one.rows("ads", *days)
    one.control("faults", {**fault, "times": 50})
    with pytest.raises(Unavailable):
        one.rows("ads", *days)
    requests.delete(f"http://127.0.0.1:{one.running.port}/sandbox/faults", timeout=10)


@of_both
def test_who_agrees_on_kakaos_page_can_read_and_only_what_was_agreed_to(running, reader, source):
    one, doors, consent = reader(source), running.ads.doors, source.keys.consent
    app = {
        "rest_api_key": doors.kakao_rest_key,
        "client_secret": doors.kakao_client_secret,
        "redirect_uri": doors.kakao_redirect_uri,
    }
    assert consent.wanted(app)
    brought = consent.exchange(
        app, running.ad_endpoints, agreed(consent.address(app, running.ad_endpoints, "a-state")), one.send
    )
    assert not consent.wanted({**app, **brought})
    one.keys.save({**app, **brought})
    (shop,) = source.shops(one.connected())
    assert str(shop.shop_no) in running.ads.of(source.id)
    assert source.keys.ends(one.connected()) is None
    code = agreed(consent.address(app, running.ad_endpoints, "a-state"))
    consent.exchange(app, running.ad_endpoints, code, one.send)
    with pytest.raises(LoginNeeded, match="KOE320"):
        consent.exchange(app, running.ad_endpoints, code, one.send)
    other = kakao_keyword.SOURCE if source is kakao_moment.SOURCE else kakao_moment.SOURCE
    stranger = reader(other)
    stranger.keys.save(brought)
    with pytest.raises(Refused) as told:
        other.shops(stranger.connected())
    assert other.id.removeprefix("kakao_") + "_management" in str(told.value)
    assert brought["access_token"] not in str(told.value)


def test_moment_without_its_permission_says_how_to_ask_for_it_and_what_to_do_meanwhile(running, reader):
    one = reader(kakao_moment.SOURCE)
    running.ads.doors.kakao_unapproved.add("kakao_moment")
    try:
        with pytest.raises(Refused) as told:
            one.rows("ads", *last_days(one))
    finally:
        running.ads.doors.kakao_unapproved.clear()
    assert "추가 기능 신청" in str(told.value)
    assert "drop folder" in str(told.value)
