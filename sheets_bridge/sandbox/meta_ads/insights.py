"""The rows of a report: counts in sum by level, days and device, each number a text, what is 0 left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.meta_ads.counts import Count, cells, cents
from sheets_bridge.sandbox.meta_ads.question import LEVELS, Condition, Question
from sheets_bridge.sandbox.meta_ads.refusal import invalid
from sheets_bridge.sandbox.story.campaigns import Placement

Row = dict[str, Any]
PURCHASES = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
"""One purchase stands under each of them: who adds them up counts it three times (reference ad-media §3.3)."""
_OBJECTIVES = {"트래픽": "OUTCOME_TRAFFIC"}
_GOALS = {"트래픽": "LANDING_PAGE_VIEWS"}


@dataclass(frozen=True)
class Group:
    """What one row is about, with its numbers in sum."""

    market: AdMarket
    account: AdAccount
    placement: Placement
    level: int
    count: Count

    def name(self, id_: str, at_first: str) -> str:
        """What it is called by now, in rows of old days too."""
        return self.market.name_of(id_, at_first)


def _actions(group: Group) -> list[dict[str, str]]:
    count = group.count
    by_type = {
        "link_click": count.links,
        "landing_page_view": count.links * 4 // 5,
        "omni_add_to_cart": count.carts,
        **dict.fromkeys(PURCHASES, count.purchases),
    }
    return [{"action_type": name, "value": str(times)} for name, times in by_type.items() if times]


def _action_values(group: Group) -> list[dict[str, str]]:
    value = _money(group.count.value, group.account.currency)
    return [{"action_type": name, "value": value} for name in PURCHASES] if group.count.value else []


def _money(amount: Decimal, currency: str) -> str:
    return f"{amount.quantize(cents(currency)):f}" if amount else ""


def _number(value: int) -> str:
    return str(value) if value else ""


def _attribution(group: Group) -> str:
    """An ad set has a setting of its own; above it they are mixed."""
    return "7d_click_1d_view" if group.level >= LEVELS.index("adset") else "mixed"


_FIELDS: Mapping[str, tuple[str, Callable[[Group], Any]]] = {
    "account_id": ("account", lambda group: group.account.number),
    "account_name": ("account", lambda group: group.account.name),
    "account_currency": ("account", lambda group: group.account.currency),
    "campaign_id": ("campaign", lambda group: group.placement.campaign.campaign_id),
    "campaign_name": (
        "campaign",
        lambda group: group.name(group.placement.campaign.campaign_id, group.placement.campaign.name),
    ),
    "objective": (
        "campaign",
        lambda group: _OBJECTIVES.get(group.placement.campaign.ad_product, "OUTCOME_SALES"),
    ),
    "buying_type": ("campaign", lambda _: "AUCTION"),
    "adset_id": ("adset", lambda group: group.placement.group.group_id),
    "adset_name": (
        "adset",
        lambda group: group.name(group.placement.group.group_id, group.placement.group.name),
    ),
    "optimization_goal": (
        "adset",
        lambda group: _GOALS.get(group.placement.campaign.ad_product, "OFFSITE_CONVERSIONS"),
    ),
    "ad_id": ("ad", lambda group: group.placement.ad.ad_id),
    "ad_name": ("ad", lambda group: group.name(group.placement.ad.ad_id, group.placement.ad.name)),
    "impressions": ("account", lambda group: _number(group.count.impressions)),
    "reach": ("account", lambda group: _number(group.count.impressions * 4 // 5)),
    "clicks": ("account", lambda group: _number(group.count.clicks)),
    "inline_link_clicks": ("account", lambda group: _number(group.count.links)),
    "spend": ("account", lambda group: _money(group.count.spend, group.account.currency)),
    "actions": ("account", _actions),
    "action_values": ("account", _action_values),
    "attribution_setting": ("account", _attribution),
}
"""Field → the highest level that has it, how it is told; an empty text or list is left out of the row."""
FIELDS = frozenset(_FIELDS) | {"date_start", "date_stop"}
_STATE = "ad.effective_status"
_CONDITIONS: Mapping[str, Callable[[Group], Any]] = {
    **{name: tell for name, (_, tell) in _FIELDS.items()},
    "ad_effective_status": lambda group: "DELETED" if _deleted(group) else "ACTIVE",
}
"""What can be filtered by."""
_NUMBERS = frozenset({"impressions", "reach", "clicks", "inline_link_clicks", "spend"})

_LEVEL_IDS: tuple[Callable[[Placement], str], ...] = (
    lambda _: "",
    lambda placement: placement.campaign.campaign_id,
    lambda placement: placement.group.group_id,
    lambda placement: placement.ad.ad_id,
)


def rows(market: AdMarket, account: AdAccount, question: Question, now: datetime) -> list[Row]:
    """The whole report as it stands at `now`. Raises GraphError for a condition on what cannot be filtered."""
    level = LEVELS.index(question.level)
    found = []
    for (span, device, _), (placement, count) in _sums(market, account, question, now).items():
        group = Group(market, account, placement, level, count)
        if _shown_unasked(group, question) and all(_meets(group, condition) for condition in question.conditions):
            found.append(_row(group, question, span, device))
    return found


_Key = tuple[tuple[date, date], str, str]
"""First and last day, device, id at the level asked for."""


def _sums(
    market: AdMarket, account: AdAccount, question: Question, now: datetime
) -> dict[_Key, tuple[Placement, Count]]:
    """What has no number at all has no row."""
    id_of = _LEVEL_IDS[LEVELS.index(question.level)]
    sums: dict[_Key, tuple[Placement, Count]] = {}
    for cell in cells(market, account, now, question.days()):
        device = getattr(cell.device, question.breakdown) if question.breakdown else ""
        key = (question.span(cell.day), device, id_of(cell.placement))
        _, before = sums.get(key, (None, Count()))
        sums[key] = (cell.placement, before + cell.count)
    return {key: (placement, count) for key, (placement, count) in sums.items() if count != Count()}


def _row(group: Group, question: Question, span: tuple[date, date], device: str) -> Row:
    row = {name: value for name, value in _told(group, question.fields) if value}
    row |= {"date_start": span[0].isoformat(), "date_stop": span[1].isoformat()}
    return row | ({question.breakdown: device} if device else {})


def _told(group: Group, fields: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name in fields:
        if name in _FIELDS:
            highest, tell = _FIELDS[name]
            if LEVELS.index(highest) <= group.level:
                yield name, tell(group)


def _deleted(group: Group) -> bool:
    return group.placement.ad.ad_id in group.market.doors.meta.deleted


def _shown_unasked(group: Group, question: Question) -> bool:
    """A deleted ad is counted in all that stands above it, and has a row of its own only where its state is asked for
    (developers.facebook.com, Manage your ad object's status, 2025-11-10)."""
    asked = any(condition.field == _STATE for condition in question.conditions)
    return question.level != "ad" or asked or not _deleted(group)


def _meets(group: Group, condition: Condition) -> bool:
    """Whether a row passes `{"field": "ad.impressions", …}`; ids and names stand as `campaign.id`, `ad.name`."""
    kind, _, last = condition.field.rpartition(".")
    name = last if last in _NUMBERS else f"{kind}_{last}" if kind in LEVELS else condition.field
    told = _CONDITIONS[name](group) if name in _CONDITIONS else []
    if isinstance(told, list):
        raise invalid(f"Filtering field {condition.field} is invalid")
    return _COMPARED[condition.operator](told, condition.value, name in _NUMBERS)


def _amount(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation as wrong:
        raise invalid("Filtering value must be a number") from wrong


def _equal(told: str, value: Any, numeric: bool) -> bool:
    return _amount(told) == _amount(value) if numeric else told == str(value)


def _among(told: str, values: Any, numeric: bool) -> bool:
    return any(_equal(told, value, numeric) for value in (values if isinstance(values, list) else [values]))


_COMPARED: Mapping[str, Callable[[str, Any, bool], bool]] = {
    "EQUAL": _equal,
    "NOT_EQUAL": lambda told, value, numeric: not _equal(told, value, numeric),
    "GREATER_THAN": lambda told, value, _: _amount(told) > _amount(value),
    "GREATER_THAN_OR_EQUAL": lambda told, value, _: _amount(told) >= _amount(value),
    "LESS_THAN": lambda told, value, _: _amount(told) < _amount(value),
    "LESS_THAN_OR_EQUAL": lambda told, value, _: _amount(told) <= _amount(value),
    "IN": _among,
    "NOT_IN": lambda told, values, numeric: not _among(told, values, numeric),
    "CONTAIN": lambda told, value, _: str(value) in told,
}
