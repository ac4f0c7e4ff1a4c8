"""Cafe24 Analytics beside the visitors of a day: hours, paths, ads, sales, products, pages (reference: A.3-A.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.join_keys import keys_of
from sheets_bridge.masking import without_personal
from sheets_bridge.model import Kind, Record, Table
from sheets_bridge.normalizing import Field
from sheets_bridge.source import Derive, Stream
from sheets_bridge.sources.cafe24 import addresses, payment_names, visitors
from sheets_bridge.sources.cafe24.combining import joined, or_nothing
from sheets_bridge.sources.cafe24.declared import Combine, Days, Listing, Pages
from sheets_bridge.sources.cafe24.history import PROVISIONAL_DAYS
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.tables import statistics as tables

NAMELESS = "(없음)"
"""A channel or keyword that Cafe24 leaves blank: a key is never blank, or a row would be told from no other."""

# No longest span and no last offset are documented; rows are 1000 a page at most (reference: A.3).
_LONGEST, _ROWS, _CEILING = 31, 1000, 100_000
_PLAN = DayPlan(restated=PROVISIONAL_DAYS, replaces=True, longest=_LONGEST)
_READ = {Kind.TEXT: values.text, Kind.NUMBER: values.integer, Kind.MONEY: values.money, Kind.RATIO: values.money,
         Kind.DAY: values.day}  # fmt: skip
_ORDERED, _BOUGHT = ("order_count", "order_amount"), ("buyers_count", "order_count", "order_amount")
_VISITED = ("visit_count", "first_visit_count", "re_visit_count")
_EFFECT = ("visit_count", "purchase_count", "order_amount")
_RATES = ("visit_rate", "purchase_rate", "order_amount_per_visitor", "order_amount_per_buyer")
_TYPED = ("ad", "medium", "campaign", "keyword", "content")
"""What shoppers searched for, and what somebody wrote into a link (UTM): mail tools write addresses there."""
_BY_MEMBERSHIP = ("member_order_count", "member_order_amount", "nonmember_order_count", "nonmember_order_amount")
_OF_CATEGORY: Mapping[str, Field] = {
    "order_count": (values.integer, "sales_count_per_category"),
    "order_product_count": (values.integer, "sales_item_per_category"),
    "order_amount": (values.money, "sales_price_per_category"),
    "add_cart_count": (values.integer, "carts_count_per_category"),
}


def _named(raw: Any) -> str:
    return values.text(raw) or NAMELESS


def _typed(raw: Any) -> str | None:
    """A text without what looks like a person's."""
    return without_personal(values.text(raw) or "") or None


def _later(_raw: Any) -> None:
    """A key for joining: the stream's `derive` makes it."""


def _typed_name(raw: Any) -> str:
    return _typed(raw) or NAMELESS


def _address(raw: Any) -> str:
    return addresses.shown(values.text(raw) or "") or NAMELESS


def _hour(raw: Any) -> int:
    """Whether the day begins with hour 0 or 1 is not documented: it stands as sent."""
    hour = values.integer(raw)
    if hour is None or not 0 <= hour <= 24:
        raise ValueError("expected an hour")
    return hour


def _basis(raw: Any) -> str:
    return visitors.basis(str(raw))


_KEYS: Mapping[str, Field] = {
    "hour": (_hour, "hour"),
    **{name: (_named, name) for name in ("domain", "engine", "payment_method", "category_no")},
    **{name: (_typed_name, name) for name in ("keyword", "ad")},
    "url": (_address, "url"),
    **{name: (values.required, name) for name in ("product_no", "order_id")},
    "date": (values.day, "date"),
}


def _fields(table: Table, other: Mapping[str, Field]) -> Mapping[str, Field]:
    """How each column is read: as its kind says from the field of its name, unless told otherwise."""
    plain: dict[str, Field] = {column.id: (_READ[column.kind], column.id) for column in table.columns}
    return {
        **plain,
        **{name: (_typed, name) for name in _TYPED},
        **{name: (_later, "") for name in plain if name.endswith("_key")},
        **{name: field for name, field in _KEYS.items() if name in table.key},
        "basis": (_basis, "date"),
        "payment_method_name": (payment_names.meaning, "payment_method"),
        **other,
    }


def _listing(path: str, table: Table, must: Iterable[str], *, sort: str = "", **more: Any) -> Listing:
    """A list of the Analytics host, in the order of what it names: an order by counts would shift meanwhile."""
    order = {"sort": sort, "order": "asc"} if sort else {}
    fields = _fields(table, more.pop("fields", {}))
    asked = {"device_type": "total", **order, **more.pop("asked", {})}
    paged: dict[str, Any] = {"pages": Pages(_ROWS, _CEILING), "days": Days(_PLAN), **more}
    return Listing(path, table, fields, "analytics", asked=asked, must=frozenset(must), **paged)


def _with_sales(name: str, visits: str, sales: str, table: Table) -> Listing:
    """Visits of each domain, keyword or channel, joined with the orders that came of them."""
    counts = ("visit_count", *_ORDERED)
    beside = _listing(sales, table, (name, *_ORDERED))
    return _listing(
        visits,
        table,
        (name, "visit_count"),
        sort=name,
        beside=(beside,),
        combined=joined({name: _KEYS[name][0]}, counts),
    )


def _of_hours(lists: Sequence[Sequence[Record]]) -> Sequence[Record]:
    """Visits and page views of the same hour. An hour with visits but no row of page views has an unknown number."""
    hours = joined({"date": values.day, "hour": _hour}, _VISITED)(lists)
    return [row if "page_view" in row or row["visit_count"] not in (0, "0") else {**row, "page_view": 0}
            for row in hours]  # fmt: skip


def _by_address(*counts: str) -> Combine:
    """What stood at one address whatever its parameters were, added up: those we do not keep."""
    return joined({"url": _address}, counts)


def _by_words(*names: str, counts: Iterable[str]) -> Combine:
    """What reads alike without what was somebody's, added up; a rate of several cannot be told."""
    return joined({name: _KEYS[name][0] for name in names}, counts, rates=_RATES)


_HOURLY: Mapping[str, Any] = {"asked": {"format_type": "hour"}, "days": Days(_PLAN, field="date")}
LISTINGS: Mapping[str, tuple[str, Listing]] = {
    "visitors_hourly": ("시간별 방문자", _listing(
        "/visitors/view", tables.VISITORS_HOURLY, ("date", "hour", *_VISITED), **_HOURLY, combined=_of_hours,
        beside=(_listing("/visitors/pageview", tables.VISITORS_HOURLY, ("date", "hour", "page_view"), **_HOURLY),),
    )),
    "visit_domains": ("유입 도메인", _with_sales(
        "domain", "/visitpaths/domains", "/visitpaths/domainsales", tables.VISIT_DOMAINS
    )),
    "visit_urls": ("유입 URL", _listing(
        "/visitpaths/urls", tables.VISIT_URLS, ("url", "visit_count"), sort="url", combined=_by_address("visit_count")
    )),
    "visit_keywords": ("유입 검색어", _with_sales(
        "keyword", "/visitpaths/keywords", "/visitpaths/keywordsales", tables.VISIT_KEYWORDS
    )),
    "keyword_effect": ("검색어 효과", _listing(
        "/visitpaths/keyworddetails", tables.KEYWORD_EFFECT, ("keyword", *_EFFECT), sort="keyword",
        combined=_by_words("keyword", "engine", counts=_EFFECT),
    )),
    "visit_ads": ("유입 채널", _with_sales("ad", "/visitpaths/ads", "/visitpaths/adsales", tables.VISIT_ADS)),
    "ad_keyword_sales": ("채널·키워드 매출", _listing(
        "/visitpaths/adkeywordsales", tables.AD_KEYWORD_SALES, ("ad", *_ORDERED), sort="keyword",
        combined=_by_words("ad", "keyword", counts=_ORDERED),
    )),
    "ad_effect": ("광고 효과", _listing(
        "/adeffect/addetails", tables.AD_EFFECT, ("ad", *_EFFECT), sort="ad",
        combined=_by_words("ad", "keyword", counts=_EFFECT),
    )),
    "access_sales": ("접속통계 매출액", _listing(
        "/sales/times", tables.ACCESS_SALES, ("hour", *_BOUGHT), sort="hour",
        combined=or_nothing({"hour": 0, **dict.fromkeys(_BOUGHT, 0)}),
    )),
    "payment_sales": ("결제수단별 매출", _listing(
        "/sales/paymethods", tables.PAYMENT_SALES, ("payment_method", *_BOUGHT), sort="payment_method"
    )),
    "sales_per_visit": ("방문당 매출", _listing(
        "/sales/pervisitors", tables.SALES_PER_VISIT, ("order_amount_per_visitor", "order_amount_per_buyer"), pages=None
    )),
    "member_sales": ("회원·비회원 매출", _listing(
        "/members/sales", tables.MEMBER_SALES, _BY_MEMBERSHIP, pages=None,
        combined=or_nothing(dict.fromkeys(_BY_MEMBERSHIP, 0)),
    )),
    "order_sources": ("주문 유입 경로", _listing(
        "/sales/orderdetails", tables.ORDER_SOURCES, ("order_id", "order_amount"), sort="order_id"
    )),
    "product_views": ("상품 조회", _listing(
        "/products/view", tables.PRODUCT_VIEWS, ("product_no", "count"), sort="product_no", also="count",
        fields={"view_count": (values.integer, "count")},
    )),
    "product_cart": ("장바구니", _listing(
        "/carts/action", tables.PRODUCT_CART, ("product_no", "count", "add_cart_count"), sort="product_name",
        also="count", fields={"view_count": (values.integer, "count")},
    )),
    "access_product_sales": ("접속통계 상품 매출", _listing(
        "/products/sales", tables.ACCESS_PRODUCT_SALES, ("product_no", "order_product_count", *_ORDERED),
        sort="product_no",
    )),
    "category_sales": ("분류별 매출", _listing(
        "/products/categorydetails", tables.CATEGORY_SALES,
        ("product_no", "category_no", *(name for _, name in _OF_CATEGORY.values())), sort="product_no",
        fields=_OF_CATEGORY,
    )),
    "page_views": ("페이지별 조회", _listing(
        "/pages/view", tables.PAGE_VIEWS, ("url", "count", "visit_count", "first_visit_count"), sort="url",
        also="pages", fields={"page_view": (values.integer, "count")},
        combined=_by_address("count", "visit_count", "first_visit_count"),
    )),
}  # fmt: skip
"""Stream id → what a Korean reader calls it, and its list."""

_JOINED: Mapping[str, Derive] = {
    "order_sources": keys_of({f"{name}_key": name for name in ("ad", "medium", "campaign", "content")}),
    "visit_ads": keys_of({"ad_key": "ad"}),
}
"""Stream → what makes the keys by which its rows are joined with ads."""

STREAMS: tuple[Stream, ...] = tuple(
    replace(
        stream(id_, ko, listing, ("mall.read_analytics",), right="통계", origin=visitors.origin),
        derive=_JOINED.get(id_),
    )
    for id_, (ko, listing) in LISTINGS.items()
)
