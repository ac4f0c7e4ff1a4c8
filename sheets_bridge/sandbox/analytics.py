"""Cafe24 Analytics on the wire: visits, page views, unique visitors, active users (reference cafe24-analytics A)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.bearer import bearer
from sheets_bridge.sandbox.cafe24.refusal import Refusal, not_found, unprocessable
from sheets_bridge.sandbox.cafe24.wire import dice
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits

SCOPE = "mall.read_analytics"

_VIEW = {"visit_count": "visits", "first_visit_count": "first_visits", "re_visit_count": "re_visits"}
_MOBILE_SHARE = 0.72


@dataclass(frozen=True)
class Statistic:
    """One resource: its envelope, its columns with their story fields, whether it can be asked by hour."""

    envelope: str
    columns: dict[str, str]
    by_hour: bool = False


STATISTICS = {
    "visitors/view": Statistic("view", _VIEW, by_hour=True),
    "visitors/pageview": Statistic("pageview", {"page_view": "page_views"}, by_hour=True),
    "visitors/unique": Statistic("unique", {"unique_visit_count": "unique_visitors"}),
    "visitors/dailyactive": Statistic("dailyactive", {"user_count": "active_users"}),
}


def create_analytics(mall: Mall) -> Blueprint:
    """The statistics routes, to be mounted at /cafe24-analytics; the mall is a query parameter there."""
    analytics = Blueprint("cafe24_analytics", __name__)

    @analytics.get("/<path:name>")
    def statistic(name: str) -> Response:
        try:
            return json_answer(_answer(mall, name, request.args.to_dict()))
        except Refusal as refusal:
            return json_answer({"error": {**refusal.body()["error"], "more_info": {}}}, refusal.status)

    return analytics


def _answer(mall: Mall, name: str, query: Query) -> dict[str, list[dict[str, Any]]]:
    granted = bearer(mall.grants, request.headers.get("Authorization"))
    statistic = STATISTICS.get(name)
    if statistic is None:
        raise not_found()
    if query.get("mall_id") is None:
        raise unprocessable("[mall_id] is a required field.", "mall_id")
    if query["mall_id"] != mall.name:
        raise Refusal(401, "Invalid access_token")
    if SCOPE not in granted:
        raise Refusal(403, "INVALID SCOPE")
    return {statistic.envelope: _page(query, _sorted(query, statistic, list(_rows(mall, query, statistic))))}


def _rows(mall: Mall, query: Query, statistic: Statistic) -> Iterator[dict[str, Any]]:
    shop_no, span, now = asked.shop_no(query, mall), asked.required_days(query), mall.now()
    by_hour = _chosen(query, "format_type", ("day", "hour")) == "hour" and statistic.by_hour
    share = _share(_chosen(query, "device_type", ("total", "pc", "mobile")))
    for ahead in range((span.last - span.first).days + 1):
        told = mall.story.visits(now, shop_no, span.first + timedelta(days=ahead))
        if told is not None and (told.visits or told.page_views):
            for part in told.hours if by_hour else (told,):
                yield _row(part, statistic.columns, share)


def _row(part: DayOfVisits | HourOfVisits, columns: dict[str, str], share: Callable[[int], int]) -> dict[str, Any]:
    hour = {"hour": part.hour} if isinstance(part, HourOfVisits) else {}
    counts = {column: share(getattr(part, field)) for column, field in columns.items()}
    if "visit_count" in counts:
        counts["visit_count"] = counts["first_visit_count"] + counts["re_visit_count"]
    return {"date": _moment(part.day), **hour, **{name: _number(part.day, name, n) for name, n in counts.items()}}


def _moment(day: date) -> str:
    """The live date form, without seconds."""
    return f"{day.isoformat()}T00:00+09:00"


def _number(day: date, name: str, number: int) -> int | str:
    """Live numbers are strings now and then (reference A.4)."""
    return str(number) if dice(day, name) % 7 == 0 else number


def _share(device: str) -> Callable[[int], int]:
    return {
        "total": lambda number: number,
        "mobile": lambda number: round(number * _MOBILE_SHARE),
        "pc": lambda number: number - round(number * _MOBILE_SHARE),
    }[device]


def _sorted(query: Query, statistic: Statistic, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sort = _chosen(query, "sort", ("date", *statistic.columns))
    backwards = _chosen(query, "order", ("asc", "desc")) == "desc"
    in_time = sorted(rows, key=lambda row: (row["date"], row.get("hour", 0)), reverse=backwards and sort == "date")
    return in_time if sort == "date" else sorted(in_time, key=lambda row: int(row[sort]), reverse=backwards)


def _page(query: Query, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows beyond the limit are cut without a word; there are no links."""
    limit = asked.whole(query, "limit", 100)
    offset = asked.whole(query, "offset", 0)
    if not 50 <= limit <= 1000:
        raise unprocessable("[limit] must be between 50 and 1000.", "limit")
    if offset < 0:
        raise unprocessable("[offset] must not be negative.", "offset")
    return rows[offset : offset + limit]


def _chosen(query: Query, name: str, allowed: Sequence[str]) -> str:
    """The value sent, the first allowed one by default. Raises Refusal 422 for another."""
    value = query.get(name, allowed[0])
    if value not in allowed:
        raise unprocessable(f"[{name}] is not a valid value.", name)
    return value
