"""Which product an ad is, where somebody says it. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sheets_bridge.as_written import plain
from sheets_bridge.model import Value

_Names = tuple[Value, Value, Value, Value]
"""Medium, campaign id, campaign name, campaign type of a row."""


@dataclass(frozen=True, order=True)
class Product:
    """One line of the mapping; what is blank says nothing."""

    medium: str = ""
    campaign: str = ""
    """An id or a whole name."""
    campaign_type: str = ""
    product: str = ""


def products(said: Sequence[Product]) -> Callable[[_Names], str | None]:
    """Which product somebody says an ad is; None where nobody does.

    However names are spaced and spelt in capitals. A medium is meant by the beginning of what it is called: 네이버 is
    네이버 검색광고 too. What names a campaign goes before what names a type, and a medium before none.
    """
    by_campaign: dict[str, list[Product]] = {}
    by_type: dict[str, list[Product]] = {}
    for one in sorted(said, key=lambda one: (not one.campaign_type, not one.medium, one)):
        names, name = (by_campaign, one.campaign) if one.campaign else (by_type, one.campaign_type)
        names.setdefault(plain(name), []).append(one)
    known: dict[_Names, str | None] = {}

    def product(names: _Names) -> str | None:
        if names not in known:
            known[names] = next(_matching(names), None)
        return known[names]

    def _matching(names: _Names) -> Iterator[str]:
        medium, id_, name, type_ = (plain(_text(one)) for one in names)
        found = [*by_campaign.get(id_, ()), *by_campaign.get(name, ()), *by_type.get(type_, ())]
        for one in found:
            if medium.startswith(plain(one.medium)) and plain(one.campaign_type) in ("", type_):
                yield one.product

    return product


def _text(value: Value) -> str:
    return "" if value is None else str(value)
