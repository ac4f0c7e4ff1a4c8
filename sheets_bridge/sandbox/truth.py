"""What the sheet must show: every row of our tables, from the story alone (a second reading of docs/tables.md)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.origins_truth import TABLES as ORIGIN_TABLES
from sheets_bridge.sandbox.origins_truth import origins_truth
from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.model import DayOfVisits, Item, Order, Shop
from sheets_bridge.sandbox.story.moments import KST
from sheets_bridge.sandbox.story.status_names import STATUS_NAMES

Value = str | int | float | None
Row = list[Value]

_NEW_BASIS_FROM = date(2023, 1, 1)
_DAYS_STILL_COUNTED = 7


def _day(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d") if moment else None


def _moment(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None


def _money(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _flag(yes: bool) -> str:
    return "T" if yes else "F"


def _codes(order: Order) -> list[str]:
    return list(dict.fromkeys(item.order_status for item in order.items))


def _code(order: Order, item: Item) -> str:
    return f"{order.order_id}-{item.item_no:02d}"


_ORDER_COLUMNS: dict[str, Callable[[Order], Value]] = {
    "order_id": lambda order: order.order_id,
    "order_date": lambda order: _day(order.ordered),
    "ordered_at": lambda order: _moment(order.ordered),
    "order_status": lambda order: ", ".join(_codes(order)) or None,
    "order_status_name": lambda order: ", ".join(STATUS_NAMES[code] for code in _codes(order)) or None,
    "paid": lambda order: order.paid,
    "paid_date": lambda order: _day(order.paid_at),
    "paid_at": lambda order: _moment(order.paid_at),
    "canceled": lambda order: order.canceled,
    "canceled_at": lambda order: _moment(order.canceled_at),
    "shipping_status": lambda order: order.shipping_status,
    "order_place_id": lambda order: order.order_place_id,
    "order_place_name": lambda order: order.order_place_name,
    "market_id": lambda order: order.market_id,
    "order_from_mobile": lambda order: _flag(order.from_mobile),
    "first_order": lambda order: _flag(order.first_order),
    "member": lambda order: _flag(bool(order.person.member_id)),
    "payment_method": lambda order: ", ".join(order.payment_methods) or None,
    "payment_method_name": lambda order: ", ".join(order.payment_method_names) or None,
    "currency": lambda order: order.currency,
    "order_price_amount": lambda order: _money(order.order_price_amount),
    "shipping_fee": lambda order: _money(order.shipping_fee),
    "points_spent_amount": lambda order: _money(order.points_spent_amount),
    "credits_spent_amount": lambda order: _money(order.credits_spent_amount),
    "coupon_discount_price": lambda order: _money(order.coupon_discount_price),
    "membership_discount_amount": lambda order: _money(order.membership_discount_amount),
    "naver_point": lambda order: order.naver_point,
    "payment_amount": lambda order: _money(order.payment_amount),
    "actual_payment_amount": lambda order: _money(order.actual_payment_amount),
    "item_count": lambda order: len(order.items),
    "quantity": lambda order: sum(item.quantity for item in order.items) if order.items else None,
}

_CLAIMS = {"C": "취소", "R": "반품", "E": "교환"}

_ITEM_COLUMNS: dict[str, Callable[[Order, Item], Value]] = {
    "order_item_code": _code,
    "order_id": lambda order, _: order.order_id,
    "order_date": lambda order, _: _day(order.ordered),
    "ordered_at": lambda order, _: _moment(order.ordered),
    "currency": lambda order, _: order.currency,
    "product_no": lambda _, item: str(item.product_no),
    "product_code": lambda _, item: item.product_code,
    "variant_code": lambda _, item: item.variant_code,
    "product_name": lambda _, item: item.product_name,
    "option_value": lambda _, item: item.option_value or None,
    "quantity": lambda _, item: item.quantity,
    "product_price": lambda _, item: _money(item.product_price),
    "option_price": lambda _, item: _money(item.option_price),
    "additional_discount_price": lambda _, item: _money(item.additional_discount_price),
    "coupon_discount_price": lambda _, item: _money(item.coupon_discount_price),
    "app_item_discount_amount": lambda _, item: _money(item.app_item_discount_amount),
    "payment_amount": lambda _, item: _money(item.payment_amount),
    "order_status": lambda _, item: item.order_status,
    "order_status_name": lambda _, item: STATUS_NAMES[item.order_status],
    "status_code": lambda _, item: item.status_code,
    "claim_code": lambda _, item: item.claim_code or None,
    "claim_reason_type": lambda _, item: item.claim_reason_type or None,
    "claim_quantity": lambda _, item: item.claim_quantity,
    "supplier_id": lambda _, item: item.supplier_id or None,
    "supplier_name": lambda _, item: item.supplier_name or None,
    "gift": lambda _, item: _flag(item.gift),
    "tracking_no": lambda _, item: item.tracking_no or None,
    "shipping_company_name": lambda _, item: item.shipping_company_name or None,
    "shipped_at": lambda _, item: _moment(item.shipped),
    "delivered_at": lambda _, item: _moment(item.delivered),
    "purchase_confirmed_at": lambda _, item: _moment(item.purchase_confirmed),
    "cancel_requested_at": lambda _, item: _moment(item.cancel_requested),
    "canceled_at": lambda _, item: _moment(item.canceled),
    "return_requested_at": lambda _, item: _moment(item.return_requested),
    "return_confirmed_at": lambda _, item: _moment(item.return_confirmed),
    "exchange_requested_at": lambda _, item: _moment(item.exchange_requested),
    "exchanged_at": lambda _, item: _moment(item.exchanged),
    "refunded_at": lambda _, item: _moment(item.refunded),
    "claim_kind": lambda _, item: _CLAIMS.get(item.order_status[:1]),
    # The mall of the story notes no moment at which goods came back.
    "return_collected_at": lambda _order, _item: None,
    "original_item_nos": lambda order, item: _replaced(order, item),
    "market_id": lambda order, _: order.market_id,
}


def _replaced(order: Order, item: Item) -> Value:
    """The lines an exchange's new line (N2) stands for: those exchanged of the same product."""
    gone = [other for other in order.items if other.status_code == "E1" and other.product_no == item.product_no]
    return ", ".join(str(other.item_no) for other in gone) or None if item.status_code == "N2" else None


def _per_visit(visits: DayOfVisits) -> float | None:
    return round(visits.page_views / visits.visits, 4) if visits.visits else None


_VISIT_COLUMNS: dict[str, Callable[[DayOfVisits, date], Value]] = {
    "date": lambda visits, _: visits.day.isoformat(),
    "visit_count": lambda visits, _: visits.visits,
    "first_visit_count": lambda visits, _: visits.first_visits,
    "re_visit_count": lambda visits, _: visits.re_visits,
    "unique_visit_count": lambda visits, _: visits.unique_visitors,
    "user_count": lambda visits, _: visits.active_users,
    "page_view": lambda visits, _: visits.page_views,
    "page_views_per_visit": lambda visits, _: _per_visit(visits),
    "basis": lambda visits, _: "접속통계" if visits.day < _NEW_BASIS_FROM else "카페24 애널리틱스",
    "data_status": lambda visits, today: "집계중" if (today - visits.day).days < _DAYS_STILL_COUNTED else "확정",
}


def _orders(story: Story, shop: Shop, now: datetime) -> Iterator[Row]:
    for order in story.orders(now, shop.shop_no):
        yield [value(order) for value in _ORDER_COLUMNS.values()]


def _items(story: Story, shop: Shop, now: datetime) -> Iterator[Row]:
    for order in story.orders(now, shop.shop_no):
        for item in order.items:
            yield [value(order, item) for value in _ITEM_COLUMNS.values()]


def _visitors(story: Story, shop: Shop, now: datetime) -> Iterator[Row]:
    today = now.astimezone(KST).date()
    for past in range((today - story.first_day).days + 1):
        visits = story.visits(now, shop.shop_no, story.first_day + timedelta(days=past))
        if visits:
            yield [value(visits, today) for value in _VISIT_COLUMNS.values()]


_TABLES: dict[str, tuple[str, Sequence[str], Callable[[Story, Shop, datetime], Iterator[Row]]]] = {
    "orders": ("order_id", tuple(_ORDER_COLUMNS), _orders),
    "order_items": ("order_item_code", tuple(_ITEM_COLUMNS), _items),
    "visitors": ("date", tuple(_VISIT_COLUMNS), _visitors),
}


def truth(story: Story, mall: str, table: str, now: datetime) -> dict[str, Any]:
    """Return the rows of `table` (default columns, without HMAC columns) as they must stand at `now`, sorted by key.

    Money and counts are JSON numbers, days `YYYY-MM-DD`, moments `YYYY-MM-DD HH:MM:SS` in KST, ids text, blank is None.
    Raises KeyError for a table we do not have.
    """
    if table in ORIGIN_TABLES:
        return origins_truth(story, mall, table, now)
    key, columns, rows_of = _TABLES[table]
    key_at = columns.index(key)
    rows: list[Row] = []
    for shop in sorted((shop for shop in story.shops if shop.active), key=lambda shop: shop.shop_no):
        of_shop = sorted(rows_of(story, shop, now), key=lambda row: str(row[key_at]))
        rows += [[mall, shop.shop_no, *row] for row in of_shop]
    return {
        "table": table,
        "key": ["account", "shop_no", key],
        "columns": ["account", "shop_no", *columns],
        "rows": rows,
    }
