"""What came of one run of a job."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.errors import BridgeError, exit_code
from sheets_bridge.messages import Message, Translate
from sheets_bridge.model import Outcome, StreamResult, TabResult


@dataclass
class Run:
    """What came of one job: a result per pull and per tab, and what went wrong."""

    job: str
    outcome: Outcome = "ok"
    message: Message | None = None
    streams: list[StreamResult] = field(default_factory=list)
    tabs: list[TabResult] = field(default_factory=list)
    errors: list[BridgeError] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    """What its owner should know although nothing failed."""
    seconds: float = 0.0
    calls: Mapping[str, int] = field(default_factory=dict)
    """Calls it sent, by kind."""
    part: str = "all"
    """What was asked of it: all, news, or a window of history."""

    @property
    def verified(self) -> bool:
        """Whether all values written came back equal."""
        return bool(self.tabs) and all(tab.verified and tab.reason is None for tab in self.tabs)

    @property
    def exit_code(self) -> int:
        """The exit code this run alone would give."""
        return exit_code(self.errors)


def as_json(run: Run, translate: Translate) -> dict[str, Any]:
    """A run as `run --json` and `status --json` show it; sentences in the reader's language."""
    return {
        "job": run.job,
        "part": run.part,
        "outcome": run.outcome,
        "message": _words(run.message, translate),
        "streams": [_stream(stream, translate) for stream in run.streams],
        "tabs": [_tab(tab, translate) for tab in run.tabs],
        "exit_code": run.exit_code,
        "problems": [error.message.render(translate) for error in run.errors],
        "notes": [note.render(translate) for note in run.notes],
        "verified": run.verified,
        "seconds": run.seconds,
        "calls": dict(run.calls),
    }


def _stream(stream: StreamResult, translate: Translate) -> dict[str, Any]:
    return {
        "account": stream.account,
        "shop_no": stream.shop_no,
        "stream": stream.stream,
        "active": stream.active,
        "needs_login": stream.needs_login,
        "state": stream.state,
        "reason": _words(stream.reason, translate),
        "read": stream.read,
        "landed": stream.landed,
        "quarantined": stream.quarantined,
        "complete_until": stream.complete_until.isoformat() if stream.complete_until else None,
    }


def _tab(tab: TabResult, translate: Translate) -> dict[str, Any]:
    return {
        "title": tab.title,
        "table": tab.table,
        "sheet_id": tab.sheet_id,
        "rows": tab.rows,
        "inserted": tab.inserted,
        "updated": tab.updated,
        "removed": tab.removed,
        "unchanged": tab.unchanged,
        "mistaken": tab.mistaken,
        "verified": tab.verified,
        "calls": tab.calls,
        "seconds": round(tab.seconds, 1),
        "reason": _words(tab.reason, translate),
        "notes": [note.render(translate) for note in tab.notes],
    }


def _words(message: Message | None, translate: Translate) -> str | None:
    return message.render(translate) if message else None
