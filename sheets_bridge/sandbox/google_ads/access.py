"""What a call of the pretend Google Ads passes before its query is read: version, token, project, way in."""

import re

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.google_ads.customers import Customer, customers
from sheets_bridge.sandbox.google_ads.refusal import (
    Refusal,
    bad_login,
    bad_request,
    disabled,
    narrow_scope,
    no_credentials,
    no_permission,
    not_approved,
)
from sheets_bridge.sandbox.google_ads.tokens import SCOPE, Tickets

LIVING = frozenset({"v23", "v24", "v25", "v26"})
_OLDEST_LIVING = 23
_NUMBER = re.compile(r"\d{10}")


class NoSuchVersion(Exception):
    """A version that never was: a page, no error of the API."""


def check_version(version: str) -> None:
    """Raises NoSuchVersion, or Refusal 400 for a version whose life is over."""
    if version in LIVING:
        return
    written = re.fullmatch(r"v(\d+)", version)
    if not written or int(written[1]) > _OLDEST_LIVING:
        raise NoSuchVersion(version)
    text = f"Version {version} is deprecated. Requests to this version will be blocked."
    raise bad_request("UNSUPPORTED_VERSION", text)


def check_login(market: AdMarket, tickets: Tickets, header: str) -> None:
    """Look at the bearer token and at the project behind it. Raises Refusal."""
    kind, _, token = header.partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise no_credentials()
    ticket = tickets.find(token.strip())
    if ticket is None:
        raise bad_login("OAUTH_TOKEN_INVALID", "OAuth token in the header is not valid.")
    if "google_ads" in market.doors.closed:
        raise bad_login("OAUTH_TOKEN_REVOKED", "OAuth token is revoked.")
    if ticket.ends <= market.now():
        raise bad_login("OAUTH_TOKEN_EXPIRED", "OAuth token in the header has expired.")
    if market.doors.google.project == "SERVICE_DISABLED":
        raise disabled()
    if SCOPE not in ticket.scopes:
        raise narrow_scope()
    if ticket.email in market.doors.google.strangers:
        text = "User in the cookie is not a valid Ads user."
        raise bad_login("NOT_ADS_USER", text)


def customer(market: AdMarket, number: str, through: str) -> Customer:
    """The customer a path names, reached `through` the login-customer-id header (empty: directly). Raises Refusal."""
    if not _NUMBER.fullmatch(number):
        raise bad_request("INVALID_CUSTOMER_ID", f"Invalid customer ID '{number}'.")
    if through and not _NUMBER.fullmatch(through):
        text = f"The login-customer-id header '{through}' is not a customer ID of ten digits."
        raise Refusal(400, "headerError", "INVALID_LOGIN_CUSTOMER_ID", text)
    found, barred = customers(market).get(number), market.doors.google.barred
    if found is None or number in barred or (found.manager or number) != (through or number):
        raise no_permission()
    if market.doors.google.project == "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION":
        raise not_approved()
    return found
