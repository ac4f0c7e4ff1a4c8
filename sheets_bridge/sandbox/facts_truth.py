"""What there is beside orders and visits, row by row from the story alone: raw facts under the vendor's own names.

A second reading of the reference, for tests that compare what landed or stands in a sheet with what is true: money and
counts are numbers, days `YYYY-MM-DD`, moments `YYYY-MM-DD HH:MM:SS` in KST, ids text, flags T or F, blank is None.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.ledger import HourOfSales, sales_by_hour, variants_by_hour
from sheets_bridge.sandbox.story.model import Item, Order, Shop

Value = str | int | float | None
Fact = dict[str, Value]


@dataclass(frozen=True)
class Telling:
    """What a kind of fact is told from: one shop of a story at a moment."""

    story: Story
    shop: Shop
    now: datetime

    @property
    def orders(self) -> tuple[Order, ...]:
        """The shop's orders."""
        return self.story.orders(self.now, self.shop.shop_no)


def money(amount: Decimal) -> int | float:
    """An amount as a number."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def moment(when: datetime | None) -> str | None:
    """A moment as text."""
    return when.strftime("%Y-%m-%d %H:%M:%S") if when else None


def flag(yes: bool) -> str:
    """T or F."""
    return "T" if yes else "F"


def _refunds(told: Telling) -> Iterator[Fact]:
    for order in told.orders:
        for code in dict.fromkeys(item.refund_code for item in order.items if item.refund_accepted):
            yield _refund(order, code, [item for item in order.items if item.refund_code == code])


def _refund(order: Order, code: str, items: list[Item]) -> Fact:
    refunded = max((item.refunded for item in items if item.refunded), default=None)
    return {
        "refund_code": code,
        "order_id": order.order_id,
        "order_date": moment(order.ordered),
        "accepted_refund_date": moment(max(item.refund_accepted for item in items if item.refund_accepted)),
        "refund_date": moment(refunded),
        "order_item_code": ", ".join(f"{order.order_id}-{item.item_no:02d}" for item in items),
        "quantity": sum(item.claim_quantity for item in items),
        "actual_refund_amount": money(sum((item.refund_amount for item in items), Decimal(0))),
        "used_points": money(sum((item.refund_points for item in items), Decimal(0))),
        "used_credits": money(sum((item.refund_credits for item in items), Decimal(0))),
        "currency": order.currency,
        "status": flag(refunded is not None),
    }


def _claims(told: Telling) -> Iterator[Fact]:
    for order in told.orders:
        for code in dict.fromkeys(item.claim_code for item in order.items if item.claim_code):
            items = [item for item in order.items if item.claim_code == code]
            yield {
                "claim_code": code,
                "order_id": order.order_id,
                "kind": {"C": "cancellation", "R": "return", "E": "exchange"}[code[0]],
                "claim_reason_type": items[0].claim_reason_type,
                "claim_reason": items[0].claim_reason,
                "quantity": sum(item.claim_quantity for item in items),
            }


def _products(told: Telling) -> Iterator[Fact]:
    for good in told.story.annals.goods(told.now, told.shop.shop_no):
        yield {
            "product_no": str(good.product.product_no),
            "product_code": good.product.product_code,
            "product_name": good.product.name,
            "price": money(good.price),
            "retail_price": money(good.retail_price),
            "supply_price": money(good.supply_price),
            "display": flag(good.display),
            "selling": flag(good.selling),
            "sold_out": flag(good.sold_out),
            "brand_code": good.brand_code,
            "supplier_code": good.product.supplier_id,
            "created_date": moment(good.created),
            "updated_date": moment(good.updated),
        }


def _variants(told: Telling) -> Iterator[Fact]:
    for good in told.story.annals.goods(told.now, told.shop.shop_no):
        for order, stock in enumerate(good.stock, 1):
            yield {
                "variant_code": stock.option.variant_code,
                "product_no": str(good.product.product_no),
                "display_order": order,
                "options": stock.option.text or None,
                "additional_amount": money(stock.additional),
                "use_inventory": flag(stock.counted),
                "quantity": stock.quantity,
                "safety_inventory": stock.safety,
            }


def _categories(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.categories(told.shop.shop_no):
        yield {
            "category_no": str(one.category_no),
            "category_name": one.name,
            "parent_category_no": str(one.parent_no),
            "category_depth": len(one.path),
            "use_display": flag(one.shown),
        }


def _brands(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.brands(told.now, told.shop.shop_no):
        yield {
            "brand_code": one.brand_code,
            "brand_name": one.name,
            "use_brand": flag(one.used),
            "product_count": one.product_count,
            "created_date": moment(one.created),
        }


def _coupons(told: Telling) -> Iterator[Fact]:
    """Deleted ones too: the vendor lists them only where they are asked for."""
    issued = Counter(one.coupon_no for one in told.story.annals.issues(told.now, told.shop.shop_no))
    for one in told.story.annals.coupons(told.shop.shop_no):
        yield {
            "coupon_no": one.coupon_no,
            "coupon_name": one.name,
            "benefit_price": None if one.amount is None else money(one.amount),
            "benefit_percentage": one.percent,
            "issue_type": one.issue_type,
            "created_date": moment(one.created),
            "deleted": flag(one.deleted),
            "issued_count": issued[one.coupon_no],
        }


def _issues(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.issues(told.now, told.shop.shop_no):
        yield {
            "issue_no": one.issue_no,
            "coupon_no": one.coupon_no,
            "member_id": one.person.member_id,
            "issued_date": moment(one.issued),
            "expiration_date": moment(one.expires),
            "used_coupon": flag(one.used is not None),
            "used_date": moment(one.used),
            "related_order_id": one.order_id or None,
        }


def _members(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.members(told.now, told.shop.shop_no):
        yield {
            "member_id": one.person.member_id,
            "name": one.person.name,
            "cellphone": one.person.cellphone,
            "email": one.person.email,
            "created_date": moment(one.joined),
            "last_login_date": moment(one.last_login),
            "group_no": str(one.group_no),
            "gender": one.gender,
            "join_path": "M" if one.mobile else "P",
            "available_points": money(one.available_points),
        }


def _new_members(told: Telling) -> Iterator[Fact]:
    members = told.story.annals.members(told.now, told.shop.shop_no)
    counts = Counter(one.joined.date() for one in members if one.joined.date() >= told.story.first_day)
    for day, count in sorted(counts.items()):
        yield {"date": day.isoformat(), "new_members": count}


def _groups(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.groups(told.shop.shop_no):
        yield {"group_no": str(one.group_no), "group_name": one.name, "group_description": one.description or None}


def _boards(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.boards(told.shop.shop_no):
        yield {"board_no": str(one.board_no), "board_name": one.name}


def _articles(told: Telling) -> Iterator[Fact]:
    for board in told.story.annals.boards(told.shop.shop_no):
        for one in told.story.annals.articles(told.now, told.shop.shop_no, board.board_no):
            yield {
                "board_no": str(one.board_no),
                "article_no": str(one.article_no),
                "parent_article_no": str(one.parent_no),
                "created_date": moment(one.written),
                "writer": one.person.name if one.person else None,
                "title": one.title,
                "content": one.content,
                "rating": one.rating,
                "product_no": str(one.product_no) if one.product_no else None,
                "order_id": one.order_id or None,
                "secret": flag(one.secret),
                "reply_status": "C" if one.answered else "N",
            }


def _comments(told: Telling) -> Iterator[Fact]:
    for board in told.story.annals.boards(told.shop.shop_no):
        for one in told.story.annals.comments(told.now, told.shop.shop_no, board.board_no):
            yield {
                "board_no": str(one.board_no),
                "comment_no": str(one.comment_no),
                "article_no": str(one.article_no),
                "created_date": moment(one.written),
                "writer": one.person.name if one.person else None,
                "content": one.content,
            }


def _suppliers(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.suppliers(told.shop.shop_no):
        yield {
            "supplier_code": one.supplier_code,
            "supplier_name": one.name,
            "commission": one.commission,
            "created_date": moment(one.created),
        }


def _origins(told: Telling) -> Iterator[Fact]:
    for one in told.story.annals.origins(told.now):
        yield {
            "origin_code": one.origin_code,
            "origin_name": one.name,
            "default": flag(one.default),
            "variants": ", ".join(one.variants),
        }


def _hourly(told: Telling) -> Iterator[Fact]:
    """The hours in which anything was paid or paid back; all others are 0."""
    for (day, hour), one in sorted(sales_by_hour(told.orders).items()):
        yield {"collection_date": day.isoformat(), "collection_hour": f"{hour:02d}", **_amounts(one)}


def _amounts(one: HourOfSales) -> Fact:
    return {
        "order_count": one.orders,
        "item_count": one.items,
        "order_price_amount": money(one.price),
        "shipping_fee": money(one.shipping),
        "order_sale_price": money(one.discount),
        "coupon_discount_price": money(one.coupon),
        "actual_order_amount": money(one.paid),
        "refund_amount": money(one.refund),
        "sales": money(one.sales),
        "used_points": money(one.points),
        "used_credits": money(one.credits),
        "used_naver_points": money(one.naver),
    }


def _daily(told: Telling) -> Iterator[Fact]:
    """The two figures of each day, never one: 통계 순매출, and what 접속통계 매출액 comes to by its written formula,
    the mall's own orders on the day they were paid, without Naver points, later refunds not deducted."""
    days: dict[date, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0)])
    for (day, _), one in sales_by_hour(told.orders).items():
        days[day][0] += one.paid
        days[day][1] += one.refund
    for order in told.orders:
        if order.paid_at and order.market_id == "self":
            own = order.payment_amount + order.points_spent_amount + order.credits_spent_amount
            days[order.paid_at.date()][2] += own
    for day, (paid, refund, own) in sorted(days.items()):
        figures = {"paid": paid, "refund": refund, "net_sales": paid - refund, "access_sales": own}
        yield {"date": day.isoformat(), "currency": told.shop.currency, **{n: money(one) for n, one in figures.items()}}


def _product_hours(told: Telling) -> Iterator[Fact]:
    for (day, hour, product_no, variant), one in sorted(variants_by_hour(told.orders).items()):
        yield {
            "collection_date": day.isoformat(),
            "collection_hour": f"{hour:02d}",
            "product_no": str(product_no),
            "variants_code": variant,
            "product_price": money(one.price),
            "settle_count": one.counts["settled"],
            "refund_count": one.counts["refunded"],
            "exchange_product_count": one.counts["exchanged"],
            "cancel_product_count": one.counts["canceled"],
            "return_product_count": one.counts["returned"],
        }


def _shops(told: Telling) -> Iterator[Fact]:
    yield {
        "shop_name": told.shop.name,
        "currency_code": told.shop.currency,
        "language_code": told.shop.language,
        "active": flag(told.shop.active),
    }


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its rows in a shop and its key; what belongs to the whole mall is told once."""

    rows: Callable[[Telling], Iterable[Fact]]
    key: tuple[str, ...]
    whole_mall: bool = False
    closed_shops: bool = False


KINDS: Mapping[str, Kind] = {
    "refunds": Kind(_refunds, ("refund_code",)),
    "claims": Kind(_claims, ("claim_code",)),
    "products": Kind(_products, ("product_no",)),
    "variants": Kind(_variants, ("variant_code",)),
    "categories": Kind(_categories, ("category_no",)),
    "brands": Kind(_brands, ("brand_code",)),
    "coupons": Kind(_coupons, ("coupon_no",)),
    "coupon_issues": Kind(_issues, ("coupon_no", "issue_no")),
    "members": Kind(_members, ("member_id",)),
    "new_members": Kind(_new_members, ("date",)),
    "customer_groups": Kind(_groups, ("group_no",)),
    "boards": Kind(_boards, ("board_no",)),
    "articles": Kind(_articles, ("board_no", "article_no")),
    "comments": Kind(_comments, ("board_no", "comment_no")),
    "suppliers": Kind(_suppliers, ("supplier_code",)),
    "shipping_origins": Kind(_origins, ("origin_code",), whole_mall=True),
    "hourly_sales": Kind(_hourly, ("collection_date", "collection_hour")),
    "daily_sales": Kind(_daily, ("date",)),
    "product_sales": Kind(_product_hours, ("collection_date", "collection_hour", "variants_code")),
    "shops": Kind(_shops, (), closed_shops=True),
}


def facts(story: Story, mall: str, kind: str, now: datetime) -> dict[str, Any]:
    """Return all there is of one kind, sorted by key. Raises KeyError for a kind we do not have."""
    wanted = KINDS[kind]
    shops = [shop for shop in story.shops if shop.active or wanted.closed_shops]
    told = [(shop, fact) for shop in shops[: 1 if wanted.whole_mall else None]
            for fact in wanted.rows(Telling(story, shop, now))]  # fmt: skip
    columns = list(told[0][1]) if told else list(wanted.key)
    where = ["account"] if wanted.whole_mall else ["account", "shop_no"]
    key = where + list(wanted.key)
    rows = [[mall, *([] if wanted.whole_mall else [shop.shop_no]), *fact.values()] for shop, fact in told]
    at = [(where + columns).index(name) for name in key]
    rows.sort(key=lambda row: [str(row[one]) for one in at])
    return {"table": kind, "key": key, "columns": where + columns, "rows": rows}
