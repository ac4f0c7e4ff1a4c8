"""Which days each tab covers and which are still to come, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sheets_bridge.cli.installation import Installation
from sheets_bridge.history import Covered
from sheets_bridge.messages import Translate
from sheets_bridge.model import KST


def as_json(one: Covered) -> dict[str, Any]:
    """A tab's days as `status --json` shows them."""
    days = {"since": one.since, "until": one.until, "wanted": one.wanted}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"tab": one.title, "whole": one.whole, **told}


def in_words(told: Mapping[str, Any], job: str, today: date, _: Translate, *, loading: bool) -> str:
    """`2024-01-01 ~ today`, and what is still to come."""
    if told["wanted"] is None:
        return span(told, today, _)
    older = _("loading history, back to {wanted}") if loading else _("older days since {wanted} are missing: {command}")
    return f"{span(told, today, _)}, " + older.format(wanted=told["wanted"], command=f"sheets-bridge backfill {job}")


def span(told: Mapping[str, Any], today: date, _: Translate) -> str:
    """`2024-01-01 ~ today`."""
    if told["since"] is None:
        return _("nothing yet")
    if told["whole"]:
        return _("all there is, as of {until}").format(until=told["until"])
    return f"{told['since']} ~ {_('today') if told['until'] == today.isoformat() else told['until']}"


def today(opened: Installation) -> date:
    """The present day in Korea."""
    return opened.clock().astimezone(KST).date()
