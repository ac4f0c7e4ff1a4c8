"""Ads, ways of orders and mappings put into a store by hand, and the reports that come of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sheets_bridge.join_keys import join_key
from sheets_bridge.model import Cursor, Pull
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.store import Store, landing, querying
from sheets_bridge.store.querying import Advertised, Beside, Reach

TODAY = date(2026, 11, 20)
DAY, NEXT_DAY = "2026-10-10", "2026-10-11"
SINCE = date(2026, 10, 1)
MALL, SHOP = "mall", 1
NAVER, META, US = ("naver", 11), ("meta", 22), ("meta", 33)
"""Ad accounts: login and number."""

Told = Mapping[str, Any]


class AdBooks:
    """A store for one mall with two shops, and three ad accounts of which one advertises the second shop."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "bridge.db", STORED)
        self.pulls: dict[str, list[int]] = {}
        self.reaches: list[Reach] = []
        self.orders = 0
        self.computed: dict[str, list[dict[str, Any]]] = {}
        self.advertised = [Advertised(*NAVER, MALL, 1), Advertised(*META, MALL, 1), Advertised(*US, MALL, 2)]
        for table in ("orders", "refunds", "order_sources", "visit_ads", "access_sales"):
            for shop in (1, 2):
                self.covers(table, MALL, shop)
        for login, number in (NAVER, META, US):
            self.covers("ad_stats", login, number)

    def covers(self, table: str, account: str, shop: int, since: date | None = SINCE, until: date = TODAY) -> None:
        """The days of a table that are collected, in place of what was said before."""
        self.reaches = [one for one in self.reaches if (one.table, one.account, one.shop_no) != (table, account, shop)]
        self.reaches.append(Reach(table, account, shop, since, until))

    def land(self, table: str, rows: Iterable[Told], account: str = MALL, shop: int = SHOP) -> None:
        """Rows of a table."""
        self.computed.clear()
        number = landing.pull_id(self.store, Pull(account, shop, table))
        whose = {"account": account, "shop_no": shop}
        made = [tuple((whose | told).get(column.id) for column in STORED[table].columns) for told in rows]
        landing.land(self.store, number, {table: made}, Cursor(since=SINCE, until=datetime.now(UTC)))
        if number not in self.pulls.setdefault(table, []):
            self.pulls[table].append(number)

    def sells(self, amount: float, day: str = DAY, shop: int = SHOP, *, first: str = "F", **tag: str | None) -> str:
        """An order with its tag (source, medium, campaign, content, keyword); its number."""
        self.orders += 1
        order_id = f"{day.replace('-', '')}-{self.orders:07}"
        source, medium, campaign, content = (tag.get(name) for name in ("source", "medium", "campaign", "content"))
        keys = {"ad_key": source, "medium_key": medium, "campaign_key": campaign, "content_key": content}
        self.land("order_sources", [{
            "date": day, "order_id": order_id, "order_amount": amount, "data_status": "확정", "ad": source,
            "medium": medium, "campaign": campaign, "content": content, "keyword": tag.get("keyword"),
            **{name: join_key(text) for name, text in keys.items()},
        }], shop=shop)  # fmt: skip
        currency = "USD" if shop == 2 else "KRW"
        self.land("orders", [{"order_id": order_id, "ordered_at": f"{day} 10:00:00", "currency": currency,
                              "first_order": first, "market_id": "self"}], shop=shop)  # fmt: skip
        return order_id

    def gives_back(self, order_id: str, amount: float | None, **more: Any) -> None:
        """A refund of an order that is done."""
        told = {"refund_code": f"R-{order_id}", "order_id": order_id, "refund_date": "2026-11-15", "status": "T",
                "actual_refund_amount": amount, "currency": "KRW", **more}  # fmt: skip
        self.land("refunds", [told])

    def advertises(
        self, whose: tuple[str, int], campaign: str, cost: float | None, day: str = DAY, **more: Any
    ) -> None:
        """An ad of a campaign on a day."""
        medium = {"naver": "네이버 검색광고", "meta": "메타"}[whose[0]]
        product = {"naver": "파워링크", "meta": "전환(매출)"}[whose[0]]
        name = more.pop("name", f"{campaign} 이름")
        told = {
            "date": day, "medium": medium, "ad_product": product, "campaign_id": campaign, "campaign_name": name,
            "campaign_key": join_key(name), "adgroup_id": "g", "ad_id": f"{campaign}-ad", "ad_name": f"{campaign} 소재",
            "device": "PC", "impressions": 1000, "clicks": 50, "cost": cost, "cost_in_basis": cost,
            "cost_own_currency": cost, "currency": "KRW", "conversions": 2.0, "conversion_value": 5000.0,
            "value_in_basis": 5000.0, "conversion_date_basis": "전환일", "data_status": "확정",
        }  # fmt: skip
        self.land("ad_stats", [told | more], *whose)

    def misses(self, whose: tuple[str, int], day: str, why: str = "로그인 필요, 2026-10-11 07:00") -> None:
        """A day that an ad account could not tell."""
        medium = {"naver": "네이버 검색광고", "meta": "메타"}[whose[0]]
        self.lacks("ad_stats", day, why, *whose, medium=medium)

    def lacks(self, table: str, day: str, why: str, account: str = MALL, shop: int = SHOP, **marks: Any) -> None:
        """A day that could not be collected, as a run notes it: its key names the day alone."""
        self.computed.clear()
        number = landing.pull_id(self.store, Pull(account, shop, table))
        told = {"account": account, "shop_no": shop, "date": day, "data_status": f"미수집 ({why})", **marks}
        row = tuple(told.get(column.id) for column in STORED[table].columns)
        landing.fill(self.store, number, STORED[table], [row])
        if number not in self.pulls.setdefault(table, []):
            self.pulls[table].append(number)

    def visited(self, source: str, visits: int, day: str = DAY, **more: Any) -> None:
        """Visits of a channel on a day."""
        told = {"date": day, "ad": source, "ad_key": join_key(source), "visit_count": visits, "data_status": "확정"}
        self.land("visit_ads", [told | more])

    def types(self, table: str, *rows: Told) -> None:
        """What people typed on a tab."""
        self.land(table, [{"row_no": n, **row} for n, row in enumerate(rows, 1)], "", 0)

    def rows(self, report: str) -> list[dict[str, Any]]:
        """The report's rows; computed once for what stands."""
        if report not in self.computed:
            self.computed[report] = self._compute(report)
        return self.computed[report]

    def _compute(self, report: str) -> list[dict[str, Any]]:
        names = [column.id for column in REPORTS[report].table.columns]
        found = querying.rows(self.store, REPORTS[report], self.pulls, Beside(self.reaches, TODAY, self.advertised))
        return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, report: str, **where: Any) -> dict[str, Any]:
        """The one row of a day (and of whatever else is said)."""
        wanted = {"date": DAY, "shop_no": SHOP, **where}
        (row,) = [row for row in self.rows(report) if wanted.items() <= row.items()]
        return row
