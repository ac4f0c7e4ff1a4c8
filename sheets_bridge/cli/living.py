"""Whether a daemon lives and what it is at, as any process can tell."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import RenderableType

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import daemon_in
from sheets_bridge.messages import Translate
from sheets_bridge.store import Store, life, queue
from sheets_bridge.store.queue import Entry


def daemon_as_json(folder: Path, store: Store) -> dict[str, Any]:
    """The daemon as `status --json` shows it. What a dead one told last is no news but its last beat."""
    lives, sign = daemon_in(folder), life.sign(store, life.DAEMON)
    told: Mapping[str, Any] = sign.told if lives and sign else {}
    since, error, pid = (told.get(name) for name in ("started", "schedule_error", "pid"))
    beat = sign.at.isoformat() if sign else None
    return {"lives": lives, "since": since, "beat": beat, "schedule_error": error, "pid": pid}


def queue_as_json(store: Store) -> list[dict[str, Any]]:
    """What runs and what waits, as `status --json` shows it; what a daemon that is gone was at is broken off."""
    lives = daemon_in(store.path.parent.parent)
    entries = [entry for state in ("running", "waiting") for entry in queue.standing(store, state)]
    return [{**_entry(entry), "broken_off": entry.state == "running" and not lives} for entry in entries]


def daemon_in_words(told: Mapping[str, Any], _: Translate) -> str:
    """The daemon in a line."""
    beat = screen.kst(datetime.fromisoformat(told["beat"])) if told["beat"] else ""
    if not told["lives"]:
        gone = _("No daemon runs; it beat last at {beat}. Start it: sheets-bridge daemon")
        never = _("No daemon runs. Start it: sheets-bridge daemon")
        return gone.format(beat=beat) if beat else never
    if not told["since"]:
        return _("The daemon is just starting.")
    started = screen.kst(datetime.fromisoformat(told["since"]))
    return _("The daemon has been running since {started}; last beat {beat}.").format(started=started, beat=beat)


def queue_table(told: list[dict[str, Any]], _: Translate) -> RenderableType:
    """What runs and waits, as a table."""
    shown = screen.table(_("Queue"), _("Job"), _("What"), _("State"), _("Progress"))
    states = {"running": _("running"), "waiting": _("waiting")}
    broken = _("broken off (goes on at the next start)")
    asked = {"history": _("history"), "news": _("news")}
    for entry in told:
        what = asked.get(entry["ask"].get("part", ""), _("all"))
        shown.add_row(
            entry["job"],
            what,
            broken if entry["broken_off"] else states[entry["state"]],
            _progress(entry["progress"], _),
        )
    return shown


def _progress(told: Mapping[str, Any] | None, _: Translate) -> str:
    if not told:
        return ""
    rows = _("{rows:,} rows").format(rows=told["rows"])
    return f"{screen.phase(told['phase'], _)} {told['name']}: {told['done']}/{told['total']}, {rows}"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "job": entry.job,
        "state": entry.state,
        "trigger": entry.trigger,
        "ask": dict(entry.ask),
        "requested": entry.requested.isoformat(),
        "started": entry.started.isoformat() if entry.started else None,
        "progress": dict(entry.progress) if entry.progress else None,
    }
