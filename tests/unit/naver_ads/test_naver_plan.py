"""Which of Naver's days are read when."""

from datetime import date, datetime

import pytest

from sheets_bridge.model import KST, Cursor
from sheets_bridge.sources.naver_ads import SOURCE

ADS = SOURCE.streams["ads"]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-06-15T05:00:00", "2026-06-14T23:59:59"),
        ("2026-06-15T04:59:59", "2026-06-13T23:59:59"),
        ("2026-06-15T00:00:00", "2026-06-13T23:59:59"),
        ("2026-06-15T23:59:59", "2026-06-14T23:59:59"),
    ],
)
def test_yesterday_is_told_from_five_in_the_morning_and_today_never(now, told):
    assert ADS.upto(datetime.fromisoformat(now).replace(tzinfo=KST)).isoformat() == told + "+09:00"


def test_a_week_is_read_again_every_day_in_steps_of_a_week():
    now = datetime(2026, 6, 15, 6, tzinfo=KST)
    yesterday = Cursor(since=date(2026, 4, 1), until=datetime(2026, 6, 13, 23, 59, 59, tzinfo=KST))
    steps = ADS.plan(yesterday, ADS.upto(now), date(2026, 4, 1))
    assert (steps[0].window.first, steps[-1].window.last) == (date(2026, 6, 6), date(2026, 6, 14))
    assert all(step.window.days <= 7 and step.replaces for step in steps)


def test_without_a_history_three_months_are_read():
    now = datetime(2026, 6, 15, 6, tzinfo=KST)
    assert ADS.origin(None, None, now) == date(2026, 3, 17)
    assert ADS.reach == 365
