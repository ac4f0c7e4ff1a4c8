"""Books filled with what the pretend mall and its ad media would have told by noon of a day in November."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from reports_bench import NOW, Books, Told

from sheets_bridge import ads
from sheets_bridge.config import StreamUse
from sheets_bridge.join_keys import join_key
from sheets_bridge.model import KST
from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.told import told
from sheets_bridge.tables import AD_STATS, TABLES

TODAY = NOW.astimezone(KST).date()
MALL_TABLES = (
    "orders", "refunds", "hourly_sales", "access_sales", "visitors", "visitors_hourly", "members", "dashboard",
    "visit_ads", "goals", "outside_sales",
)  # fmt: skip
MEDIA = {
    "naver_ads": "네이버 검색광고", "meta_ads": "메타", "google_ads": "구글", "kakao_keyword": "카카오",
    "kakao_moment": "카카오",
}  # fmt: skip
RESTATED = {"naver_ads": 7, "meta_ads": 28, "google_ads": 31, "kakao_keyword": 8, "kakao_moment": 8}
TELLS_TODAY = {"meta_ads", "google_ads"}
YESTERDAYS_END = datetime(2026, 11, 19, 23, 59, 59, tzinfo=KST)
VAT = {"T": "포함", "F": "별도", "unknown": "미확인"}


@dataclass(frozen=True)
class Tale:
    """One pretend mall with its ad media, asked past all wires."""

    days: int
    orders_per_day: int
    seed: int = 3
    now: datetime = field(default=NOW.astimezone(KST))
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @cached_property
    def story(self) -> Story:
        return Story("mall", seed=self.seed, start=self.now, days=self.days, orders_per_day=self.orders_per_day)

    @cached_property
    def market(self) -> AdMarket:
        return market_of(self.story, lambda: self.now, Switch())

    def truth(self, name: str) -> list[dict[str, Any]]:
        """All there is of one kind, as the sandbox's control tells it."""
        if name not in self.told:
            found = told(self.story, "mall", name, self.now, self.market)
            self.told[name] = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
        return self.told[name]

    @cached_property
    def members(self) -> Mapping[str, str]:
        """Order number → who bought; orders of guests are left out."""
        return {
            order.order_id: order.person.member_id
            for shop in (1, 2)
            for order in self.story.orders(self.now, shop)
            if order.person.member_id
        }

    @property
    def all_days(self) -> Sequence[date]:
        first = self.story.first_day
        return [first + timedelta(days=n) for n in range((self.now.date() - first).days + 1)]


class StoryBooks(Books):
    """Books of a mall with two shops and a login at each of its media."""

    def __init__(self, folder: Path, tale: Tale) -> None:
        super().__init__(folder, ("mall", *MEDIA))
        self.tale = tale
        advertises = {one.medium: {} for one in tale.market.accounts}
        for one in tale.market.accounts:
            advertises[one.medium][int(one.number)] = ("mall", one.shop_no)
        connected = self.world.accounts
        logins = {name: replace(connected[name], advertises=numbers) for name, numbers in advertises.items()}
        self.world = replace(self.world, accounts={**connected, **logins})
        mall = [StreamUse("mall", table) for table in MALL_TABLES]
        self.feeds = (*mall, *(StreamUse(login, "ad_stats") for login in MEDIA))

    def fill(self, *, but: Sequence[str] = ()) -> "StoryBooks":
        """Everything that may be collected at noon, but of these logins."""
        for name in ("orders", "refunds", "hourly_sales", "visitors", "members"):
            self.land_truth(name)
        for shop in (1, 2):
            self.land_visits(shop)
        for login in MEDIA:
            if login not in but:
                self.land_ads(login)
        return self

    def land_truth(self, name: str) -> None:
        """One kind of fact, in our columns."""
        ours = {"orders": self._orders, "refunds": _refund, "hourly_sales": _hour, "members": _member}
        make = ours.get(name, dict)
        for shop in (1, 2):
            rows = [make(row) for row in self.tale.truth(name) if row["shop_no"] == shop]
            since = date.min if name == "members" else self.tale.story.first_day
            self.land(name, rows, shop=shop, since=since)

    def land_visits(self, shop: int) -> None:
        """What the mall's statistics tell of hours and channels."""
        tables: dict[str, list[Told]] = defaultdict(list)
        for day in self.tale.all_days:
            for table, rows in self._statistics(shop, day):
                tables[table] += [{"date": day.isoformat(), "data_status": "확정", **row} for row in rows]
        for table, rows in tables.items():
            self.land(table, rows, shop=shop, since=self.tale.story.first_day)

    def land_ads(self, login: str, until: datetime | None = None) -> None:
        """The days of a medium's accounts, as far as it tells them, or as somebody read them."""
        told_until = until or (NOW if login in TELLS_TODAY else YESTERDAYS_END)
        for account in self.tale.market.accounts:
            if account.medium == login:
                rows = [row for row in self._ad_rows(login, account.number)
                        if row["date"] <= told_until.astimezone(KST).date().isoformat()]  # fmt: skip
                self.land("ad_stats", rows, shop=int(account.number), account=login,
                          since=self.tale.story.first_day, until=told_until)  # fmt: skip

    def fail_ads(self, login: str, days: Sequence[str], why: str) -> None:
        """Days of a login that could not be read."""
        for account in self.tale.market.accounts:
            if account.medium == login:
                for day in days:
                    self.miss("ad_stats", day, why, shop=int(account.number), account=login, medium=MEDIA[login])

    def fail_day(self, login: str, day: str, why: str) -> None:
        """A day of which a medium had told something comes to be one of which it tells nothing."""
        for account in self.tale.market.accounts:
            if account.medium == login:
                self._drop("ad_stats", login, int(account.number), day)
        self.fail_ads(login, [day], why)

    def lose(self, table: str, shop: int, day: str, why: str) -> None:
        """A day of the mall's that could not be read."""
        self._drop(table, "mall", shop, day)
        self.miss(table, day, why, shop=shop)

    def _drop(self, table: str, account: str, number: int, day: str) -> None:
        with self.store.transaction() as connection:
            connection.execute(
                f'DELETE FROM "{table}" WHERE account = ? AND shop_no = ? AND date = ?', (account, number, day)
            )

    def _orders(self, row: Told) -> Told:
        member = self.tale.members.get(row["order_id"])
        return {**row, "customer_key": member and f"key-{member}"}

    def _statistics(self, shop: int, day: date) -> Iterator[tuple[str, list[Told]]]:
        audience = self.tale.story.audience(shop)
        visits, sales = audience.visits(self.tale.now, day), audience.sales(self.tale.now, day)
        by_hour = [
            {"hour": hour, "visit_count": sum(one.visits for one in visits if one.hour == hour)} for hour in range(24)
        ]
        yield "visitors_hourly", [row for row in by_hour if row["visit_count"]]
        sold = [[sale for sale in sales if sale.paid_at.hour == hour] for hour in range(24)]
        hours = [
            {"hour": hour, "order_count": len(some), "order_amount": float(sum(one.amount for one in some))}
            for hour, some in enumerate(sold)
            if some
        ]
        yield "access_sales", hours or [{"hour": 0, "order_count": 0, "order_amount": 0.0}]
        channels: dict[str, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(_BROUGHT, 0))
        for one in visits:
            channels[one.origin.tag.ad or "채널 없음"]["visit_count"] += one.visits
        for sale in sales:
            channel = channels[sale.origin.tag.ad or "채널 없음"]
            channel["order_count"] += 1
            channel["order_amount"] += float(sale.amount)
        yield "visit_ads", [{"ad": ad, "ad_key": join_key(ad), **of} for ad, of in channels.items()]

    def _ad_rows(self, login: str, number: str) -> Iterator[Told]:
        complete = ads.derivation(AD_STATS, ads.Settings())
        for one in self.tale.truth("ad_stats"):
            if (one["medium"], one["account"]) == (login, number):
                open_ = (self.tale.now.date() - date.fromisoformat(one["date"])).days < RESTATED[login]
                raw = {
                    **one, "account": login, "shop_no": int(number), "medium": MEDIA[login], "account_id": number,
                    "vat_included": VAT[one["vat_included"]], "data_status": "집계중" if open_ else "확정",
                    "ad_id": one["ad_id"], "adgroup_id": one["adgroup_id"],
                }  # fmt: skip
                made = complete(tuple(raw.get(column.id) for column in AD_STATS.columns))
                yield dict(zip([column.id for column in AD_STATS.columns], made, strict=True))


_BROUGHT = ("visit_count", "order_count", "order_amount")


def _refund(row: Told) -> Told:
    days = {name: row[fact] and row[fact][:10] for name, fact in
            (("refund_date", "refund_date"), ("accepted_date", "accepted_refund_date"))}  # fmt: skip
    return {**row, **days}


def _hour(row: Told) -> Told:
    return {**row, "date": row["collection_date"], "hour": int(row["collection_hour"]), "data_status": "확정"}


def _member(row: Told) -> Told:
    return {"customer_key": f"key-{row['member_id']}", "joined_date": row["created_date"][:10]}


assert set(MALL_TABLES) <= set(TABLES)
