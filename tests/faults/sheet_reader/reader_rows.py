"""Rows that say in every cell whose they are and how new, so that a mixed one is recognised by anybody who reads it."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sheets_bridge.model import Column, Kind, Row, Table

FIRST_DAY = date(2025, 11, 1)
ORDERS_A_DAY = 750
TEXTS, AMOUNTS = 10, 5

TABLE = Table(
    id="orders",
    key=("account", "shop_no", "order_id"),
    day="order_date",
    columns=(
        Column("account", Kind.TEXT, "몰 아이디", "Mall"),
        Column("shop_no", Kind.NUMBER, "쇼핑몰 번호", "Shop no."),
        Column("order_id", Kind.TEXT, "주문번호", "Order no."),
        Column("order_date", Kind.DAY, "주문일", "Order date"),
        Column("ordered_at", Kind.MOMENT, "주문일시", "Ordered at"),
        *(Column(f"text_{at}", Kind.TEXT, f"글 {at}", f"Text {at}") for at in range(TEXTS)),
        *(Column(f"amount_{at}", Kind.MONEY, f"금액 {at}", f"Amount {at}") for at in range(AMOUNTS)),
    ),
)
"""Twenty columns."""

NUMBERS, LAST = "C", "T"
"""The letters of the column of order numbers, and of our last visible one."""

VERSIONED = 5
"""The first column that also tells the version."""


def order(number: int, version: int) -> Row:
    """An order as it lands."""
    day, _ = _day(number // ORDERS_A_DAY)
    return ("mymall", 1, f"{number:08}", day, f"{day} 12:00:00", *_told(number, version))


def shown(number: int, version: int) -> list[Any]:
    """The same order as a reader of the sheet must see it, days and moments as serial numbers."""
    _, serial = _day(number // ORDERS_A_DAY)
    return ["mymall", 1, f"{number:08}", serial, serial + 0.5, *_told(number, version)]


def is_whole(cells: list[Any]) -> bool:
    """Whether a row of the sheet is one order in one version."""
    try:
        version = int(cells[VERSIONED].rpartition("v")[2])
        return cells == shown(int(cells[2]), version)
    except (IndexError, ValueError, AttributeError):
        return False


def version_of(cells: list[Any]) -> int:
    """The version of a whole row."""
    return int(cells[VERSIONED].rpartition("v")[2])


def _told(number: int, version: int) -> tuple[Any, ...]:
    return (*[f"{number} v{version}"] * TEXTS, *[number * 1000 + version] * AMOUNTS)


@lru_cache
def _day(nth: int) -> tuple[str, int]:
    """A day as it is written, and as Sheets counts it."""
    day = FIRST_DAY + timedelta(days=nth)
    return day.isoformat(), (day - date(1899, 12, 30)).days
