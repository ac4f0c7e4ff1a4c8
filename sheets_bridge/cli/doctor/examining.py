"""The checks one after the other: what builds on something that is wrong is not checked, and says so."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sheets_bridge.cli.doctor.finding import Finding, Found, Look, refused
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Source

Of = Literal["installation", "mall", "medium", "spreadsheet"]

_SUBJECTS: dict[Of, Callable[[Visit], Sequence[str]]] = {
    "installation": lambda _visit: [""],
    "mall": lambda visit: _accounts(visit, lambda source: source.oauth is not None),
    "medium": lambda visit: _accounts(visit, lambda source: source.keys is not None),
    "spreadsheet": lambda visit: list(visit.schedule.spreadsheets),
}


def _accounts(visit: Visit, of: Callable[[Source], bool]) -> Sequence[str]:
    """The accounts one logs in to in some way."""
    return [one.name for one in visit.schedule.accounts.values() if of(visit.sources[one.source])]


@dataclass(frozen=True)
class Check:
    """One thing a new user gets wrong. `needs` are the checks it builds on, by their id."""

    id: str
    title: Message
    look: Look
    of: Of = "installation"
    needs: tuple[str, ...] = ()


def chosen(checks: Sequence[Check], only: Collection[str]) -> list[Check]:
    """The checks named, with all they build on, in their order; all of them where none is named."""
    wanted = set(only) or {check.id for check in checks}
    for check in reversed(checks):
        wanted |= set(check.needs) if check.id in wanted else set()
    return [check for check in checks if check.id in wanted]


def examine(visit: Visit, checks: Sequence[Check]) -> Iterator[Finding]:
    """Every finding, as it is made."""
    stopped: dict[tuple[str, str], Message] = {}
    for check in checks:
        for subject in _SUBJECTS[check.of](visit) if visit.known else [""]:
            obstacle = _obstacle(check, subject, stopped)
            for found in [_unchecked(obstacle)] if obstacle else _looked(check, visit, subject):
                finding = Finding(check.id, check.title, subject, found)
                if finding.stops:
                    stopped[check.id, subject] = check.title
                yield finding


def _obstacle(check: Check, subject: str, stopped: dict[tuple[str, str], Message]) -> Message | None:
    """The first thing it builds on that does not stand, for this subject or for all."""
    places = ((need, about) for need in check.needs for about in dict.fromkeys((subject, "")))
    return next((stopped[place] for place in places if place in stopped), None)


def _unchecked(obstacle: Message) -> Found:
    return Found("unchecked", say("not checked: {what} comes first", what=obstacle))


def _looked(check: Check, visit: Visit, subject: str) -> Iterator[Found]:
    try:
        yield from check.look(visit, subject)
    except BridgeError as error:
        yield refused(error)
