"""The mall's lists as they land: what is gone at Cafe24 goes, what could not be read stays and says so, never a 0."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from list_vendor import Lists, Served, connected, refusing

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import Refused
from sheets_bridge.masking import Masks
from sheets_bridge.model import KST
from sheets_bridge.source import Shop
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.store import Store, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.land import Landed
from sheets_bridge.sync.land import land as land_all
from sheets_bridge.sync.world import Ask, Connected, World
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=KST)
MALL = "samplemall"
Row = dict[str, Any]


class Mall:
    """A world with one mall, whose clock goes where a test puts it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def run(self, stream: str, days_later: int = 0, ask: Ask | None = None) -> Landed:
        moment = NOW + timedelta(days=days_later)
        world = replace(self.world, clock=lambda: moment)
        (landed,) = land_all(world, StreamUse(MALL, stream), [Shop(1, "main", active=True)], ask or Ask())
        return landed

    def rows(self, table_id: str, stream: str | None = None) -> list[Row]:
        table, store = TABLES[table_id], self.world.store
        pulls = landing.pulls_by_shop(store, StreamUse(MALL, stream or table_id).pull(0))
        shown = Selection(table, tuple(pulls.values()), table.columns)
        names = [column.id for column in table.columns]
        wanted = selection.wanted(store, shown)
        return [dict(zip(names, row, strict=True)) for _, row in selection.rows(store, shown, wanted)]

    def values(self, table_id: str, *names: str, stream: str | None = None) -> list[Any]:
        rows = self.rows(table_id, stream)
        return [row[names[0]] if len(names) == 1 else tuple(row[name] for name in names) for row in rows]


@pytest.fixture
def vendor() -> Lists:
    return Lists()


@pytest.fixture
def mall(tmp_path, vendor) -> Iterator[Mall]:
    with Store(tmp_path / "bridge.db", TABLES) as store:
        login = Connected(SOURCE, connected(vendor), "active", NOW.date() - timedelta(days=200))
        yield Mall(World(store, {MALL: login}, {}, lambda: NOW, Masks(b"k" * 32), "ko", tmp_path, "us"))


def ago(days: int) -> str:
    return (NOW.date() - timedelta(days=days)).isoformat()


def brands(*codes: str) -> Served:
    return Served([{"shop_no": 1, "brand_code": code, "brand_name": code.lower()} for code in codes], "brands")


def test_what_is_deleted_from_a_whole_list_leaves_the_store(mall, vendor):
    vendor.served["/brands"] = brands("A", "B", "C")
    assert mall.run("brands").result.landed == 3
    vendor.served["/brands"] = brands("A", "C", "D")
    assert mall.run("brands", 1).error is None
    assert sorted(mall.values("brands", "brand_code")) == ["A", "C", "D"]


def test_a_whole_list_that_came_short_takes_nothing_away_and_moves_no_cursor(mall, vendor):
    vendor.served["/brands"] = brands("A", "B", "C")
    mall.run("brands")
    vendor.served["/brands"] = brands("A", "D")
    vendor.recount = lambda count: count + 1
    landed = mall.run("brands", 1)
    assert landed.result.state == "incomplete"
    assert "2 of 3" in str(landed.error)
    assert sorted(mall.values("brands", "brand_code")) == ["A", "B", "C", "D"]
    assert landed.result.complete_until == NOW


def board_with(*articles: Row) -> dict[str, Served]:
    return {
        "/boards": Served([{"board_no": 4, "board_type": 5, "board_name": "상품후기"}], "boards"),
        "/boards/4/articles": Served(list(articles), "articles", ("start_date", "end_date", "created_date")),
    }


def article(number: int, days_ago: int, **more: Any) -> Row:
    written = f"{ago(days_ago)}T10:00:00+09:00"
    return {"shop_no": 1, "board_no": 4, "article_no": number, "created_date": written, "rating": 5, **more}


def test_an_article_deleted_at_cafe24_leaves_with_the_next_reading_of_its_days(mall, vendor):
    vendor.served |= board_with(article(1, 150), article(2, 5), article(3, 20), article(4, 60))
    mall.run("reviews")
    assert sorted(mall.values("reviews", "article_no")) == ["1", "2", "3", "4"]
    vendor.served |= board_with()
    mall.run("reviews")
    assert sorted(mall.values("reviews", "article_no")) == ["1", "3", "4"]
    mall.run("reviews", 1)
    assert sorted(mall.values("reviews", "article_no")) == ["1", "4"]
    mall.run("reviews", 7)
    assert mall.values("reviews", "article_no") == []


def test_nothing_of_days_that_could_not_be_read_whole_leaves(mall, vendor):
    vendor.served |= board_with(article(1, 2), article(2, 2))
    mall.run("reviews")
    many = [article(number, 1) for number in range(10, 9000)]
    vendor.served |= board_with(*many)
    landed = mall.run("reviews", 1)
    assert landed.result.state == "incomplete"
    assert {"1", "2"} <= set(mall.values("reviews", "article_no"))


def test_articles_of_product_boards_are_reviews_and_all_others_are_not(mall, vendor):
    vendor.served |= board_with(article(1, 3, writer="견본이", title="010-0000-1234로 연락", member_id="dalbit07"))
    vendor.served["/boards"].rows.append({"board_no": 9, "board_type": 7, "board_name": "1:1"})
    vendor.served["/boards/9/articles"] = Served([article(7, 3) | {"board_no": 9}], "articles")
    mall.run("reviews")
    mall.run("articles")
    (review,) = mall.rows("reviews")
    assert (review["board_name"], review["rating"], review["title"]) == ("상품후기", 5, None)
    assert (review["writer"], len(review["customer_key"])) == (None, 24)
    assert mall.values("articles", "board_no", "article_no", "board_name") == [("9", "7", "1:1")]


def refund(code: str, accepted: int, refunded: int | None = None, **more: Any) -> Row:
    return {
        "shop_no": 1, "refund_code": code, "order_id": f"2026-{code}", "status": "F" if refunded is None else "T",
        "accepted_refund_date": f"{ago(accepted)}T10:00:00+09:00",
        "refund_date": None if refunded is None else f"{ago(refunded)}T11:00:00+09:00",
        "actual_refund_amount": "12610.00", **more,
    }  # fmt: skip


class Refunds(Lists):
    """Answers by the date type it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.refunds: list[Row] = []

    def get(self, path: str, params: Any, **more: Any) -> Any:
        by = ("start_date", "end_date", params["date_type"])
        self.served["/refunds"] = Served([one for one in self.refunds if one[by[2]]], "refunds", by)
        return super().get(path, params, **more)


@pytest.fixture
def refunding(mall) -> tuple[Mall, Refunds]:
    vendor = Refunds()
    login = replace(mall.world.accounts[MALL], connection=connected(vendor))
    return Mall(replace(mall.world, accounts={MALL: login})), vendor


def test_a_refund_paid_back_long_after_it_was_accepted_is_found_by_that_date(refunding):
    mall, vendor = refunding
    vendor.refunds = [refund("C1", 90), refund("C2", 10)]
    mall.run("refunds")
    assert mall.values("refunds", "refund_code", "refund_date") == [("C1", None), ("C2", None)]
    vendor.refunds = [refund("C1", 90, 0), refund("C2", 10)]
    mall.run("refunds")
    assert mall.values("refunds", "refund_code", "refund_date", "status") == [("C1", ago(0), "T"), ("C2", None, "F")]


def test_a_refund_that_was_taken_back_leaves(refunding):
    mall, vendor = refunding
    vendor.refunds = [refund("C1", 90), refund("C2", 10)]
    mall.run("refunds")
    vendor.refunds = [refund("C1", 90)]
    mall.run("refunds", 1)
    assert mall.values("refunds", "refund_code") == ["C1"]


def test_history_comes_window_by_window_by_both_dates(refunding):
    mall, vendor = refunding
    vendor.refunds = [refund("C1", 150), refund("C2", 400, 130), refund("C3", 3)]
    mall.run("refunds", ask=Ask(part="news"))
    assert mall.values("refunds", "refund_code") == ["C3"]
    mall.run("refunds", ask=Ask(part="history"))
    assert mall.values("refunds", "refund_code") == ["C3"]
    left = [asked["date_type"] for asked in vendor.asked("/refunds")[-2:]]
    mall.run("refunds", ask=Ask(part="history"))
    assert (left, sorted(mall.values("refunds", "refund_code"))) == (
        ["refund_date", "accepted_refund_date"], ["C1", "C2", "C3"],
    )  # fmt: skip
    mall.run("refunds", ask=Ask(part="history"))
    assert landing.cursor(mall.world.store, 1).since == date.fromisoformat(ago(200))
    assert mall.run("refunds", ask=Ask(part="history")).result.read == 0


def hours(days_ago: int, *amounts: int) -> list[Row]:
    return [
        {"shop_no": 1, "collection_date": ago(days_ago), "collection_hour": f"{hour:02d}", "sales": f"{amount}.00"}
        for hour, amount in enumerate(amounts)
    ]


def hourly(*rows: Row) -> Served:
    return Served(list(rows), "hourlysales", ("start_date", "end_date", "collection_date"))


def test_hourly_sales_that_are_refused_stand_as_not_collected_and_never_as_zero(mall, vendor):
    vendor.before = refusing(Refused, 403, lambda _params: True)
    landed = mall.run("hourly_sales", ask=Ask(since=NOW.date() - timedelta(days=1), until=NOW.date()))
    assert landed.result.state == "not_collected"
    stands = mall.values("hourly_sales", "date", "hour", "sales", "data_status")
    missing = "미수집 (시간별 매출 권한 없음, 2026-11-20 09:30)"
    assert stands == [(ago(1), None, None, missing), (ago(0), None, None, missing)]


def test_a_right_that_comes_later_puts_the_numbers_where_they_were_missing(mall, vendor):
    vendor.before = refusing(Refused, 403, lambda _params: True)
    mall.run("hourly_sales")
    vendor.before = lambda _path, _params: None
    vendor.served["/reports/hourlysales"] = hourly(*hours(20, 100, 200), *hours(0, 7))
    assert mall.run("hourly_sales").result.state == "complete"
    assert mall.values("hourly_sales", "date", "hour", "sales", "data_status") == [
        (ago(20), 0, 100.0, "확정"), (ago(20), 1, 200.0, "확정"), (ago(0), 0, 7.0, "집계중"),
    ]  # fmt: skip


def test_a_history_from_the_first_order_that_cannot_be_looked_for_marks_today(mall, vendor):
    login = replace(mall.world.accounts[MALL], history=None)
    mall.world = replace(mall.world, accounts={MALL: login})
    vendor.before = refusing(Refused, 403, lambda _params: True)
    assert mall.run("hourly_sales").result.state == "not_collected"
    assert mall.values("hourly_sales", "date", "sales") == [(ago(0), None)]


def test_sales_of_an_hour_that_is_taken_out_of_the_report_leave(mall, vendor):
    vendor.served["/reports/hourlysales"] = hourly(*hours(3, 100, 200))
    mall.run("hourly_sales")
    vendor.served["/reports/hourlysales"] = hourly(*hours(3, 150))
    mall.run("hourly_sales")
    assert mall.values("hourly_sales", "hour", "sales") == [(0, 150.0)]


def test_sales_volume_is_asked_for_the_mall_s_own_products(mall, vendor):
    numbers = [{"product_no": number} for number in range(1, 131)]
    vendor.served["/products"] = Served(numbers, "products", since=("since_product_no", "product_no"))
    sold = {
        "shop_no": "1", "collection_date": ago(2), "collection_hour": "12", "product_price": "10000.00",
        "settle_count": "2", "exchane_product_count": "1", "total_sales": "1",
        "updated_date": f"{ago(2)}T14:51+09:00", "product_no": 16, "variants_code": "P0000BKE000A",
    }  # fmt: skip
    vendor.served["/reports/salesvolume"] = Served([sold], "salesvolume", ("start_date", "end_date", "collection_date"))
    assert mall.run("sales_volume").error is None
    (row,) = mall.rows("sales_volume")
    assert (row["hour"], row["product_no"], row["settle_count"], row["exchange_product_count"]) == (12, "16", 2, 1)
    assert row["counted_at"] == f"{ago(2)} 14:51:00"
    assert {len(asked["product_no"].split(",")) for asked in vendor.asked("/reports/salesvolume")} == {100, 30}


def test_the_dashboards_of_past_days_stay(mall, vendor):
    def told(day: str, members: int) -> Row:
        stats = [{"date": day, "order_price": "5.00", "payed_count": 2}]
        return {"shop_no": 1, "new_members_count": members, "sold_out_products_count": 1, "daily_sales_stats": stats}

    vendor.served["/dashboard"] = Served([told(ago(0), 4)], "dashboard")
    mall.run("dashboard")
    vendor.served["/dashboard"] = Served([told(ago(-1), 7)], "dashboard")
    mall.run("dashboard", 1)
    assert mall.values("dashboard", "date", "new_members_count") == [(ago(0), 4), (ago(-1), 7)]
    paid = mall.values("dashboard_sales", "date", "paid_count", stream="dashboard")
    assert paid == [(ago(0), 2), (ago(-1), 2)]


@pytest.mark.parametrize(("stream", "path", "under"), [("shops", "/shops/1", "shop"), ("store", "/store", "store")])
def test_a_shop_is_one_row_that_is_kept_current(mall, vendor, stream, path, under):
    for name in ("견본몰", "새 견본몰"):
        vendor.served[path] = Served({"shop_no": 1, "shop_name": name, "president_name": "견본이"}, under)
        assert mall.run(stream).error is None
    assert mall.values(stream, "shop_name") == ["새 견본몰"]
    assert "견본이" not in str(mall.rows(stream))


def member(number: int, days_ago: int) -> Row:
    return {"shop_no": 1, "member_id": f"dalbit{number}", "name": "하늘별", "cellphone": "010-0000-1234",
            "email": f"dalbit{number}@example.com", "address1": "서울특별시 마포구 견본로 1", "group_no": 2,
            "birthday": "1990-02-03", "created_date": f"{ago(days_ago)}T10:00:00+09:00"}  # fmt: skip


def test_members_are_known_by_their_key_and_what_else_tells_who_they_are_is_masked(mall, vendor):
    people = [member(number, number) for number in range(3)]
    vendor.served["/customersprivacy"] = Served(
        people, "customersprivacy", since_day=("created_start_date", "created_date")
    )
    assert mall.run("members").error is None
    rows = mall.rows("members")
    assert len({row["customer_key"] for row in rows}) == 3
    assert (rows[0]["name"], rows[0]["cellphone"], rows[0]["area"]) == (None, None, "서울특별시")
    for secret in ("dalbit1", "하늘별", "1234", "견본로", "1990"):
        assert secret not in str(rows)
    assert {asked["search_type"] for asked in vendor.asked("/customersprivacy")} == {"created_date"}


def test_a_member_who_left_leaves_and_one_without_a_name_is_set_aside(mall, vendor):
    def joined(*people: Row) -> Served:
        return Served(list(people), "customersprivacy", since_day=("created_start_date", "created_date"))

    vendor.served["/customersprivacy"] = joined(member(1, 9), member(2, 8))
    mall.run("members")
    vendor.served["/customersprivacy"] = joined(member(1, 9), member(3, 8) | {"member_id": None})
    landed = mall.run("members", 1)
    assert (landed.result.quarantined, len(mall.rows("members"))) == (1, 1)


def test_issues_of_every_coupon_come_with_its_name_and_a_use_long_after_is_found_within_the_week(mall, vendor):
    coupons = [{"shop_no": 1, "coupon_no": f"900000000000000003{n}", "coupon_name": f"쿠폰 {n}"} for n in range(2)]
    vendor.served["/coupons"] = Served(coupons, "coupons")

    def issues(used: str, order: str) -> None:
        for coupon in coupons:
            issue = {"shop_no": 1, "coupon_no": coupon["coupon_no"], "issue_no": "9000000000000000132",
                     "member_id": "dalbit07", "issued_date": f"{ago(120)}T00:00:00+09:00", "used_coupon": used,
                     "used_date": "null", "related_order_id": order}  # fmt: skip
            vendor.served[f"/coupons/{coupon['coupon_no']}/issues"] = Served(
                [issue],
                "issues",
                ("issued_start_date", "issued_end_date", "issued_date"),
                ("since_issue_no", "issue_no"),
            )

    issues("F", "null")
    mall.run("coupon_issues")
    assert mall.values("coupon_issues", "coupon_name", "used", "used_at", "order_id") == [
        ("쿠폰 0", "F", None, None), ("쿠폰 1", "F", None, None),
    ]  # fmt: skip
    issues("T", "20261119-0000001")
    mall.run("coupon_issues", 1)
    assert mall.values("coupon_issues", "used") == ["F", "F"]
    mall.run("coupon_issues", 7)
    assert mall.values("coupon_issues", "used", "order_id") == [("T", "20261119-0000001")] * 2
    assert vendor.asked("/coupons")[0]["deleted"] == "T,F"


def test_the_history_of_issues_begins_with_the_first_coupon(mall, vendor):
    rows = [{"coupon_no": "1", "created_date": "2026-05-04T10:00:00+09:00"}, {"coupon_no": "2", "created_date": None}]
    vendor.served["/coupons"] = Served(rows, "coupons")
    stream = SOURCE.streams["coupon_issues"]
    assert stream.origin(connected(vendor), StreamUse(MALL, "coupon_issues").pull(1), NOW) == date(2026, 5, 4)
    assert "/coupons/1/issues" not in [path for path, _ in vendor.calls]
