"""What the two tabs say, as rows in the reader's words. Pure: all of it comes out of what was seen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b

from sheets_bridge.config import Job, Schedule
from sheets_bridge.control.fresh import Fresh
from sheets_bridge.day_plan import PROVISIONAL
from sheets_bridge.due import next_slots
from sheets_bridge.messages import Translate
from sheets_bridge.model import KST, Row
from sheets_bridge.page import runs, words
from sheets_bridge.page.seen import Seen
from sheets_bridge.store.queue import Entry

_ID_BYTES = 10
_NAMED_DAYS = 3
_NOT_COLLECTED = "미수집"
"""How the status of a day begins whose numbers are not there."""
_WHY = re.compile(rf"{_NOT_COLLECTED} \((.*?)\)(?: · .*)?")


@dataclass(frozen=True)
class Sight:
    """What one spreadsheet is told of: the jobs that write it and its own tabs, and nothing of anybody else's."""

    seen: Seen
    spreadsheet: str
    fresh: Sequence[Fresh] = ()
    alone: bool = False
    """No daemon lives: nothing runs by itself, and nobody serves a ticked box before one does."""
    unserved: frozenset[str] = field(default_factory=frozenset)
    """Jobs whose 지금 갱신 stays ticked until somebody serves it."""

    @property
    def jobs(self) -> list[Job]:
        """The jobs that write a tab of this spreadsheet."""
        return jobs_on(self.seen.schedule, self.spreadsheet)

    @property
    def tabs(self) -> list[Fresh]:
        """The tabs of this spreadsheet."""
        return [one for one in self.fresh if one.tab.spreadsheet == self.spreadsheet]


def jobs_on(schedule: Schedule, spreadsheet: str) -> list[Job]:
    """The jobs that write a tab of a spreadsheet."""
    return [job for job in schedule.jobs.values() if any(tab.spreadsheet == spreadsheet for tab in job.tabs)]


def id_of(name: str) -> str:
    """The id of the row of a job or a tab."""
    return blake2b(name.encode(), digest_size=_ID_BYTES).hexdigest()


def job_rows(sight: Sight, _: Translate) -> dict[str, Row]:
    """Id → row, in the columns of `tables.JOBS`."""
    return {id_of(job.name): _job(job, sight, _) for job in sight.jobs}


def tab_rows(sight: Sight, _: Translate) -> dict[str, Row]:
    """Id → row, in the columns of `tables.TABS`."""
    return {id_of(one.tab.title): _tab(one, sight.seen, _) for one in sight.tabs}


def _job(job: Job, sight: Sight, _: Translate) -> Row:
    seen, mine = sight.seen, [one for one in sight.tabs if one.job == job.name]
    rows = [rows for one in mine if (rows := _rows(one, seen)) is not None]
    resting = _is_paused(job, seen)
    coming = [] if resting or sight.alone else next_slots(job, seen.now, 1)
    return (
        job.name,
        _state(job, sight, _),
        _moment(runs.last_success(seen, job.name)),
        _moment(coming[0] if coming else None),
        sum(rows) if rows else None,
        _covered(mine, _),
        _message(job, sight, _),
        job.name in sight.unserved,
        resting,
    )


def _is_paused(job: Job, seen: Seen) -> bool:
    pause = seen.pauses.get(job.name)
    return pause is not None and pause.until is None


def _state(job: Job, sight: Sight, _: Translate) -> str:
    """What a job does just now, else how it stands. Where no daemon lives, nothing is about to run."""
    seen = sight.seen
    doing = {"going": _("running…")} if sight.alone else {"going": _("running…"), "waiting": _("waiting to run…")}
    if (at_work := runs.at_work(seen, job.name)) in doing:
        return doing[at_work]
    last = runs.last_news(seen, job.name)
    return words.states(_)["paused" if _is_paused(job, seen) else last.state if last else "never"]


def _message(job: Job, sight: Sight, _: Translate) -> str:
    """What a job is at, that it is paused, what went wrong the last time."""
    seen, last = sight.seen, runs.last_news(sight.seen, job.name)
    pause = seen.pauses.get(job.name)
    older = [entry for entry in seen.running if entry.job == job.name and entry.trigger == "backfill"]
    said = [
        *[_progress(entry, _) for entry in runs.news(seen, job.name)[:1] if entry.state == "running"],
        *[_("older days: {progress}").format(progress=_progress(entry, _)) for entry in older],
        *([_("paused since {since}").format(since=_minute(pause.since))] if pause and pause.until is None else []),
        *([str(last.report["message"])] if last and last.report.get("message") else []),
        *([_("no daemon runs, so nothing is refreshed by itself: sheets-bridge daemon")] if sight.alone else []),
    ]
    return " · ".join(filter(None, said))


def _progress(entry: Entry, _: Translate) -> str:
    told = entry.progress
    if not told:
        return ""
    rows = _("{rows:,} rows").format(rows=told["rows"])
    return f"{words.phases(_)[told['phase']]} {told['name']} {told['done']}/{max(told['total'], 1)} ({rows})"


def _tab(one: Fresh, seen: Seen, _: Translate) -> Row:
    return (
        one.tab.title,
        one.job,
        _moment(one.as_of),
        _rows(one, seen),
        _covered([one], _),
        _status(one, seen, _),
        "; ".join(_missing(one, seen, _)),
    )


def _rows(one: Fresh, seen: Seen) -> int | None:
    """How many rows it has, as the newest run that wrote it told; None where that one could not."""
    told = runs.tabs_told(seen, one.job).get(one.tab.title)
    return int(told["rows"]) if told and not told["reason"] else None


def _covered(tabs: Sequence[Fresh], _: Translate) -> str:
    """The days that all of these show."""
    covered = [one.covered for one in tabs]
    if not covered or any(one.since is None for one in covered):
        return _("nothing yet")
    until = min(one.until for one in covered if one.until)
    if all(one.whole for one in covered):
        return _("all there is, as of {until}").format(until=until)
    since = max(one.since for one in covered if one.since)
    wanted = [one.wanted for one in covered if one.wanted]
    still = _(" (older days to come, back to {wanted})").format(wanted=min(wanted)) if wanted else ""
    return f"{since} ~ {until}{still}"


def _status(one: Fresh, seen: Seen, _: Translate) -> str:
    """Whether its numbers are final; blank where nothing was collected yet."""
    if one.as_of is None:
        return ""
    if mistaken := _mistaken(one, seen):
        return _("{count} lines to check").format(count=mistaken)
    missing = _days_not_collected(one.statuses)
    provisional = [day for day, said in one.statuses.items() if day not in missing and PROVISIONAL in " ".join(said)]
    of_days = (_("{count} days not collected"), _("{count} days provisional"))
    told = of_days if one.by_day else (_("partly not collected"), _("partly provisional"))
    found = [word.format(count=len(days)) for word, days in zip(told, (missing, provisional), strict=True) if days]
    if found:
        return " · ".join(found)
    return _("partly not collected") if list(_failing(one, seen)) else _("final") if one.statuses else _("complete")


def _missing(one: Fresh, seen: Seen, _: Translate) -> Iterator[str]:
    """The newest days whose numbers are not there, and the streams that were not collected the last time, with why."""
    if _mistaken(one, seen):
        yield _("lines with a mistake count nowhere: the last column of the tab says what to mend")
    missing = _days_not_collected(one.statuses)
    newest_first = sorted(missing, reverse=True)
    for day in newest_first[:_NAMED_DAYS]:
        yield f"{day:%m-%d} {_cause(missing[day])}".strip()
    if len(newest_first) > _NAMED_DAYS:
        yield _("and {count} days more").format(count=len(newest_first) - _NAMED_DAYS)
    if not newest_first:
        yield from _failing(one, seen)


def _cause(status: str) -> str:
    """Why a day was not collected; what its status says beside that (`· 집계중 (광고: 메타)`) is left out."""
    told = _WHY.fullmatch(status)
    return told[1] if told else status.removeprefix(_NOT_COLLECTED).strip(" ()")


def _mistaken(one: Fresh, seen: Seen) -> int:
    """How many lines that people typed hold a mistake, as the newest run that read the tab told."""
    return int(runs.tabs_told(seen, one.job).get(one.tab.title, {}).get("mistaken", 0))


def _days_not_collected(statuses: Mapping[date, frozenset[str]]) -> dict[date, str]:
    found = ((day, sorted(one for one in said if one.startswith(_NOT_COLLECTED))) for day, said in statuses.items())
    return {day: words_[0] for day, words_ in found if words_}


def _failing(one: Fresh, seen: Seen) -> Iterator[str]:
    """Which of its streams the last run of its job did not collect whole, and why."""
    last = runs.last_news(seen, one.job)
    for stream in last.report.get("streams", ()) if last else ():
        if (stream["account"], stream["stream"]) in one.streams and stream["state"] != "complete":
            yield f"{stream['account']}.{stream['stream']} #{stream['shop_no']}: {stream['reason'] or stream['state']}"


def _moment(moment: datetime | None) -> str | None:
    """A moment to the minute, as rows of ours hold it."""
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M:00}" if moment else None


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M}"
