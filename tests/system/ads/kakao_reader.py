"""Somebody who reads Kakao's media from a running sandbox as `land` does, and what the sandbox says is true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from sheets_bridge.ads import Settings
from sheets_bridge.api.clock import borrowed
from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.sandbox.server import Running
from sheets_bridge.source import Source
from sheets_bridge.tokens import KeyRing

Row = dict[str, Any]
NUMBERS = ("impressions", "clicks", "cost", "conversions", "conversion_value")
_DEVICES = {"pc": "PC", "mobile": "모바일"}


@dataclass
class Reader:
    """One medium of the sandbox. `slept` are the waits, which pass on the sandbox's clock."""

    running: Running
    source: Source
    folder: Path
    token: str
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        session = open_session()
        session.trust_env = False
        self.send = sender(session)
        self.clock = borrowed(self.running.endpoints["clock"], self.send)
        self.folder.mkdir(mode=0o700)
        self.keys = KeyRing(
            self.folder / "brand.keys.json", "brand", (), f"sheets-bridge connect {self.source.id} brand"
        )
        self.keys.save({"access_token": self.token})
        self.connection = self.connected()

    def connected(self) -> Any:
        """A new connection."""
        return self.source.connect(
            "brand", self.running.ad_endpoints, login=self.keys, send=self.send, sleep=self.sleep, clock=self.clock
        )

    def sleep(self, seconds: float) -> None:
        """Wait on the sandbox's clock."""
        self.slept.append(seconds)
        self.control("advance", {"hours": seconds / 3600})

    def rows(self, stream_id: str, first: date, last: date) -> list[Row]:
        """The completed rows of these days."""
        stream = self.source.streams[stream_id]
        (shop,) = self.source.shops(self.connection)
        pull, now = Pull("brand", shop.shop_no, stream_id), self.now()
        normalize = stream.normalize(pull, Masks(b"k" * 32, Privacy()), now)
        (table,) = stream.tables
        complete = stream.derive(table, Settings(account_name=shop.name))
        names = [column.id for column in table.columns]
        return [
            dict(zip(names, complete(row), strict=True))
            for step in stream.windows(first, last)
            for page in stream.read(self.connection, pull, step)
            for record in page
            for row in normalize(record)[table.id]
        ]

    def now(self) -> datetime:
        """The sandbox's moment."""
        return self.clock().astimezone(KST)

    def control(self, name: str, body: Mapping[str, Any]) -> None:
        """Pull one of the sandbox's levers."""
        address = f"http://127.0.0.1:{self.running.port}/sandbox/{name}"
        requests.post(address, json=body, timeout=10).raise_for_status()

    def told(self, name: str) -> Any:
        """What the sandbox tells about itself."""
        return requests.get(f"http://127.0.0.1:{self.running.port}/sandbox/{name}", timeout=30).json()

    def truth(self, table: str, first: date, last: date) -> list[Row]:
        """What the medium should have told of these days."""
        told = self.told(f"truth/{table}")
        rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
        return [
            {**row, "device": _DEVICES[row["device"]]}
            for row in rows
            if row["medium"] == self.source.id and first.isoformat() <= row["date"] <= last.isoformat()
        ]


def compared(rows: Iterable[Row], id_: str, name: str) -> dict[tuple[Any, ...], list[Any]]:
    """What rows of either side say, by their key: names, product, numbers."""
    keys = ("date", "campaign_id", "adgroup_id", id_, "device")
    said = ("campaign_name", "adgroup_name", name, "ad_product", *NUMBERS)
    return {tuple(row[key] for key in keys): [row[one] for one in said] for row in rows}


def agreed(page: str) -> str:
    """The code somebody gets who opens a consent page and agrees."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
    back = requests.post(page.partition("?")[0], data=asked, allow_redirects=False, timeout=10)
    landed = parse_qs(urlsplit(back.headers["Location"]).query)
    assert landed["state"] == [asked["state"]]
    return landed["code"][0]
