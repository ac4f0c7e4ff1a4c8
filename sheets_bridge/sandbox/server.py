"""Starts and stops the whole sandbox: one process, one port, loopback only."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import Blueprint, Flask

from sheets_bridge.sandbox import connection
from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.assembly import Parts, create_app
from sheets_bridge.sandbox.cafe24.app import App as RegisteredApp
from sheets_bridge.sandbox.cafe24.grants import Grants
from sheets_bridge.sandbox.cafe24.standing import Standing
from sheets_bridge.sandbox.calls import CallLog
from sheets_bridge.sandbox.clock import KST, Clock
from sheets_bridge.sandbox.controls import Levers
from sheets_bridge.sandbox.faults import Faults
from sheets_bridge.sandbox.google import create_google
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.twists import NO_TWISTS, Twists
from sheets_bridge.sandbox.told import told

_AD_PATHS = {
    "naver_ads": "naver-ads",
    "meta_ads": "meta-ads",
    "google_ads": "google-ads",
    "google_oauth": "google-oauth/token",
    # Nobody agrees here; with a clock of its own all addresses must be the sandbox's.
    "google_consent": "google-oauth/consent",
    "kakao_keyword": "kakao-keyword",
    "kakao_moment": "kakao-moment",
    "kakao_auth": "kakao-auth",
    "kakao_api": "kakao-api",
}
REDIRECT_URI = "https://brand.example/cafe24/landed"
"""The registered landing page. Nothing answers there: one copies the address and pastes it."""
STOP_SECONDS = 10.0


@dataclass(frozen=True)
class Settings:
    """What a sandbox is started with. `start` is the clock's moment at start-up (naive: Korean time); the mall's
    history is the `days` before it. Port 0 takes a free one."""

    port: int = 0
    seed: int = 1
    days: int = 365
    orders_per_day: int = 40
    start: datetime = datetime(2026, 11, 1, 9, tzinfo=KST)
    mall: str = "samplemall"
    twists: Twists = NO_TWISTS
    """What is different from the usual story: a rush of orders, late changes that nobody dates."""
    standing: Standing = field(default_factory=Standing)
    """What Cafe24 has approved the app for at start-up."""


@dataclass(frozen=True)
class Client:
    """The app's credentials, as its owner would copy them from the developer center."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True)
class Running:
    """A sandbox that answers; `endpoints` maps cafe24, cafe24_analytics, google and clock to their addresses."""

    port: int
    mall: str
    client: Client
    google_token: str = field(repr=False)
    spreadsheet_id: str
    unshared_id: str
    service_account_email: str
    stop: Callable[[], None] = field(repr=False)
    ads: AdMarket = field(repr=False)
    """What the ad media answer from, their credentials included; also to close or change while it runs."""

    @property
    def endpoints(self) -> dict[str, str]:
        """Where each of the vendors and the clock answer. A mall's own address is cafe24 + "/" + its id."""
        paths = {"cafe24": "cafe24", "cafe24_analytics": "cafe24-analytics", "google": "google"}
        return self._addresses(paths | {"clock": "sandbox/clock"})

    @property
    def ad_endpoints(self) -> dict[str, str]:
        """Where each of the ad media and their logins answer."""
        return self._addresses(_AD_PATHS)

    def _addresses(self, paths: Mapping[str, str]) -> dict[str, str]:
        return {name: f"http://127.0.0.1:{self.port}/{path}" for name, path in paths.items()}


def start(settings: Settings) -> Running:
    """Start a sandbox in threads of this process. Raises OSError where the port is taken."""
    clock, switch, google_token = Clock(settings.start), Switch(), secrets.token_urlsafe(24)
    client = Client(secrets.token_urlsafe(16), secrets.token_urlsafe(16), REDIRECT_URI)
    google = create_google(
        now=clock.now, limits_enabled=lambda: switch.enabled, token=google_token, title=f"{settings.mall} 데이터"
    )
    story = _story(settings, clock)
    market = market_of(story, clock.now, switch)
    app = _app(settings, clock, client, _Told(story, market, (google.blueprint, google.page)))
    server = connection.listen(app, settings.port)
    thread = threading.Thread(target=server.run, name="sandbox", daemon=True)
    thread.start()

    def stop() -> None:
        if not thread.is_alive():
            return
        connection.stop(server)
        thread.join(STOP_SECONDS)
        server.task_dispatcher.shutdown()

    return Running(
        port=int(server.effective_port),  # waitress keeps it as text
        mall=settings.mall,
        client=client,
        google_token=google_token,
        spreadsheet_id=google.spreadsheet_id,
        unshared_id=google.unshared_id,
        service_account_email=google.service_account_email,
        stop=stop,
        ads=market,
    )


@dataclass(frozen=True)
class _Told:
    """What the application answers from beside its settings."""

    story: Story
    market: AdMarket
    others: Sequence[Blueprint]


def _story(settings: Settings, clock: Clock) -> Story:
    return Story(
        settings.mall,
        seed=settings.seed,
        start=clock.now(),
        days=settings.days,
        orders_per_day=settings.orders_per_day,
        twists=settings.twists,
    )


def _app(settings: Settings, clock: Clock, client: Client, of: _Told) -> Flask:
    mall = Mall(settings.mall, of.story, Grants(clock.now), clock.now, settings.standing)
    switch, truth = of.market.switch, lambda name: told(of.story, settings.mall, name, clock.now(), of.market)
    levers = Levers(clock, CallLog(), Faults(), switch, truth)
    registered = RegisteredApp(client.client_id, client.client_secret, client.redirect_uri)
    return create_app(Parts(mall, registered, levers, of.others, of.market))
