"""What people want who ticked a box, decided without doing it.

A box of 일시중지 says what a person wants only where it is not as it was seen last: on another spreadsheet the same job
may have been paused meanwhile, and there the box has yet to follow.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sheets_bridge.spreadsheet.cells import Cell


@dataclass(frozen=True)
class Boxes:
    """The two cells beside a job as they stand. What is no box any more (somebody typed there) says nothing."""

    refresh: Cell = False
    pause: Cell = False


@dataclass(frozen=True)
class Wanted:
    """The jobs that shall run now, those that shall rest, those that shall go on."""

    run: frozenset[str] = frozenset()
    pause: frozenset[str] = frozenset()
    resume: frozenset[str] = frozenset()


def wanted(standing: Mapping[str, Boxes], paused_when_seen: Collection[str]) -> Wanted:
    """What the boxes of a tab ask for; `paused_when_seen` are the jobs whose 일시중지 was ticked at the last look."""
    pause = {job: _is_ticked(boxes.pause, before=job in paused_when_seen) for job, boxes in standing.items()}
    turned = {job: on for job, on in pause.items() if on != (job in paused_when_seen)}
    return Wanted(
        run=frozenset(job for job, boxes in standing.items() if boxes.refresh is True),
        pause=frozenset(job for job, on in turned.items() if on),
        resume=frozenset(job for job, on in turned.items() if not on),
    )


def _is_ticked(cell: Cell, *, before: bool) -> bool:
    """A cell that was emptied is a box without its tick; a text says nothing."""
    if isinstance(cell, bool):
        return cell
    return False if cell in ("", None) else before
