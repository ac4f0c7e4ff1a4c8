"""The rows of a query: what each is about, its numbers in sum, and how it looks as Google's JSON."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.google_ads.customers import Customer, below
from sheets_bridge.sandbox.google_ads.fields import (
    ACTIONS,
    DATES,
    FIELDS,
    METRICS,
    SEGMENTS,
    Subject,
    Value,
    channel,
    kind_of,
)
from sheets_bridge.sandbox.google_ads.figures import NONE, cells
from sheets_bridge.sandbox.google_ads.gaql import Condition
from sheets_bridge.sandbox.google_ads.refusal import bad_query
from sheets_bridge.sandbox.google_ads.wanted import Wanted
from sheets_bridge.sandbox.story.campaigns import Campaign, Placement

_IDS: Mapping[str, Callable[[Placement], tuple[str, ...]]] = {
    "customer": lambda _: (),
    "campaign": lambda place: (place.campaign.campaign_id,),
    "ad_group": lambda place: (place.group.group_id,),
    "ad_group_ad": lambda place: (place.group.group_id, place.ad.ad_id),
    "keyword_view": lambda place: (place.group.group_id, place.keyword.keyword_id if place.keyword else ""),
}


def subjects(market: AdMarket, customer: Customer, wanted: Wanted, now: datetime) -> list[Subject]:
    """What the rows are about, in the order asked for. Raises Refusal 400."""
    if wanted.query.resource == "customer_client":
        found: Iterable[Subject] = (Subject(market, customer, client=one) for one in below(market, customer))
    elif not wanted.metrics and not wanted.segments:
        found = _entities(market, customer, wanted)
    else:
        found = _counted(market, customer, wanted, now)
    rows = [row for row in found if all(_meets(row, condition) for condition in wanted.rest)]
    for name, descending in reversed(wanted.query.order):
        rows.sort(key=_sorted_by(name), reverse=descending)
    return rows[: wanted.query.limit]


def told(row: Subject, wanted: Wanted) -> dict[str, Any]:
    """One row as JSON: what was selected, and the resource name of everything it is of."""
    body: dict[str, Any] = {}
    for name in (*_resource_names(wanted), *wanted.query.fields):
        value = _written(FIELDS[name](row))
        if value is not None:
            *path, last = camel(name).split(".")
            place = body
            for step in path:
                place = place.setdefault(step, {})
            place[last] = value
    return body


def camel(name: str) -> str:
    """A field's name in JSON."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def _resource_names(wanted: Wanted) -> Iterator[str]:
    kinds = dict.fromkeys([*map(kind_of, wanted.query.fields), wanted.query.resource])
    yield from (f"{kind}.resource_name" for kind in kinds if kind not in (SEGMENTS, METRICS))
    if any(name.startswith("ad_group_ad.ad.") for name in wanted.query.fields):
        yield "ad_group_ad.ad.resource_name"


def _written(value: Value) -> Any:
    """Whole numbers of 64 bits are texts, others numbers (a whole one without decimals)."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _belongs(resource: str, place: Placement) -> bool:
    """Performance Max has neither ads nor words of its own (reference §4.2)."""
    if resource == "keyword_view":
        return place.keyword is not None
    return resource in ("customer", "campaign") or channel(place.campaign) != "PERFORMANCE_MAX"


def _entities(market: AdMarket, customer: Customer, wanted: Wanted) -> Iterator[Subject]:
    """Everything there is of the resource, whether anything was counted or not."""
    if wanted.query.resource == "customer":
        return iter([Subject(market, customer)])
    places = (place for campaign in _campaigns(customer) for place in campaign.places())
    by_id = {_IDS[wanted.query.resource](one): one for one in places if _belongs(wanted.query.resource, one)}
    return (Subject(market, customer, place) for place in by_id.values())


def _campaigns(customer: Customer) -> Sequence[Campaign]:
    return customer.account.campaigns if customer.account else ()


def _counted(market: AdMarket, customer: Customer, wanted: Wanted, now: datetime) -> Iterable[Subject]:
    """Numbers in sum. By days or devices a row without any number is left out; not so one of the whole time."""
    sums: dict[tuple[object, ...], Subject] = {}
    if not wanted.segments:
        sums = {_key(one, wanted): one for one in _entities(market, customer, wanted)}
    for row in _cells(market, customer, wanted, now):
        key = _key(row, wanted)
        before = sums.get(key, replace(row, figures=NONE))
        sums[key] = replace(before, figures=before.figures + row.figures)
    return (row for row in sums.values() if not wanted.segments or _has_numbers(row, wanted))


def _cells(market: AdMarket, customer: Customer, wanted: Wanted, now: datetime) -> Iterator[Subject]:
    account, segments = customer.account, wanted.segments
    if account is None:
        return
    for cell in cells(market, account, now, wanted.days):
        if _belongs(wanted.query.resource, cell.placement):
            yield Subject(
                market,
                customer,
                cell.placement,
                day=cell.day if segments & DATES else None,
                mobile=cell.mobile if "segments.device" in segments else None,
                figures=cell.figures,
            )


def _key(row: Subject, wanted: Wanted) -> tuple[object, ...]:
    ids = _IDS[wanted.query.resource](row.placement) if row.placement else ()
    return (*ids, *(FIELDS[name](row) for name in sorted(wanted.segments)))


def _has_numbers(row: Subject, wanted: Wanted) -> bool:
    if wanted.segments & ACTIONS:
        return bool(row.figures.conversions or row.figures.bought)
    asked = [FIELDS[name](row) for name in wanted.query.fields if kind_of(name) == METRICS]
    return any(asked) if asked else row.figures != NONE


def _sorted_by(name: str) -> Callable[[Subject], Any]:
    def key(row: Subject) -> Any:
        value = FIELDS[name](row)
        return (value is not None, value)

    return key


def _meets(row: Subject, condition: Condition) -> bool:
    value = FIELDS[condition.field](row)
    return _MEETS[condition.operator](value, [_like(value, one) for one in condition.values])


def _like(value: Value, written: str) -> Any:
    """A value of a query as the kind of value it is compared with. Raises Refusal 400."""
    if isinstance(value, bool):
        return written.upper() == "TRUE"
    if isinstance(value, int | Decimal):
        try:
            return Decimal(written)
        except InvalidOperation as wrong:
            raise bad_query("BAD_NUMBER", f"Error in query: '{written}' is not a number.", written) from wrong
    return written


_MEETS: Mapping[str, Callable[[Any, list[Any]], bool]] = {
    "=": lambda value, given: value == given[0],
    "!=": lambda value, given: value != given[0],
    "<": lambda value, given: value < given[0],
    "<=": lambda value, given: value <= given[0],
    ">": lambda value, given: value > given[0],
    ">=": lambda value, given: value >= given[0],
    "IN": lambda value, given: value in given,
    "NOT IN": lambda value, given: value not in given,
    "BETWEEN": lambda value, given: given[0] <= value <= given[1],
}
