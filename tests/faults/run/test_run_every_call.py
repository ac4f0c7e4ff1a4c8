"""A fault on every single call of a run, one after the other: the run itself or the next one heals it."""

import pytest
from run_bench import CONNECT, bench

ACTIONS = {
    "reset": {"action": "reset"},
    "lost_answer": {"action": "lost_answer"},
    "cut": {"action": "cut"},
    "503": {"action": "status", "status": 503},
}
SPENT = ("lost_answer", "cut")
"""The faults that let the vendor act and keep its answer from us."""


def _first_load(made):
    """The run to disturb: a first load that begins with a renewal."""
    return {}


def _a_day_later(made):
    """The run to disturb: a later one, with changes and new rows in every tab."""
    assert made.run_here().code == 0
    before = made.truths()
    made.advance(24)
    made.control("DELETE", "calls")
    return before


@pytest.fixture
def length(tmp_path, slept):
    """How many calls an undisturbed run makes."""

    def count(prepared):
        with bench(tmp_path / "undisturbed") as made:
            prepared(made)
            told = made.run_here()
            assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
            made.calls()
            return _ours(made)

    return count


def _ours(made):
    """The product's calls: a bench reads the sheet only after."""
    return len([call for call in made.calls() if not call["path"].endswith("values:batchGet")
                and call["query"] != "fields=sheets.properties"])  # fmt: skip


def _struck(folder, prepared, name, n):
    """What was wrong after the n-th call of a run was struck, told as lines."""
    with bench(folder) as made:
        before = prepared(made)
        made.fault(**ACTIONS[name], nth=n)
        told = made.run_here()
        call = made.calls()[n - 1]
        made.undisturbed()
        wrong = made.half_written(before, collected=told.code == 0 or call["vendor"] == "google")
        wrong += _healed(made, told, name, call)
        return [f"{name} at call {n} ({call['method']} {call['path']}): {line}" for line in wrong]


def _healed(made, told, name, call):
    renewals = made.renewals()
    if told.code:
        made.advance(2 / 60)  # a renewal of unknown fate is tried again after a minute
        told = made.run_here()
        renewals = made.renewals()
    if told.code == 77 and call["kind"] == "token" and name in SPENT:
        if CONNECT not in told.words:
            return [f"the loss is not said: {told.words}"]
        made.connect()
        told = made.run_here()
    wrong = [f"exit {told.code}: {told.words}"] if told.code or "not verified" in told.words else []
    if call["kind"] != "token" and renewals != [200]:
        wrong.append(f"renewals {renewals}")
    if call["kind"] == "token" and len(renewals) > 2:
        wrong.append(f"renewals {renewals}")
    return wrong + made.faults_of_the_sheet()


@pytest.mark.parametrize("name", ACTIONS)
def test_a_fault_on_any_call_of_a_first_load_is_healed(tmp_path, slept, length, name):
    wrong = [line for n in range(1, length(_first_load) + 1)
             for line in _struck(tmp_path / str(n), _first_load, name, n)]
    assert wrong == []


@pytest.mark.parametrize("name", ACTIONS)
def test_a_fault_on_any_call_of_a_later_run_is_healed(tmp_path, slept, length, name):
    wrong = [line for n in range(1, length(_a_day_later) + 1)
             for line in _struck(tmp_path / str(n), _a_day_later, name, n)]
    assert wrong == []
