"""The `notify:` parts of the schedule: who is told, when a job is in trouble, where the heart beats."""

import re
from collections.abc import Mapping
from datetime import timedelta

from sheets_bridge.config.endpoints import web_address
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.place import Place, Section, value
from sheets_bridge.config.schedule import Job, Notify
from sheets_bridge.config.tree import List, Map
from sheets_bridge.config.values import span, time_of_day
from sheets_bridge.messages import say

BRIEFING = "daily_briefing"
"""The report that a briefing is made of."""

_MOST_FAILURES = 1000
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=366)


def read_notify(place: Place) -> Notify:
    """A list of addresses, or a mapping with what else there is to say."""
    if isinstance(place.node, List):
        return Notify(urls=read_urls(place))
    if not isinstance(place.node, Map):
        place.wrong(say("a list of addresses is expected here, or urls:, failures:, stale:, heartbeat:, briefing:"))
        return Notify()
    section, usual = place.section((), ("urls", "failures", "stale", "heartbeat", "briefing")), Notify()
    return Notify(
        urls=read_urls(section["urls"]) if "urls" in section else (),
        failures=value(section, "failures", _failures, usual.failures),
        stale=value(section, "stale", tolerance, usual.stale),
        heartbeat=value(section, "heartbeat", web_address, None),
        briefing=value(section, "briefing", time_of_day, None),
    )


def check_briefing(place: Place, notify: Notify, jobs: Mapping[str, Job]) -> None:
    """Notes a briefing that no job makes."""
    if notify.briefing and not any(tab.table == BRIEFING for job in jobs.values() for tab in job.tabs):
        place.wrong(say("a briefing is made of the report daily_briefing, which no job shows; add a tab to a job: "
                        "데일리 브리핑: {{table: daily_briefing}}"))  # fmt: skip


def account_urls(section: Section) -> tuple[str, ...]:
    """The people of one account."""
    return read_urls(section["notify"]) if "notify" in section else ()


def read_urls(place: Place) -> tuple[str, ...]:
    """Apprise addresses in the file's order, each once."""
    found = [item.read(_apprise, "") for item in place.items()]
    return tuple(dict.fromkeys(url for url in found if url))


def tolerance(text: str) -> timedelta:
    """How long after a due moment a job may be without success."""
    found = span(text)
    if not _SHORTEST <= found <= _LONGEST:
        raise Wrong(say("write at least a minute and at most {days} days", days=_LONGEST.days))
    return found


def _apprise(text: str) -> str:
    # Never quoted back: these addresses hold secrets. Which services there are only Apprise itself knows.
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://\S*[^\s/]\S*", text):
        raise Wrong(say("write the address of a service as Apprise takes it, such as slack://… or mailto://…: "
                        "https://github.com/caronc/apprise/wiki lists them"))  # fmt: skip
    return text


def _failures(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= _MOST_FAILURES:
        raise Wrong(say("write how many times in a row, a whole number from 1"))
    return int(text)
