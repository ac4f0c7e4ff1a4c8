"""The drawn life of an order: what was bought, and every moment at which something happens to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sheets_bridge.sandbox.story.model import Item, Order

Moments = dict[str, datetime]
"""When what happens: the moments of `Item` by their names, and those in `UNDATED` (a life of its own to build up)."""

UNDATED = frozenset({"packed", "held", "released", "collected", "tracking_corrected", "partly_paid"})
"""Changes of which no date remains: only soon after the order, see `moments.FINDABLE_WITHOUT_A_DATE`."""


@dataclass(frozen=True)
class Claim:
    """A cancellation, return or exchange as a customer or the mall opens it."""

    code: str
    reason_type: str
    reason: str
    opens: str
    """The moment from which it shows: the request, or the mall's acceptance where nobody asked."""


@dataclass(frozen=True)
class Parcel:
    """How a line travels; `first_no` is the number that was typed before somebody corrected it."""

    company_id: str
    company_name: str
    tracking_no: str
    first_no: str


@dataclass(frozen=True)
class Back:
    """What a cancellation or return of a line gives back."""

    money: Decimal
    points: Decimal
    credits: Decimal
    naver: Decimal


NOTHING_BACK = Back(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Line:
    """One order item: as it stands when it appears, and what will happen to it."""

    item: Item
    appears: datetime
    moments: Mapping[str, datetime]
    back: Back
    parcel: Parcel
    claim: Claim | None = None


@dataclass(frozen=True)
class Life:
    """One order: as it was placed (without items), its lines and what will happen to it."""

    order: Order
    lines: tuple[Line, ...]
    paid_at: datetime | None
    partly_paid: datetime | None
    last: datetime = field(init=False)
    """After this moment nothing changes any more."""

    def __post_init__(self) -> None:
        """Note the last of all moments."""
        moments = [self.order.ordered, *(moment for line in self.lines for moment in line.moments.values())]
        moments += [moment for moment in (self.paid_at, self.partly_paid) if moment]
        object.__setattr__(self, "last", max(moments))
