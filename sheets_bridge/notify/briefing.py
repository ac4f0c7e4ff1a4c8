"""The daily briefing as a message: a few lines a shop, out of the rows of 데일리 브리핑."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sheets_bridge.config import Schedule
from sheets_bridge.messages import Message, Translate, say, translation
from sheets_bridge.model import KST
from sheets_bridge.notify import post
from sheets_bridge.notify.post import Letter
from sheets_bridge.store import Store

_FIGURES, _MOVES, _MISSING, _OPEN, _ALERTS = range(1, 7), range(10, 20), 20, 21, 22
_SALES, _ORDERS, _VISITS, _RATE, _COST, _ROAS = _FIGURES
_NOTHING = "없음"
_WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))

Line = Mapping[str, Any]
"""One row of the report, by its column ids."""


@dataclass(frozen=True)
class Briefing:
    """What is told of one shop's day, in the schedule's language."""

    account: str
    title: str
    body: str


def briefings(schedule: Schedule, store: Store, day: str) -> Sequence[Briefing]:
    """A briefing for each shop of which a day was computed; none before that. Raises: StateError."""
    table = store.tables["daily_briefing"]
    names = [column.id for column in table.columns]
    # A shop that stands in several jobs was computed for each of them: what was computed last counts.
    sql = f"SELECT {', '.join(names)} FROM daily_briefing WHERE date = ? ORDER BY version"  # noqa: S608
    lines = [dict(zip(names, row, strict=True)) for row in store.query(sql, (day,))]
    shops = sorted({(line["account"], line["shop_no"]) for line in lines if line["account"] in schedule.accounts})
    _ = translation(schedule.language)
    return [
        _briefing(shop, {one["item_no"]: one for one in lines if (one["account"], one["shop_no"]) == shop}, day,
                  schedule, _)
        for shop in shops
    ]  # fmt: skip


def letters_of(told: Sequence[Briefing], schedule: Schedule, now: datetime) -> list[Letter]:
    """The letters that bring briefings to whom they concern; worth nothing any more tomorrow."""
    midnight = datetime.combine(now.astimezone(KST).date() + timedelta(days=1), datetime.min.time(), KST)
    return [
        Letter(post.mark(address), one.title, one.body, now, kind="info", until=midnight)
        for one in told
        for address in post.recipients(schedule, [one.account])
    ]


def _briefing(shop: tuple[str, int], lines: Mapping[int, Line], day: str, schedule: Schedule, _: Translate) -> Briefing:
    account, number = shop
    title = say("Daily briefing {day} · {account} shop {number}", day=_day(day), account=account, number=number)
    told = [*_figures(lines, schedule.cost.vat), *_moved(lines), *_closing(lines)]
    return Briefing(account, title.render(_), "\n".join(one.render(_) for one in told))


def _day(day: str) -> Message:
    found = date.fromisoformat(day)
    return say("{month}/{day} ({weekday})", month=found.month, day=found.day, weekday=_WEEKDAYS[found.weekday()])


def _figures(lines: Mapping[int, Line], vat: str) -> Iterator[Message]:
    basis = say("with VAT") if vat == "included" else say("without VAT")
    labels: Mapping[int, Message] = {
        _SALES: say("Net sales (payments − refunds)"),
        _ORDERS: say("Orders"),
        _VISITS: say("Visits"),
        _RATE: say("Conversion (orders ÷ visits)"),
        _COST: say("Ad cost ({basis})", basis=basis),
        _ROAS: say("Blended ROAS (the mall's net sales ÷ ad cost)"),
    }
    for place in _FIGURES:
        line = lines[place]
        known = line["value"] is not None
        yield (say("{label} {value} ({changes})", label=labels[place], value=line["value"], changes=_changes(line))
               if known else say("{label}: not collected", label=labels[place]))  # fmt: skip


def _changes(line: Line) -> Message:
    day, week = (_change(line[name]) for name in ("day_change", "week_change"))
    return say("day before {day}, a week before {week}", day=day, week=week)


def _change(share: float | None) -> Message:
    return say("not comparable") if share is None else say("{share}", share=f"{share:+.1%}")


def _moved(lines: Mapping[int, Line]) -> Iterator[Message]:
    moves = [lines[place] for place in _MOVES if place in lines]
    if moves:
        yield say("\nWhat moved most since the day before (real sales: orders within the visit that came by "
                  "the ad, less "
                  "refunds)")  # fmt: skip
    for line in moves:
        yield say("· {kind} {words} ({value})", kind=_kind(line), words=line["words"], value=line["value"])


def _kind(line: Line) -> Message:
    return say("Ad cost") if line["item"].startswith("광고비") else say("Real sales")


def _closing(lines: Mapping[int, Line]) -> Iterator[Message]:
    yield say("\nNot collected: {words}", words=_words(lines[_MISSING]))
    yield say("Not final: {words}", words=_words(lines[_OPEN]))
    yield say("Open alerts: {words}", words=_words(lines[_ALERTS]))


def _words(line: Line) -> Message:
    return say("none") if line["words"] == _NOTHING else say("{words}", words=line["words"])
