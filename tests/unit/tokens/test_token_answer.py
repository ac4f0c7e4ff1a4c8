"""What the token endpoint's answers mean."""

import json
import os
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.api.call import Answer
from sheets_bridge.tokens.answer import (
    ACCESS_LIFE,
    REFRESH_LIFE,
    Meaning,
    Unreadable,
    decipher,
    oddities,
    read_grant,
)

ASKED = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
WHOLE = {
    "access_token": "access",
    "refresh_token": "refresh",
    "issued_at": "2021-03-01T12:00:00.000",
    "expires_at": "2021-03-01T14:00:00.000",
    "refresh_token_expires_at": "2021-03-15T12:00:00.000",
    "mall_id": "mymall",
    "user_id": "owner",
    "scopes": ["mall.read_order", "mall.read_store"],
    "shop_no": "1",
}


def _grant(asked=ASKED, before=None, **change):
    fields = {name: value for name, value in {**WHOLE, **change}.items() if value is not None}
    return read_grant(json.dumps(fields).encode(), asked, "mymall", before)


def test_the_documented_answer_is_read_whole():
    granted = _grant()
    assert (granted.access_token, granted.refresh_token) == ("access", "refresh")
    assert granted.access_until == ASKED + timedelta(hours=2)
    assert granted.refresh_until == ASKED + timedelta(days=14)
    assert (granted.scopes, granted.user_id, granted.shop_no) == (("mall.read_order", "mall.read_store"), "owner", 1)


shapes = st.sampled_from(["naive", "+09:00", "Z", "-05:00"])


def _written(moment, shape):
    if shape == "naive":
        return f"{moment.astimezone(timezone(timedelta(hours=9))).replace(tzinfo=None).isoformat()}"
    offset = {"+09:00": 9, "Z": 0, "-05:00": -5}[shape]
    text = moment.astimezone(timezone(timedelta(hours=offset))).isoformat()
    return text.replace("+00:00", "Z")


@given(
    st.datetimes(datetime(2018, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001
    st.integers(1, 3 * 3600),
    st.integers(1, 15 * 86400),
    st.tuples(shapes, shapes, shapes),
)
def test_a_life_is_the_same_in_every_zone_shape_and_whatever_the_servers_clock_says(issued, access, refresh, shape):
    issued = issued.replace(tzinfo=UTC)
    granted = _grant(
        issued_at=_written(issued, shape[0]),
        expires_at=_written(issued + timedelta(seconds=access), shape[1]),
        refresh_token_expires_at=_written(issued + timedelta(seconds=refresh), shape[2]),
    )
    assert granted.access_until - ASKED == timedelta(seconds=access)
    assert granted.refresh_until - ASKED == timedelta(seconds=refresh)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York", "Pacific/Kiritimati"])
def test_the_hosts_zone_does_not_matter(zone):
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        assert _grant().access_until == ASKED + timedelta(hours=2)
        assert _grant(issued_at=None, expires_at="2026-11-01T10:30:00").access_until == ASKED + timedelta(minutes=90)
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.parametrize(
    "until",
    [
        "2021-03-01T15:00:01.000",
        "2021-03-01T12:00:00.000",
        "2021-02-28T00:00:00.000",
        "soon",
        "",
        5,
        ["x"],
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59",
    ],
)
def test_an_unbelievable_life_becomes_the_documented_one_and_is_remarked(until):
    granted = _grant(expires_at=until, refresh_token_expires_at=until if until != "2021-03-01T15:00:01.000" else "x")
    assert granted.access_until == ASKED + ACCESS_LIFE
    assert granted.refresh_until == ASKED + REFRESH_LIFE
    body = json.dumps({**WHOLE, "expires_at": until}).encode()
    assert ["expires_at" in str(oddity) for oddity in oddities(body, ASKED)] == [True]


def test_an_ordinary_answer_has_no_oddities():
    assert oddities(json.dumps(WHOLE).encode(), ASKED) == ()


@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_refresh_token_keeps_the_old_one_with_its_old_end(missing):
    before = _grant(asked=ASKED - timedelta(days=3), refresh_token="older")
    granted = _grant(before=before, refresh_token=missing)
    assert (granted.refresh_token, granted.refresh_until) == ("older", before.refresh_until)
    with pytest.raises(Unreadable):
        _grant(refresh_token=missing)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        '{"가":'.encode("euc-kr"),
        b"[" * 100_000,
        b"{}",
        b'{"access_token": 5, "refresh_token": "x"}',
        b'{"access_token": "a\\r\\nX: y", "refresh_token": "x"}',
        b'{"access_token": "\\ud800", "refresh_token": "x"}',
    ],
)
def test_garbage_is_unreadable_and_nothing_worse(body):
    with pytest.raises(Unreadable):
        read_grant(body, ASKED, "mymall")


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_else(body):
    with pytest.raises(Unreadable):
        read_grant(body, ASKED, "mymall")


def test_another_malls_token_is_not_taken():
    with pytest.raises(Unreadable):
        _grant(mall_id="other")


def test_a_byte_order_mark_scopes_in_one_text_and_missing_extras_are_tolerated():
    fields = {"access_token": "a", "refresh_token": "r", "scope": "mall.read_order,mall.read_store"}
    granted = read_grant(b"\xef\xbb\xbf" + json.dumps(fields).encode(), ASKED, "mymall")
    assert (granted.scopes, granted.shop_no, granted.user_id) == (("mall.read_order", "mall.read_store"), 1, "")


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, {"error": "invalid_grant"}, Meaning.DEAD),
        (401, {"error": "invalid_grant", "error_description": "x"}, Meaning.DEAD),
        (401, {"error": "invalid_client"}, Meaning.WRONG_CLIENT),
        (400, {"error": "invalid_request", "error_description": "Invalid client_secret"}, Meaning.WRONG_CLIENT),
        (400, {"error": {"code": 400, "message": "Invalid client_id"}}, Meaning.WRONG_CLIENT),
        (400, {"error": "Uninstalled app"}, Meaning.REMOVED),
        (401, {"error": "invalid_grant", "error_description": "Unistalled app."}, Meaning.REMOVED),
        (400, {"error": {"code": 400, "message": "This app is uninstalled"}}, Meaning.REMOVED),
        (400, {"error": {"code": 400, "message": None}}, Meaning.REFUSED),
        (403, {"error": "insufficient_scope"}, Meaning.REFUSED),
        (401, None, Meaning.REFUSED),
        (307, None, Meaning.REFUSED),
        (429, None, Meaning.NOT_PROCESSED),
        (500, None, Meaning.DOUBTFUL),
        (503, {"error": "invalid_grant"}, Meaning.DOUBTFUL),
        (204, None, Meaning.DOUBTFUL),
    ],
)
def test_each_refusal_has_its_meaning(status, body, meaning):
    verdict = decipher(Answer(status, {}, json.dumps(body).encode() if body else b"<html>"))
    assert verdict.meaning is meaning
    assert str(status) in str(verdict.seen)


def test_the_wait_a_server_asks_for_is_passed_on():
    assert decipher(Answer(429, {"Retry-After": "7"}, b"")).wait == 7
    assert decipher(Answer(429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b"")).wait is None


def test_what_was_seen_repeats_no_text_of_the_server():
    verdict = decipher(Answer(400, {}, json.dumps({"error": "Token abc123 is bad"}).encode()))
    assert "abc123" not in str(verdict.seen)
    assert "secret" not in repr(_grant(access_token="secret-a", refresh_token="secret-r"))
