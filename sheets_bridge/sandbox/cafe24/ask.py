"""One call to a resource: what was asked, of which mall, when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.mall import Mall


@dataclass(frozen=True)
class Ask:
    """`address` is the call's own, for links; `parts` are the path's parameters by name."""

    mall: Mall
    query: Query
    address: str
    now: datetime
    parts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def shop_no(self) -> int:
        """The shop asked for. Raises Refusal 422 unless it exists and is active."""
        return asked.shop_no(self.query, self.mall)

    def number(self, part: str) -> int:
        """A path parameter that is a number; -1, which nothing has, where it is none."""
        return int(self.parts[part]) if self.parts[part].isdecimal() else -1


@dataclass(frozen=True)
class Resource:
    """One readable resource: the scope it needs, what it answers; `restricted` ones answer approved apps only."""

    scope: str
    answer: Callable[[Ask], Any]
    restricted: bool = False
