"""The announcement that a login is about to end."""

from datetime import datetime, timedelta

from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.tokens.login import Life

_STEPS = (1, 3, 7)


def days_left(life: Life, now: datetime) -> int | None:
    """Within how many days (7, 3 or 1) the refresh life ends; None earlier, and where it is lost already."""
    return None if life.lost is not None else days_before(life.refresh_until, now)


def days_before(end: datetime, now: datetime) -> int | None:
    """Within how many days (7, 3 or 1) something ends; None earlier."""
    return next((days for days in _STEPS if end - now <= timedelta(days=days)), None)


def warning(life: Life, now: datetime) -> Message | None:
    """What to announce at 7, 3 and 1 days before the refresh life ends; None earlier, and where it is lost already."""
    days = days_left(life, now)
    if days is None:
        return None
    return say(
        "The login of Cafe24 mall {mall} ends within {days} day(s), at {until} (KST), unless a run renews it "
        "before. Look at why no run does, or log in again: sheets-bridge connect cafe24 {mall}",
        mall=life.mall,
        days=days,
        until=f"{life.refresh_until.astimezone(KST):%Y-%m-%d %H:%M}",
    )
