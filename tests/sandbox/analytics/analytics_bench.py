"""A whole pretend mall with a story of its own, asked through Flask's test client."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from sheets_bridge.sandbox.assembly import Parts, create_app
from sheets_bridge.sandbox.cafe24.app import App
from sheets_bridge.sandbox.cafe24.grants import Grants
from sheets_bridge.sandbox.calls import CallLog
from sheets_bridge.sandbox.clock import KST, Clock
from sheets_bridge.sandbox.controls import Levers
from sheets_bridge.sandbox.faults import Faults
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.origins_truth import origins_truth
from sheets_bridge.sandbox.story import Story

MALL, LANDED = "samplemall", "https://brand.example/cafe24/landed"
SCOPES = ("mall.read_analytics",)
START = datetime(2026, 11, 12, 9, tzinfo=KST)
"""The morning after a day of the biggest sale."""


@dataclass
class Bench:
    """One mall, the ways a test asks it."""

    web: FlaskClient
    story: Story
    clock: Clock
    levers: Levers
    grants: Grants
    token: str

    def call(self, name: str, **query: object) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.web.get(f"/cafe24-analytics/{name}", query_string={"mall_id": MALL, **query}, headers=headers)

    def rows(self, name: str, first: date, last: date | None = None, **query: object) -> list[dict[str, Any]]:
        days = {"start_date": first.isoformat(), "end_date": (last or first).isoformat()}
        answer = self.call(name, **{**days, "limit": 1000, **query})
        assert answer.status_code == 200, answer.text
        ((envelope, rows),) = answer.get_json().items()
        assert envelope == name.rsplit("/", 1)[-1]
        return list(rows)

    def every(self, name: str, first: date, last: date) -> list[dict[str, Any]]:
        """All rows, page by page."""
        found: list[dict[str, Any]] = []
        while page := self.rows(name, first, last, offset=len(found)):
            found += page
        return found

    def advance(self, hours: float) -> None:
        """Let time pass, and log in again."""
        self.clock.advance(hours)
        self.token = self.grants.redeem(self.grants.consent(LANDED, SCOPES), LANDED).access

    def total(self, name: str, column: str, first: date, last: date | None = None, **query: object) -> float:
        """A column in sum."""
        return sum(float(row[column]) for row in self.rows(name, first, last, **query))

    def truth(self, table: str) -> list[dict[str, Any]]:
        told = origins_truth(self.story, MALL, table, self.clock.now())
        return [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]


def make_bench(
    seed: int = 5,
    days: int = 30,
    orders_per_day: int = 60,
    start: datetime = START,
    scopes: tuple[str, ...] = SCOPES,
) -> Bench:
    clock, switch = Clock(start), Switch()
    switch.enabled = False
    story = Story(MALL, seed=seed, start=start, days=days, orders_per_day=orders_per_day)
    grants = Grants(clock.now)
    levers = Levers(clock, CallLog(), Faults(), switch, lambda table: origins_truth(story, MALL, table, clock.now()))
    app = create_app(Parts(Mall(MALL, story, grants, clock.now), App("id", "secret", LANDED), levers))
    token = grants.redeem(grants.consent(LANDED, scopes), LANDED).access
    return Bench(app.test_client(), story, clock, levers, grants, token)


def day(back: int = 1, start: datetime = START) -> date:
    """The day so many days before the sandbox's today."""
    return start.date() - timedelta(days=back)
