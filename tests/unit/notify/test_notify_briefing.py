"""The briefing as a message: yesterday's figures in the words of the schedule's language, out of the report's rows."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from types import SimpleNamespace

import pytest
from story_books import StoryBooks, Tale

from sheets_bridge.config import Cost, Notify, StreamUse
from sheets_bridge.model import KST
from sheets_bridge.notify.briefing import briefings, letters_of


@dataclass(frozen=True)
class _Said:
    """What of a schedule a briefing looks at."""

    language: str = "ko"
    accounts: object = None
    cost: Cost = field(default_factory=Cost)
    notify: Notify = field(default_factory=lambda: Notify(urls=("json://127.0.0.1/x",), briefing=time(8, 30)))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    made = StoryBooks(tmp_path_factory.mktemp("books"), Tale(days=16, orders_per_day=12)).fill()
    made.feeds = (*made.feeds, StreamUse("mall", "order_sources"))
    made.rows("daily_briefing")
    yield made
    made.store.close()


def test_yesterday_is_told_with_units_and_definitions(books):
    said = _Said(accounts={"mall": SimpleNamespace(notify=())})
    first, _second = briefings(said, books.store, "2026-11-19")
    tale, day = books.tale, "2026-11-19"
    visits = sum(row["visit_count"] for row in tale.truth("visitors") if (row["shop_no"], row["date"]) == (1, day))
    sold = sum(
        row["sales"] for row in tale.truth("hourly_sales") if (row["shop_no"], row["collection_date"]) == (1, day)
    )
    assert first.title == "데일리 브리핑 11월 19일(목) · mall 1번 쇼핑몰"
    assert f"통계 순매출 (결제 − 환불) {sold:,.0f}원 (전일 " in first.body
    assert f"\n방문 {visits:,}회 (전일 " in first.body
    assert "\n광고비 (부가세 별도) " in first.body
    assert "\n열린 성과 알림: 없음" in first.body
    assert briefings(said, books.store, "2026-11-20") == []


def test_a_letter_is_worth_nothing_tomorrow(books):
    said = replace(_Said(), accounts={"mall": SimpleNamespace(notify=())})
    told = briefings(said, books.store, "2026-11-19")
    letters = letters_of(told, said, datetime(2026, 11, 20, 8, 30, tzinfo=KST))
    assert {letter.until for letter in letters} == {datetime(2026, 11, 21, tzinfo=KST)}
    assert len(letters) == 2
