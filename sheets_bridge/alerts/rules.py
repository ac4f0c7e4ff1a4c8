"""One condition as somebody typed it, and which targets it is of."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from sheets_bridge.alerts.figures import Target
from sheets_bridge.as_written import plain
from sheets_bridge.model import Row, Table

ROAS, SPIKE, NO_COST = "ROAS 목표 미달", "광고비 급증", "광고비 0"
BUDGET, SALES_DROP, UNMATCHED = "예산 소진", "매출 전주 동요일 대비 하락", "미매칭 비중"

EACH_MEDIUM, EACH_CAMPAIGN = "매체마다", "캠페인마다"
MEDIA = ("네이버", "메타", "구글", "카카오", "기타")
"""As 일별 종합 and 목표·예산 divide costs."""

Scope = Literal["all", "medium", "campaign"]


@dataclass(frozen=True)
class Metric:
    """What kind of condition there is."""

    scopes: frozenset[Scope]
    """What it can be asked of."""
    days: int
    """Its days where nobody typed any."""
    needed: bool
    """Whether it says nothing without a threshold."""
    most: float | None
    """No threshold lies above: who types 30 where 30% is meant is told so. None where there is no threshold."""
    counts_days: bool = True


_ANY: frozenset[Scope] = frozenset(("all", "medium", "campaign"))
METRICS: Mapping[str, Metric] = {
    ROAS: Metric(_ANY, 3, needed=False, most=100.0),
    SPIKE: Metric(_ANY, 7, needed=True, most=20.0),
    NO_COST: Metric(_ANY, 1, needed=False, most=None),
    BUDGET: Metric(frozenset(("all", "medium")), 1, needed=True, most=5.0, counts_days=False),
    SALES_DROP: Metric(frozenset(("all",)), 1, needed=True, most=1.0),
    UNMATCHED: Metric(frozenset(("all",)), 7, needed=True, most=1.0),
}


def scope_of(target: str | None) -> Scope:
    """What a rule with this in 매체/캠페인 is of."""
    if not target:
        return "all"
    return "medium" if target in (EACH_MEDIUM, *MEDIA) else "campaign"


@dataclass(frozen=True)
class Rule:
    """A condition that is switched on."""

    metric: str
    basis: float | None = None
    """A share or a multiple: 0.3 is 30 %; None takes the goal of 목표·예산 where the metric has one."""
    days: int = 1
    target: str | None = None
    shop: str | None = None
    name: str = ""

    def covers(self, target: Target) -> bool:
        """Whether the condition is one of this target."""
        return self._in_shop(target) and scope_of(self.target) == target.scope and self._named(target)

    @property
    def mark(self) -> str:
        """What stays the same as long as the condition does, whatever it is called."""
        return _digest((self.metric, self.basis, self.days, self.target, self.shop))

    def key(self, target: Target) -> str:
        """What stays the same as long as the condition and what it is of do."""
        return f"{self.mark}-{_digest((target.account, target.shop_no, target.scope, target.key))}"

    def _in_shop(self, target: Target) -> bool:
        ways = (target.account, str(target.shop_no), f"{target.account}.{target.shop_no}")
        return self.shop is None or plain(self.shop) in map(plain, ways)

    def _named(self, target: Target) -> bool:
        if self.target in (None, EACH_MEDIUM, EACH_CAMPAIGN):
            return True
        return plain(self.target) in (plain(target.name), plain(target.key))


def _digest(of: tuple[object, ...]) -> str:
    return blake2b(repr(of).encode(), digest_size=8).hexdigest()


def read_rule(table: Table, row: Row) -> Rule | None:
    """The rule of a row that was checked when it was typed; None where it is switched off."""
    told = {column.id: value for column, value in zip(table.columns, row, strict=True)}
    if told["active"] == "아니오":
        return None
    metric = str(told["metric"])
    basis = None if told["basis"] is None else float(told["basis"])
    days, words = int(told["days"] or METRICS[metric].days), [told["target"], told["shop"], told["name"]]
    target, shop, name = (None if word is None else str(word) for word in words)
    return Rule(metric, basis, days, target, shop, name or "")
