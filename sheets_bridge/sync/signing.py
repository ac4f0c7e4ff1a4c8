"""Whether a spreadsheet is ours to write: its writer's mark beside the marks the store remembers."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sheets_bridge.errors import Busy
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.spreadsheet import Signed, Writer
from sheets_bridge.store import marks
from sheets_bridge.sync.world import World

_OTHERS_FOR = timedelta(hours=24)
"""How long another installation's mark stops us: one that wrote nothing for a day is taken for gone."""

_GOOD_FOR = timedelta(hours=1)
"""How long our own mark does: a run writes it anew at most once an hour."""

_RUN_BYTES = 6


@dataclass(frozen=True)
class Signing:
    """A spreadsheet's mark while one of its tabs is published."""

    world: World
    spreadsheet: str
    take_over: bool
    notes: list[Message] = field(default_factory=list)
    """What its people should know: that this installation took over."""

    def sign(self, signed: Signed) -> Writer | None:
        """The mark to set before writing; noted in the store before it is sent.

        Raises: Busy where another installation writes.
        """
        if refusal := self.refusal(signed):
            raise refusal
        stands, now = signed.by, self.world.clock()
        strange = self.strange(signed)
        if stands and not strange and now - stands.at < _GOOD_FOR:
            return None
        if stands and strange:
            self.notes[:] = [
                say("The spreadsheet was last written by another installation, at {at}; this one has taken over.",
                    at=_kst(stands))
            ]  # fmt: skip
        mark = Writer(self.world.writer, secrets.token_hex(_RUN_BYTES), now.astimezone(UTC))
        marks.note(self.world.store, self.spreadsheet, mark.run, stands.run if stands else None)
        return mark

    def refusal(self, signed: Signed) -> Busy | None:
        """Why nothing may be written now."""
        if self.take_over or not signed.by or not self.strange(signed):
            return None
        return elsewhere(signed.by, self.world.clock())

    def strange(self, signed: Signed) -> bool:
        """Whether another installation signed last, a copy of our own folder included."""
        remembered = marks.remembered(self.world.store, self.spreadsheet)
        return signed.by is not None and is_strange(signed.by, self.world.writer, remembered)


def elsewhere(mark: Writer, now: datetime) -> Busy | None:
    """The refusal to write where a stranger's mark is young enough to stop us."""
    if now - mark.at >= _OTHERS_FOR:
        return None
    return Busy(
        say("Another installation wrote this spreadsheet at {at}, so this one writes nothing to it. Stop the other "
            "one (an old copy on another computer, say); or, if this is the one to go on: "
            "sheets-bridge run --take-over", at=_kst(mark))
    )  # fmt: skip


def is_strange(mark: Writer, ours: str, remembered: Collection[str]) -> bool:
    """Whether a mark is not ours. Who remembers none has lost its database, and knows its own by the key alone."""
    return mark.writer != ours or (bool(remembered) and mark.run not in remembered)


def _kst(mark: Writer) -> str:
    return f"{mark.at.astimezone(KST):%Y-%m-%d %H:%M} KST"
