"""Which days each tab covers and which are still to come, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sheets_bridge.cli.installation import Installation, reports_in
from sheets_bridge.config import Job, TabUse
from sheets_bridge.history import Covered, Reach, covered, reaches, wished
from sheets_bridge.inputs import INPUTS
from sheets_bridge.messages import Translate
from sheets_bridge.model import KST
from sheets_bridge.store import landing


def covered_by(opened: Installation, job: Job) -> list[Covered]:
    """What the tabs of a job cover."""
    now = opened.clock()
    return [covered(tab, _typed(opened, tab) or _filling(opened, job, tab), now) for tab in job.tabs]


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


def _typed(opened: Installation, tab: TabUse) -> list[Reach]:
    """When that was read which people type, of a tab of it and of one made of nothing else; nothing of any other."""
    report = reports_in(opened.schedule).get(tab.table)
    tables = report.needs if report else (tab.table,)
    if not INPUTS.keys() >= set(tables):
        return []
    every = (one for job in opened.schedule.jobs.values() for one in job.tabs)
    tabs = [one for one in every if one.table in tables] if report else [tab]
    pulls = [one.typed(opened.schedule.spreadsheets[one.spreadsheet]) for one in tabs]
    numbers = [number for pull in pulls for number in landing.pulls_by_shop(opened.store, pull).values()]
    return [Reach(0, landing.cursor(opened.store, number), ()) for number in numbers]


def _filling(opened: Installation, job: Job, tab: TabUse) -> list[Reach]:
    found: list[Reach] = []
    report = reports_in(opened.schedule).get(tab.table)
    tables, uses = (report.needs, tab.feeds) if report else ((tab.table,), job.streams)
    for use in uses:
        account = opened.schedule.accounts[use.account]
        stream = opened.sources[account.source].streams[use.stream]
        if any(table.id in tables for table in stream.tables):
            far = wished(opened.store, job.name)
            mine = reaches(opened.store, stream, use, account.history, opened.clock(), far)
            found += [one for one in mine if account.shops == "active" or one.shop_no in account.shops]
    return found
