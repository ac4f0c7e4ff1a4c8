"""Which resource answers which path of the Admin API."""

import re
from collections.abc import Mapping
from functools import lru_cache

from sheets_bridge.sandbox.cafe24 import (
    approved,
    boards,
    customers,
    dashboard,
    goods,
    groupings,
    order_detail,
    orders,
    partners,
    promotions,
    refund_detail,
    refunds,
    reports,
    shops,
)
from sheets_bridge.sandbox.cafe24.ask import Resource

_ROOMS = (
    orders,
    order_detail,
    refunds,
    refund_detail,
    shops,
    dashboard,
    goods,
    groupings,
    partners,
    customers,
    promotions,
    boards,
    reports,
    approved,
)

RESOURCES: Mapping[str, Resource] = {path: resource for room in _ROOMS for path, resource in room.RESOURCES.items()}


def resource_at(path: str) -> tuple[Resource | None, dict[str, str]]:
    """The resource at a path with the path's parameters; a path spelt out goes before one with parameters."""
    if path in RESOURCES:
        return RESOURCES[path], {}
    for pattern, resource in _patterns():
        if match := pattern.fullmatch(path):
            return resource, match.groupdict()
    return None, {}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], Resource], ...]:
    """The paths with parameters in braces, as expressions."""
    return tuple(
        (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), resource)
        for path, resource in RESOURCES.items()
        if "{" in path
    )
