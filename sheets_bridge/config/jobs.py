"""The `jobs:` part of the schedule."""

import re
from collections.abc import Mapping

from sheets_bridge.config.cron import crontab
from sheets_bridge.config.feeding import fed
from sheets_bridge.config.known import Known
from sheets_bridge.config.notify import tolerance
from sheets_bridge.config.place import Place, Section, value
from sheets_bridge.config.schedule import Job
from sheets_bridge.config.streams import read_streams
from sheets_bridge.config.tabs import Found, check_titles, read_tabs
from sheets_bridge.config.typed import check_typed
from sheets_bridge.config.values import period, time_of_day
from sheets_bridge.messages import say

_WHEN = ("every", "at", "cron")


def read_jobs(place: Place, known: Known) -> Mapping[str, Job]:
    """Every job by its name."""
    entries = place.entries()
    if not entries:
        place.wrong(say("name at least one job:\n    orders:\n      {{every: 15 minutes, streams: […], tabs: {{…}}}}"))
    tabs: list[Found] = []
    jobs = {name: _job(name, entry, known, tabs) for name, entry in entries.items()}
    check_titles(tabs, known)
    check_typed(entries, jobs, [tab for _, tab in tabs], known)
    return fed(jobs, tabs, known) if all(job.streams for job in jobs.values()) else jobs


def _job(name: str, place: Place, known: Known, all_tabs: list[Found]) -> Job:
    # The name is typed on the command line and names a lock file.
    if not re.fullmatch(r"\w[\w-]{0,62}", name):
        place.wrong(say("a job's name has up to 63 letters, digits, hyphens and underscores"))
    section = place.section(("streams", "tabs"), (*_WHEN, "stale"))
    _check_when(section, place)
    streams = read_streams(section["streams"], known) if "streams" in section else None
    tabs = read_tabs(section["tabs"], streams, known) if "tabs" in section else []
    all_tabs.extend(tabs)
    return Job(
        name=name,
        every=value(section, "every", period, None),
        at=value(section, "at", time_of_day, None),
        cron=value(section, "cron", crontab, None),
        streams=streams or (),
        tabs=tuple(tab for _, tab in tabs),
        stale=value(section, "stale", tolerance, None),
    )


def _check_when(section: Section, place: Place) -> None:
    given = [key for key in _WHEN if key in section]
    if not given:
        place.wrong(say('when shall it run? write every: 15 minutes, at: "07:00" or cron: "0 7 * * mon-fri"'))
    elif len(given) > 1:
        place.wrong(say("only one of {keys} can stand here", keys=given))
