"""A Google Ads that answers as a test says, and notes what it was asked."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from sheets_bridge.api.call import Answer, Request
from sheets_bridge.model import KST, Pull, Step, Window
from sheets_bridge.sources.google_ads.connection import Connection, connect
from sheets_bridge.tokens import KeyRing

NOW = datetime(2026, 6, 15, 9, tzinfo=KST)
LOGIN = {"client_id": "client", "client_secret": "secret", "refresh_token": "refresh"}
SEARCH = {"id": "21", "name": "검색", "advertisingChannelType": "SEARCH"}


class Vendor:
    """`tells(customer, query)` gives the records of a stream, or a whole Answer."""

    def __init__(self, tells: Callable[[str, str], Any], accessible: list[str] | None = None) -> None:
        self.tells, self.accessible = tells, accessible or []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        """Customer, query, headers."""

    def send(self, request: Request) -> Answer:
        if request.url.endswith("/token"):
            return Answer(200, {}, b'{"access_token": "token", "expires_in": 3599}')
        headers = dict(request.headers or {})
        if request.url.endswith("customers:listAccessibleCustomers"):
            return Answer(200, {}, orjson.dumps({"resourceNames": [f"customers/{one}" for one in self.accessible]}))
        customer = re.search(r"/v26/customers/(\d+)/googleAds:searchStream$", request.url)[1]
        query = orjson.loads(request.body)["query"]
        self.asked.append((customer, query, headers))
        told = self.tells(customer, query)
        return told if isinstance(told, Answer) else Answer(200, {}, orjson.dumps([{"results": told}] if told else []))

    def connection(self, folder: Path, **keys: str) -> Connection:
        folder.chmod(0o700)
        ring = KeyRing(folder / "brand.keys.json", "brand", (), "sheets-bridge connect google_ads brand")
        ring.save({**LOGIN, **keys})
        return connect("brand", {}, login=ring, send=self.send, sleep=lambda _seconds: None, clock=lambda: NOW)

    def windows(self, resource: str) -> list[tuple[date, date]]:
        """The windows a resource was asked for."""
        found = (re.search(rf"FROM {resource} .*'(.{{10}})' AND '(.{{10}})'", query) for _, query, _ in self.asked)
        return [(date.fromisoformat(one[1]), date.fromisoformat(one[2])) for one in found if one]


def step(first: date, days: int = 1) -> Step:
    return Step(Window(first, first + timedelta(days=days - 1)), "date", None, replaces=True)


def pull(number: int = 1112223333) -> Pull:
    return Pull("brand", number, "ads")


def refusal(status: int, word: str, family: str = "authorizationError", **more: Any) -> Answer:
    one = {"errorCode": {family: word}, "message": "not to be quoted: client", **more}
    details = [{"@type": "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure", "errors": [one]}]
    return envelope(status, details)


def envelope(status: int, details: list[Any], named: str = "PERMISSION_DENIED") -> Answer:
    return Answer(status, {}, orjson.dumps([{"error": {"code": status, "status": named, "details": details}}]))
