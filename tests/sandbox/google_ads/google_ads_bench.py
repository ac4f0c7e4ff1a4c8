"""The pretend Google Ads alone, asked through Flask's test client, over a fortnight of a story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.google_ads import Tickets, create_google_ads, create_google_oauth
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story import Story

START = datetime(2026, 11, 12, 9, tzinfo=KST)
KR, GLOBAL, MANAGER = "4821057736", "9034417765", "7712098840"
NUMBERS = ("impressions", "clicks", "cost_micros", "conversions", "conversions_value")


@dataclass
class Time:
    """The sandbox's moment, moved by the test."""

    at: datetime

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Bench:
    """One Google Ads, the ways a test asks it."""

    market: AdMarket
    time: Time
    web: FlaskClient
    token: str = ""

    def log_in(self, **form: str) -> Any:
        doors = self.market.doors
        usual = {
            "grant_type": "refresh_token",
            "client_id": doors.google_client_id,
            "client_secret": doors.google_client_secret,
            "refresh_token": doors.google_refresh_token,
        }
        return self.web.post("/google-oauth/token", data={**usual, **form})

    def post(
        self, method: str, sent: Any, *, customer: str = KR, through: str | None = MANAGER, version: str = "v26"
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if through is not None:
            headers["login-customer-id"] = through
        address = f"/google-ads/{version}/customers/{customer}/googleAds:{method}"
        return self.web.post(address, json=sent, headers=headers)

    def rows(self, query: str, **how: Any) -> list[dict[str, Any]]:
        """All rows of a query, by searchStream."""
        answer = self.post("searchStream", {"query": query}, **how)
        assert answer.status_code == 200, answer.text
        return [row for batch in answer.get_json() for row in batch.get("results", [])]

    def refused(self, query: str, **how: Any) -> tuple[int, str]:
        """HTTP status and the value of the error code (of what stands before the API: the reason)."""
        answer = self.post("searchStream", {"query": query}, **how)
        (whole,) = answer.get_json()
        return answer.status_code, reason(whole["error"])

    def listed(self, version: str = "v26") -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.web.get(f"/google-ads/{version}/customers:listAccessibleCustomers", headers=headers)


def reason(error: dict[str, Any]) -> str:
    (detail,) = error["details"]
    if "reason" in detail:
        return str(detail["reason"])
    ((value,),) = (one["errorCode"].values() for one in detail["errors"])
    return str(value)


def back(days: int) -> date:
    return START.date() - timedelta(days=days)


def span(first: int = 9, last: int = 2) -> str:
    """A condition on days, so many days back."""
    return f"segments.date BETWEEN '{back(first)}' AND '{back(last)}'"


def metrics(*names: str) -> str:
    return ", ".join(f"metrics.{name}" for name in names or NUMBERS)


def figures(rows: list[dict[str, Any]], name: str) -> Iterator[float]:
    """One number of all rows."""
    return (float(row["metrics"][name]) for row in rows)


def make_story() -> Story:
    return Story("samplemall", seed=5, start=START, days=16, orders_per_day=60)


def make_bench(story: Any, *, limits: bool = False) -> Bench:
    """Rate limits are off unless asked for; the bench is logged in."""
    time, switch = Time(START), Switch()
    switch.enabled = limits
    market = market_of(story, lambda: time.at, switch)
    app, tickets = Flask("google_ads"), Tickets(market)
    app.register_blueprint(create_google_oauth(tickets), url_prefix="/google-oauth")
    app.register_blueprint(create_google_ads(market, tickets), url_prefix="/google-ads")
    bench = Bench(market, time, app.test_client())
    bench.token = bench.log_in().get_json()["access_token"]
    return bench
