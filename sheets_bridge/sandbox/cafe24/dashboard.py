"""The front page of the admin in numbers (reference 7.26): open to every app, a cross-check of totals."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.listing import Body
from sheets_bridge.sandbox.cafe24.wire import money
from sheets_bridge.sandbox.story.ledger import HourOfSales, Slot, sales_by_hour
from sheets_bridge.sandbox.story.model import Order

_DAYS = 7
_COUNTS = "prepareproduct prepare standby shipping shipped canceled returned exchanged"
_STATUSES = ("N10", "N20", "N21", "N30", "N40", "C40", "R40", "E40")


def _dashboard(ask: Ask) -> Body:
    """Days, week and month up to now; the new members and articles are today's."""
    orders, today = ask.mall.story.orders(ask.now, ask.shop_no), ask.now.date()
    annals, sales = ask.mall.story.annals, sales_by_hour(orders)
    joined = sum(one.joined.date() == today for one in annals.members(ask.now, ask.shop_no))
    days = [today - timedelta(days=back) for back in range(_DAYS - 1, -1, -1)]
    whole = {
        "shop_no": ask.shop_no,
        "daily_sales_stats": [_day(day, orders, sales) for day in days],
        "weekly_sales_stats": _span(today, 7, orders, sales),
        "monthly_sales_stats": _span(today, 30, orders, sales),
        "sold_out_products_count": sum(good.sold_out for good in annals.goods(ask.now, ask.shop_no)),
        "new_members_count": joined,
        "board_list": [_board(ask, board.board_no, board.name) for board in annals.boards(ask.shop_no)],
    }
    return {"dashboard": [whole]}


def _board(ask: Ask, board_no: int, name: str) -> dict[str, Any]:
    articles = ask.mall.story.annals.articles(ask.now, ask.shop_no, board_no)
    return {
        "type": "B",
        "board_no": board_no,
        "board_name": name,
        "new_registered_count": sum(one.written.date() == ask.now.date() for one in articles),
        "page_url": f"/disp/admin/mobile/index#/bulletins?board_no={board_no}",
    }


def _day(day: date, orders: Iterable[Order], sales: dict[Slot, HourOfSales]) -> dict[str, Any]:
    told = _totals((day,), orders, sales)
    states = [item.order_status for order in orders if order.ordered.date() == day for item in order.items]
    counts = {f"{name}_count": states.count(code) for name, code in zip(_COUNTS.split(), _STATUSES, strict=True)}
    return {
        "title": f"{day:%m월 %d일}",
        "date": day.isoformat(),
        "order_price": money(told["ordered"][0]),
        "paid_price": money(told["payed"][0]),
        "refund_price": money(told["refunded"][0]),
        "order_count": told["ordered"][1],
        "payed_count": told["payed"][1],
        "refund_count": told["refunded"][1],
        **counts,
        "ordered_total_count": told["ordered"][1],
    }


def _span(today: date, days: int, orders: Iterable[Order], sales: dict[Slot, HourOfSales]) -> dict[str, Any]:
    told = _totals([today - timedelta(days=back) for back in range(days)], orders, sales)
    body: dict[str, Any] = {}
    for name, (amount, count) in told.items():
        body[f"{name}_total_price"] = money(amount)
        body[f"{name}_count"] = count
        body[f"{name}_average_total_price"] = money(amount / days)
        body[f"{name}_average_count"] = count // days
    return body


def _totals(
    days: Iterable[date], orders: Iterable[Order], sales: dict[Slot, HourOfSales]
) -> dict[str, tuple[Decimal, int]]:
    """Amount and count of what was ordered, paid and paid back on these days."""
    wanted = set(days)
    placed = [order for order in orders if order.ordered.date() in wanted]
    hours = [told for (day, _), told in sales.items() if day in wanted]
    back = [item for order in orders for item in order.items if item.refunded and item.refunded.date() in wanted]
    value = sum((order.order_price_amount + order.shipping_fee for order in placed), Decimal(0))
    return {
        "ordered": (value, len(placed)),
        "payed": (sum((told.paid for told in hours), Decimal(0)), sum(told.orders for told in hours)),
        "refunded": (sum((told.refund for told in hours), Decimal(0)), len({item.refund_code for item in back})),
    }


RESOURCES = {"dashboard": Resource("mall.read_store", _dashboard)}
