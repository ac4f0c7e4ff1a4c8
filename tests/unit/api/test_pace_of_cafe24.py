"""Cafe24's limits as the sandbox keeps them, against the pace of a connection: bucket and quota, malls side by side."""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from sheets_bridge.api import api
from sheets_bridge.api.call import Answer, Request
from sheets_bridge.errors import Unavailable
from sheets_bridge.sandbox.analytics.buckets import TokenBuckets
from sheets_bridge.sandbox.limits import MallLimits, Switch
from sheets_bridge.sources.cafe24.connection import Connection, connect

ENDPOINTS = {"cafe24": "http://vendor/cafe24", "cafe24_analytics": "http://vendor/analytics"}
BUCKET, LEAK = 40, 2


class Owner:
    """A login that always has a token."""

    def access_token(self, *, refused: str | None = None) -> str:
        return "token"

    def worked(self, token: str) -> None:
        return


@dataclass
class Vendor:
    """Both hosts with the limits of each mall; time passes by waiting, and `work` seconds of theirs go into a call."""

    now: float = 1000.0
    work: float = 0.0
    switch: Switch = field(default_factory=Switch)
    malls: dict[str, MallLimits] = field(default_factory=dict)
    answered: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.buckets = TokenBuckets(lambda: self.now, self.switch)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def mall(self, name: str) -> Connection:
        self.malls[name] = MallLimits(lambda: self.now, self.switch)
        return connect(name, ENDPOINTS, login=Owner(), send=lambda request: self.answer(name, request),
                       sleep=self.sleep)  # fmt: skip

    def answer(self, mall: str, request: Request) -> Answer:
        path = urlsplit(request.url).path
        told = self.of_analytics(mall, path) if path.startswith("/analytics") else self.of_admin(mall)
        self.answered[told.status] += 1
        return told

    def of_admin(self, mall: str) -> Answer:
        limits = self.malls[mall]
        refusal = limits.admit("127.0.0.1")
        if not refusal:
            limits.worked(self.work)
        return Answer(429 if refusal else 200, limits.headers(), b"{}")

    def of_analytics(self, mall: str, path: str) -> Answer:
        wait = self.buckets.take(mall, path)
        return Answer(429, {"Retry-After": str(wait)}, b"{}") if wait else Answer(200, {}, b"{}")


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Vendor:
    made = Vendor()
    monkeypatch.setattr(api.time, "monotonic", lambda: made.now)
    return made


def calls(connections: list[api.Api], times: int) -> Iterator[None]:
    for _ in range(times):
        for one in connections:
            one.get("/orders", {})
            yield


def test_the_bucket_binds_where_calls_are_quick(vendor):
    began = vendor.now
    assert sum(1 for _ in calls([vendor.mall("one").admin], 400)) == 400
    assert vendor.answered == {200: 400}
    least = (400 - BUCKET) / LEAK
    assert least <= vendor.now - began <= 1.1 * least


def test_the_quota_binds_where_calls_are_dear_and_is_never_run_into(vendor, caplog):
    """5 s of work a call: 120 calls use up what 10 minutes allow, when the bucket would let 1200 pass."""
    vendor.work = 5.0
    with caplog.at_level(logging.WARNING), pytest.raises(Unavailable, match="the usage limit is reached") as raised:
        for _ in calls([vendor.mall("one").admin], 400):
            pass
    assert vendor.answered == {200: 120}
    assert caplog.records == [], "nothing was tried in vain"
    vendor.sleep(raised.value.wait or 0)
    assert vendor.of_admin("one").status == 200


def test_near_the_end_of_the_quota_calls_come_slower(vendor):
    vendor.work = 5.0
    admin = vendor.mall("one").admin
    moments = [vendor.now for _ in calls([admin], 110)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert max(gaps[:90]) <= 1.0
    assert min(gaps[-10:]) >= 2.0


def test_two_malls_and_both_hosts_go_side_by_side_and_wait_for_themselves_only(vendor):
    one, two = vendor.mall("one"), vendor.mall("two")
    began = vendor.now
    hosts = [one.admin, one.analytics, two.admin, two.analytics]
    assert sum(1 for _ in calls(hosts, 200)) == 800
    assert vendor.answered == {200: 800}
    # As long as one host alone would take: their buckets leak at the same time.
    assert vendor.now - began <= 1.1 * (200 - BUCKET) / LEAK + 10


def test_a_mall_that_used_up_its_quota_stops_neither_its_other_host_nor_another_mall(vendor):
    one, two = vendor.mall("one"), vendor.mall("two")
    vendor.work = 5.0
    with pytest.raises(Unavailable):
        for _ in calls([one.admin], 400):
            pass
    vendor.work, began = 0.0, vendor.now
    assert sum(1 for _ in calls([one.analytics, two.admin], 30)) == 60
    assert vendor.answered == {200: 180}
    assert vendor.now - began < 10
