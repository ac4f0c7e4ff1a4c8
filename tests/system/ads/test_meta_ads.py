"""Meta read from the running sandbox: every ad-day is what the story says, through its limits, runs and lost logins."""

import json
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from sheets_bridge.ads import Settings
from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.errors import LoginNeeded, Refused, Unavailable
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.sandbox import server
from sheets_bridge.sandbox.ad_rules import MetaRules
from sheets_bridge.sandbox.server import Running, start
from sheets_bridge.sources.meta_ads import SOURCE
from sheets_bridge.tables import AD_STATS
from sheets_bridge.tokens import KeyRing

KR, US = 102938475610293, 304958671230495
DAYS = 35
FIGURES = ("impressions", "clicks", "cost", "conversions", "conversion_value")
ALIKE = ("campaign_name", "adgroup_name", "ad_name", "currency", *FIGURES)
DEVICES = {"pc": "PC", "mobile": "모바일"}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    made = start(server.Settings(days=DAYS, orders_per_day=20))
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def open_doors(running: Running) -> None:
    """What a test closed, limited or deleted is as it was."""
    doors = running.ads.doors
    doors.meta, doors.meta_token_ends = MetaRules(), None
    doors.closed.clear()


class Reader:
    """One installation's way to the sandbox; its waits pass on the sandbox's clock."""

    def __init__(self, running: Running, folder, **keys: str) -> None:
        self.running, self.waited, self.calls = running, [], []
        needed = (key.id for key in SOURCE.keys.asked if key.needed)
        folder.chmod(0o700)
        ring = KeyRing(folder / "brand.keys.json", "brand", needed, "sheets-bridge connect meta_ads brand")
        ring.save({"access_token": running.ads.doors.meta_token, **keys})
        self.ring = ring
        self.connection = SOURCE.connect(
            "brand", running.ad_endpoints, login=ring, send=sender(open_session(), self.calls.append), sleep=self._wait,
            clock=running.ads.now,
        )  # fmt: skip

    def _wait(self, seconds: float) -> None:
        if seconds >= 1:
            self.waited.append(round(seconds))
            control(self.running, "advance", {"hours": seconds / 3600})

    def rows(self, first: date, last: date, account: int = KR) -> dict[tuple, dict]:
        """Our rows by (day, ad, device)."""
        stream = SOURCE.streams["ads"]
        pull = Pull("brand", account, "ads")
        normalize = stream.normalize(pull, Masks(b"k" * 32, Privacy()), self.running.ads.now().astimezone(KST))
        complete = stream.derive(AD_STATS, Settings())
        names = [column.id for column in AD_STATS.columns]
        found = {}
        for step in stream.windows(first, last):
            for page in stream.read(self.connection, pull, step):
                for record in page:
                    (made,) = normalize(record)[AD_STATS.id]
                    row = dict(zip(names, complete(made), strict=True))
                    key = (row["date"], row["ad_id"], row["device"])
                    assert key not in found
                    found[key] = row
        return found


@pytest.fixture
def reader(running: Running, tmp_path) -> Reader:
    return Reader(running, tmp_path)


def control(running: Running, path: str, sent: object = None) -> dict:
    address = f"http://127.0.0.1:{running.port}/sandbox/{path}"
    body = None if sent is None else json.dumps(sent).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def truth(running: Running, first: date, last: date, account: int = KR) -> dict[tuple, dict]:
    """What should have been told, by (day, ad, device); what has no number has no row."""
    told = control(running, "truth/ad_stats")
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    return {
        (row["date"], row["ad_id"], DEVICES[row["device"]]): row
        for row in rows
        if row["medium"] == "meta_ads" and row["account"] == str(account)
        if first.isoformat() <= row["date"] <= last.isoformat() and any(row[name] for name in FIGURES)
    }


def alike(row: dict) -> dict:
    return {name: row[name] for name in ALIKE}


def same(read: dict[tuple, dict], told: dict[tuple, dict]) -> None:
    assert told
    assert {key: alike(row) for key, row in read.items()} == {key: alike(row) for key, row in told.items()}


def today(running: Running) -> date:
    return running.ads.now().astimezone(KST).date()


@pytest.mark.parametrize("account", [KR, US])
def test_a_month_is_the_truth_to_the_last_value_in_few_calls(running, reader, account):
    last = today(running)
    first = last - timedelta(days=30)
    same(reader.rows(first, last, account), truth(running, first, last, account))
    assert len(reader.calls) < 15


def test_days_are_the_truth_again_after_later_purchases_and_a_new_name(running, reader):
    last = today(running)
    first = last - timedelta(days=2)
    before = reader.rows(first, last)
    same(before, truth(running, first, last))
    campaign = next(iter(before.values()))["campaign_id"]
    control(running, "advance", {"hours": 30})
    control(running, "ads/rename", {"id": campaign, "name": "이름이 바뀐 캠페인"})
    after = reader.rows(first, last)
    same(after, truth(running, first, last))
    assert alike(next(iter(before.values()))) not in [alike(row) for row in after.values()]
    assert {row["campaign_name"] for row in after.values() if row["campaign_id"] == campaign} == {"이름이 바뀐 캠페인"}


def test_the_days_of_a_deleted_ad_stay_what_they_were(running, reader):
    last = today(running) - timedelta(days=5)
    told = truth(running, last, last)
    running.ads.doors.meta.deleted.add(next(iter(told))[1])
    same(reader.rows(last, last), told)


def test_what_is_too_much_for_an_answer_comes_by_a_report_run_begun_anew_when_it_fails(running, reader):
    running.ads.doors.meta.most_rows, running.ads.doors.meta.failing_runs = 3, 1
    last = today(running) - timedelta(days=6)
    first = last - timedelta(days=1)
    same(reader.rows(first, last), truth(running, first, last))
    assert [call.method for call in reader.calls].count("POST") == 3
    assert sum(reader.waited) < 200


@pytest.fixture
def limited(running: Running) -> Iterator[MetaRules]:
    control(running, "limits", {"enabled": True})
    yield running.ads.doors.meta
    control(running, "limits", {"enabled": False})
    control(running, "advance", {"hours": 2})


def test_a_limit_that_others_used_up_is_waited_for_as_long_as_meta_says(running, reader, tmp_path, limited):
    other = tmp_path / "other"
    other.mkdir()
    limited.account_calls, day = 2, today(running) - timedelta(days=6)
    before = Reader(running, other)
    for _ in range(2):
        before.rows(day, day)
    control(running, "advance", {"hours": 200 / 3600})
    same(reader.rows(day, day), truth(running, day, day))
    assert [90 <= seconds <= 120 for seconds in reader.waited] == [True]
    assert [call.method for call in reader.calls] == ["GET", "GET"]


def test_a_limit_that_lasts_longer_than_a_run_may_wait_is_told_with_its_end(running, reader, limited):
    limited.account_calls, last = 2, today(running) - timedelta(days=6)
    first = last - timedelta(days=29)
    with pytest.raises(Unavailable, match="no call is accepted before") as stopped:
        reader.rows(first, last)
    assert 120 < stopped.value.wait <= 300
    assert SOURCE.limits(reader.connection).blocked
    assert len(reader.calls) == 2
    limited.account_calls = 3000
    control(running, "advance", {"hours": stopped.value.wait / 3600})
    same(Reader(running, reader.ring.path.parent).rows(first, last), truth(running, first, last))


def test_a_token_that_ended_is_to_be_made_anew(running, reader):
    control(running, "ads/token", {"days": 20})
    ends = SOURCE.keys.ends(reader.connection)
    assert timedelta(days=19) < ends - running.ads.now() <= timedelta(days=20)
    control(running, "ads/close", {"medium": "meta_ads"})
    with pytest.raises(LoginNeeded, match=r"its time is over.*sheets-bridge connect meta_ads brand"):
        reader.rows(today(running), today(running))
    with pytest.raises(LoginNeeded):
        SOURCE.keys.ends(reader.connection)


def test_a_token_that_never_ends_has_no_end(reader):
    assert SOURCE.keys.ends(reader.connection) is None
    assert SOURCE.keys.lasting(reader.connection) == {}


def test_accounts_are_listed_and_one_that_is_not_assigned_names_what_to_do(running, reader):
    assert {(shop.shop_no, shop.active) for shop in SOURCE.shops(reader.connection)} == {(KR, True), (US, True)}
    running.ads.doors.meta.barred.add(str(US))
    with pytest.raises(Refused, match=r"ads_read.*자산 할당"):
        reader.rows(today(running), today(running), US)


def test_an_app_that_wants_a_proof_gets_it(running, reader, tmp_path):
    running.ads.doors.meta.proof_required = True
    with pytest.raises(LoginNeeded, match="app secret"):
        SOURCE.shops(reader.connection)
    other = tmp_path / "with-secret"
    other.mkdir()
    keys = {"app_secret": running.ads.doors.meta_app_secret, "app_id": running.ads.doors.meta.app_id}
    assert SOURCE.shops(Reader(running, other, **keys).connection)


def test_a_passing_token_is_changed_into_one_of_sixty_days(running, tmp_path):
    control(running, "ads/token", {"days": 0.1})
    keys = {"app_secret": running.ads.doors.meta_app_secret, "app_id": running.ads.doors.meta.app_id}
    reader = Reader(running, tmp_path, **keys)
    lasting = SOURCE.keys.lasting(reader.connection)
    assert lasting.keys() == {"access_token"}
    reader.ring.save({**reader.ring.all(), **lasting})
    assert timedelta(days=59) < SOURCE.keys.ends(reader.connection) - running.ads.now() <= timedelta(days=60)


def test_a_version_that_is_over_is_said_with_what_to_do(running, tmp_path):
    with pytest.raises(Refused, match=r"version v21\.0 .* api_version"):
        SOURCE.shops(Reader(running, tmp_path, api_version="21.0").connection)
