"""One login at Cafe24: its Admin and its Analytics host."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.api.api import Api, Login
from sheets_bridge.api.call import Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.messages import Message
from sheets_bridge.model import Clock, Record
from sheets_bridge.source import OAuthAddresses, Shop
from sheets_bridge.sources.cafe24 import answers, wire

ENDPOINTS = {
    "cafe24": "https://{account}.cafe24api.com",
    "cafe24_analytics": "https://ca-api.cafe24data.com",
}
"""The hosts by their name in `endpoints:`; on another address (the sandbox) the mall is the first part of the path."""

# 40 calls leaking 2 a second; more than 10 a second from one address may count as abuse (reference: cafe24-admin §3).
_BUCKET, _LEAK, _GAP = 40.0, 2.0, 0.13


@dataclass(frozen=True)
class Connection:
    """Both hosts under one login."""

    account: str
    admin: Api
    analytics: Api


def admin_address(account: str, endpoints: Mapping[str, str]) -> str:
    """The address of a mall's Admin host."""
    given = endpoints.get("cafe24")
    return f"{given.rstrip('/')}/{account}" if given else ENDPOINTS["cafe24"].format(account=account)


def oauth(account: str, endpoints: Mapping[str, str]) -> OAuthAddresses:
    """Where the main operator consents, and where tokens come from."""
    root = admin_address(account, endpoints) + "/api/v2/oauth"
    return OAuthAddresses(f"{root}/authorize", f"{root}/token")


def connect(
    account: str,
    endpoints: Mapping[str, str],
    *,
    login: Login,
    send: Send,
    sleep: Callable[[float], None],
    clock: Clock = system,
) -> Connection:
    """A connection; makes no call."""

    def host(address: str, limits: Callable[[Mapping[str, str]], Limits]) -> Api:
        pace = Pace(size=_BUCKET, leak=_LEAK, gap=_GAP)
        return Api(
            account, address, login=login, send=send, decipher=wire.decipher, limits=limits, pace=pace, sleep=sleep,
            clock=clock,
        )  # fmt: skip

    return Connection(
        account,
        admin=host(admin_address(account, endpoints) + "/api/v2/admin", wire.limits),
        analytics=host(endpoints.get("cafe24_analytics", ENDPOINTS["cafe24_analytics"]), wire.limits),
    )


def limits(connection: Connection) -> Limits:
    """What the Admin host said last of the mall's pace and quota."""
    return connection.admin.told


def notices(connection: Connection) -> Sequence[Message]:
    """What the owner should know of calls that passed all the same: an API version that is not served any more."""
    return [told for told in (connection.admin.notice, connection.analytics.notice) if told]


def shops(connection: Connection) -> Sequence[Shop]:
    """The mall's shops, active or not (`GET /shops`, mall.read_store). Raises: DataRejected."""
    path = "/shops"
    rows = answers.listed(connection.account, path, connection.admin.get(path, {}), "shops")
    try:
        return [_shop(row) for row in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise answers.unknown_form(connection.account, path) from error


def _shop(row: Record) -> Shop:
    return Shop(int(row["shop_no"]), str(row.get("shop_name") or ""), row.get("active") == "T")
