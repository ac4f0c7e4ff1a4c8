"""What a dashboard has to show, worked out in plain Python from the rows of the report tabs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

EPOCH = date(1899, 12, 30)
Row = Mapping[str, Any]


def serial(day: date) -> int:
    """A day as a sheet counts it."""
    return (day - EPOCH).days


@dataclass(frozen=True)
class Span:
    """Some days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def rows(self, rows: Iterable[Row], label: str) -> list[Row]:
        """The rows whose day is one of them."""
        return [row for row in rows if serial(self.first) <= row[label] <= serial(self.last)]


def month_back(day: date, months: int) -> date:
    """The same day so many months before, the month's last where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), last_of(date(year, month + 1, 1)))


def last_of(day: date) -> date:
    """The last day of its month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(1)


def span(period: str, today: date, own: Span | None = None) -> Span:
    """The days a choice of 기간 means."""
    yesterday, first = today - timedelta(1), today.replace(day=1)
    before = first - timedelta(1)
    spans = {
        "어제": Span(yesterday, yesterday),
        "최근 7일": Span(today - timedelta(7), yesterday),
        "이번 달": Span(first, max(first, yesterday)),
        "지난달": Span(before.replace(day=1), before),
    }
    found = own if period == "직접" else spans[period]
    assert found is not None
    return found


def compared(against: str, period: str, now: Span) -> Span | None:
    """The days a choice of 비교 means."""
    by_month = period in ("이번 달", "지난달")
    if against == "없음":
        return None
    if against == "직전 같은 기간":
        return Span(now.first - timedelta(now.days), now.first - timedelta(1))
    if against == "전주/전월 같은 기간" and not by_month and now.days <= 7:
        return Span(now.first - timedelta(7), now.last - timedelta(7))
    months = 1 if against == "전주/전월 같은 기간" else 12
    first, last = month_back(now.first, months), month_back(now.last, months)
    return Span(first, last_of(last) if period == "지난달" else last)


def total(rows: Iterable[Row], figure: str) -> float | None:
    """A column added up; None where a row lacks it that should have it, or none has it."""
    rows = list(rows)
    lacking = [row for row in rows if row[figure] == "" and row["집계 상태"].startswith("미수집")]
    there = [row[figure] for row in rows if row[figure] != ""]
    return sum(there) if there and not lacking else None


def over(figure: float | None, by: float | None) -> float | None:
    """A ratio."""
    return figure / by if figure is not None and by else None


@dataclass(frozen=True)
class Days:
    """The rows of 일별 종합 that are meant, of some days."""

    span: Span
    rows: list[Row]

    def missing(self, figure: str) -> int:
        """Days without a row, and rows that lack the figure."""
        absent = self.span.days - len({row["일자"] for row in self.rows})
        return absent + sum(row[figure] == "" and row["집계 상태"].startswith("미수집") for row in self.rows)

    def figure(self, name: str) -> float | None:
        """A figure of all these days."""
        return None if self.missing(name) else total(self.rows, name)

    def cards(self) -> dict[str, float | None]:
        """What the cards show."""
        net, own, access, orders, visits, cost, first = (
            self.figure(name) for name in ("통계 순매출", "자사몰 순매출", "접속통계 매출액", "구매건수", "방문수",
                                           "광고비 합계", "첫구매 구매자수")
        )  # fmt: skip
        return {
            "통계 순매출": net, "광고비": cost, "통합 ROAS": over(own, cost), "구매건수": orders,
            "객단가": over(access, orders), "방문수": visits, "구매전환율": over(orders, visits),
            "신규 고객 CAC": over(cost, first),
        }  # fmt: skip


def meant(rows: Iterable[Row], shop: int | None) -> list[Row]:
    """The rows of a shop, or of all in the first shop's currency."""
    if shop is not None:
        return [row for row in rows if row["쇼핑몰 번호"] == shop]
    found = list(rows)
    first = min(found, key=lambda row: (row["몰 아이디"], row["쇼핑몰 번호"], row["통화"]))
    return [row for row in found if row["통화"] == first["통화"]]


def grouped(rows: Iterable[Row], *keys: str) -> dict[tuple[Any, ...], list[Row]]:
    """The rows by some columns."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found
