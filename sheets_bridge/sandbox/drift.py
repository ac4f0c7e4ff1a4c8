"""Rows that shift while a client pages: how far the lists of orders have moved."""

from dataclasses import dataclass


@dataclass
class Drift:
    """The list begins `rows` further on, what was before comes last: a page read after a shift misses as many rows as
    the list moved, or brings some twice where it moved backwards. No order of rows is promised (reference 5)."""

    rows: int = 0
