"""Which status an order item has after what happened to it (codes: the vendor's list of item statuses)."""

from collections.abc import Set

Step = tuple[frozenset[str], str]


def _steps(*steps: tuple[str, str]) -> tuple[Step, ...]:
    return tuple((frozenset(needs.split()), code) for needs, code in steps)


_CLAIM_STEPS = _steps(
    ("canceled_by_buyer", "C47"),
    ("canceled_by_clock", "C48"),
    ("canceled_by_mall", "C49"),
    ("canceled refunded", "C40"),
    ("canceled refund_accepted", "C42"),
    ("canceled", "C41"),
    ("cancel_accepted refunded", "C35"),
    ("cancel_accepted refund_accepted", "C34"),
    ("cancel_accepted", "C10"),
    ("cancel_requested", "C00"),
    ("return_confirmed refunded", "R40"),
    ("return_confirmed refund_accepted", "R42"),
    ("return_confirmed", "R41"),
    ("collected", "R20"),
    ("return_accepted", "R10"),
    ("return_requested", "R00"),
    ("exchanged", "E40"),
    ("exchange_accepted", "E10"),
    ("exchange_requested", "E00"),
)
_STEPS = _CLAIM_STEPS + _steps(
    ("purchase_confirmed", "N50"),
    ("delivered", "N40"),
    ("shipped", "N30"),
    ("released", "N20"),
    ("held", "N22"),
    ("packed", "N20"),
    ("paid", "N10"),
)
_KINDS = _steps(
    ("canceled_by_buyer", "C1"),
    ("canceled_by_clock", "C1"),
    ("canceled_by_mall", "C1"),
    ("cancel_accepted", "C2"),
    ("return_accepted", "C3"),
    ("exchange_accepted", "E1"),
)


def _first(steps: tuple[Step, ...], happened: Set[str], otherwise: str) -> str:
    return next((code for needs, code in steps if needs <= happened), otherwise)


def status_after(happened: Set[str], at_first: str) -> str:
    """Return the `order_status` of an item that began as `at_first` and to which `happened`."""
    return _first(_STEPS, happened, at_first)


def kind_after(happened: Set[str], at_first: str) -> str:
    """Return the `status_code` (N1, N2, C1, C2, C3, E1) of an item to which `happened`."""
    return _first(_KINDS, happened, at_first)
