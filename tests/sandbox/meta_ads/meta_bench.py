"""The pretend Meta alone, asked through Flask's test client: over a story, or over days made by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from flask import Flask
from flask.testing import FlaskClient

from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.meta_ads import create_meta_ads
from sheets_bridge.sandbox.story import Story

START = datetime(2026, 11, 12, 9, tzinfo=KST)
KR, US = "102938475610293", "304958671230495"
NUMBERS = "impressions,clicks,inline_link_clicks,spend,actions,action_values"
IDS = "account_id,campaign_id,campaign_name,adset_id,ad_id,ad_name"


@dataclass
class Time:
    """The sandbox's moment, moved by the test."""

    at: datetime

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Bench:
    """One Meta, the ways a test asks it."""

    market: AdMarket
    time: Time
    web: FlaskClient

    def call(self, path: str, *, method: str = "GET", token: str | None = None, **asked: Any) -> Any:
        """Call `path` (with its version) with the token as a bearer; an empty token sends none."""
        bearer = self.market.doors.meta_token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return self.web.open(f"/meta-ads/{path}", method=method, query_string=asked, headers=headers)

    def ok(self, path: str, **asked: Any) -> Any:
        answer = self.call(path, **asked)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def refused(self, path: str, **asked: Any) -> Any:
        """Code and subcode of the refusal (0 for none)."""
        answer = self.call(path, **asked)
        assert answer.status_code >= 400, answer.text
        error = answer.get_json()["error"]
        assert error["message"]
        assert error["fbtrace_id"]
        return error["code"], error.get("error_subcode", 0)

    def rows(self, account: str = KR, **asked: Any) -> list[dict[str, Any]]:
        """All rows at ad level by days, cursor by cursor."""
        query = {"level": "ad", "time_increment": 1, "fields": f"{IDS},{NUMBERS}", "limit": 500, **asked}
        found: list[dict[str, Any]] = []
        while True:
            page = self.ok(f"v26.0/act_{account}/insights", **query)
            found += page["data"]
            if "next" not in page.get("paging", {}):
                return found
            query["after"] = page["paging"]["cursors"]["after"]


def span(first: datetime, last: datetime | None = None) -> str:
    """A time_range of whole days."""
    days = {"since": first.date().isoformat(), "until": (last or first).date().isoformat()}
    return orjson.dumps(days).decode()


def back(days: int) -> datetime:
    return START - timedelta(days=days)


def make_story() -> Story:
    return Story("samplemall", seed=5, start=START, days=16, orders_per_day=60)


class HandMade:
    """A story of which only the ads are told: tallies as (day, tally), and claims."""

    def __init__(self, tallies=(), claims=()):
        self.ads = self
        self._tallies, self._claims = tallies, claims

    def tallies(self, now, campaign_id, day):
        return tuple(one for then, one in self._tallies if then == day and _of(one, campaign_id))

    def claims_by_purchase(self, now, campaign_id, day):
        return tuple(one for one in self._claims if one.bought_on == day and _of(one, campaign_id))


def _of(one, campaign_id):
    return one.placement.campaign.campaign_id == campaign_id


def make_bench(story: Any, *, limits: bool = False) -> Bench:
    """`story` tells what the ads did; rate limits are off unless asked for."""
    time, switch = Time(START), Switch()
    switch.enabled = limits
    market = market_of(story, lambda: time.at, switch)
    app = Flask("meta")
    app.register_blueprint(create_meta_ads(market), url_prefix="/meta-ads")
    return Bench(market, time, app.test_client())
