"""A list of the Admin API: filters, paging, `fields`, `embed`, links and count, as each list documents its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.ask import Ask
from sheets_bridge.sandbox.cafe24.asked import Paging
from sheets_bridge.sandbox.cafe24.filters import Filter, chosen
from sheets_bridge.sandbox.cafe24.refusal import Refusal

F = TypeVar("F")
Body = dict[str, Any]


@dataclass(frozen=True)
class Pages:
    """How a list is paged; `furthest` is the largest offset, None where the list knows no offset."""

    largest: int
    usual: int = 10
    furthest: int | None = 8000


@dataclass(frozen=True)
class Listing(Generic[F]):
    """One list. Bodies are made of the page only; without `pages` all rows come at once."""

    envelope: str
    facts: Callable[[Ask], Iterable[F]]
    body: Callable[[Ask, F], Body]
    filters: Sequence[Filter[F]] = ()
    pages: Pages | None = None
    embeds: Mapping[str, Callable[[Ask, F], Any]] = field(default_factory=dict)
    links: bool = False
    by_shop: bool = True

    def page(self, ask: Ask) -> Body:
        """One page of the list. Raises Refusal."""
        facts = self._meant(ask)
        page = self._paging(ask, len(facts))
        rows = [self.whole(ask, fact) for fact in facts[page.slice]]
        return {self.envelope: rows} | ({"links": next_link(ask, page, len(facts))} if self.links else {})

    def count(self, ask: Ask) -> Body | list[Any]:
        """How many rows the filters mean. Cafe24 answers [] when the call carries embed or fields."""
        facts = self._meant(ask)
        return [] if "embed" in ask.query or "fields" in ask.query else {"count": len(facts)}

    def whole(self, ask: Ask, fact: F) -> Body:
        """A row with the fields and embeds asked for; a name nobody knows is passed over in silence."""
        body, fields = self.body(ask, fact), asked.listed(ask.query, "fields")
        body = {name: value for name, value in body.items() if name in fields} if fields else body
        embeds = asked.listed(ask.query, "embed")
        return body | {name: write(ask, fact) for name, write in self.embeds.items() if name in embeds}

    def _meant(self, ask: Ask) -> list[F]:
        if self.by_shop:
            asked.shop_no(ask.query, ask.mall)
        return chosen(self.filters, ask.query, self.facts(ask))

    def _paging(self, ask: Ask, total: int) -> Paging:
        if self.pages is None:
            return Paging(max(total, 1), 0)
        if self.pages.furthest is None:
            limit_only = {name: value for name, value in ask.query.items() if name == "limit"}
            return asked.paging(limit_only, self.pages.largest, self.pages.usual)
        return asked.paging(ask.query, self.pages.largest, self.pages.usual, self.pages.furthest)


def next_link(ask: Ask, page: Paging, total: int) -> list[dict[str, str]]:
    """The link to the next page; nothing on the last one."""
    following = page.offset + page.limit
    if following >= total:
        return []
    next_page = {**ask.query, "limit": page.limit, "offset": following}
    return [{"rel": "next", "href": f"{ask.address}?{urlencode(next_page)}"}]


def found(fact: F | None) -> F:
    """The one thing a detail call is about. Raises Refusal 404 where there is none."""
    if fact is None:
        raise Refusal(404, "The requested resource could not be found.")
    return fact
