"""Formulas that add up a report's rows on the sheet: one array each, spilled to the right and down.

Of each figure they tell three things: its sum, in how many rows it stands, and in how many it could not be collected.
A sum that lacks a row is never shown as the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ranges = Mapping[str, str]
"""Column id → the whole column of a report's tab, as formulas name it."""

PARTS = 3
"""Columns that each figure takes."""


@dataclass(frozen=True)
class Sums:
    """What is added up. The columns of its array: the keys; of each figure its sum, rows that have it, rows 미수집."""

    table: str
    figures: tuple[str, ...]
    """A figure `a|b` is `a` where `b` stands too."""
    keys: tuple[str, ...] = ()
    order: str = ""
    """`sum(Col3) desc`, say; `{0}` is the first figure."""
    limit: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Ids of the report's columns it reads."""
        parts = [part for figure in self.figures for part in figure.split("|")]
        return tuple(dict.fromkeys((*self.keys, *parts)))

    @property
    def width(self) -> int:
        """How many columns its array has."""
        return len(self.keys) + PARTS * len(self.figures)

    def at(self, figure: str, part: int = 0) -> int:
        """Where a figure's sum (0), number of rows (1) and rows 미수집 (2) stand in the array."""
        return len(self.keys) + PARTS * self.figures.index(figure) + part

    def formula(self, ranges: Ranges, conditions: Sequence[str]) -> str:
        """The array, of the rows that meet the conditions."""
        array = ",".join((*(ranges[key] for key in self.keys), *(self._parts(one, ranges) for one in self.figures)))
        rows = f"FILTER({{{array}}},{','.join(conditions)})"
        return f'=ARRAYFORMULA(IFERROR(QUERY({rows},"{self._query()}",0),""))'

    @staticmethod
    def _parts(figure: str, ranges: Ranges) -> str:
        parts = [ranges[part] for part in figure.split("|")]
        there = "*".join(f"ISNUMBER({part})" for part in parts) + ("*1" if len(parts) == 1 else "")
        missing = f'(LEFT({ranges["data_status"]},3)="미수집")*(1-{there})'
        return f"IF({there}=1,{parts[0]},0),{there},{missing}"

    def _query(self) -> str:
        keys = [f"Col{at}" for at in range(1, 1 + len(self.keys))]
        sums = [f"sum(Col{at})" for at in range(1 + len(self.keys), 1 + self.width)]
        order = self.order.format(*sums[::PARTS]) if self.order else ""
        clauses = (
            f"select {', '.join((*keys, *sums))}",
            f"group by {', '.join(keys)}" if keys else "",
            f"order by {order}" if order else "",
            f"limit {self.limit}" if self.limit else "",
            "label " + ", ".join(f"{one} ''" for one in sums),
        )
        return " ".join(filter(None, clauses))


@dataclass(frozen=True)
class Scope:
    """The cells that say which rows are meant, as formulas name them."""

    account: str
    shop_no: str
    currency: str

    def conditions(self, ranges: Ranges) -> list[str]:
        """Rows of the shops meant; `*` as the account means all in the currency."""
        everyone = f'({self.account}="*")'
        return [
            f"{ranges['currency']}={self.currency}",
            f"{everyone}+({ranges['account']}={self.account})>0",
            f"{everyone}+({ranges['shop_no']}={self.shop_no})>0",
        ]


def between(ranges: Ranges, first: str, last: str) -> list[str]:
    """Rows of some days, both ends included; a header is no day."""
    days = ranges["date"]
    return [f"ISNUMBER({days})", f"{days}>={first}", f"{days}<={last}"]
