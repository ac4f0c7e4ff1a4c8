"""A report of one of Kakao's ad APIs: which rows, at which grain, with which metrics."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sheets_bridge.sandbox.ad_market import AdAccount
from sheets_bridge.sandbox.kakao_ads.ask import Ask
from sheets_bridge.sandbox.kakao_ads.counting import Cut, Named, count, in_sum
from sheets_bridge.sandbox.kakao_ads.period import Period, period_of
from sheets_bridge.sandbox.kakao_ads.refusal import bad_parameter
from sheets_bridge.sandbox.kakao_ads.sums import Sums
from sheets_bridge.sandbox.kakao_ads.wire import Dimension, Grain, Metrics, Report

Row = Mapping[str, Any]
_Choice = TypeVar("_Choice")


@dataclass(frozen=True)
class Shape:
    """What rows look like: their grain, their metrics, what they are cut by, whether each is a day."""

    grain: Grain
    metrics: Sequence[Metrics]
    dimension: Dimension
    by_day: bool


def rows(ask: Ask, report: Report, accounts: Sequence[AdAccount]) -> Sequence[Row]:
    """The rows of `accounts`, oldest days first. Raises Refusal 400."""
    ids, period, shape = ids_of(ask, report), period_of(ask), _shape_of(ask, report)
    return [
        _row(shape, span, named, one)
        for account in accounts
        for span, counted in _counted(ask, _cut(shape, report, account, ids), period, by_day=shape.by_day)
        for named, one in counted.items()
    ]


def ids_of(ask: Ask, report: Report) -> Sequence[str]:
    """The ids a report is asked about; empty where it may go without and does. Raises Refusal 400."""
    if not report.ids or (not report.needed and not ask.query.get(report.ids)):
        return ()
    ids = [one.strip() for one in ask.needed(report.ids).split(",")]
    if len(ids) > report.most:
        raise bad_parameter(f"{report.ids} must have at most {report.most} values.")
    if not all(one.isascii() and one.isdecimal() for one in ids):
        raise bad_parameter(f"{report.ids} must be numbers.")
    return ids


def _cut(shape: Shape, report: Report, account: AdAccount, ids: Sequence[str]) -> Cut:
    known = frozenset(ids)
    return Cut(account, shape.grain, shape.dimension, lambda one: not known or one[report.at] in known)


def _shape_of(ask: Ask, report: Report) -> Shape:
    return Shape(
        _grain_of(ask, report),
        _metrics_of(ask),
        _chosen(ask, "dimension", {"NONE": Dimension(), **ask.wire.dimensions}),
        _chosen(ask, "timeUnit", {unit: unit == "DAY" for unit in ask.wire.units}),
    )


def _grain_of(ask: Ask, report: Report) -> Grain:
    """The report's own level or the one asked for, which must not lie above it. Keyword Ad knows no such choice."""
    levels = list(ask.wire.levels)
    if ask.wire.medium == "kakao_keyword":
        return ask.wire.levels[report.level]
    below = levels[levels.index(report.level) :]
    return _chosen(ask, "level", {level: ask.wire.levels[level] for level in below})


def _metrics_of(ask: Ask) -> Sequence[Metrics]:
    sent = ask.needed(ask.wire.groups) if ask.wire.groups_needed else ask.query.get(ask.wire.groups, "")
    groups = [one.strip() for one in sent.split(",") if one.strip()]
    if not set(groups) <= ask.wire.metrics.keys():
        raise bad_parameter(f"{ask.wire.groups} has a value that is not valid.")
    return [metrics for group, metrics in ask.wire.metrics.items() if group in groups]


def _chosen(ask: Ask, name: str, allowed: Mapping[str, _Choice]) -> _Choice:
    """What a parameter stands for, the first of `allowed` where it was not sent. Raises Refusal 400."""
    value = ask.query.get(name) or next(iter(allowed))
    if value not in allowed:
        raise bad_parameter(f"{name} is not a valid value.")
    return allowed[value]


def _counted(ask: Ask, cut: Cut, period: Period, *, by_day: bool) -> Iterator[tuple[Period, Mapping[Named, Sums]]]:
    """The sums of each day, or of all of them as one."""
    days = ((day, count(ask.market, cut, ask.now, day)) for day in period.days)
    if by_day:
        yield from ((Period(day, day), counted) for day, counted in days)
    else:
        yield period, in_sum(part for _, counted in days for part in counted.items())


def _row(shape: Shape, span: Period, named: Named, one: Sums) -> Row:
    ids = {key: id_ for key, id_ in zip(shape.grain.keys, named, strict=False) if key}
    part = {shape.dimension.key: named[-1]} if shape.dimension.key else {}
    return {
        "start": _written(span.first),
        "end": _written(span.last),
        "dimensions": ids | part,
        "metrics": {name: value for metrics in shape.metrics for name, value in metrics(one).items()},
    }


def _written(day: date) -> str:
    return f"{day:%Y%m%d}"
