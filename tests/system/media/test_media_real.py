"""Every medium we know connected by its own command to the sandbox that answers for it, then collected by one run."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from system_mall import EARLY, Mall, Told
from system_sheet import Sheet

from sheets_bridge.sandbox.server import Running, Settings, start
from sheets_bridge.sources import discover

MEDIA = ("naver_ads", "meta_ads", "google_ads", "kakao_keyword", "kakao_moment")
CONSENTS = ("kakao_keyword", "kakao_moment")
DEAD = {"naver_ads": "secret_key", "meta_ads": "access_token", "google_ads": "refresh_token"}


@dataclass
class Market:
    """An installation with a login at every medium of the sandbox."""

    mall: Mall
    running: Running

    def keys(self, source: str) -> Mapping[str, str]:
        """What the owner copies from the medium's page."""
        doors = self.running.ads.doors
        kakao = {
            "rest_api_key": doors.kakao_rest_key,
            "client_secret": doors.kakao_client_secret,
            "redirect_uri": doors.kakao_redirect_uri,
        }
        return {
            "naver_ads": {
                "api_key": doors.naver_licence,
                "secret_key": doors.naver_secret,
                "customer_id": self.numbers("naver_ads")[0],
            },
            "meta_ads": {"access_token": doors.meta_token, "app_secret": doors.meta_app_secret},
            "google_ads": {
                "client_id": doors.google_client_id,
                "client_secret": doors.google_client_secret,
                "refresh_token": doors.google_refresh_token,
            },
            "kakao_keyword": kakao,
            "kakao_moment": kakao,
        }[source]

    def connect(self, source: str, *words: str, **changed: str) -> Told:
        """`connect`, the keys from a file, and the consent where one is wanted."""
        account = source.replace("_", "-")
        file = self.mall.folder / "copied.json"
        file.write_text(json.dumps({**self.keys(source), **changed}))
        file.chmod(0o600)
        given = ("connect", source, account, "--from-file", str(file))
        if source not in CONSENTS:
            return self.mall.command(*given, *words)
        page = self.mall.command(*given, "--print-url").out.strip()
        return self.mall.command("connect", source, account, "--landed", self.agreed(page), *words)

    def agreed(self, page: str) -> str:
        """The address somebody lands on who agrees."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        back = self.mall.web.post(page.partition("?")[0], data=asked, allow_redirects=False, timeout=10)
        landed = back.headers["Location"]
        self.mall.secrets |= set(parse_qs(urlsplit(landed).query)["code"])
        return landed

    def numbers(self, source: str) -> list[str]:
        """Its ad accounts, as the sandbox knows them."""
        return sorted(self.running.ads.of(source), key=int)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """One for all tests of a process."""
    running = start(Settings(days=6, orders_per_day=20, start=EARLY + timedelta(hours=5)))
    mall = Mall(tmp_path_factory.mktemp("market") / "work", running, EARLY - timedelta(days=6))
    doors = running.ads.doors
    mall.secrets |= {
        doors.naver_licence, doors.naver_secret, doors.meta_token, doors.meta_app_secret, doors.google_client_secret,
        doors.google_refresh_token, doors.kakao_client_secret,
    }  # fmt: skip
    mall.edit("language: ko", "language: en")
    names = [source.replace("_", "-") for source in MEDIA]
    since = (EARLY - timedelta(days=4)).date()
    entries = "".join(f"  {name}:\n    source: {source}\n    history: {since}\n"
                      for name, source in zip(names, MEDIA, strict=True))  # fmt: skip
    mall.edit("accounts:\n", f"accounts:\n{entries}")
    job = f"  ads:\n    at: '09:00'\n    streams: [{', '.join(f'{name}.ads' for name in names)}]\n"
    tabs = ("    tabs:\n      RAW_광고: {table: ad_stats}\n"
            "      RAW_광고_네이버: {table: ad_stats, where: \"medium like '네이버%'\"}\n")  # fmt: skip
    mall.edit("jobs:\n", f"jobs:\n{job}{tabs}")
    endpoints = "".join(f"  {name}: {address}\n" for name, address in running.ad_endpoints.items())
    mall.edit("endpoints:\n", f"endpoints:\n{endpoints}")
    made = Market(mall, running)
    yield made
    mall.web.close()
    running.stop()
    kept = (file for file in mall.credentials.glob("*.keys.json") if file.name.startswith("kakao"))
    mall.secrets |= {json.loads(file.read_text("utf-8"))["access_token"] for file in kept}
    assert mall.leaks() == []


@pytest.fixture
def connected(market: Market, in_no_time: None) -> Iterator[Market]:
    """All of its logins connected, whichever test comes first."""
    standing = {one["source"]: one["connected"] for one in market.mall.command("status", "--json").json["accounts"]}
    for source in MEDIA:
        if not standing[source]:
            assert market.connect(source, "--ad-account", "all").exit_code == 0
    yield market
    market.running.ads.doors.closed.clear()


pytestmark = pytest.mark.usefixtures("in_no_time")


def test_they_are_all_the_media_there_are() -> None:
    known = {source.id for source in discover().values() if source.keys}
    assert set(MEDIA) == {name for name in known if not name.startswith("pretend")}


@pytest.mark.parametrize("source", MEDIA)
def test_each_is_connected_by_its_own_command_and_all_its_accounts_are_picked(market: Market, source: str) -> None:
    told = market.connect(source, "--ad-account", "all")
    assert told.exit_code == 0, told.text
    text = market.mall.schedule.read_text("utf-8")
    picked = re.search(rf"source: {source}\n    ad_accounts: \[(.*)\]\n", text)
    assert picked is not None
    assert picked[1].split(", ") == market.numbers(source)
    assert sorted(file.name for file in market.mall.credentials.glob(f"{source.replace('_', '-')}.*")) == [
        f"{source.replace('_', '-')}.keys.json"
    ]


def test_one_run_collects_from_all_and_each_has_its_own_tab(connected: Market) -> None:
    told = connected.mall.run("ads")
    assert told.exit_code == 0, told.text
    (done,) = told.json["jobs"]
    assert done["verified"]
    assert {stream["state"] for stream in done["streams"]} == {"complete"}
    assert all(told.json["calls"][source] for source in MEDIA)
    sheet = Sheet(connected.mall)
    media = {row["Medium"] for row in sheet.records("RAW_광고")}
    assert media == {"네이버", "메타", "구글", "카카오"}
    assert {row["Medium"] for row in sheet.records("RAW_광고_네이버")} == {"네이버"}


def test_doctor_finds_every_login_well_and_its_accounts_seen(connected: Market) -> None:
    only = [word for check in ("keys", "ad_accounts", "ad_reading") for word in ("--only", check)]
    found = connected.mall.command("doctor", "--json", *only).json["findings"]
    wrong = [one for one in found if one["grade"] not in ("ok", "warning")]
    assert wrong == []
    assert {one["subject"] for one in found if one["check"] == "ad_accounts"} == {
        source.replace("_", "-") for source in MEDIA
    }


@pytest.mark.parametrize("source", list(DEAD))
def test_keys_copied_wrong_are_refused_with_the_command_and_those_in_use_stay(connected: Market, source: str) -> None:
    told = connected.connect(source, **{DEAD[source]: "not-the-right-one-at-all"})
    assert told.exit_code == 77, told.text
    assert f"sheets-bridge connect {source} {source.replace('_', '-')}" in told.text
    login = next(one for one in connected.mall.command("status", "--json").json["accounts"] if one["source"] == source)
    assert login["connected"]


def test_a_medium_that_closes_its_door_is_lost_and_the_others_go_on(connected: Market) -> None:
    connected.running.ads.doors.closed.add("meta_ads")
    connected.mall.advance(hours=1)
    told = connected.mall.run("ads")
    assert told.exit_code == 77
    states = {stream["account"]: stream["state"] for stream in told.json["jobs"][0]["streams"]}
    assert {name for name, state in states.items() if state != "complete"} == {"meta-ads"}
    logins = {one["account"]: one for one in connected.mall.command("status", "--json").json["accounts"]}
    assert "sheets-bridge connect meta_ads meta-ads" in logins["meta-ads"]["lost"]
    assert logins["google-ads"]["connected"]


def test_the_bundle_tells_no_key(connected: Market, tmp_path: Path) -> None:
    told = connected.mall.command("doctor", "--only", "credentials", "--bundle", str(tmp_path / "bundle.zip"))
    content = (tmp_path / "bundle.zip").read_bytes()
    assert "bundle.zip is written" in told.text
    assert [secret for secret in connected.mall.secrets if secret.encode() in content] == []
