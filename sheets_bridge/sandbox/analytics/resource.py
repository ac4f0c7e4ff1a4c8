"""What a resource of Analytics is: its rows, and how they may be sorted and cut."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.analytics.question import Question, chosen, question_of, sliced
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.mall import Mall

Row = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """One resource. `sorts` are what its documentation allows, the default first; none: one row, no paging."""

    rows: Callable[[Question], Iterable[Row]]
    sorts: Sequence[str] = ()
    order: str = "asc"
    hourly: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns behind a sort that is named otherwise."""

    def answer(self, mall: Mall, query: Query) -> list[Row]:
        """The rows that are asked for. Raises Refusal 422."""
        question = question_of(mall, query, hourly=self.hourly)
        wanted = sliced(query, offset=bool(self.sorts))
        if not self.sorts:
            return list(self.rows(question))
        sort = chosen(query, "sort", self.sorts)
        order = chosen(query, "order", (self.order, "desc" if self.order == "asc" else "asc"))
        rows = list(self.rows(question))
        rows.sort(key=lambda row: _rank(row.get(self.columns.get(sort, sort), 0)), reverse=order == "desc")
        return rows[wanted]


def _rank(value: Any) -> tuple[Decimal, str]:
    """Numbers by their size, also those that come as texts; texts by their letters."""
    if isinstance(value, int):
        return Decimal(value), ""
    whole = value.replace(".", "", 1).isdecimal() and value.isascii()
    return (Decimal(value), "") if whole else (Decimal(0), value)
