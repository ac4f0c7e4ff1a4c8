"""Every row of a list comes once and in order, however often a page must shrink; what cannot be reached is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import paging
from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import Record


@dataclass
class Host:
    """A list of so many rows; pages of more than `bearable` rows take it too long."""

    rows: int
    bearable: int = 10_000
    status: int = 504
    asked: list[tuple[int, int]] = field(default_factory=list)

    def fetch(self, offset: int, limit: int) -> Sequence[Record]:
        self.asked.append((offset, limit))
        if limit > self.bearable:
            raise Unavailable(say("It took too long."), status=self.status)
        return [{"n": n} for n in range(self.rows)[offset : offset + limit]]

    def read(self, *, ceiling: int = 15_000) -> list[int]:
        pages = paging.by_offset(self.fetch, limit=1000, ceiling=ceiling)
        return [record["n"] for page in pages for record in page]


@given(rows=st.integers(0, 4000), bearable=st.integers(50, 1200))
def test_every_row_comes_once_and_in_order_whatever_a_page_bears(rows, bearable):
    host = Host(rows, bearable)
    assert host.read() == list(range(rows))
    limits = [limit for _, limit in host.asked]
    assert limits == sorted(limits, reverse=True), "a page that shrank stays small"
    assert min(limits) >= 50
    # It shrinks at once, and no further than it must.
    assert len([limit for limit in limits if limit > bearable]) <= 5
    assert limits[-1] >= bearable // 2 or limits[-1] == 1000


def test_where_even_the_smallest_page_takes_too_long_that_is_said():
    host = Host(100, bearable=10)
    with pytest.raises(Unavailable):
        host.read()
    assert [limit for _, limit in host.asked] == [1000, 500, 250, 125, 62, 50]


def test_no_other_answer_makes_a_page_shrink():
    host = Host(100, bearable=10, status=503)
    with pytest.raises(Unavailable):
        host.read()
    assert len(host.asked) == 1


def test_a_list_that_goes_on_behind_the_last_offset_is_out_of_reach():
    host = Host(3500)
    with pytest.raises(paging.OutOfReach):
        host.read(ceiling=3000)
    assert max(offset for offset, _ in host.asked) < 3000


def test_a_server_that_ignores_the_offset_is_not_asked_for_ever():
    host = Host(1000)
    with pytest.raises(paging.OutOfReach):
        for _ in paging.by_offset(lambda _offset, limit: host.fetch(0, limit), limit=1000, ceiling=15_000):
            pass
    assert len(host.asked) == 2
