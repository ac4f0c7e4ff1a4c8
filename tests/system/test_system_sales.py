"""The two sales figures against a mall that tells its own: 일별 매출 and 숫자 대조 out of the real streams."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from system_mall import EARLY, Mall, opened
from system_sheet import Sheet

from sheets_bridge.sandbox.cafe24.standing import Standing
from sheets_bridge.tokens import Vault

TITLE, CHECK = "일별 매출", "숫자 대조"
NET, ACCESS = "통계 순매출", "접속통계 매출액"
OWN = ("self", None, "NCHECKOUT")
DAYS = 40
DAY_ZERO = EARLY.replace(year=1899, month=12, day=30, hour=0, minute=0, tzinfo=None)
MARKETS_IN = "외부 마켓 주문이 Cafe24 값에 들어 있습니다"
MENUS = {
    NET: "통계 > 카페24 애널리틱스 > 매출분석 > 일별",
    ACCESS: "통계 > 카페24 애널리틱스 > 대시보드 > 매출액",
    "구매건수": "통계 > 카페24 애널리틱스 > 대시보드 > 구매건수",
}
Key = tuple[int, str]
"""A shop and a day."""
Figures = dict[Key, dict[str, Any]]


@pytest.fixture
def approved(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall of six weeks whose app Cafe24 approved for its own sales reports; one job reads what the figures need."""
    mall = opened(tmp_path / "work", days=DAYS, orders_per_day=6, standing=Standing(restricted=True))
    with_figures(mall)
    told = mall.connect()
    assert told.exit_code == 0, told.text
    yield mall
    mall.close()
    assert mall.leaks() == []


@pytest.fixture
def sheet_of(approved: Mall) -> Sheet:
    """Its spreadsheet."""
    return Sheet(approved)


def with_figures(mall: Mall) -> None:
    """One job for orders, refunds and Cafe24's own figures, with both reports on tabs."""
    orders = "      - {stream: samplemall.orders, embed: [items]}\n"
    more = "".join(f"      - samplemall.{name}\n" for name in ("refunds", "hourly_sales", "access_sales"))
    mall.edit(orders, orders + more)
    tabs = f"      {TITLE}: {{table: sales_daily}}\n      {CHECK}: {{table: reconciliation}}\n"
    raw = "      RAW_접속매출: {table: access_sales}\n      RAW_시간매출: {table: hourly_sales}\n"
    mark = "      RAW_주문품목: {table: order_items}\n"
    mall.edit(mark, mark + tabs + raw)


def day_of(serial: float) -> str:
    return (DAY_ZERO + timedelta(serial)).date().isoformat()


def shown(sheet: Sheet) -> Figures:
    return {(row["쇼핑몰 번호"], day_of(row["날짜"])): row for row in sheet.records(TITLE)}


def checked(sheet: Sheet, figure: str) -> Figures:
    rows = [row for row in sheet.records(CHECK) if row["지표"] == figure]
    return {(row["쇼핑몰 번호"], day_of(row["날짜"])): row for row in rows}


def by_the_formula(mall: Mall) -> Figures:
    """The written formula once more, over what the sandbox holds true."""
    days: Figures = defaultdict(lambda: dict.fromkeys(("paid", "access", "count", "refunded", "market"), 0))
    orders = {(order["shop_no"], order["order_id"]): order for order in mall.truth("orders")}
    for (shop, _), order in orders.items():
        if order["paid"] != "F" and order["paid_date"]:
            _add_payment(days[shop, order["paid_date"]], order)
    for refund in mall.truth("refunds"):
        if refund["status"] == "T":
            market = orders[refund["shop_no"], refund["order_id"]]["market_id"]
            day = days[refund["shop_no"], refund["refund_date"][:10]]
            whole = refund["actual_refund_amount"] + refund["used_points"] + refund["used_credits"]
            day["refunded"] += whole if market in OWN else 0
            day["market"] -= 0 if market in OWN else whole
    return days


def _add_payment(day: dict[str, Any], order: dict[str, Any]) -> None:
    amount = order["payment_amount"] + order["points_spent_amount"] + order["credits_spent_amount"]
    with_naver = amount + (order["naver_point"] or 0)
    if order["market_id"] not in OWN:
        day["market"] += with_naver
        return
    day["paid"] += with_naver
    day["access"] += amount
    day["count"] += 1


def by_analytics(mall: Mall, shop: int, day: str) -> float:
    """접속통계 매출액 of a day, asked of the sandbox's Analytics past the product."""
    chain = Vault(mall.credentials, mall.name).read()
    assert chain is not None
    assert chain.current is not None
    asked = {"mall_id": mall.name, "shop_no": str(shop), "start_date": day, "end_date": day, "limit": "1000"}
    bearer = {"Authorization": f"Bearer {chain.current.access_token}"}
    answer = mall.web.get(f"{mall.running.endpoints['cafe24_analytics']}/sales/times", params=asked, headers=bearer)
    assert answer.status_code == 200, answer.text
    return sum(float(row["order_amount"]) for row in answer.json()["times"])


def by_the_reports(mall: Mall) -> dict[Key, float]:
    """통계 순매출 of every day as the sandbox's hourly report counts it."""
    days: dict[Key, float] = defaultdict(float)
    for hour in mall.truth("hourly_sales"):
        days[hour["shop_no"], hour["collection_date"]] += hour["sales"]
    return days


def same(cell: Any, amount: float) -> bool:
    """A cell that holds the amount; a blank holds none."""
    return cell != "" and abs(cell - amount) < 0.005


def wrong(rows: Figures, label: str, told: Callable[[Key], float]) -> dict[Key, Any]:
    """The cells of a column that do not hold what is told of their day."""
    return {key: (row[label], told(key)) for key, row in rows.items() if not same(row[label], told(key))}


def test_the_figures_of_record_are_those_cafe24_tells(approved: Mall, sheet_of: Sheet) -> None:
    approved.ran("orders")
    rows, reports = shown(sheet_of), by_the_reports(approved)
    assert len(rows) == 2 * (DAYS + 1)
    assert sum(map(float, reports.values())) > 0
    assert wrong(rows, NET, lambda key: reports[key]) == {}
    assert wrong(rows, ACCESS, lambda key: by_analytics(approved, *key)) == {}
    assert {(row[f"{NET} 출처"], row[f"{ACCESS} 출처"]) for row in rows.values()} == {("Cafe24", "Cafe24")}
    assert {row["집계 상태"] for row in rows.values()} == {"확정", "집계중"}


def test_ours_beside_them_are_what_the_written_formula_comes_to(approved: Mall, sheet_of: Sheet) -> None:
    approved.ran("orders")
    rows, days = shown(sheet_of), by_the_formula(approved)
    assert days.keys() <= rows.keys()
    assert any(day["refunded"] for day in days.values())
    for label, figure in (
        ("결제합계 (추정)", "paid"), ("환불합계 (추정)", "refunded"), (f"{ACCESS} (추정)", "access"),
        ("결제 주문수", "count"), ("외부 마켓 순매출", "market"),
    ):  # fmt: skip
        assert wrong(rows, label, lambda key, figure=figure: days[key][figure]) == {}, label
    assert wrong(rows, f"{NET} (추정)", lambda key: days[key]["paid"] - days[key]["refunded"]) == {}


def test_every_difference_of_the_reconciliation_has_its_known_reason(approved: Mall, sheet_of: Sheet) -> None:
    approved.ran("orders")
    days = by_the_formula(approved)
    net = checked(sheet_of, NET)
    outside = {key for key, day in days.items() if abs(day["market"]) >= 0.005}
    assert outside
    assert {key for key, row in net.items() if row["차이"] != 0} == outside
    assert wrong({key: net[key] for key in outside}, "차이", lambda key: -days[key]["market"]) == {}
    assert {net[key]["알려진 원인"] for key in outside if key[1] < "2026-10-31"} == {MARKETS_IN}
    for figure, menu in MENUS.items():
        rows = checked(sheet_of, figure)
        assert len(rows) == 2 * (DAYS + 1)
        assert {row["Cafe24 관리자 메뉴"] for row in rows.values()} == {menu}
        assert {row["알려진 원인"] for row in rows.values() if row["차이"] == 0} == {"일치"}
    for figure in (ACCESS, "구매건수"):
        assert {row["차이"] for row in checked(sheet_of, figure).values()} == {0}


def test_a_refund_that_comes_later_changes_net_sales_on_its_day_and_access_sales_never(
    approved: Mall, sheet_of: Sheet
) -> None:
    approved.ran("orders")
    before, refunded = shown(sheet_of), by_the_formula(approved)
    approved.advance(days=9)
    approved.ran("orders")
    rows, days, reports = shown(sheet_of), by_the_formula(approved), by_the_reports(approved)
    late = [key for key in days if key not in before and days[key]["refunded"] > 0]
    assert late, refunded
    assert wrong(rows, "환불합계 (추정)", lambda key: days[key]["refunded"]) == {}
    assert wrong(rows, NET, lambda key: reports[key]) == {}
    old = [key for key in before if key[1] < "2026-10-25"]
    assert {key: rows[key][ACCESS] for key in old} == {key: before[key][ACCESS] for key in old}


def test_where_the_hourly_report_is_refused_ours_stands_and_is_marked_as_an_estimate(
    approved: Mall, sheet_of: Sheet
) -> None:
    approved.control("POST", "app", {"restricted": False})
    told = approved.run("orders")
    assert told.exit_code == 77
    rows, days = shown(sheet_of), by_the_formula(approved)
    assert wrong(rows, NET, lambda key: days[key]["paid"] - days[key]["refunded"]) == {}
    assert {row[f"{NET} 출처"] for row in rows.values()} == {"추정"}
    assert {(row[f"{NET} (Cafe24)"], row[f"{NET} 차이"]) for row in rows.values()} == {("", "")}
    assert all(row["집계 상태"].startswith(f"미수집 (Cafe24 {NET}: 시간별 매출 권한 없음") for row in rows.values())
    assert {row[f"{ACCESS} 출처"] for row in rows.values()} == {"Cafe24"}
    raw = sheet_of.records("RAW_시간매출")
    assert len(raw) == len(rows)
    assert {row["순매출"] for row in raw} == {""}
    assert {state(approved, "hourly_sales"), state(approved, "access_sales")} == {"not_collected", "complete"}
    approved.control("POST", "app", {"restricted": True})
    approved.ran("orders")
    reports = by_the_reports(approved)
    assert wrong(shown(sheet_of), f"{NET} (Cafe24)", lambda key: reports[key]) == {}


def test_where_analytics_is_refused_its_columns_are_blank_with_the_cause_and_never_0(
    approved: Mall, sheet_of: Sheet
) -> None:
    approved.control("POST", "analytics", {"enabled": False})
    told = approved.run("orders")
    assert told.exit_code == 77
    rows, days = shown(sheet_of), by_the_formula(approved)
    assert {(row[f"{ACCESS} (Cafe24)"], row[f"{ACCESS} 차이"]) for row in rows.values()} == {("", "")}
    assert wrong(rows, ACCESS, lambda key: days[key]["access"]) == {}
    assert {row[f"{ACCESS} 출처"] for row in rows.values()} == {"추정"}
    assert all(row["집계 상태"].startswith(f"미수집 (Cafe24 {ACCESS}: ") for row in rows.values())
    for figure in (ACCESS, "구매건수"):
        told_of = checked(sheet_of, figure).values()
        assert {(row["Cafe24 값"], row["차이"], row["알려진 원인"]) for row in told_of} == {("", "", "")}
    raw = sheet_of.records("RAW_접속매출")
    assert {(row[ACCESS], row["구매건수"]) for row in raw} == {("", "")}
    assert state(approved, "access_sales") == "not_collected"


def test_the_days_of_a_shop_that_closed_are_blank_until_it_opens_again(approved: Mall, sheet_of: Sheet) -> None:
    approved.ran("orders")
    approved.control("POST", "shops", {"shop_no": 2, "active": False})
    approved.advance(days=4)
    assert approved.run("orders").exit_code == 77
    days = [(2, f"2026-11-0{day}") for day in (2, 3, 4, 5)]
    figures = ("결제합계 (추정)", "환불합계 (추정)", NET, ACCESS, "결제 주문수", "외부 마켓 순매출")
    for row in map(shown(sheet_of).__getitem__, days):
        assert {row[label] for label in figures} == {""}
        assert row["집계 상태"].startswith("미수집 (주문, 환불, ")
        assert "비활성 쇼핑몰" in row["집계 상태"]
    approved.control("POST", "shops", {"shop_no": 2, "active": True})
    approved.advance(hours=1)
    approved.ran("orders")
    rows, told, reports = shown(sheet_of), by_the_formula(approved), by_the_reports(approved)
    assert any(told[day]["paid"] for day in days)
    assert wrong({day: rows[day] for day in days}, "결제합계 (추정)", lambda key: told[key]["paid"]) == {}
    assert wrong(rows, NET, lambda key: reports[key]) == {}


def state(mall: Mall, stream: str) -> str:
    """How `status` says a stream ended, alike for all shops."""
    jobs = mall.command("status", "--json").json["jobs"]
    (found,) = {one["state"] for job in jobs for one in job["streams"] if one["stream"] == stream}
    return str(found)
