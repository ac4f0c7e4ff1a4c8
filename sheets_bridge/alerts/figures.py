"""What conditions are held against: the figures of a shop, a medium or a campaign by complete days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from sheets_bridge.model import Row

COLUMNS = (
    "account", "shop_no", "scope", "target_key", "target", "currency", "date", "cost", "sales", "net_sales",
    "unmatched", "ad_sales", "roas_goal", "ad_budget",
)  # fmt: skip
"""Of what a query finds, in this order."""


@dataclass(frozen=True)
class Day:
    """A complete day; what is not known is None and never 0."""

    cost: float | None = None
    sales: float | None = None
    """Net sales of the mall itself; of a medium or a campaign the real sales its ads led to."""
    net_sales: float | None = None
    """통계 순매출."""
    unmatched: float | None = None
    ad_sales: float | None = None
    """Sales that came by ads, and those of them of which no campaign is known."""
    roas_goal: float | None = None
    ad_budget: float | None = None
    """What is typed for the day's month."""

    @property
    def roas(self) -> float | None:
        """Sales per cost; None where one is not known or nothing was spent."""
        return self.sales / self.cost if self.cost and self.sales is not None else None


_UNKNOWN = Day()


@dataclass(frozen=True)
class Target:
    """A shop as a whole (its `key` is blank), one of its media, or one of its campaigns."""

    account: str
    shop_no: int
    scope: Literal["all", "medium", "campaign"]
    key: str = ""
    name: str = ""
    currency: str = "KRW"
    days: Mapping[date, Day] = field(default_factory=dict)

    def day(self, day: date) -> Day:
        """The figures of a day; all unknown where there are none."""
        return self.days.get(day, _UNKNOWN)

    def until(self, last: date, days: int) -> Sequence[tuple[date, Day]]:
        """So many days, the last of which is `last`, oldest first."""
        found = (last - timedelta(days=back) for back in reversed(range(days)))
        return [(day, self.day(day)) for day in found]


def targets_of(rows: Sequence[Row]) -> Sequence[Target]:
    """The targets that rows in `COLUMNS` tell of."""
    days: dict[Row, dict[date, Day]] = defaultdict(dict)
    for row in rows:
        days[row[:6]][date.fromisoformat(str(row[6]))] = Day(*map(_amount, row[7:]))
    return [_target(named, of) for named, of in days.items()]


def _target(named: Row, days: Mapping[date, Day]) -> Target:
    account, shop_no, scope, key, name, currency = named
    scopes: Mapping[str, Literal["all", "medium", "campaign"]] = {"medium": "medium", "campaign": "campaign"}
    return Target(str(account), int(shop_no or 0), scopes.get(str(scope), "all"), str(key or ""), str(name or ""),
                  str(currency or "KRW"), days)  # fmt: skip


def _amount(value: str | int | float | None) -> float | None:
    return None if value is None else float(value)
