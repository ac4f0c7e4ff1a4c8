"""What one check found: how it stands, what was seen, what mends it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sheets_bridge.errors import OK, BridgeError, ConfigError
from sheets_bridge.messages import Message, Translate

Grade = Literal["ok", "warning", "wrong", "unchecked"]


@dataclass(frozen=True)
class Found:
    """How one thing stands; `code` is the exit code of what is wrong."""

    grade: Grade
    seen: Message
    fix: Message | None = None
    code: int = OK


@dataclass(frozen=True)
class Finding:
    """A `Found` with the check that made it, and the mall or spreadsheet it is about ("" for none)."""

    check: str
    title: Message
    subject: str
    found: Found

    @property
    def stops(self) -> bool:
        """Whether what builds on it cannot be checked."""
        return self.found.grade in ("wrong", "unchecked")


def ok(seen: Message, fix: Message | None = None) -> Found:
    """All well; `fix` is good advice all the same."""
    return Found("ok", seen, fix)


def warning(seen: Message, fix: Message | None = None) -> Found:
    """Nothing fails for now."""
    return Found("warning", seen, fix)


def wrong(seen: Message, fix: Message | None = None, code: int = ConfigError.exit_code) -> Found:
    """It will not work like this."""
    return Found("wrong", seen, fix, code)


def refused(error: BridgeError, fix: Message | None = None) -> Found:
    """An error as what was found; its message says what to do."""
    return Found("wrong", error.message, fix, error.exit_code)


def as_json(finding: Finding, translate: Translate) -> Mapping[str, Any]:
    """A finding as `doctor --json` shows it."""
    found = finding.found
    return {
        "check": finding.check,
        "title": finding.title.render(translate),
        "subject": finding.subject,
        "grade": found.grade,
        "seen": found.seen.render(translate),
        "fix": found.fix.render(translate) if found.fix else None,
        "exit_code": found.code,
    }


Look = Callable[[Any, str], Iterable[Found]]
"""(visit, subject) → what was found. A BridgeError it raises is a finding too."""
