"""Cafe24 Analytics on the wire: what every call passes before a resource answers (reference cafe24-analytics A)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.analytics import paths, products, sales, visitors
from sheets_bridge.sandbox.analytics.buckets import TokenBuckets
from sheets_bridge.sandbox.analytics.resource import Resource
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.bearer import bearer
from sheets_bridge.sandbox.cafe24.refusal import Refusal, not_found, unprocessable
from sheets_bridge.sandbox.mall import Mall

SCOPE = "mall.read_analytics"
RESOURCES: Mapping[str, Resource] = visitors.RESOURCES | paths.RESOURCES | sales.RESOURCES | products.RESOURCES


def create_analytics(mall: Mall, buckets: TokenBuckets) -> Blueprint:
    """The statistics routes, to be mounted at /cafe24-analytics; the mall is a query parameter there."""
    analytics = Blueprint("cafe24_analytics", __name__)

    @analytics.get("/<path:name>")
    def statistic(name: str) -> Response:
        try:
            body = _answer(mall, buckets, name, request.args.to_dict())
        except Refusal as refusal:
            error = {**refusal.body()["error"], "more_info": {}}
            return json_answer({"error": error}, refusal.status, refusal.headers)
        return json_answer(body)

    return analytics


def _answer(mall: Mall, buckets: TokenBuckets, name: str, query: Query) -> dict[str, list[dict[str, Any]]]:
    granted = bearer(mall.grants, request.headers.get("Authorization"))
    wait = buckets.take(request.remote_addr or "", name)
    if wait:
        raise Refusal(429, "Too Many Requests", {"Retry-After": str(wait)})
    resource = RESOURCES.get(name)
    if resource is None:
        raise not_found()
    _check_mall(mall, query)
    _check_permission(mall, granted)
    return {name.rsplit("/", 1)[-1]: resource.answer(mall, query)}


def _check_mall(mall: Mall, query: Query) -> None:
    if query.get("mall_id") is None:
        raise unprocessable("[mall_id] is a required field.", "mall_id")
    if query["mall_id"] != mall.name:
        raise Refusal(401, "Invalid access_token")


def _check_permission(mall: Mall, granted: tuple[str, ...]) -> None:
    """The scope's refusal is worded as live calls meet it; that of a mall without the service is assumed (A.1)."""
    if SCOPE not in granted:
        raise Refusal(403, "INVALID SCOPE")
    if not mall.analytics.enabled:
        raise Refusal(403, "This mall does not use Cafe24 Analytics.")
