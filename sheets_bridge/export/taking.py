"""A tab as it is taken out of the store: how it looks, and its rows as cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_bridge.config import Job, TabUse
from sheets_bridge.model import Chart, Column
from sheets_bridge.spreadsheet import Form, Shape
from sheets_bridge.spreadsheet.cells import ENCODERS, Cell
from sheets_bridge.store import selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync import shown
from sheets_bridge.sync.publish import select, shape_of
from sheets_bridge.sync.world import Progress, World

_TOLD_EVERY = 5_000
"""Rows."""


@dataclass(frozen=True)
class Taken:
    """One tab. Its rows are read when they are asked for, and none is kept."""

    title: str
    shape: Shape
    chosen: Selection
    charts: tuple[Chart, ...]
    count: int
    world: World
    spreadsheet: str = ""
    """The name of that which it stands on."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns people see; the hidden `_id` of the sheet is none."""
        return self.chosen.columns

    @property
    def labels(self) -> Sequence[str]:
        """The header texts."""
        return [self.shape.label(column.id) for column in self.columns]

    @property
    def notes(self) -> Sequence[str]:
        """What stands in the note of each header; "" where its label says it."""
        input_ = self.world.inputs.get(self.shape.table.id)
        told = Form(self.title, input_, self.shape.language) if input_ else self.shape
        return [told.note(column.id) for column in self.columns]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The cells of each row as they stand on the sheet: days and moments as serial numbers, blanks as ""."""
        encoders = [ENCODERS[column.kind] for column in self.columns]
        tell, done = self.world.tell, 0
        for row in selection.every(self.world.store, self.chosen):
            yield [encode(value) for encode, value in zip(encoders, row, strict=True)]
            done += 1
            if done % _TOLD_EVERY == 0:
                tell(Progress("export", self.title, done, max(self.count, done + 1), done))
        tell(Progress("export", self.title, done, done, done))


def take(world: World, jobs: Mapping[str, Job], titles: Collection[str] = ()) -> Sequence[Taken]:
    """The tabs of these jobs in their order, all of them or those of these titles."""
    return [
        _taken(world, job, tab) for job in jobs.values() for tab in job.tabs if not titles or tab.title in titles
    ]  # fmt: skip


def _taken(world: World, job: Job, tab: TabUse) -> Taken:
    if tab.table in world.inputs:
        # People see what they typed, and not what we keep beside it.
        tab = replace(tab, columns=tuple(column.id for column in world.inputs[tab.table].columns))
    report = world.reports.get(tab.table)
    pulls = shown.pulls(tab, shown.feeding(job, tab, world), world)
    chosen = select(world, tab, pulls, world.clock())
    visible = {column.id for column in chosen.columns}
    charts = [chart for chart in report.charts if visible >= {chart.by, *chart.columns, *chart.lines}] if report else ()
    number = selection.count(world.store, chosen)
    return Taken(tab.title, shape_of(world, tab, chosen), chosen, tuple(charts), number, world, tab.spreadsheet)
