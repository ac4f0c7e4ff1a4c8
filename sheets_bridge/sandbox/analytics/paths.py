"""Which ways visits and sales came: domains, addresses, search words, ads. Totals over the days asked for.

A sale belongs to the visit it happened in (direct conversion, reference cafe24-analytics C.3).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.analytics.figures import amount, now_and_then_a_text, per, share
from sheets_bridge.sandbox.analytics.question import Question
from sheets_bridge.sandbox.analytics.resource import Resource, Row
from sheets_bridge.sandbox.story.origins import Origin

NO_DOMAIN = "참조 도메인 없음"
NO_AD = "채널 없음"

By = Callable[[Origin, bool], Any]
"""What of an origin is asked for, on a phone or not; None where it has no such thing."""


@dataclass
class _Came:
    """What came one way."""

    visits: int = 0
    orders: int = 0
    amount: Decimal = Decimal(0)


def _domain(origin: Origin, mobile: bool) -> str:
    return origin.referrer(mobile=mobile).partition("/")[0] or NO_DOMAIN


def _url(origin: Origin, mobile: bool) -> str | None:
    return origin.referrer(mobile=mobile) or None


def _word(origin: Origin, _: bool) -> str | None:
    return origin.word or None


def _engine_word(origin: Origin, _: bool) -> tuple[str, str] | None:
    return (origin.word, origin.engine) if origin.word else None


def _ad(origin: Origin, _: bool) -> str:
    return origin.tag.ad or NO_AD


def _ad_keyword(origin: Origin, _: bool) -> tuple[str, str] | None:
    return (origin.tag.ad, origin.tag.keyword) if origin.tag.ad else None


def _visited(question: Question, by: By) -> dict[Hashable, _Came]:
    came: dict[Hashable, _Came] = {}
    for part in question.visits():
        came.setdefault(by(part.origin, part.mobile), _Came()).visits += part.visits
    return came


def _sold(question: Question, by: By, came: dict[Hashable, _Came] | None = None) -> dict[Hashable, _Came]:
    came = {} if came is None else came
    for sale in question.sales():
        one = came.setdefault(by(sale.origin, sale.order.from_mobile), _Came())
        one.orders += 1
        one.amount += sale.amount
    return came


def _named(came: Mapping[Hashable, _Came]) -> list[tuple[Any, _Came]]:
    """What has a name, by name."""
    return sorted(((name, one) for name, one in came.items() if name is not None), key=lambda pair: str(pair[0]))


def _visits(column: str, by: By) -> Resource:
    def rows(question: Question) -> Iterator[Row]:
        for name, one in _named(_visited(question, by)):
            yield {column: name, "visit_count": _count(column, name, one.visits)}

    return Resource(rows, ("visit_count", column), "desc")


def _count(column: str, name: str, visits: int) -> int | str:
    """The documentation calls this count a text for ads, the samples a number: it is both."""
    return now_and_then_a_text(visits, name) if column == "ad" else visits


def _sales(column: str, by: By) -> Resource:
    def rows(question: Question) -> Iterator[Row]:
        for name, one in _named(_sold(question, by)):
            yield {column: name, **_bought(one)}

    return Resource(rows, ("order_amount", column, "order_count"), "desc")


def _bought(one: _Came) -> Row:
    return {"order_count": one.orders, "order_amount": amount(one.amount)}


def _ad_keyword_sales(question: Question) -> Iterator[Row]:
    for (ad, keyword), one in _named(_sold(question, _ad_keyword)):
        yield {"ad": ad, "keyword": keyword, **_bought(one)}


def _ad_effect(question: Question) -> Iterable[Row]:
    """The share of an ad is taken of all visits (undocumented)."""
    came = _sold(question, _ad_keyword, _visited(question, _ad_keyword))
    visits = sum(one.visits for one in came.values())
    for (ad, keyword), one in _named(came):
        rate = {"visit_count": one.visits, "visit_rate": share(one.visits, visits)}
        yield {"ad": ad, "keyword": keyword, **rate, **_effect(one)}


def _keyword_effect(question: Question) -> Iterable[Row]:
    came = _sold(question, _engine_word, _visited(question, _engine_word))
    for (word, engine), one in _named(came):
        yield {"keyword": word, "engine": engine, "visit_count": one.visits, **_effect(one)}


def _effect(one: _Came) -> Row:
    return {
        "purchase_count": one.orders,
        "purchase_rate": share(one.orders, one.visits),
        "order_amount": amount(one.amount),
        "order_amount_per_visitor": per(one.amount, one.visits),
        "order_amount_per_buyer": per(one.amount, one.orders),
    }


RESOURCES = {
    "visitpaths/domains": _visits("domain", _domain),
    "visitpaths/domainsales": _sales("domain", _domain),
    "visitpaths/urls": _visits("url", _url),
    "visitpaths/keywords": _visits("keyword", _word),
    "visitpaths/keywordsales": _sales("keyword", _word),
    "visitpaths/keyworddetails": Resource(_keyword_effect, ("keyword", "engine", "purchase_count", "order_amount")),
    "visitpaths/ads": _visits("ad", _ad),
    "visitpaths/adsales": _sales("ad", _ad),
    "visitpaths/adkeywordsales": Resource(_ad_keyword_sales, ("ad", "keyword", "order_count", "order_amount")),
    "adeffect/addetails": Resource(_ad_effect, ("ad", "keyword", "visit_count", "purchase_count")),
}
