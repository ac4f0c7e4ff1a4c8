"""The tabs of the control room kept as things stand: one read looks at the boxes, one write tells what has changed.

Whatever fails here fails no job: the next minute looks again.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sheets_bridge import locks
from sheets_bridge.control import boxes, telling, whole
from sheets_bridge.control.boxes import Boxes, Wanted
from sheets_bridge.control.fresh import Freshness
from sheets_bridge.control.memory import Memory, remember, remembered
from sheets_bridge.control.tables import shapes
from sheets_bridge.control.telling import Sight, id_of
from sheets_bridge.daemon.asking import ask_for_news
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Row
from sheets_bridge.page.look import look
from sheets_bridge.spreadsheet import Glance, Shape, Spreadsheet, Touch
from sheets_bridge.spreadsheet.glancing import differing
from sheets_bridge.standing import Installed
from sheets_bridge.store import pauses
from sheets_bridge.sync.signing import Signing
from sheets_bridge.sync.world import World

_log = logging.getLogger(__name__)

Rows = Mapping[str, Row]


@dataclass(frozen=True)
class Alone:
    """A command that keeps the tabs where no daemon lives: what it `ran` it has served."""

    ran: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Keeper:
    """Keeps the tabs of every spreadsheet of an installation, for one thread."""

    installed: Installed
    world: World
    alone: Alone | None = None
    """None where a daemon serves what is ticked."""
    freshness: Freshness = field(default_factory=Freshness)

    def keep(self) -> Mapping[str, BridgeError]:
        """Read the boxes, do what they ask for, write what is not as it stands; what failed, by spreadsheet."""
        schedule = self.installed.schedule
        used = dict.fromkeys(tab.spreadsheet for job in schedule.jobs.values() for tab in job.tabs)
        failed: dict[str, BridgeError] = {}
        for name in used if schedule.control else ():
            try:
                with locks.hold(self._lock(name), wait=0.0, what=say("Spreadsheet {name}", name=name)):
                    self._keep_one(name, schedule.control or "")
            except BridgeError as error:
                failed[name] = error
        return failed

    def _keep_one(self, name: str, control: str) -> None:
        store, spreadsheet = self.installed.store, self.world.spreadsheets[name]
        memory, wanted_ = remembered(store, spreadsheet.id), shapes(self.installed.schedule, control)
        seen = spreadsheet.glance([(shape, memory.sheets.get(shape.table.id)) for shape in wanted_])
        asked = boxes.wanted(self._boxes(name, seen[0]), memory.paused)
        self._carry_out(asked)
        sight = self._sight(name, asked)
        rows = [tell(sight, self.installed.translate) for tell in (telling.job_rows, telling.tab_rows)]
        sheets = self._written(spreadsheet, wanted_, seen, rows, memory)
        resting = frozenset(job.name for job in sight.jobs if _is_resting(sight, job.name))
        remember(store, spreadsheet.id, Memory(sheets, resting), self.installed.clock())

    def _boxes(self, name: str, seen: Glance | None) -> Mapping[str, Boxes]:
        """The boxes beside each job of a spreadsheet that stands on its tab."""
        jobs = telling.jobs_on(self.installed.schedule, name)
        cells = {job.name: seen.cells[id_of(job.name)] for job in jobs if seen and id_of(job.name) in seen.cells}
        return {job: Boxes(row["refresh"], row["pause"]) for job, row in cells.items()}

    def _carry_out(self, asked: Wanted) -> None:
        store, now = self.installed.store, self.installed.clock()
        for job in sorted(asked.run if self.alone is None else ()):
            ask_for_news(store, job, "sheet", now)
            _log.info("%s", say("{job}: somebody ticked 지금 갱신 on the sheet.", job=job))
        done: tuple[tuple[frozenset[str], Callable[..., bool], Message], ...] = (
            (asked.pause, pauses.pause, say("somebody ticked 일시중지 on the sheet; it rests until that is undone")),
            (asked.resume, pauses.resume, say("somebody undid 일시중지 on the sheet; it goes on")),
        )
        for jobs, do, told in done:
            for job in sorted(jobs):
                if do(store, job, now):
                    _log.info("%s", say("{job}: {what}.", job=job, what=told))

    def _sight(self, name: str, asked: Wanted) -> Sight:
        unserved = asked.run - self.alone.ran if self.alone else frozenset()
        fresh = self.freshness.of(self.installed)
        return Sight(look(self.installed), name, fresh, alone=self.alone is not None, unserved=unserved)

    def _written(
        self,
        spreadsheet: Spreadsheet,
        wanted: Sequence[Shape],
        seen: Sequence[Glance | None],
        rows: Sequence[Rows],
        memory: Memory,
    ) -> Mapping[str, int]:
        """The number of each tab's sheet, after one write for all cells, and whatever mends a tab that needs it."""
        touches: list[Touch] = []
        sheets = dict(memory.sheets)
        to_mend: list[tuple[Shape, Rows]] = []
        for shape, glance, told in zip(wanted, seen, rows, strict=True):
            found = differing(glance, told) if glance else None
            if glance is None or found is None:
                to_mend.append((shape, told))
            else:
                touches += found
                sheets[shape.table.id] = glance.sheet.sheet_id
        self._touch(spreadsheet, touches)
        for shape, told in to_mend:
            known = sheets.get(shape.table.id)
            sheets[shape.table.id] = whole.publish(self.world, spreadsheet, shape, told, known)
        return sheets

    def _touch(self, spreadsheet: Spreadsheet, touches: Sequence[Touch]) -> None:
        if touches:
            refusal = Signing(self.world, spreadsheet.id, take_over=False).refusal(touches[0].glance.signed)
            if refusal:
                raise refusal
            spreadsheet.touch(touches)

    def _lock(self, name: str) -> Path:
        return self.world.locks / f"control-{self.world.spreadsheets[name].id}.lock"


def _is_resting(sight: Sight, job: str) -> bool:
    pause = sight.seen.pauses.get(job)
    return pause is not None and pause.until is None
