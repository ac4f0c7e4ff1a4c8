"""Conditions against days: told once, healed once, and nothing is concluded from a day that is not known."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.alerts.deciding import decide
from sheets_bridge.alerts.figures import Day, Target
from sheets_bridge.alerts.rules import BUDGET, NO_COST, ROAS, SALES_DROP, SPIKE, UNMATCHED, Rule
from sheets_bridge.alerts.told import Event
from sheets_bridge.messages import translation
from sheets_bridge.model import KST

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=KST)
LAST = date(2026, 11, 19)
_ = translation("en")


def shop(*days: Day) -> Target:
    """A shop whose last days are these, the last of them yesterday."""
    return Target("mall", 1, "all", days={LAST - timedelta(n): day for n, day in enumerate(reversed(days))})


def states(rule: Rule, *looks: Target) -> list[list[str]]:
    """What each of several looks makes news of."""
    told: list[Event] = []
    said = []
    for n, target in enumerate(looks):
        new = decide([rule], [target], told, NOW + timedelta(minutes=n), _)
        told += new
        said.append([event.state for event in new])
    return said


WEEK = [Day(cost=100.0)] * 7
CASES = {
    "roas": (Rule(ROAS, 3.0, 2), [Day(100.0, 200.0), Day(100.0, 290.0)], [Day(100.0, 200.0), Day(100.0, 300.0)]),
    "goal": (Rule(ROAS, None, 1), [Day(100.0, 200.0, roas_goal=4.0)], [Day(100.0, 400.0, roas_goal=4.0)]),
    "spike": (Rule(SPIKE, 0.5, 7), [*WEEK, Day(cost=150.0)], [*WEEK, Day(cost=149.0)]),
    "zero": (Rule(NO_COST, None, 1), [*WEEK, Day(cost=0.0)], [*WEEK, Day(cost=1.0)]),
    "budget": (Rule(BUDGET, 0.8), [Day(cost=40.0, ad_budget=950.0)] * 19, [Day(cost=40.0, ad_budget=960.0)] * 19),
    "drop": (Rule(SALES_DROP, 0.3), [Day(net_sales=100.0), *[Day()] * 6, Day(net_sales=70.0)],
             [Day(net_sales=100.0), *[Day()] * 6, Day(net_sales=71.0)]),
    "unmatched": (Rule(UNMATCHED, 0.3, 1), [Day(unmatched=30.0, ad_sales=100.0)],
                  [Day(unmatched=29.0, ad_sales=100.0)]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_condition_is_told_once_and_once_when_it_is_over(case):
    rule, bad, good = CASES[case]
    looks = [shop(*good), shop(*bad), shop(*bad), shop(*good), shop(*good)]
    assert states(rule, *looks) == [[], ["발생"], [], ["해소"], []]


@pytest.mark.parametrize("case", CASES)
def test_a_day_that_is_not_known_neither_begins_an_alert_nor_ends_one(case):
    rule, bad, _good = CASES[case]
    nothing = shop(*bad[:-1], Day()) if case != "budget" else shop(*[Day(ad_budget=950.0)] * 19)
    assert states(rule, nothing, shop(*bad), nothing) == [[], ["발생"], []]


def test_a_budget_is_spent_whatever_the_missing_days_cost():
    days = [Day(cost=100.0, ad_budget=950.0)] * 18
    (event,) = decide([Rule(BUDGET, 0.8)], [shop(*days, Day(ad_budget=950.0))], [], NOW, _)
    assert event.words.startswith("At least 189%")


def test_a_condition_that_was_changed_ends_its_alert():
    rule, bad, _good = CASES["spike"]
    told = decide([rule], [shop(*bad)], [], NOW, _)
    (event,) = decide([replace(rule, basis=0.9)], [shop(*bad)], told, NOW + timedelta(hours=1), _)
    assert (event.state, event.key) == ("해소", told[0].key)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1000)), min_size=8, max_size=8), st.integers(1, 5))
def test_looking_again_at_the_same_figures_is_never_news(costs, days):
    target = shop(*(Day(cost=cost, sales=100.0, ad_budget=500.0) for cost in costs))
    rules = [Rule(SPIKE, 0.5, days), Rule(NO_COST, None, days), Rule(ROAS, 2.0, days), Rule(BUDGET, 0.5)]
    told = decide(rules, [target], [], NOW, _)
    assert list(decide(rules, [target], told, NOW + timedelta(minutes=1), _)) == []
    if costs[-1] is None:
        assert all(event.condition.startswith(BUDGET) for event in told)
