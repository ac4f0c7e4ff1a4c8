"""The objects of the pretend Graph API that are no reports: who calls, the business, its ad accounts."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.meta_ads.login import USER_ID
from sheets_bridge.sandbox.meta_ads.refusal import GraphError, invalid, no_object, no_scope, not_owned

BUSINESS = "900800700600500"
_ACTIVE = 1

_OF_ACCOUNT: Mapping[str, Callable[[AdAccount], Any]] = {
    "id": lambda account: f"act_{account.number}",
    "account_id": lambda account: account.number,
    "name": lambda account: account.name,
    "account_status": lambda _: _ACTIVE,
    "currency": lambda account: account.currency,
    "timezone_name": lambda account: account.time_zone,
    "timezone_offset_hours_utc": lambda account: _offset(account.time_zone),
    "business": lambda _: {"id": BUSINESS, "name": "Moram Beauty"},
}
_ALWAYS = ("account_id", "id")


def listed(asked: str) -> list[str]:
    """A list as Graph takes it: names by commas, or a JSON array of texts."""
    return [name for name in (part.strip(' []"') for part in asked.split(",")) if name]


def person() -> dict[str, Any]:
    """Who the token belongs to."""
    return {"id": USER_ID, "name": "sheets_bridge"}


def businesses() -> list[dict[str, Any]]:
    """The businesses the token's owner works in."""
    return [{"id": BUSINESS, "name": "Moram Beauty"}]


def assigned(market: AdMarket, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The ad accounts that the token was assigned to. Raises GraphError without the scope."""
    _check_scope(market)
    barred = market.doors.meta.barred
    return _told(asked, (one for number, one in market.of("meta_ads").items() if number not in barred))


def of_business(market: AdMarket, asked: Mapping[str, str], business: str, edge: str) -> list[dict[str, Any]]:
    """The accounts a business owns; it has none of clients. Raises GraphError for another business."""
    if "business_management" not in market.doors.meta.scopes:
        raise no_scope()
    if business != BUSINESS:
        raise no_object(business)
    return _told(asked, market.of("meta_ads").values() if edge == "owned_ad_accounts" else ())


def account(market: AdMarket, number: str) -> AdAccount:
    """An account the token may read. Raises GraphError 10 without the scope, 200 for one that is not the token's."""
    _check_scope(market)
    found = market.of("meta_ads").get(number)
    if found is None or number in market.doors.meta.barred:
        raise not_owned()
    return found


def described(account: AdAccount, asked: Mapping[str, str]) -> dict[str, Any]:
    """One account with the fields asked for. Raises GraphError for a field it does not have."""
    return _told(asked, (account,))[0]


def _told(asked: Mapping[str, str], accounts: Iterable[AdAccount]) -> list[dict[str, Any]]:
    fields = dict.fromkeys([*listed(asked.get("fields", "")), *_ALWAYS])
    for name in fields:
        if name not in _OF_ACCOUNT:
            raise _unknown_field(name)
    return [{name: _OF_ACCOUNT[name](account) for name in fields} for account in accounts]


def _unknown_field(name: str) -> GraphError:
    return invalid(f"Tried accessing nonexisting field ({name}) on node type (AdAccount)")


def _check_scope(market: AdMarket) -> None:
    if "ads_read" not in market.doors.meta.scopes:
        raise no_scope()


def _offset(time_zone: str) -> float:
    """Hours, as the account's settings show them (summer time left out)."""
    offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(time_zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0
