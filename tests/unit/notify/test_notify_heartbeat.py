"""The heartbeat: once a minute, for a new beat only; what fails is said once, and never with the address."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from sheets_bridge.api.call import Answer, NoAnswer
from sheets_bridge.notify.heartbeat import Heartbeat

BEAT = datetime(2026, 11, 1, 9, tzinfo=UTC)
ADDRESS = "https://hc.example/s3cr3t-of-the-heart"


class Elsewhere:
    """The address asked, its answers, and a clock of its own."""

    def __init__(self):
        self.asked, self.seconds, self.answer = [], 0.0, 200
        self.heart = Heartbeat(self.send, lambda: self.seconds)

    def send(self, request):
        self.asked.append((request.method, request.url))
        if isinstance(self.answer, Exception):
            raise self.answer
        return Answer(self.answer, {}, b"")

    def beats(self, seconds, address=ADDRESS):
        self.seconds += seconds
        self.heart.beat(address, BEAT + timedelta(seconds=self.seconds))


@pytest.fixture
def elsewhere():
    return Elsewhere()


def test_it_is_asked_once_a_minute_however_often_the_daemon_beats(elsewhere):
    for _ in range(121):
        elsewhere.beats(1)
    assert elsewhere.asked == [("GET", ADDRESS)] * 3


def test_a_daemon_that_does_not_beat_any_more_is_not_said_to_live(elsewhere):
    elsewhere.beats(1)
    elsewhere.seconds += 600
    elsewhere.heart.beat(ADDRESS, BEAT + timedelta(seconds=1))
    assert len(elsewhere.asked) == 1


def test_without_an_address_nobody_is_asked(elsewhere):
    elsewhere.beats(1, None)
    assert elsewhere.asked == []


@pytest.mark.parametrize("answer", [500, 301, 404, NoAnswer("ReadTimeout")])
def test_what_fails_is_said_once_without_the_address_and_again_after_it_worked(elsewhere, caplog, answer):
    with caplog.at_level(logging.WARNING):
        for said in (answer, answer, 204, answer):
            elsewhere.answer = said
            elsewhere.beats(60)
    assert len(elsewhere.asked) == 4
    assert len(caplog.records) == 2
    assert "s3cr3t" not in caplog.text
    assert str(answer) in caplog.text
