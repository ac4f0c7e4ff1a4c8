"""People and the bridge act on a tab in random order; one undisturbed full run then makes it right."""

import os
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from life_bridge import Bridge
from life_people import CELL_ACTS, COLUMN_ACTS, HARMLESS, ROW_ACTS, TAB_ACTS, People
from life_sheet import COLUMNS
from life_wire import Trouble

from sheets_bridge.errors import DataRejected, Unavailable
from sheets_bridge.spreadsheet import CRASH_POINTS

DAY = 90_000.0
NUMBERS = st.integers(0, 40)
PAUSES = st.sampled_from([0.0, 30.0, 30.0, 4000.0, DAY])
"""Seconds since the last run: the look is shared, an hour's quarter, a light heal is due, a full one."""

TROUBLES = st.lists(
    st.builds(
        Trouble,
        kind=st.sampled_from(["503", "429", "cut", "killed"]),
        nth=st.integers(1, 12),
        times=st.sampled_from([1, 1, 6]),
        applied=st.booleans(),
    ),
    max_size=2,
)
DEEDS = st.lists(
    st.tuples(st.sampled_from([*ROW_ACTS, *CELL_ACTS, *COLUMN_ACTS, *TAB_ACTS]), NUMBERS, NUMBERS, st.integers(1, 10)),
    max_size=2,
)


class Life(RuleBasedStateMachine):
    """One spreadsheet. `sound` is false from the beginning of a step to its good end."""

    def __init__(self):
        super().__init__()
        self.kept = TemporaryDirectory()
        self.people = People(Bridge(Path(self.kept.name)))
        self.bridge, self.sheets, self.wire = self.people.bridge, self.people.sheets, self.people.bridge.wire
        self.sound = True

    @initialize(stands=st.booleans())
    def begins(self, stands):
        for number in range(4):
            self.bridge.land(number)
        if stands:
            self.runs(pause=30.0, heal=False, prune=True)

    # the mall

    @rule()
    def an_order_comes(self):
        self.bridge.land(len(self.bridge.orders))

    @rule(n=NUMBERS, amount=st.integers(0, 9))
    def an_order_changes(self, n, amount):
        self.bridge.land(n % len(self.bridge.orders), f"메모 {amount}", amount)

    @rule(n=NUMBERS)
    def an_order_leaves(self, n):
        self.bridge.leave(n % len(self.bridge.orders))

    # people

    @rule(name=st.sampled_from(ROW_ACTS), a=NUMBERS, b=NUMBERS)
    def somebody_moves_rows(self, name, a, b):
        self._somebody(name, a, b)

    @rule(name=st.sampled_from(CELL_ACTS), a=NUMBERS, b=NUMBERS)
    def somebody_writes(self, name, a, b):
        self._somebody(name, a, b)

    @rule(name=st.sampled_from(COLUMN_ACTS), a=NUMBERS, b=NUMBERS)
    def somebody_moves_columns(self, name, a, b):
        self._somebody(name, a, b)

    @rule(name=st.sampled_from(TAB_ACTS), a=NUMBERS, b=NUMBERS)
    def somebody_changes_tabs(self, name, a, b):
        self._somebody(name, a, b)

    def _somebody(self, name, a, b):
        self.sound = False
        self.people.act(name, a, b)

    # the bridge

    @rule(pause=PAUSES, heal=st.booleans(), prune=st.sampled_from([True, True, False]))
    def runs(self, pause, heal, prune):
        """A run that nothing disturbs."""
        self._run(pause, heal, prune)

    @rule(pause=PAUSES, heal=st.booleans(), troubles=TROUBLES, deeds=DEEDS)
    def runs_disturbed(self, pause, heal, troubles, deeds):
        """A run with lost answers, or killed at a call, while people go on."""
        self._run(pause, heal, True, troubles, deeds)

    @rule(heal=st.booleans(), point=st.sampled_from(CRASH_POINTS))
    def is_killed(self, heal, point):
        self.bridge.kill_at = point
        self._run(30.0, heal, True, disturbed=True)
        self.bridge.kill_at = None

    @rule(heal=st.booleans())
    def runs_dry(self, heal):
        before = self._cells()
        self._run(30.0, heal, True, disturbed=True, dry=True)
        assert self.wire.writes == 0
        assert self._cells() == before

    def _run(self, pause, heal, prune, troubles=(), deeds=(), *, disturbed=False, dry=False):
        self.sound = False
        self.bridge.passes(pause)
        before, refused = self._cells(), list(self.people.gone)
        self.wire.begin(troubles, [self._deed(*deed) for deed in deeds])
        result, error = self.bridge.run(heal=heal, prune=prune, dry=dry)
        late, self.wire.people = self.wire.people, []
        self._others_are_untouched(before)
        if disturbed or troubles or deeds:
            assert error is None or isinstance(error, (Unavailable, DataRejected)), repr(error)
        elif refused:
            assert isinstance(error, DataRejected), repr(error)
            assert all(gone.id_ in str(error) for gone in refused)
            assert self._cells() == before
        else:
            assert error is None, repr(error)
            self._as_the_store(result, prune, full=heal or pause == DAY)
        for _, _, act in late:
            act()

    def _deed(self, name, a, b, nth):
        def act():
            # People are slow: a reading from before is an old one.
            self.bridge.passes(3)
            self.people.act(name, a, b)

        return nth, name not in HARMLESS, act

    # what must be true

    def _cells(self):
        return self.sheets.cells(*(sheet["properties"]["sheetId"] for sheet in self.sheets.all()))

    def _others_are_untouched(self, before):
        tab = self.people.tab()
        ours = {tab["properties"]["sheetId"]} if tab else set()
        now = self._cells()
        for sheet_id in (before.keys() & now.keys()) - ours:
            assert now[sheet_id] == before[sheet_id]

    def _as_the_store(self, result, prune, *, full):
        """After a run nothing disturbed: every order once and as it is, every note beside its order."""
        people, wanted = self.people, self.bridge.wanted
        view = people.view()
        assert view is not None
        assert result.verified
        if full:
            people.edited, people.mixed = set() if prune else people.edited - wanted.keys(), False
        stand = Counter(view.whose(row) for row in view.data if full or view.cell(row, view.places["_id"]))
        stand = stand if prune else Counter({number: n for number, n in stand.items() if number in wanted})
        assert stand == Counter(wanted.keys()), stand
        for row in view.data:
            number = view.whose(row)
            if not full and not view.cell(row, view.places["_id"]):
                people.doubled.add(number)
            elif number in wanted and number not in people.edited and not people.mixed:
                assert _told(view.ours(row)) == _told(wanted[number])
        self._notes_are_beside(view, result, prune)
        people.unmarked = set()
        people.doubled = set() if full else people.doubled

    def _notes_are_beside(self, view, result, prune):
        people = self.people
        for key, (row, _) in people.found(view).items():
            note = people.notes[key]
            if note.beside is None or view.whose(row) == note.beside:
                continue
            assert view.blank(row), f"{key} stands beside {view.whose(row)}, not {note.beside}"
            assert note.beside not in self.bridge.wanted or note.beside in people.doubled, f"{key} lost {note.beside}"
            people.notes[key] = type(note)(None, note.formula)

    @invariant()
    def nothing_is_lost_or_mixed(self):
        """Whatever has just happened."""
        people = self.people
        cells = {sheet_id: str(rows) for sheet_id, rows in self._cells().items()}
        for (sheet_id, token), note in list(people.notes.items()):
            if token in cells.get(sheet_id, ""):
                continue
            gone = note.beside is None or note.beside not in self.bridge.wanted or note.beside in people.doubled
            assert note.formula, f"{token} is lost"
            assert gone, f"{token} is lost, and its order is not"
            del people.notes[sheet_id, token]
        view = people.view()
        if view is not None:
            self._no_note_is_beside_another(view)
            if not people.loading() and not people.mixed:
                self._rows_are_whole(view)
        self.sound = True

    def _no_note_is_beside_another(self, view):
        for key, (row, _) in self.people.found(view).items():
            beside = self.people.notes[key].beside
            assert None in (beside, view.whose(row)) or beside == view.whose(row), key

    def _rows_are_whole(self, view):
        # A column that was put back with its header alone is blank until the next run.
        there = [at for at, id_ in enumerate(COLUMNS) if id_ in view.places.keys() - self.people.unmarked]
        for row in view.data:
            number = view.whose(row)
            if number not in self.people.edited and view.cell(row, view.places.get("_id")):
                told = _told(view.ours(row)[at] for at in there)
                assert told in {_told(one[at] for at in there) for one in self.bridge.versions[number]}

    def teardown(self):
        try:
            if self.sound:
                self._last_run()
        finally:
            self.bridge.store.close()
            self.kept.cleanup()

    def _last_run(self):
        while self.people.gone:
            self.people.act("undo", 0, 0)
        self._run(30.0, True, True)
        self._run(30.0, True, True)
        assert self.wire.writes == 0


def _told(cells):
    """Cells in a form that compares: moments to the second."""
    return tuple(round(cell, 7) if isinstance(cell, float) else cell for cell in cells)


EXAMPLES, STEPS = int(os.environ.get("LIFE_EXAMPLES", "40")), int(os.environ.get("LIFE_STEPS", "15"))

TestLife = Life.TestCase
TestLife.pytestmark = [pytest.mark.long]
TestLife.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate] + ([Phase.shrink] if os.environ.get("LIFE_SHRINK", "1") else []),
)
