"""How Analytics writes its figures (reference cafe24-analytics A.4, A.5): whole numbers, texts, rates."""

from decimal import Decimal

from sheets_bridge.sandbox.cafe24.wire import dice

CENT = Decimal("0.01")


def amount(value: Decimal) -> int | str:
    """A number where it is whole; cents come as a text."""
    return int(value) if value == value.to_integral_value() else f"{value:.2f}"


def text(value: Decimal) -> str:
    """The same, always as a text: products/sales and a few more send "1908000" (seen live)."""
    return str(amount(value))


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """A percentage with two decimals, "0.00" of nothing."""
    return per(Decimal(part) * 100, whole)


def per(value: Decimal, count: Decimal | int) -> str:
    """An average with two decimals, "0.00" over nothing."""
    return f"{(value / count if count else Decimal(0)).quantize(CENT):.2f}"


def now_and_then_a_text(number: int, *of: object) -> int | str:
    """Live counts are texts now and then; the same ones at each call."""
    return str(number) if dice(*of) % 7 == 0 else number
