"""Visits, page views, unique visitors and active users, day by day or hour by hour."""

from collections.abc import Iterator, Mapping
from datetime import date

from sheets_bridge.sandbox.analytics.figures import now_and_then_a_text
from sheets_bridge.sandbox.analytics.question import Question
from sheets_bridge.sandbox.analytics.resource import Resource, Row
from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits


def _resource(columns: Mapping[str, str], *, hourly: bool = False) -> Resource:
    """A resource whose columns are fields of the story's counts."""

    def rows(question: Question) -> Iterator[Row]:
        for day in question.days:
            told = question.traffic(day)
            if told is not None and (told.visits or told.page_views):
                for part in told.hours if question.by_hour else (told,):
                    yield _row(part, columns)

    return Resource(rows, ("date", *columns), hourly=hourly)


def _row(part: DayOfVisits | HourOfVisits, columns: Mapping[str, str]) -> Row:
    hour = {"hour": part.hour} if isinstance(part, HourOfVisits) else {}
    counts = {
        name: now_and_then_a_text(getattr(part, field), part.day, name, *hour.values())
        for name, field in columns.items()
    }
    return {"date": moment(part.day), **hour, **counts}


def moment(day: date) -> str:
    """The live date form, without seconds."""
    return f"{day.isoformat()}T00:00+09:00"


RESOURCES = {
    "visitors/view": _resource(
        {"visit_count": "visits", "first_visit_count": "first_visits", "re_visit_count": "re_visits"}, hourly=True
    ),
    "visitors/pageview": _resource({"page_view": "page_views"}, hourly=True),
    "visitors/unique": _resource({"unique_visit_count": "unique_visitors"}),
    "visitors/dailyactive": _resource({"user_count": "active_users"}),
}
