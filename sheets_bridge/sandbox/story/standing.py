"""How an order stands at a moment, from its drawn life."""

from collections.abc import Iterable, Set
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.story.life import Back, Life, Line
from sheets_bridge.sandbox.story.model import Item, Order
from sheets_bridge.sandbox.story.statuses import kind_after, status_after

DATES = frozenset(one.name for one in fields(Item) if one.type == datetime | None)
"""The moments an item shows."""


def order_at(life: Life, now: datetime) -> Order:
    """Return the order as it stands at `now` (not before it was placed)."""
    lines = [line for line in life.lines if line.appears <= now]
    items = tuple(item_at(line, now) for line in lines)
    paid_at = life.paid_at if life.paid_at and life.paid_at <= now else None
    canceled = _canceled(items)
    return replace(
        life.order,
        items=items,
        paid=_paid(life, now),
        paid_at=paid_at,
        canceled=canceled,
        canceled_at=max(item.canceled for item in items if item.canceled) if canceled == "T" else None,
        shipping_status=_shipping_status(items),
        actual_payment_amount=_actual(life, lines, items, canceled),
    )


def item_at(line: Line, now: datetime) -> Item:
    """Return the line's item as it stands at `now`."""
    happened = {name for name, moment in line.moments.items() if moment <= now}
    # dataclasses.replace takes twice as long, and this is where most of the story's time goes
    facts: dict[str, Any] = vars(line.item) | {name: line.moments[name] for name in happened & DATES}
    facts |= _claim_fields(line, happened) | _parcel_fields(line, happened)
    facts["order_status"] = status_after(happened, line.item.order_status)
    facts["status_code"] = kind_after(happened, line.item.status_code)
    return Item(**facts)


def _claim_fields(line: Line, happened: Set[str]) -> dict[str, Any]:
    claim = line.claim
    if claim is None or claim.opens not in happened:
        return {}
    refund = {"refund_code": claim.code, **_back(line.back)} if "refund_accepted" in happened else {}
    return {
        "claim_code": claim.code,
        "claim_reason_type": claim.reason_type,
        "claim_reason": claim.reason,
        "claim_quantity": line.item.quantity,
        **refund,
    }


def _back(back: Back) -> dict[str, Decimal]:
    return {
        "refund_amount": back.money,
        "refund_points": back.points,
        "refund_credits": back.credits,
        "refund_naver_points": back.naver,
    }


def _parcel_fields(line: Line, happened: Set[str]) -> dict[str, Any]:
    if "shipped" not in happened:
        return {}
    typed_wrong = "tracking_corrected" in line.moments and "tracking_corrected" not in happened
    return {
        "tracking_no": line.parcel.first_no if typed_wrong else line.parcel.tracking_no,
        "shipping_company_id": line.parcel.company_id,
        "shipping_company_name": line.parcel.company_name,
    }


def _paid(life: Life, now: datetime) -> str:
    if life.paid_at and life.paid_at <= now:
        return "T"
    return "M" if life.partly_paid and life.partly_paid <= now else "F"


def _canceled(items: Iterable[Item]) -> str:
    gone = {item.canceled is not None for item in items if item.status_code != "N2"}
    return {frozenset({True}): "T", frozenset({False}): "F"}.get(frozenset(gone), "M")


def _shipping_status(items: tuple[Item, ...]) -> str:
    going = [item for item in items if item.status_code in ("N1", "C3", "E1")] or list(items)
    if all(item.delivered for item in going):
        return "T"
    if any(item.shipped for item in going):
        return "M"
    if any(item.order_status == "N22" for item in going):
        return "W"
    return "F" if any(item.placed for item in going) else "X"


def _actual(life: Life, lines: list[Line], items: tuple[Item, ...], canceled: str) -> Decimal:
    """Return what remains of the payment: all goes with a cancelled order, else the share of each line that is out."""
    if canceled == "T":
        return life.order.payment_amount - life.order.payment_amount
    gone = (line.back.money for line, item in zip(lines, items, strict=True) if item.canceled or item.return_confirmed)
    return life.order.payment_amount - sum(gone, Decimal(0))
