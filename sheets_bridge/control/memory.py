"""What is remembered of the tabs on one spreadsheet: their sheets, and whose 일시중지 stood ticked when last seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sheets_bridge.store import Store, life

_SIGN = "control {spreadsheet}"


@dataclass(frozen=True)
class Memory:
    """`sheets`: table id → number of its sheet."""

    sheets: Mapping[str, int] = field(default_factory=dict)
    paused: frozenset[str] = frozenset()


def remembered(store: Store, spreadsheet: str) -> Memory:
    """What was noted last; nothing for a spreadsheet never written."""
    sign = life.sign(store, _SIGN.format(spreadsheet=spreadsheet))
    return Memory(sign.told["sheets"], frozenset(sign.told["paused"])) if sign else Memory()


def remember(store: Store, spreadsheet: str, memory: Memory, at: datetime) -> None:
    """Note what was seen and written, where it is not noted already."""
    if memory != remembered(store, spreadsheet):
        told = {"sheets": dict(memory.sheets), "paused": sorted(memory.paused)}
        life.beat(store, _SIGN.format(spreadsheet=spreadsheet), at, told)
