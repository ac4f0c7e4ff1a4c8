"""Google Ads read from the sandbox over HTTP: its days are the story's, whatever happens on the way."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sheets_bridge.ads import Settings as AdSettings
from sheets_bridge.api.call import Request
from sheets_bridge.api.clock import borrowed
from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.errors import LoginNeeded, Refused, Unavailable
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.sandbox.ad_rules import SERVICE_ACCOUNT, GoogleRules
from sheets_bridge.sandbox.server import Settings, start
from sheets_bridge.sources.google_ads import SOURCE
from sheets_bridge.tokens import KeyRing

KOREA, WORLD, MANAGER = 4821057736, 9034417765, "771-209-8840"
DEVICES = {"pc": "PC", "mobile": "모바일"}
VAT = {"F": "별도"}
TOLD = (
    *("date", "campaign_id", "campaign_name", "ad_product", "adgroup_id", "adgroup_name", "device"),
    *("impressions", "clicks", "cost", "currency", "vat_included", "conversions", "conversion_value"),
)
NAMED = {"ad_stats": ("ads", ("ad_id", "ad_name")), "ad_keyword_stats": ("keywords", ("keyword_id", "keyword"))}


@dataclass
class Google:
    """A sandbox that runs, and logins at its Google Ads."""

    running: Any
    folder: Path
    send: Any
    calls: list[Request] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    logins: Iterator[int] = field(default_factory=count)

    def login(self, **keys: str) -> Any:
        doors = self.running.ads.doors
        usual = {"client_id": doors.google_client_id, "client_secret": doors.google_client_secret,
                 "refresh_token": doors.google_refresh_token}  # fmt: skip
        path = self.folder / f"{next(self.logins)}.keys.json"
        ring = KeyRing(path, "brand", (), "sheets-bridge connect google_ads brand")
        ring.save(keys if "key_file" in keys else usual | keys)
        endpoints = self.running.endpoints | self.running.ad_endpoints
        clock = borrowed(endpoints["clock"], self.send)
        return SOURCE.connect("brand", endpoints, login=ring, send=self.send, sleep=self.sleep, clock=clock)

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)
            self.control("advance", {"hours": seconds / 3600})

    def control(self, what: str, sent: Any = None) -> Any:
        address = f"http://127.0.0.1:{self.running.port}/sandbox/{what}"
        answer = self.send(Request("GET" if sent is None else "POST", address, body=sent and orjson.dumps(sent)))
        assert answer.status == 200, answer.body
        return orjson.loads(answer.body)

    @property
    def today(self) -> date:
        return self.running.ads.now().astimezone(KST).date()

    def rows(self, connection: Any, table: str, number: int, first: date, last: date) -> list[dict[str, Any]]:
        """What the source makes of some days."""
        stream = SOURCE.streams[NAMED[table][0]]
        pull = Pull("brand", number, stream.id)
        now: datetime = self.running.ads.now().astimezone(KST)
        normalize = stream.normalize(pull, Masks(b"k" * 32, Privacy()), now)
        complete = stream.derive(stream.tables[0], AdSettings())
        columns = [column.id for column in stream.tables[0].columns]
        pages = (page for step in stream.windows(first, last) for page in stream.read(connection, pull, step))
        made = (row for page in pages for record in page for row in normalize(record)[table])
        return [dict(zip(columns, complete(row), strict=True)) for row in made]

    def truth(self, table: str, number: int, first: date, last: date) -> list[dict[str, Any]]:
        told = self.control(f"truth/{table}")
        facts = (dict(zip(told["columns"], row, strict=True)) for row in told["rows"])
        mine = (one for one in facts if (one["medium"], one["account"]) == ("google_ads", str(number)))
        return [
            one | {"device": DEVICES[one["device"]], "vat_included": VAT[one["vat_included"]]}
            for one in mine
            if first.isoformat() <= one["date"] <= last.isoformat()
        ]

    def agree(self, connection: Any, table: str, number: int, first: date, last: date) -> list[dict[str, Any]]:
        """The rows of some days, which are the truth."""
        names = (*TOLD, *NAMED[table][1])
        made = self.rows(connection, table, number, first, last)
        assert made
        assert _told(made, names) == _told(self.truth(table, number, first, last), names)
        return made


def _told(rows: list[dict[str, Any]], names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    rounded = ([round(row[name], 4) if isinstance(row[name], float) else row[name] for name in names] for row in rows)
    return sorted((tuple(row) for row in rounded), key=str)


@pytest.fixture(scope="module")
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Google]:
    folder = tmp_path_factory.mktemp("keys")
    folder.chmod(0o700)
    running = start(Settings(days=45, orders_per_day=40))
    calls: list[Request] = []
    with open_session() as session:
        yield Google(running, folder, sender(session, calls.append), calls)
    running.stop()


@pytest.fixture(autouse=True)
def as_it_was(google: Google) -> Iterator[None]:
    """Every test meets the same project, with limits off."""
    google.control("limits", {"enabled": False})
    google.calls.clear()
    google.slept.clear()
    yield
    google.control("ads/open", {"medium": "google_ads"})
    google.running.ads.doors.google = GoogleRules()


def test_the_accounts_under_a_manager_are_found_with_and_without_its_number(google: Google) -> None:
    for connection in (google.login(), google.login(manager_id=MANAGER)):
        assert [(shop.shop_no, shop.name, shop.active) for shop in SOURCE.shops(connection)] == [
            (KOREA, "모람뷰티", True), (WORLD, "Moram Beauty Global", True),
        ]  # fmt: skip


@pytest.mark.parametrize("table", NAMED)
def test_days_are_the_storys_and_late_purchases_are_found_when_they_are_read_again(google: Google, table: str) -> None:
    connection = google.login()
    last = google.today
    first = last - timedelta(days=30)
    before = google.agree(connection, table, KOREA, first, last)
    google.control("advance", {"hours": 100})
    after = google.agree(connection, table, KOREA, first, last)
    assert sum(row["conversions"] for row in after) > sum(row["conversions"] for row in before)


def test_performance_max_stands_as_its_campaign_and_searched_ads_leave_no_remainder(google: Google) -> None:
    rows = google.rows(google.login(), "ad_stats", KOREA, google.today - timedelta(days=6), google.today)
    levels = {(row["ad_product"], row["level"], row["ad_id"] == "-") for row in rows}
    assert levels == {("검색", "소재", False), ("실적최대화", "캠페인", True)}


def test_an_account_in_dollars_keeps_them(google: Google) -> None:
    rows = google.agree(google.login(manager_id=MANAGER), "ad_stats", WORLD, google.today, google.today)
    assert {row["currency"] for row in rows} == {"USD"}


def test_a_campaign_has_the_name_it_has_now_on_all_days(google: Google) -> None:
    connection = google.login()
    renamed = google.running.ads.of("google_ads")[str(KOREA)].campaigns[0].campaign_id
    google.control("ads/rename", {"id": renamed, "name": "검색_가을"})
    rows = google.agree(connection, "ad_stats", KOREA, google.today - timedelta(days=2), google.today)
    assert {row["campaign_name"] for row in rows if row["campaign_id"] == renamed} == {"검색_가을"}


def test_a_token_whose_hour_is_over_is_renewed_in_between(google: Google) -> None:
    connection = google.login()
    SOURCE.shops(connection)
    google.control("advance", {"hours": 2})
    SOURCE.shops(connection)
    assert sum(request.url.endswith("/google-oauth/token") for request in google.calls) == 2


def test_a_login_that_was_withdrawn_has_to_be_made_anew(google: Google) -> None:
    connection = google.login()
    SOURCE.shops(connection)
    google.control("ads/close", {"medium": "google_ads"})
    with pytest.raises(LoginNeeded, match="sheets-bridge connect google_ads brand"):
        SOURCE.shops(connection)
    with pytest.raises(LoginNeeded, match="7 days"):
        SOURCE.shops(google.login())


def test_calls_that_come_too_fast_are_waited_for(google: Google) -> None:
    connection = google.login()
    google.running.ads.doors.google = replace(google.running.ads.doors.google, burst=3)
    google.control("limits", {"enabled": True})
    google.agree(connection, "ad_keyword_stats", KOREA, google.today - timedelta(days=20), google.today)
    assert max(google.slept) == 5.0


def test_a_day_that_is_used_up_ends_the_run_and_says_until_when(google: Google) -> None:
    connection = google.login()
    SOURCE.shops(connection)
    google.running.ads.doors.google = replace(google.running.ads.doors.google, daily_operations=1)
    google.control("limits", {"enabled": True})
    with pytest.raises(Unavailable, match="no call is accepted before") as raised:
        google.rows(connection, "ad_stats", KOREA, google.today, google.today)
    assert raised.value.wait > 80_000
    assert sum(google.slept) < 1


@pytest.mark.parametrize(
    ("rules", "advice"),
    [
        ({"project": "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"}, "console.cloud.google.com/google/ads-apis/overview"),
        ({"project": "SERVICE_DISABLED"}, "apis/library/googleads.googleapis.com"),
        ({"barred": {str(KOREA), str(WORLD)}}, "manager_id"),
    ],
)
def test_a_missing_right_is_named_with_where_to_give_it(google: Google, rules: Any, advice: str) -> None:
    connection = google.login(manager_id=MANAGER)
    google.running.ads.doors.google = replace(google.running.ads.doors.google, **rules)
    with pytest.raises(Refused, match=advice):
        google.rows(connection, "ad_stats", KOREA, google.today, google.today)


def test_a_service_account_reads_too_and_asks_nobody_but_the_sandbox(google: Google, key_file: str) -> None:
    connection = google.login(key_file=key_file)
    google.agree(connection, "ad_stats", KOREA, google.today, google.today)
    assert {request.url.split("/")[2] for request in google.calls} == {f"127.0.0.1:{google.running.port}"}


def test_no_key_and_no_token_is_in_a_log_or_an_address(google: Google, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    google.agree(google.login(), "ad_stats", KOREA, google.today, google.today)
    doors = google.running.ads.doors
    said = caplog.text + "".join(request.url for request in google.calls)
    assert "ya29." not in said
    assert not [one for one in (doors.google_client_secret, doors.google_refresh_token) if one in said]


@pytest.fixture
def key_file(google: Google) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()  # fmt: skip
    google.running.ads.doors.google.service_accounts[SERVICE_ACCOUNT] = public
    content = {"type": "service_account", "private_key_id": "k", "private_key": pem, "client_email": SERVICE_ACCOUNT,
               "token_uri": google.running.ad_endpoints["google_oauth"]}  # fmt: skip
    path = google.folder / "google.json"
    path.write_bytes(orjson.dumps(content))
    path.chmod(0o600)
    return path.name
