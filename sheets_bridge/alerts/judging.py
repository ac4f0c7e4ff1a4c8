"""Each kind of condition held against a target's days. Pure.

A day of which something is not known never makes an alarm, and never ends one either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sheets_bridge.alerts import rules
from sheets_bridge.alerts.figures import Day, Target
from sheets_bridge.alerts.rules import Rule
from sheets_bridge.messages import Message, say

_RAN = 7
"""So many days before the first without cost tell whether there was any."""


_NO_WORDS = Message("", {})


@dataclass(frozen=True)
class Verdict:
    """Whether a condition holds; `open` says neither: what was told of it stays."""

    state: Literal["over", "fine", "open"]
    value: float | None = None
    basis: float | None = None
    words: Message = _NO_WORDS


_OPEN = Verdict("open")


def judge(rule: Rule, target: Target, last: date) -> Verdict:
    """What a rule says of a target by the end of a day."""
    return _JUDGES[rule.metric](rule, target, last)


def money(amount: float, currency: str) -> str:
    """An amount as people read it."""
    return f"{amount:,.0f}원" if currency == "KRW" else f"{amount:,.2f} {currency}"


def _roas(rule: Rule, target: Target, last: date) -> Verdict:
    days = target.until(last, rule.days)
    held = [(day.roas, rule.basis or day.roas_goal) for _, day in days]
    roas, goal = held[-1]
    if any(one is not None and wanted and one >= wanted for one, wanted in held):
        return Verdict("fine", roas, goal, _better(target, roas, goal)) if roas and goal else _OPEN
    if roas is None or goal is None or any(one is None or not wanted for one, wanted in held):
        return _OPEN
    told = [f"{day:%m-%d} {one:.0%}" for (day, _), (one, _) in zip(days, held, strict=True) if one is not None]
    words = say("{what} was below {goal} for {days} days in a row: {told}.", what=_roas_of(target),
                goal=f"{goal:.0%}", days=rule.days, told=told)  # fmt: skip
    return Verdict("over", roas, goal, words)


def _roas_of(target: Target) -> Message:
    if target.scope == "all":
        return say("Blended ROAS (net sales of the mall itself ÷ ad cost)")
    return say("Real ROAS (real sales by Cafe24 ÷ ad cost)")


def _better(target: Target, roas: float | None, goal: float | None) -> Message:
    return say("{what} is {roas} (goal {goal}).", what=_roas_of(target), roas=f"{roas or 0:.0%}",
               goal=f"{goal or 0:.0%}")  # fmt: skip


def _spike(rule: Rule, target: Target, last: date) -> Verdict:
    *before, (_, today) = target.until(last, rule.days + 1)
    costs = [day.cost for _, day in before]
    known = [cost for cost in costs if cost is not None]
    average = sum(known) / len(known) if known else 0.0
    if today.cost is None or len(known) < len(costs) or average <= 0 or rule.basis is None:
        return _OPEN
    rise = today.cost / average - 1
    words = say("Ad cost {cost} on {day}: {rise} against the average of the {days} days before ({average}).",
                cost=money(today.cost, target.currency), day=f"{last:%m-%d}", rise=f"{rise:+.0%}", days=rule.days,
                average=money(average, target.currency))  # fmt: skip
    return Verdict("over" if rise >= rule.basis else "fine", rise, rule.basis, words)


def _no_cost(rule: Rule, target: Target, last: date) -> Verdict:
    days = target.until(last, rule.days)
    newest = days[-1][1].cost
    if newest is not None and newest > 0:
        cost = money(newest, target.currency)
        return Verdict("fine", newest, None, say("Money is spent again: {cost} on {day}.", cost=cost,
                                                 day=f"{last:%m-%d}"))  # fmt: skip
    first = days[0][0]
    spent = [day.cost for at, day in target.until(last, rule.days + _RAN) if at < first and day.cost]
    if any(day.cost != 0 for _, day in days) or not spent:
        return _OPEN
    words = say("No ad cost for {days} day(s) up to {day}; in the week before it was {average} on a day with ads.",
                days=rule.days, day=f"{last:%m-%d}",
                average=money(sum(spent) / len(spent), target.currency))  # fmt: skip
    return Verdict("over", 0.0, None, words)


def _budget(rule: Rule, target: Target, last: date) -> Verdict:
    days, budget = target.until(last, last.day), target.day(last).ad_budget
    known = [day.cost for _, day in days if day.cost is not None]
    if not budget or rule.basis is None or not known:
        return _OPEN
    spent = sum(known)
    share, whole = spent / budget, len(known) == len(days)
    if share < rule.basis and not whole:
        return _OPEN
    # What is known is spent for certain: days that are missing can only add to it.
    told = {"month": f"{last:%Y-%m}", "budget": money(budget, target.currency), "share": f"{share:.0%}",
            "spent": money(spent, target.currency), "day": f"{last:%m-%d}"}  # fmt: skip
    words = _spent(told) if whole else _at_least(told)
    return Verdict("over" if share >= rule.basis else "fine", share, rule.basis, words)


def _spent(told: Mapping[str, str]) -> Message:
    return say("{share} of the ad budget of {month} ({budget}) is spent: {spent} up to {day}.",
               share=told["share"], month=told["month"], budget=told["budget"],
               spent=told["spent"], day=told["day"])  # fmt: skip


def _at_least(told: Mapping[str, str]) -> Message:
    return say("At least {share} of the ad budget of {month} ({budget}) is spent: {spent} up to {day}, some days "
               "are not collected.", share=told["share"], month=told["month"], budget=told["budget"],
               spent=told["spent"], day=told["day"])  # fmt: skip


def _sales_drop(rule: Rule, target: Target, last: date) -> Verdict:
    pairs = list(zip(target.until(last, rule.days + 7), target.until(last, rule.days), strict=False))
    changes = [_change(now, before) for (_, before), (_, now) in pairs]
    newest, basis = changes[-1], rule.basis
    (_, before), (_, now) = pairs[-1]
    if newest is None or basis is None:
        return _OPEN
    words = say("통계 순매출 {sales} on {day}: {change} against the same weekday a week before ({before}).",
                sales=money(now.net_sales or 0, target.currency), day=f"{last:%m-%d}", change=f"{newest:+.1%}",
                before=money(before.net_sales or 0, target.currency))  # fmt: skip
    if any(change is not None and change > -basis for change in changes):
        return Verdict("fine", newest, -basis, words)
    return _OPEN if None in changes else Verdict("over", newest, -basis, words)


def _change(now: Day, before: Day) -> float | None:
    if now.net_sales is None or before.net_sales is None or before.net_sales <= 0:
        return None
    return now.net_sales / before.net_sales - 1


def _unmatched(rule: Rule, target: Target, last: date) -> Verdict:
    days = [day for _, day in target.until(last, rule.days)]
    sold, lost = _total([day.ad_sales for day in days]), _total([day.unmatched for day in days])
    if not sold or lost is None or rule.basis is None:
        return _OPEN
    share = lost / sold
    words = say("Of {sold} sold by ads in {days} days up to {day}, {lost} ({share}) can be given to no campaign.",
                sold=money(sold, target.currency), days=rule.days, day=f"{last:%m-%d}",
                lost=money(lost, target.currency), share=f"{share:.0%}")  # fmt: skip
    return Verdict("over" if share >= rule.basis else "fine", share, rule.basis, words)


def _total(amounts: Sequence[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


_JUDGES: Mapping[str, Callable[[Rule, Target, date], Verdict]] = {
    rules.ROAS: _roas,
    rules.SPIKE: _spike,
    rules.NO_COST: _no_cost,
    rules.BUDGET: _budget,
    rules.SALES_DROP: _sales_drop,
    rules.UNMATCHED: _unmatched,
}
