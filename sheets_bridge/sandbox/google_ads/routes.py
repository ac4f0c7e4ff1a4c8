"""The pretend Google Ads API on the wire: search, searchStream and the customers of a login (reference §4.2)."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.google_ads.access import NoSuchVersion, check_login, check_version, customer
from sheets_bridge.sandbox.google_ads.customers import reached_directly
from sheets_bridge.sandbox.google_ads.gaql import read
from sheets_bridge.sandbox.google_ads.quotas import Quotas
from sheets_bridge.sandbox.google_ads.refusal import Refusal, bad_query, bad_request
from sheets_bridge.sandbox.google_ads.rows import camel, subjects, told
from sheets_bridge.sandbox.google_ads.tokens import Tickets
from sheets_bridge.sandbox.google_ads.wanted import wanted

_PAGE_NOT_FOUND = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n"
    "<p><b>404.</b> <ins>That’s an error.</ins>\n<p>The requested URL was not found on this server.\n"
)


@dataclass(frozen=True)
class _Ads:
    market: AdMarket
    tickets: Tickets
    quotas: Quotas


@dataclass(frozen=True)
class _Found:
    """All rows of a query, and how each answer names the fields."""

    rows: list[dict[str, Any]]
    mask: str


def create_google_ads(market: AdMarket, tickets: Tickets) -> Blueprint:
    """The Ads API's routes, to be mounted at /google-ads; `tickets` are what the token endpoint gives out."""
    google, ads = Blueprint("google_ads", __name__), _Ads(market, tickets, Quotas(market))
    at = "/<version>/customers/<number>/googleAds"
    google.add_url_rule("/<version>/customers:listAccessibleCustomers", "customers", _guarded(ads, _customers))
    google.add_url_rule(f"{at}:search", "search", _guarded(ads, _search), methods=["POST"])
    google.add_url_rule(f"{at}:searchStream", "stream", _guarded(ads, _stream), methods=["POST"])
    google.add_url_rule("/<path:path>", "nowhere", _nowhere, methods=["GET", "POST"])
    return google


def _guarded(ads: _Ads, view: Callable[..., Any]) -> Callable[..., Response]:
    def answer(version: str, **names: str) -> Response:
        request_id = secrets.token_urlsafe(16)
        headers = {"request-id": request_id}
        try:
            check_version(version)
            check_login(ads.market, ads.tickets, request.headers.get("Authorization", ""))
            ads.quotas.spend()
            return json_answer(view(ads, request_id, **names), headers=headers)
        except NoSuchVersion:
            return _not_found()
        except Refusal as refusal:
            body = refusal.body(request_id)
            return json_answer([body] if view is _stream else body, refusal.code, headers)

    return answer


def _nowhere(path: str) -> Response:
    del path
    return _not_found()


def _not_found() -> Response:
    return Response(_PAGE_NOT_FOUND, status=404, mimetype="text/html")


def _customers(ads: _Ads, request_id: str) -> Any:
    """Whose user the login is: also for a project that may not read them yet (reference §4.1)."""
    del request_id
    names = [f"customers/{number}" for number in reached_directly(ads.market)]
    return {"resourceNames": names} if names else {}


def _stream(ads: _Ads, request_id: str, number: str) -> Any:
    """Everything in batches; where there are no rows, one batch without results."""
    found, size = _found(ads, number, _sent()), ads.market.doors.google.page_rows
    ends = {"fieldMask": found.mask, "requestId": request_id}
    batches = [found.rows[begin : begin + size] for begin in range(0, len(found.rows), size)] or [[]]
    whole = [{**({"results": rows} if rows else {}), **ends} for rows in batches]
    return [*whole[:-1], whole[-1] | {"queryResourceConsumption": _consumed(found)}]


def _search(ads: _Ads, request_id: str, number: str) -> Any:
    """One page of a size that nobody may choose."""
    del request_id
    sent = _sent()
    if "pageSize" in sent:
        text = "Setting the page size is not supported. Search Responses will have fixed page size of '10000' rows."
        raise bad_request("PAGE_SIZE_NOT_SUPPORTED", text)
    found, size = _found(ads, number, sent), ads.market.doors.google.page_rows
    begin = _begin(sent.get("pageToken", ""))
    page = {"results": found.rows[begin : begin + size], "fieldMask": found.mask}
    more = {"nextPageToken": _page_token(begin + size)} if begin + size < len(found.rows) else {}
    return {**page, **more, "queryResourceConsumption": _consumed(found)}


def _sent() -> dict[str, Any]:
    sent = request.get_json(force=True, silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("query"), str):
        raise bad_query("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.")
    return sent


def _found(ads: _Ads, number: str, sent: dict[str, Any]) -> _Found:
    of = customer(ads.market, number, request.headers.get("login-customer-id", ""))
    now = ads.market.now()
    asked = wanted(read(sent["query"]), now.astimezone(ZoneInfo(of.time_zone)).date())
    if asked.metrics and of.account is None:
        text = "Metrics cannot be requested for a manager account. To retrieve metrics, issue separate requests."
        raise bad_query("REQUESTED_METRICS_FOR_MANAGER", text)
    rows = [told(row, asked) for row in subjects(ads.market, of, asked, now)]
    return _Found(rows, ",".join(map(camel, asked.query.fields)))


def _consumed(found: _Found) -> str:
    return str(10 + len(found.rows))


def _page_token(begin: int) -> str:
    return base64.urlsafe_b64encode(f"rows:{begin}".encode()).decode()


def _begin(token: object) -> int:
    if not token:
        return 0
    try:
        text = base64.urlsafe_b64decode(str(token)).decode()
    except ValueError:
        text = ""
    if not text.startswith("rows:") or not text[5:].isdecimal():
        raise bad_request("INVALID_PAGE_TOKEN", "Page token is invalid.")
    return int(text[5:])
