"""The two sales figures on orders that have every special case of the written formula, computed by hand beside them."""

from datetime import date, timedelta

import pytest
from reports_bench import NOW, SINCE, Books, order, refund

FIRST, SECOND, LATER = "2026-10-01", "2026-10-02", "2026-11-05"

ORDERS = [
    # goods 52,000 + shipping 3,000 - coupon 5,000: shipping is in, the coupon is out
    order("20261001-0000001", FIRST, 50_000.0, shipping_fee=3_000.0, coupon_discount_price=5_000.0),
    # 20,000, of it 2,000 by points
    order("20261001-0000002", FIRST, 18_000.0, points_spent_amount=2_000.0),
    # 30,000, of it 10,000 by credits
    order("20261001-0000003", FIRST, 20_000.0, credits_spent_amount=10_000.0),
    # Naver Pay: 15,000, of it 1,500 by Naver points
    order("20261001-0000004", FIRST, 13_500.0, naver_point=1_500.0, order_place_id="NCHECKOUT", market_id="NCHECKOUT"),
    # refunded in part on the next day
    order("20261001-0000005", FIRST, 40_000.0, naver_point=None),
    # exchanged: a second item line, one order
    order("20261001-0000006", FIRST, 25_000.0, item_count=2, order_status="E40, N40", market_id=None),
    # never paid; a deposit that was taken back
    order("20261001-0000007", None, 99_000.0),
    order("20261001-0000014", FIRST, 44_000.0, paid="F"),
    # another market's
    order("20261001-0000008", FIRST, 70_000.0, naver_point=None, market_id="shopn", order_place_id="shopn"),
    # cancelled whole and refunded in a later month: payment_amount keeps its value
    order("20261001-0000009", FIRST, 33_000.0, canceled="T"),
    # ordered the day before, paid by transfer on this one
    order("20260930-0000010", FIRST, 11_000.0),
    # ordered on this day, paid on the next
    order("20261001-0000011", SECOND, 8_000.0),
    # paid by points alone
    order("20261002-0000012", SECOND, 0.0, points_spent_amount=9_000.0),
    # partly paid since a surcharge
    order("20261002-0000013", SECOND, 6_000.0, paid="M"),
]
REFUNDS = [
    refund("R1", "20261001-0000005", SECOND, 12_000.0, used_points=500.0, used_credits=300.0),
    refund("R2", "20261001-0000008", SECOND, 20_000.0),
    refund("R3", "20261001-0000009", LATER, 33_000.0, currency=None),
    # asked for and not done
    refund("R4", "20261001-0000011", SECOND, 8_000.0, status="F"),
    # of an order nobody has any more, its currency untold
    refund("R6", "20240101-0000001", "2026-11-06", 700.0, currency=None),
    # accepted, no day yet
    refund("R5", "20261001-0000001", None, 50_000.0),
]
# Payments of the first day: 50,000 + (18,000 + 2,000) + (20,000 + 10,000) + (13,500 + 1,500) + 40,000 + 25,000
# + 33,000 + 11,000 = 224,000, in 8 orders. Without the Naver points: 222,500.
# Payments of the second: 8,000 + 9,000 + 6,000 = 23,000, in 3. Refunds: 12,000 + 500 + 300 = 12,800. Net: 10,200.
BY_HAND = {
    FIRST: {
        "order_count": 8, "payment_total": 224_000, "refund_total": 0, "net_sales_estimated": 224_000,
        "access_sales_estimated": 222_500, "market_payment_total": 70_000, "market_refund_total": 0,
        "market_net_sales": 70_000, "sales_per_order": 27_812.5,
    },
    SECOND: {
        "order_count": 3, "payment_total": 23_000, "refund_total": 12_800, "net_sales_estimated": 10_200,
        "access_sales_estimated": 23_000, "market_payment_total": 0, "market_refund_total": 20_000,
        "market_net_sales": -20_000, "sales_per_order": 7_666.67,
    },
    LATER: {
        "order_count": 0, "payment_total": 0, "refund_total": 33_000, "net_sales_estimated": -33_000,
        "access_sales_estimated": 0, "market_payment_total": 0, "market_refund_total": 0, "market_net_sales": 0,
        "sales_per_order": None,
    },
}  # fmt: skip


@pytest.fixture
def crafted(books: Books) -> Books:
    books.fed_by("orders", "refunds")
    books.land("orders", ORDERS)
    books.land("refunds", REFUNDS)
    return books


@pytest.mark.parametrize("day", BY_HAND)
def test_the_figures_of_a_day_are_those_computed_by_hand(crafted, day):
    row = crafted.day(day)
    assert {name: row[name] for name in BY_HAND[day]} == BY_HAND[day]
    assert (row["currency"], row["data_status"]) == ("KRW", "확정")


def test_a_refund_whose_order_is_unknown_counts_as_the_malls_own(crafted):
    row = crafted.day("2026-11-06")
    assert (row["refund_total"], row["net_sales"], row["currency"]) == (700, -700, "KRW")


def test_without_cafe24s_own_figure_ours_is_shown_and_says_that_it_is_an_estimate(crafted):
    row = crafted.day(FIRST)
    assert (row["net_sales"], row["net_sales_basis"], row["net_sales_difference"]) == (224_000, "추정", None)
    assert (row["access_sales"], row["access_sales_basis"]) == (222_500, "추정")


def test_a_later_refund_lowers_net_sales_on_its_own_day_and_access_sales_never(crafted):
    before = crafted.day(FIRST)
    crafted.land("refunds", [refund("R6", "20261001-0000001", "2026-11-19", 50_000.0)])
    assert crafted.day(FIRST) == before
    assert crafted.day("2026-11-19")["net_sales"] == -50_000
    assert crafted.day("2026-11-19")["access_sales"] == 0


def test_a_day_without_orders_that_was_collected_is_a_zero_and_the_last_week_is_still_counted(crafted):
    assert crafted.day("2026-10-20")["net_sales"] == 0
    assert crafted.day("2026-11-13")["data_status"] == "확정"
    assert crafted.day("2026-11-14")["data_status"] == "집계중"
    assert [row["date"] for row in crafted.rows("sales_daily")][:2] == ["2026-11-20", "2026-11-19"]


def test_cafe24s_own_figure_is_the_one_shown_with_the_difference_beside_it(crafted):
    with_cafe24s(crafted)
    row = crafted.day(FIRST)
    assert (row["net_sales"], row["net_sales_basis"], row["net_sales_difference"]) == (294_000, "Cafe24", -70_000)
    assert (row["access_sales"], row["access_sales_basis"], row["access_sales_difference"]) == (222_500, "Cafe24", 0)
    assert (row["net_sales_estimated"], row["data_status"]) == (224_000, "확정")


def with_cafe24s(books: Books) -> None:
    """Cafe24's own figures of the first day: net sales with the other market's order, access sales as ours."""
    books.fed_by("orders", "refunds", "hourly_sales", "access_sales")
    books.land("hourly_sales", [{"date": FIRST, "hour": hour, "sales": 12_250.0} for hour in range(24)])
    books.land("access_sales", [{"date": FIRST, "hour": 10, "order_amount": 222_500.0, "order_count": 8}])


def test_what_cafe24_did_not_give_is_said_and_ours_stands_in_its_place(crafted):
    with_cafe24s(crafted)
    crafted.miss("hourly_sales", SECOND, "통계 권한 없음, 2026-10-03 09:00")
    row = crafted.day(SECOND)
    assert (row["net_sales"], row["net_sales_basis"], row["net_sales_cafe24"]) == (10_200, "추정", None)
    assert row["data_status"] == "미수집 (Cafe24 통계 순매출: 통계 권한 없음, 2026-10-03 09:00)"


def test_without_refunds_collected_what_needs_them_is_blank_and_the_cause_is_named(books):
    books.fed_by("orders")
    books.land("orders", ORDERS)
    row = books.day(FIRST)
    assert (row["payment_total"], row["refund_total"], row["net_sales"], row["market_net_sales"]) == (
        224_000, None, None, None)  # fmt: skip
    assert (row["net_sales_basis"], row["access_sales"], row["data_status"]) == (None, 222_500, "미수집 (환불)")


def test_days_that_were_not_reached_are_blank_and_never_zero(books):
    books.fed_by("orders", "refunds")
    stopped = NOW - timedelta(days=2)
    books.land("orders", ORDERS, until=stopped)
    books.land("refunds", REFUNDS, since=date(2026, 10, 2))
    assert books.day(FIRST)["data_status"] == "미수집 (환불)"
    assert books.day(SECOND)["net_sales"] == 10_200
    # the reading broke off in the middle of the 18th
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        row = books.day(day)
        assert (row["payment_total"], row["order_count"], row["access_sales"]) == (None, None, None)
        assert row["data_status"] == "미수집 (주문)"
    assert books.day("2026-11-17")["payment_total"] == 0


def test_an_old_order_that_changed_lately_makes_no_figure_of_its_old_day(books):
    books.fed_by("orders", "refunds")
    books.land("orders", [*ORDERS, order("20260401-0000001", "2026-04-01", 5_000.0)])
    books.land("refunds", [])
    assert min(row["date"] for row in books.rows("sales_daily")) == SINCE.isoformat()


def test_a_table_that_is_always_read_whole_begins_no_calendar(books):
    books.fed_by("orders", "refunds")
    books.land("orders", ORDERS)
    books.land("refunds", REFUNDS, since=date.min)
    assert (len(books.rows("sales_daily")), books.day(FIRST)["data_status"]) == (81, "확정")


def test_an_order_without_its_amount_leaves_the_day_blank(crafted):
    crafted.land("orders", [order("20261001-0000099", FIRST, None)])
    row = crafted.day(FIRST)
    assert (row["payment_total"], row["net_sales"], row["access_sales"], row["order_count"]) == (None, None, None, 9)
    assert row["data_status"] == "미수집 (금액 없는 주문 또는 환불 1건)"


def test_currencies_are_apart_and_cafe24s_figure_is_given_to_neither_of_two(books):
    books.land("orders", [
        order("20261001-0000001", FIRST, 10.1, currency="USD"),
        order("20261001-0000002", FIRST, 20.2, currency="USD"),
        order("20261001-0000003", FIRST, 50_000.0),
        order("20261002-0000004", SECOND, 8.5, currency="USD"),
    ])  # fmt: skip
    books.land("refunds", [refund("R1", "20261001-0000001", FIRST, 0.3, currency="USD")])
    books.land("hourly_sales", [{"date": FIRST, "hour": 9, "sales": 50_030.0}])
    books.land("access_sales", [])
    dollars = books.day(FIRST, currency="USD")
    assert (dollars["payment_total"], dollars["net_sales_estimated"], dollars["net_sales_cafe24"]) == (30.3, 30.0, None)
    assert books.day(FIRST, currency="KRW")["net_sales"] == 50_000
    assert "통화가 여럿" in dollars["data_status"]
    # a day with nothing stands once, in what the shop last sold in
    assert books.day("2026-10-09")["currency"] == "USD"


def test_the_reconciliation_names_menu_figures_and_what_is_known_of_the_difference(crafted):
    with_cafe24s(crafted)
    rows = {row["figure"]: row for row in crafted.rows("reconciliation") if row["date"] == FIRST}
    told = {name: (row["ours"], row["theirs"], row["difference"], row["known_reason"]) for name, row in rows.items()}
    assert told == {
        "통계 순매출": (224_000, 294_000, -70_000, "외부 마켓 주문이 Cafe24 값에 들어 있습니다"),
        "접속통계 매출액": (222_500, 222_500, 0, "일치"),
        "구매건수": (8, 8, 0, "일치"),
    }
    assert all(row["menu_path"].startswith("통계 > 카페24 애널리틱스 > ") for row in rows.values())


@pytest.mark.parametrize(
    ("figure", "table", "column", "theirs", "reason"),
    [
        ("통계 순매출", "hourly_sales", "sales", 222_500.0, "네이버포인트가 Cafe24 값에서 빠져 있습니다"),
        (
            "통계 순매출",
            "hourly_sales",
            "sales",
            200_000.0,
            "알려진 원인 아님. 가능: 배송준비중 전환일과 결제일의 차이",
        ),
        ("접속통계 매출액", "access_sales", "order_amount", 224_000.0, "네이버포인트가 Cafe24 값에 들어 있습니다"),
        ("접속통계 매출액", "access_sales", "order_amount", 292_500.0, "외부 마켓 주문이 Cafe24 값에 들어 있습니다"),
        ("접속통계 매출액", "access_sales", "order_amount", 223_000.0, "0.5% 이내"),
        ("접속통계 매출액", "access_sales", "order_amount", 300_000.0, "알려진 원인 아님"),
    ],
)
def test_each_known_reason_is_found_by_its_amount(crafted, figure, table, column, theirs, reason):
    with_cafe24s(crafted)
    crafted.land(table, [{"date": FIRST, "hour": hour, column: 0.0} for hour in range(24)])
    crafted.land(table, [{"date": FIRST, "hour": 10, column: theirs, "order_count": 8}])
    assert crafted.day(FIRST, "reconciliation", figure=figure)["known_reason"].startswith(reason)


def test_a_naver_pay_refund_that_cafe24_does_not_deduct_is_known(crafted):
    with_cafe24s(crafted)
    crafted.land("refunds", [refund("R9", "20261001-0000004", "2026-10-05", 15_000.0)])
    row = crafted.day("2026-10-05", "reconciliation", figure="통계 순매출")
    assert (row["ours"], row["theirs"]) == (-15_000, 0)
    assert row["known_reason"] == "네이버페이 환불은 Cafe24 통계에서 차감되지 않습니다"


def test_where_cafe24_gave_no_figure_there_is_no_difference_and_no_reason(crafted):
    row = crafted.day(FIRST, "reconciliation", figure="통계 순매출")
    assert (row["ours"], row["theirs"], row["difference"], row["known_reason"]) == (224_000, None, None, None)
