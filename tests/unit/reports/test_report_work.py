"""The work of a report grows with the mall and not with its square: counted in steps of SQLite, not in seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from reports_bench import Books, order, refund

FEW, MANY = 400, 1600
A_STEP = 200
"""So many instructions are one step."""


def books_of(folder: Path, orders: int) -> Books:
    """Two months of a mall with so many orders, each with a refund."""
    books = Books(folder)
    days = [(date(2026, 9, 1) + timedelta(n)).isoformat() for n in range(60)]
    at = [(n, days[n % 60]) for n in range(orders)]
    books.land("orders", [order(f"{day.replace('-', '')}-{n:07}", day, 100.0) for n, day in at])
    books.land("refunds", [refund(f"R{n}", f"{day.replace('-', '')}-{n:07}", day, 10.0) for n, day in at])
    return books


def steps(books: Books, report: str) -> int:
    """How much work its query is."""
    count, reading = 0, books.store.reading

    def step() -> None:
        nonlocal count
        count += 1

    @contextmanager
    def counted() -> Iterator[object]:
        with reading() as connection:
            connection.set_progress_handler(step, A_STEP)
            yield connection

    books.store.reading = counted
    assert books.rows(report)
    books.store.reading = reading
    return count


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Books, Books]]:
    made = books_of(tmp_path_factory.mktemp("few"), FEW), books_of(tmp_path_factory.mktemp("many"), MANY)
    yield made
    for books in made:
        books.store.close()


@pytest.mark.parametrize("report", ["sales_daily", "reconciliation"])
def test_four_times_the_rows_are_about_four_times_the_work(two, report):
    few, many = (steps(books, report) for books in two)
    assert many < 6 * few
