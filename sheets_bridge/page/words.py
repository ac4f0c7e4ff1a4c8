"""Moments, spans and kinds as a person reads them. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sheets_bridge.messages import Translate
from sheets_bridge.model import KST

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock(moment: datetime, now: datetime, _: Translate) -> str:
    """`09:15` of today, `tomorrow 07:00`, else with its day."""
    there, here = moment.astimezone(KST), now.astimezone(KST)
    days = (there.date() - here.date()).days
    time = f"{there:%H:%M}"
    near = {0: time, 1: _("tomorrow {time}"), -1: _("yesterday {time}")}
    far = f"{there:%m-%d} {time}" if there.year == here.year else f"{there:%Y-%m-%d} {time}"
    return near.get(days, far).format(time=time)


def dated(moment: datetime, now: datetime, _: Translate) -> str:
    """As `clock`, and today is said."""
    said = clock(moment, now, _)
    today = moment.astimezone(KST).date() == now.astimezone(KST).date()
    return _("today {time}").format(time=said) if today else said


def exact(moment: datetime) -> str:
    """A moment to the second, zone named: what stands behind a rounded one."""
    return f"{moment.astimezone(KST):%Y-%m-%d %H:%M:%S} KST"


def ago(moment: datetime, now: datetime, _: Translate) -> str:
    """`3 min ago`."""
    past = now - moment
    return _("just now") if past < _MINUTE else _("{span} ago").format(span=span(past, _))


def ahead(moment: datetime, now: datetime, _: Translate) -> str:
    """`in 12 min`."""
    left = moment - now
    return _("any moment") if left < _MINUTE else _("in {span}").format(span=span(left, _))


def span(length: timedelta, _: Translate) -> str:
    """A length in its largest whole unit."""
    if length < _HOUR:
        return _("{minutes} min").format(minutes=length // _MINUTE)
    if length < 2 * _DAY:
        return _("{hours} h").format(hours=length // _HOUR)
    return _("{days} days").format(days=length // _DAY)


def seconds(count: float | None, _: Translate) -> str:
    """`2.1 s`; a long run in minutes or hours."""
    if count is None:
        return ""
    if count < 120:
        return _("{seconds:.1f} s").format(seconds=count)
    return span(timedelta(seconds=count), _)


def states(_: Translate) -> Mapping[str, str]:
    """What came of a run."""
    return {
        "ok": _("all well"), "partial": _("partly"), "failed": _("failed"), "busy": _("busy elsewhere"),
        "going": _("at work"), "waiting": _("waiting"), "killed": _("broken off"), "skipped": _("left out"),
        "never": _("not yet run"), "paused": _("paused"),
    }  # fmt: skip


def triggers(_: Translate) -> Mapping[str | None, str]:
    """Who asked for a run."""
    return {
        "run": _("by command"), "page": _("by this page"), "sheet": _("by the sheet"), "schedule": _("by schedule"),
        "backfill": _("for history"),
        None: _("by command"),
    }  # fmt: skip


def skipped(_: Translate) -> Mapping[str, str]:
    """Why a moment of the schedule had no run."""
    return {
        "running": _("the run before was not done yet"),
        "waiting": _("a run waited already"),
        "login": _("the login is lost; log in again first"),
    }


def kinds(_: Translate) -> Mapping[str, str]:
    """What a call was sent to."""
    return {
        "cafe24": _("Cafe24"), "cafe24_analytics": _("Cafe24 statistics"), "token": _("Cafe24 login"),
        "google_read": _("Google, reading"), "google_write": _("Google, writing"),
    }  # fmt: skip


def phases(_: Translate) -> Mapping[str, str]:
    """What a run does just now."""
    return {"land": _("reading"), "publish": _("writing")}
