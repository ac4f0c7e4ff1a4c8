"""Fixtures of the sandbox's controls: the whole sandbox on a port of its own, a small mall in it."""

from datetime import datetime

import pytest
import requests

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Settings, start


class Sandbox:
    """A running sandbox with the calls a test makes of it."""

    def __init__(self, running):
        self.running = running
        self.root = f"http://127.0.0.1:{running.port}"
        self.web = requests.Session()
        self.web.trust_env = False
        self.token = self.connect()

    def connect(self):
        """Consent as the form stands and exchange the code; the access token."""
        client, oauth = self.running.client, f"/cafe24/{self.running.mall}/api/v2/oauth"
        asked = {"response_type": "code", "state": "s", "scope": "mall.read_order,mall.read_store,mall.read_analytics"}
        asked |= {"client_id": client.client_id, "redirect_uri": client.redirect_uri}
        landed = self.web.post(f"{self.root}{oauth}/authorize", data=asked, allow_redirects=False, timeout=5)
        code = landed.headers["Location"].split("code=")[1].split("&")[0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri}
        pair = self.web.post(
            f"{self.root}{oauth}/token", data=form, auth=(client.client_id, client.client_secret), timeout=5
        ).json()
        self.refresh_token = pair["refresh_token"]
        return pair["access_token"]

    def refresh(self, token):
        client = self.running.client
        return self.web.post(
            f"{self.root}/cafe24/{self.running.mall}/api/v2/oauth/token",
            data={"grant_type": "refresh_token", "refresh_token": token},
            auth=(client.client_id, client.client_secret),
            timeout=5,
        )

    def get(self, resource="shops", **query):
        address = f"{self.root}/cafe24/{self.running.mall}/api/v2/admin/{resource}"
        bearer = {"Authorization": f"Bearer {self.token}"}
        return self.web.get(address, params=query, headers=bearer, timeout=5)

    def control(self, method, name, body=None):
        return self.web.request(method, f"{self.root}/sandbox/{name}", json=body, timeout=5)

    def fault(self, **fault):
        answer = self.control("POST", "faults", {"method": "GET", "path": "*/shops", **fault})
        assert answer.status_code == 200, answer.text

    def calls(self):
        return self.control("GET", "calls").json()


@pytest.fixture(scope="session")
def one_sandbox():
    settings = Settings(seed=3, days=20, orders_per_day=4, start=datetime(2026, 11, 1, 9, tzinfo=KST))
    running = start(settings)
    yield Sandbox(running)
    running.stop()


@pytest.fixture
def sandbox(one_sandbox):
    """The sandbox as new: no faults, no calls, limits off."""
    one_sandbox.control("DELETE", "faults")
    one_sandbox.control("POST", "limits", {"enabled": False})
    one_sandbox.token = one_sandbox.connect()
    one_sandbox.control("DELETE", "calls")
    return one_sandbox


@pytest.fixture
def another_sandbox():
    """Starts a sandbox with the settings given, its limits off; all end with the test."""
    running = []

    def run(settings):
        running.append(start(settings))
        mall = Sandbox(running[-1])
        mall.control("POST", "limits", {"enabled": False})
        return mall

    yield run
    for one in running:
        one.stop()
