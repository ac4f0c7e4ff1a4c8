"""What can be told: troubles that stand, the words they begin and end with, whom they concern."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sheets_bridge.messages import Message

Kind = Literal["failure", "warning", "success", "info"]
"""What a service shows a piece of news as, in Apprise's words."""

_WARNINGS = frozenset({"login_ends", "job_stale", "alert"})
"""Kinds of trouble that have cost nothing yet."""


@dataclass(frozen=True)
class Trouble:
    """Something that stands now. `key` stays the same as long as it does."""

    key: str
    accounts: tuple[str, ...]
    begun: Message | None
    """None for what is told only when it is over: history that is still loading."""
    grade: int = 1
    """A higher one is news again: a login that ends in 7, in 3, in 1 days."""


@dataclass(frozen=True)
class Look:
    """What one look at the installation found, by key."""

    standing: Mapping[str, Trouble]
    well: Mapping[str, Message] = field(default_factory=dict)
    """What is known to be well now, with the words that say so."""
    unsure: frozenset[str] = frozenset()
    """What cannot be told just now: nothing is concluded. Whatever is named nowhere is gone, and forgotten."""


@dataclass(frozen=True)
class Told:
    """A trouble that was told when it began (or that is only told when it is over), and how grave it was then."""

    grade: int
    accounts: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """One thing to tell now, and whom it concerns."""

    key: str
    accounts: tuple[str, ...]
    words: Message
    healed: bool

    @property
    def kind(self) -> Kind:
        """How grave it is."""
        if self.healed:
            return "success"
        return "warning" if self.key.partition(":")[0] in _WARNINGS else "failure"
