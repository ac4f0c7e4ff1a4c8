"""The sliding minute."""

from sheets_bridge.spreadsheet.budget import Budget, Turns


class Watch:
    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_calls_within_the_budget_do_not_wait():
    watch = Watch()
    budget = Budget(watch.sleep, lambda: watch.now, 3)
    for _ in range(3):
        budget.take()
    assert watch.slept == []


def test_no_minute_ever_holds_more_calls_than_the_budget():
    watch = Watch()
    budget, at = Budget(watch.sleep, lambda: watch.now, 3), []
    for step in range(40):
        budget.take()
        at.append(watch.now)
        watch.now += step % 7
    assert watch.slept
    assert all(later - earlier >= 60 for earlier, later in zip(at, at[3:], strict=False))


def test_a_call_waits_only_until_the_oldest_is_a_minute_old():
    watch = Watch()
    budget = Budget(watch.sleep, lambda: watch.now, 2)
    budget.take()
    watch.now += 45
    budget.take()
    budget.take()
    assert watch.slept == [15.0]


def test_threads_of_an_account_share_its_turns_and_each_waits_in_its_own_way():
    one, other = Watch(), Watch()
    turns = Turns(lambda: one.now, 4)
    budgets = [Budget(watch.sleep, lambda: one.now, turns=turns) for watch in (one, other)]
    assert [budget.take() for budget in (*budgets, *budgets)] == [False] * 4
    assert budgets[1].take()
    assert (one.slept, other.slept) == ([], [60.0])
