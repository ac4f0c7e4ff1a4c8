"""Goods that come and go beside the catalogue: every ten days one is launched, later marked down, later deleted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile

from sheets_bridge.sandbox.story.catalogue import Option, Product, code_of
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.wares import SUPPLIERS

_EVERY = timedelta(days=10)
_MARKED_DOWN_AFTER = timedelta(days=15)
_DELETED_AFTER = timedelta(days=45)
_FIRST_NO = 400
_PRICE = 39_000


@dataclass(frozen=True)
class Launch:
    """A product nobody has ordered (yet): there from `created` until `deleted`, cheaper from `marked_down` on."""

    product: Product
    created: datetime
    marked_down: datetime
    deleted: datetime


def launches(trade: Trade, first_day: date, now: datetime) -> list[Launch]:
    """What is on the shelf at `now`."""
    begun = takewhile(lambda one: one.created <= now, (_launch(trade, first_day, turn) for turn in count()))
    return [one for one in begun if now < one.deleted]


def _launch(trade: Trade, first_day: date, turn: int) -> Launch:
    created = midnight(first_day) + turn * _EVERY + timedelta(hours=11, minutes=7 * turn % 60)
    code = code_of(_FIRST_NO + turn)
    name = f"한정 기획 {turn + 1}호" if trade.korean else f"Limited Edition No. {turn + 1}"
    supplier_id, *supplier = SUPPLIERS[turn % len(SUPPLIERS)]
    product = Product(
        product_no=_FIRST_NO + turn,
        product_code=code,
        name=name,
        price=trade.priced(_PRICE + turn % 5 * 1_000),
        options=(Option(f"{code}000A", "", 0),),
        supplier_id=supplier_id,
        supplier_name=supplier[0] if trade.korean else supplier[1],
        preorder=False,
    )
    return Launch(product, created, created + _MARKED_DOWN_AFTER, created + _DELETED_AFTER)
