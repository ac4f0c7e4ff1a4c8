"""A call is signed, paced and mended; it is never slept over for hours."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from sheets_bridge.api.api import Api, TakesNone
from sheets_bridge.api.call import Answer, Request
from sheets_bridge.api.pace import Pace
from sheets_bridge.errors import Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.sources.cafe24 import wire

NOW = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
GONE = (
    b'{"error":{"code":400,"message":"2024-06-01 version you requested is not available. '
    b'The default value for the app version is 2026-09-01."}}'
)


class Owner:
    """A login that always has a token."""

    def access_token(self, *, refused: str | None = None) -> str:
        return "token"

    def worked(self, token: str) -> None:
        return


class Host:
    """Answers one after the other, the last one for ever; what was sent and slept is noted."""

    def __init__(self, *answers: Answer) -> None:
        self.answers, self.sent, self.slept = list(answers), list[Request](), list[float]()

    def send(self, request: Request) -> Answer:
        self.sent.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def api(self, decipher: Callable[..., Any] = wire.decipher) -> Api:
        return Api(
            "samplemall", "http://mall", login=Owner(), send=self.send, decipher=decipher, limits=wire.limits,
            pace=Pace(size=40, leak=2, gap=0), sleep=self.slept.append, clock=lambda: NOW,
        )  # fmt: skip

    def versions(self) -> list[str | None]:
        return [(request.headers or {}).get("X-Cafe24-Api-Version") for request in self.sent]


def answer(status: int, body: bytes = b"{}", headers: Mapping[str, str] = {}) -> Answer:
    return Answer(status, headers, body)


@pytest.mark.parametrize("status", [429, 503])
def test_a_quota_that_is_used_up_for_hours_ends_the_run_instead_of_sleeping_over_it(status):
    host = Host(answer(status, headers={"X-Cafe24-Call-Remain": "7200"}))
    with pytest.raises(Unavailable, match=r"2026-11-01 11:00 \(KST\)") as raised:
        host.api().get("/orders", {})
    assert raised.value.status == status
    assert 7190 < (raised.value.wait or 0) <= 7201
    assert (len(host.sent), sum(host.slept)) == (1, 0)


def test_a_block_told_with_a_good_answer_keeps_the_answer_and_stops_the_next_call():
    host = Host(answer(200, b'{"a": 1}', {"X-Cafe24-Time-Remain": "600"}))
    api = host.api()
    assert api.get("/orders", {}) == {"a": 1}
    with pytest.raises(Unavailable, match="/shops was not read: no call is accepted before"):
        api.get("/shops", {})
    assert len(host.sent) == 1


def test_a_short_block_is_waited_out():
    host = Host(answer(429, headers={"X-Cafe24-Call-Remain": "30"}), answer(200))
    assert host.api().get("/orders", {}) == {}
    assert 30 < max(host.slept) <= 31


def test_no_version_is_asked_for_until_a_call_is_told_to_and_then_always(caplog):
    host = Host(answer(200), answer(400, GONE), answer(200), answer(200))
    api = host.api()
    with caplog.at_level(logging.WARNING):
        assert [api.get("/orders", {}) for _ in range(3)] == [{}, {}, {}]
    assert host.versions() == [None, None, "2026-09-01", "2026-09-01"]
    (record,) = caplog.records
    assert "2026-09-01 is used instead" in record.getMessage()
    assert "token" not in record.getMessage()


def test_a_version_that_is_refused_again_is_an_error_and_no_loop():
    host = Host(answer(400, GONE))
    with pytest.raises(Refused, match="2024-06-01 version you requested is not available") as raised:
        host.api().get("/orders", {})
    assert (raised.value.status, len(host.sent)) == (400, 2)


def test_another_refusal_changes_nothing_about_the_version():
    host = Host(answer(400, b'{"error":{"message":"Please enter the Request parameter."}}'))
    with pytest.raises(Refused):
        host.api().get("/orders", {})
    assert host.versions() == [None]


def test_a_wait_that_passes_on_another_clock_has_passed_however_many_calls_follow():
    host = Host(answer(200))
    api = host.api()
    for _ in range(400):
        api.get("/visitors/view", {})
    # 35 calls fit at once, then two a second; so fast is no machine that the bucket leaks much meanwhile.
    assert 150 < sum(host.slept) <= (400 - 35) / 2


def test_hours_that_only_the_body_tells_end_the_run_too_and_keep_the_next_call_back():
    def hours(who: str, path: str, _answer: Answer, _parse: object) -> object:
        raise TakesNone(say("{who}: {path} waits.", who=who, path=path), status=429, wait=7200.0)

    host = Host(answer(429))
    api = host.api(hours)
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"2026-11-01 1[01]:\d\d \(KST\)"):
            api.get("/report", {})
    assert len(host.sent) == 1
    assert sum(host.slept) == 0
