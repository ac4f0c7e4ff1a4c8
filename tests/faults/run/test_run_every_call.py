"""A fault on every single call of a run, one after the other: the run itself or the next one heals it."""

import pytest
from run_bench import CONNECT, NEXT_DAY, bench

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
    made.advance(NEXT_DAY)
    made.control("DELETE", "calls")
    return before


@pytest.fixture
def undisturbed(tmp_path):
    """The calls of the run that nothing disturbs."""

    def calls(prepared):
        with bench(tmp_path / "undisturbed") as made:
            prepared(made)
            told, calls = made.run_here(), made.calls()
            assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
            assert made.renewals() == [200]
            return calls

    return calls


def _struck(folder, prepared, name, n):
    """What was wrong after the n-th call of a run was struck, told as lines."""
    with bench(folder) as made:
        before = prepared(made)
        made.fault(**ACTIONS[name], nth=n)
        told = made.run_here()
        call = made.calls()[n - 1]
        made.undisturbed()
        # Where the run says that all is well, every row is compared with the truth; else what a reader sees till then.
        wrong = made.half_written(before, collected=call["vendor"] == "google") if told.code else []
        wrong += _healed(made, told, name, call)
        return [f"{name} at call {n} ({call['method']} {call['path']}): {line}" for line in wrong]


def _healed(made, told, name, call):
    renewals = made.renewals()
    if len(renewals) != 1:
        return [f"in one run renewals {renewals}"]
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


@pytest.mark.long
@pytest.mark.parametrize("name", ACTIONS)
def test_a_fault_on_any_call_of_a_first_load_is_healed(tmp_path, undisturbed, name):
    calls = undisturbed(_first_load)
    assert len(calls) > 25
    wrong = [line for call in calls for line in _struck(tmp_path / str(call["n"]), _first_load, name, call["n"])]
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["lost_answer", "503"])
def test_a_fault_on_any_kind_of_call_of_a_later_run_is_healed(tmp_path, undisturbed, name):
    # Of the many like reads of orders the last stands for all: whatever comes before it has landed by then.
    last = {call["path"] if call["vendor"] != "google" else call["n"]: call["n"] for call in undisturbed(_a_day_later)}
    wrong = [line for n in last.values() for line in _struck(tmp_path / str(n), _a_day_later, name, n)]
    assert wrong == []
