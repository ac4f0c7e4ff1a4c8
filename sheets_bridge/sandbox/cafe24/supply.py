"""What the mall pays its suppliers: not told by the story, so a fixed share of the price."""

from decimal import Decimal

from sheets_bridge.sandbox.story.model import Item, Order

_SHARE = Decimal("0.45")


def supply_price(item: Item) -> Decimal:
    """The supply price of one piece."""
    return item.product_price * _SHARE


def total_supply_price(order: Order) -> str:
    """The order's supply price: a string without decimals, unlike all other amounts (reference 6.2)."""
    return f"{sum((supply_price(item) * item.quantity for item in order.items), Decimal(0)):.0f}"
