"""One login at Meta: how its calls are made, and the ad accounts it sees."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.api.api import NOTHING, Api
from sheets_bridge.api.call import Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Clock, Record
from sheets_bridge.source import Shop
from sheets_bridge.sources.meta_ads import pages, usage, wire
from sheets_bridge.tokens import FixedToken, KeyRing

VERSION = "v26.0"
"""The newest (2026-07-29); a version lives about a year. `api_version` among the keys names another."""
_HOST = "meta_ads"
ENDPOINTS = {_HOST: "https://graph.facebook.com"}

# Meta tells its limits by headers only; the bucket keeps a fast run from being a burst.
_BUCKET, _LEAK, _GAP, _SLOW_GAP = 60.0, 2.0, 0.1, 5.0

_CLOSED = (101, 202)
"""`account_status` of accounts that are closed for good; all others (unsettled, disabled …) have days to tell."""
_KOREAN_ZONES = ("", "Asia/Seoul", "Asia/Tokyo")
"""Zones whose days are Korean days; blank where Meta does not say."""


@dataclass(frozen=True)
class Connection:
    """One login. Each ad account has an `Api` of its own: Meta's limits are counted by ad account, and one that is
    held back keeps back no other."""

    account: str
    keys: KeyRing
    sleep: Callable[[float], None]
    opened: Callable[[], Api]
    apis: dict[int, Api] = field(default_factory=dict)
    """By the number of the ad account; 0 for calls that are about none."""
    zones: dict[int, str] = field(default_factory=dict)
    """The time zone of each ad account, as Meta listed it last."""
    read: set[int] = field(default_factory=set)
    """Ad accounts whose days were asked for."""

    def get(self, path: str, params: Mapping[str, str], ad_account: int = 0, *, token: str = "") -> Any:
        """The deciphered answer of GET `path`; with another token than the login's where one is given.

        Raises: as `Api.call`; TooMuch, RunFailed.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else NOTHING
        return self._api(ad_account).get(self._versioned(path), {**params, **self._proof(token)}, headers=headers)

    def post(self, path: str, body: Mapping[str, str], ad_account: int) -> Any:
        """The deciphered answer of POST `path`; for what may be asked twice. Raises: as `get`."""
        return self._api(ad_account).call("POST", self._versioned(path), self._proof(), body)

    def _api(self, ad_account: int) -> Api:
        if ad_account not in self.apis:
            self.apis[ad_account] = self.opened()
        return self.apis[ad_account]

    def _versioned(self, path: str) -> str:
        version = self.keys.get("api_version") or VERSION
        return f"/v{version.removeprefix('v')}{path}"

    def _proof(self, token: str = "") -> Mapping[str, str]:
        secret = self.keys.get("app_secret")
        return {"appsecret_proof": proof(secret, token or self.keys["access_token"])} if secret else NOTHING


def proof(secret: str, token: str) -> str:
    """The `appsecret_proof` of a call with this token: hex HMAC-SHA256 keyed with the app's secret (reference §3.1)."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def connect(
    account: str,
    endpoints: Mapping[str, str],
    *,
    login: KeyRing,
    send: Send,
    sleep: Callable[[float], None],
    clock: Clock = system,
) -> Connection:
    """A connection; makes no call."""

    def opened() -> Api:
        return Api(
            account,
            endpoints.get(_HOST, ENDPOINTS[_HOST]),
            login=FixedToken(login, "access_token"),
            send=send,
            decipher=wire.decipher,
            limits=usage.limits,
            pace=Pace(size=_BUCKET, leak=_LEAK, gap=_GAP, slow_gap=_SLOW_GAP),
            sleep=sleep,
            clock=clock,
        )

    return Connection(account, login, sleep, opened)


def limits(connection: Connection) -> Limits:
    """The narrowest that was said of its ad accounts."""
    told = [api.told for api in connection.apis.values()]
    return Limits(blocked=max((one.blocked for one in told), default=0.0), slow=any(one.slow for one in told))


def shops(connection: Connection) -> Sequence[Shop]:
    """The ad accounts that the token may see (`/me/adaccounts`, ads_read). Raises: as calls do, DataRejected."""
    path = "/me/adaccounts"
    asked = {"fields": "account_id,name,currency,account_status,timezone_name", "limit": "200"}
    listed = list(pages.of(connection.account, path, lambda more: connection.get(path, {**asked, **more})))
    try:
        found = [_shop(one) for one in listed]
        connection.zones.update({int(one["account_id"]): str(one.get("timezone_name") or "") for one in listed})
    except (KeyError, ValueError, TypeError) as error:
        raise pages.unknown_form(connection.account, path, error) from error
    return found


def _shop(told: Record) -> Shop:
    closed = told.get("account_status") in _CLOSED
    return Shop(int(told["account_id"]), str(told.get("name") or ""), active=not closed)


def notices(connection: Connection) -> Sequence[Message]:
    """Which of the ad accounts that were read have days of another time zone than Korea's."""
    return [
        say("Meta {who}: the days of ad account {number} are days in {zone}, not in Korea: they begin at another hour "
            "than the mall's. Meta lets nobody change the time zone of an ad account that stands; for days that match "
            "make a new ad account in Asia/Seoul.", who=connection.account, number=number,
            zone=connection.zones[number])
        for number in sorted(connection.read & connection.zones.keys())
        if connection.zones[number] not in _KOREAN_ZONES
    ]  # fmt: skip
