"""What was told and what waits to be told, kept so that a restart repeats nothing and loses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sheets_bridge.notify.news import Told
from sheets_bridge.notify.post import Letter
from sheets_bridge.store import Store, life

_NAME = "news"


@dataclass(frozen=True)
class Remembered:
    """Both are kept in one piece: news that is noted as told waits to be sent, whatever strikes."""

    told: Mapping[str, Told] = field(default_factory=dict)
    waiting: Sequence[Letter] = ()
    briefed: str = ""
    """The day that was told last in a briefing, `YYYY-MM-DD`."""


def recall(store: Store) -> Remembered:
    """What the last process knew. Raises: StateError."""
    sign = life.sign(store, _NAME)
    if sign is None:
        return Remembered()
    told = {key: Told(one["grade"], tuple(one["accounts"])) for key, one in sign.told["told"].items()}
    return Remembered(told, tuple(_letter(one) for one in sign.told["waiting"]), sign.told.get("briefed", ""))


def remember(store: Store, known: Remembered, at: datetime) -> None:
    """Keep it, durably. Raises: StateError."""
    told = {key: {"grade": one.grade, "accounts": list(one.accounts)} for key, one in known.told.items()}
    waiting = [_kept(letter) for letter in known.waiting]
    life.beat(store, _NAME, at, {"told": told, "waiting": waiting, "briefed": known.briefed})


def _kept(letter: Letter) -> dict[str, Any]:
    due, until = (moment.isoformat() if moment else None for moment in (letter.due, letter.until))
    return {"to": letter.to, "title": letter.title, "body": letter.body, "at": letter.at.isoformat(),
            "tries": letter.tries, "due": due, "kind": letter.kind, "until": until}  # fmt: skip


def _letter(kept: Mapping[str, Any]) -> Letter:
    moments = {name: datetime.fromisoformat(kept[name]) for name in ("at", "due", "until") if kept.get(name)}
    return Letter(**{**kept, **moments})
