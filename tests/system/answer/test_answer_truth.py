"""Which ad led to which real sale: every report out of the real clients' rows, against what the sandbox holds true."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import answer_mall
import pytest
from answer_products import LOOKS_ALONE, Goods
from answer_products import NO_PRODUCT as NO_GOODS
from answer_truth import NO_PRODUCT, RECONCILING, Figures, Key, Truth, cells, per
from system_mall import Mall
from system_sheet import Sheet

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Settings
from sheets_bridge.sandbox.story import Story

NOW = datetime(2026, 12, 1, 5, 30, tzinfo=KST)
"""Past the hour from which Naver tells yesterday, before anybody is awake. The month has sales in it."""
SPANS = [pytest.param(30, id="month"), pytest.param(91, id="quarter", marks=pytest.mark.long)]
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers count wall time
WHERE = ("쇼핑몰 번호", "날짜", "매체", "광고상품")
NOT_PAID = ("비광고", "미매핑")
MISTAKES = {
    "cmp-a001-01-000000000003102": "일반키워드_2026",
    "cmp-a001-01-000000000003103": None,
    "cmp-a001-01-000000000003104": "브랜드검색",
    "120210345678900102": None,
    "120210345678900103": None,
    "21458890012": "PMax 전체상품",
    "1204502": "sale_50?utm_content=b1",
}
"""Campaigns whose tags name no campaign, with what they say instead."""

Rows = dict[Key, dict[str, Any]]


@pytest.fixture(scope="module", params=SPANS)
def days(request: pytest.FixtureRequest) -> int:
    """How many days of history there are."""
    return int(request.param)


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory, days: int) -> Iterator[Mall]:
    """A mall with every medium, collected by one run."""
    made = answer_mall.opened(tmp_path_factory.mktemp("answer") / "work", now=NOW, days=days, orders_per_day=20)
    with answer_mall.no_waits():
        made.ran("collect")
        made.ran("answer")
    yield made
    made.close()
    assert made.leaks() == []


@pytest.fixture(scope="module")
def truth(mall: Mall) -> Truth:
    return Truth(mall, NOW)


@pytest.fixture(scope="module")
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def shown(sheet: Sheet, title: str, *line: str) -> Rows:
    """The rows of a report by shop, day, medium, product and whatever else tells them apart."""
    rows = [{**row, "날짜": (EPOCH + timedelta(row["날짜"])).date().isoformat()} for row in sheet.records(title)]
    found = {tuple(row[name] for name in (*WHERE, *line)): row for row in rows}
    assert len(found) == len(rows)
    return found


def by_campaign(rows: Rows) -> Rows:
    """… by the campaign's id, or what stands in its place."""
    return {(*key[:4], key[4] or key[5], *key[6:]): row for key, row in rows.items()}


def assert_equal(rows: Rows, wanted: Mapping[Key, Figures], truth: Truth) -> None:
    assert rows.keys() == wanted.keys()
    wrong = [
        (key, label, rows[key][label], value)
        for key, of in wanted.items()
        for label, value in cells(of, told=truth.is_told(key, of)).items()
        if not same(rows[key][label], value)
    ]
    assert wrong == []
    assert {key: rows[key]["집계 상태"] for key in rows} == {key: truth.status(key, of) for key, of in wanted.items()}


def same(cell: Any, value: float | None) -> bool:
    """Costs are rounded to two decimals, row by row."""
    return cell == "" if value is None else cell != "" and abs(cell - value) <= max(0.02, 1e-6 * abs(value))


def test_every_medium_and_product_has_its_cost_claims_and_real_sales(truth: Truth, sheet: Sheet, days: int) -> None:
    rows, wanted = shown(sheet, "매체별 성과"), truth.by_medium()
    visits = {key for key in truth.visits() if key[2]}
    for shop, day, medium in visits:
        products = truth.products_of(shop, medium)
        product = products.pop() if len(products) == 1 else NO_PRODUCT
        wanted.setdefault((shop, day, medium, product), Figures(known=product != NO_PRODUCT))
    for shop, day in {key[:2] for key in rows}:
        for medium in NOT_PAID:
            wanted.setdefault((shop, day, medium, "-"), Figures())
    assert_equal(rows, wanted, truth)
    assert len({key[:2] for key in rows}) == 2 * (days + 1)


def test_the_column_of_sales_adds_up_to_what_cafe24_counts_that_day(truth: Truth, mall: Mall, sheet: Sheet) -> None:
    counted: dict[Key, list[float]] = {}
    for row in mall.truth("channel_days"):
        day = counted.setdefault((row["shop_no"], row["date"]), [0, 0])
        day[0] += row["order_count"]
        day[1] += row["order_amount"]
    added: dict[Key, list[float]] = {}
    for key, row in shown(sheet, "매체별 성과").items():
        day = added.setdefault(key[:2], [0, 0])
        day[0] += row["구매건수"]
        day[1] += row["매출(환불 전)"]
    assert {key: (n, round(amount, 2)) for key, (n, amount) in added.items() if n} == {
        key: (n, round(amount, 2)) for key, (n, amount) in counted.items() if n
    }


def test_visits_stand_with_the_product_where_there_is_just_one_else_with_the_medium(truth: Truth, sheet: Sheet) -> None:
    rows, visits = shown(sheet, "매체별 성과"), truth.visits()
    lines = truth.by_medium()
    media: dict[Key, int] = {}
    for (shop, day, medium, product), row in rows.items():
        key = (shop, day, "" if medium in NOT_PAID else medium)
        media[key] = media.get(key, 0) + (row["유입 방문수"] or 0)
        assert row["유입 방문수"] == "" or medium in NOT_PAID or (product == NO_PRODUCT) == (shop == 1)
    assert {key: count for key, count in media.items() if count} == visits
    for (shop, day, medium, _), row in rows.items():
        if row["유입 방문수"] == "" or medium in NOT_PAID:
            continue
        same_medium = [of for key, of in lines.items() if key[:3] == (shop, day, medium)]
        told = not (day == truth.today.isoformat() and medium in ("네이버", "카카오"))
        clicks = sum(of.clicks for of in same_medium) if told else None
        assert same(row["유입률"], per(row["유입 방문수"], clicks))
        assert same(row["실구매전환율"], per(sum(of.orders for of in same_medium), row["유입 방문수"]))


def test_every_campaign_has_its_orders_and_what_fits_none_is_named(truth: Truth, sheet: Sheet) -> None:
    rows = by_campaign(shown(sheet, "캠페인별 성과", "캠페인 ID", "캠페인"))
    wanted = truth.by_campaign()
    assert_equal(rows, wanted, truth)
    assert {key: rows[key]["매칭 방식"] for key in rows} == {
        key: ", ".join(sorted(of.how)) for key, of in wanted.items()
    }


def test_wherever_a_tag_allows_it_the_order_is_with_the_campaign_that_truly_led_to_it(truth: Truth) -> None:
    right = [sale for sale in truth.sales if sale.campaign]
    assert {sale.how for sale in right} == {"캠페인 ID", "소재 ID"}
    assert [sale for sale in right if sale.campaign != sale.origin["campaign_id"]] == []
    lost = {sale.origin["campaign_id"] for sale in truth.sales if sale.origin["campaign_id"] and not sale.campaign}
    assert lost == MISTAKES.keys()


def test_the_mistakes_of_the_tags_are_on_the_page_with_their_exact_amounts(truth: Truth, sheet: Sheet) -> None:
    rows = shown(sheet, "캠페인별 성과", "캠페인 ID", "캠페인")
    for campaign, tag in MISTAKES.items():
        if campaign == "120210345678900103":
            continue  # its tag says nothing at all: these orders are among those without a way
        sales = [sale for sale in truth.sales if sale.origin["campaign_id"] == campaign]
        assert sales
        label = f"(미매칭) {tag}" if tag else "(UTM 없음)"
        medium = {sale.medium for sale in sales}
        lines = {key: row for key, row in rows.items() if key[2] in medium and key[5] == label}
        amounts = {(key[0], key[1]): row["매출(환불 전)"] for key, row in lines.items()
                   if key[3] == sales[0].product}  # fmt: skip
        for day in {sale.day for sale in sales}:
            assert same(amounts[sales[0].shop, day], sum(sale.amount for sale in sales if sale.day == day))


def test_writings_of_one_tag_in_capitals_are_one_line(sheet: Sheet) -> None:
    rows = shown(sheet, "캠페인별 성과", "캠페인 ID", "캠페인")
    written = {row["UTM 원본값"] for key, row in rows.items() if key[5] == "(미매칭) 일반키워드_2026"}
    assert any("NAVER / paidsearch" in one and "Naver / CPC" in one for one in written)


def test_every_ad_has_the_orders_whose_content_names_it(truth: Truth, sheet: Sheet) -> None:
    rows = shown(sheet, "소재별 성과", "캠페인 ID", "캠페인", "소재 ID", "소재")
    by_ad = {(*key[:5], key[5] if key[5] and key[5] != "-" else key[6] or "-"): row
             for key, row in by_campaign(rows).items()}  # fmt: skip
    assert_equal(by_ad, truth.by_ad(), truth)


def test_every_keyword_has_the_orders_whose_term_it_is(truth: Truth, sheet: Sheet) -> None:
    rows = by_campaign(shown(sheet, "키워드별 성과", "캠페인 ID", "캠페인", "키워드"))
    assert_equal(rows, truth.by_keyword(), truth)


def test_utm_check_lists_each_writing_with_its_orders_and_the_ads_no_link_names(truth: Truth, sheet: Sheet) -> None:
    rows = sheet.records("UTM 점검")
    since = (truth.today - timedelta(days=29)).isoformat()
    wanted: dict[Key, list[float]] = {}
    for sale in (one for one in truth.sales if one.day >= since):
        origin = sale.origin
        tag = (
            sale.shop,
            origin["tagged_ad"] or "채널 없음",
            origin["tagged_medium"] or "",
            origin["tagged_campaign"] or "",
        )
        one = wanted.setdefault(tag, [0, 0.0])
        one[0] += 1
        one[1] += sale.amount
    written = {(row["쇼핑몰 번호"], row["채널(utm_source)"], row["그룹(utm_medium)"], row["캠페인(utm_campaign)"]): row
               for row in rows if row["구분"] == "UTM"}  # fmt: skip
    assert {tag: [row["구매건수(30일)"], row["매출(30일, 환불 전)"]] for tag, row in written.items()} == {
        tag: [n, round(amount, 2)] for tag, (n, amount) in wanted.items()
    }
    found = {tag[1:]: row["점검 결과"] for tag, row in written.items()}
    assert found["naver", "cpc", "cmp-a001-01-000000000003101"] == "정상"
    assert found["NAVER", "paidsearch", "일반키워드_2026"] == "맞는 캠페인을 찾지 못함"
    assert found["Instagram", "sns", ""] == "utm_campaign 없음"
    assert found["KK_BB_MO", "BizBoard", "sale_50?utm_content=b1"] == "물음표(?)가 두 번 들어간 주소"
    assert found["sns", "profile", "insta_bio"] == "채널 매핑에 없음"
    assert found["채널 없음", "", ""] == "광고 아님"
    unnamed = {row["캠페인 ID"] for row in rows if row["구분"] == "광고"}
    assert unnamed <= MISTAKES.keys()
    assert {"cmp-a001-01-000000000003103", "120210345678900103"} <= unnamed
    assert RECONCILING not in {row["매체"] for row in rows}


def test_headers_say_what_their_numbers_are(sheet: Sheet) -> None:
    fields = "sheets.properties.title,sheets.data.rowData.values(note,formattedValue)"
    asked = {"ranges": [f"'{title}'!1:1" for title in answer_mall.REPORTS], "fields": fields}
    for tab in sheet.asked("GET", "", params=asked)["sheets"]:
        head = tab["data"][0]["rowData"][0]["values"]
        told = {cell["formattedValue"]: cell.get("note", "") for cell in head if cell.get("formattedValue")}
        silent = {label for label, note in told.items() if not note} - {"몰 아이디", "쇼핑몰 번호", "날짜", "_id"}
        assert silent == set(), tab["properties"]["title"]
        assert len(told) > 15


@pytest.fixture(scope="module")
def goods(mall: Mall, truth: Truth, days: int) -> Goods:
    story = Story(mall.name, seed=Settings().seed, start=NOW, days=days, orders_per_day=20)
    return Goods(mall, truth, story)


def by_day(sheet: Sheet, title: str, *line: str) -> Rows:
    """The rows of a report by shop, day and what else tells them apart; the first of `line` that is not blank."""
    rows = [{**row, "날짜": (EPOCH + timedelta(row["날짜"])).date().isoformat()} for row in sheet.records(title)]
    found = {(row["쇼핑몰 번호"], row["날짜"], next(row[name] for name in line if row[name])): row for row in rows}
    assert len(found) == len(rows) > 0
    return found


def wrong_cells(rows: Rows, wanted: Mapping[Key, Mapping[str, float | None]]) -> list[Any]:
    assert rows.keys() == wanted.keys()
    return [
        (key, label, rows[key][label], value)
        for key, of in wanted.items()
        for label, value in of.items()
        if not same(rows[key][label], value)
    ]


def test_every_product_has_its_sales_those_by_ads_and_its_part_of_what_ads_cost(goods: Goods, sheet: Sheet) -> None:
    rows, lines = by_day(sheet, "상품별 매출·광고비", "상품번호", "상품명"), goods.by_product()
    blank = {
        NO_GOODS: {"배분 광고비"},
        LOOKS_ALONE: {"조회수", "담은 수"},
    }
    wanted = {}
    for key, of in lines.items():
        told = of.cells(cost_told=goods.cost_told(*key[:2]))
        wanted[key] = {name: value if name in blank.get(key[2], told) else None for name, value in told.items()}
    assert wrong_cells(rows, wanted) == []
    assert {key[2] for key in rows} >= {"31", "131", NO_GOODS, LOOKS_ALONE}
    untold = "미수집 (네이버 광고비: 매체 집계 전, 카카오 광고비: 매체 집계 전)"
    late = {key for key in rows if key[2] != LOOKS_ALONE and not goods.cost_told(*key[:2])}
    assert {key for key, row in rows.items() if row["집계 상태"] == untold} == late != set()
    assert {row["집계 상태"] for key, row in rows.items() if key not in late} == {"집계중", "확정"}
    known = {key: row["상품명"] for key, row in rows.items() if (key[0], key[2]) in goods.names}
    assert known == {key: goods.names[key[0], key[2]] for key in known}


def test_costs_of_products_add_up_to_the_days_cost_of_all_media(goods: Goods, sheet: Sheet) -> None:
    added: list[dict[Key, float]] = []
    for title, column in (("상품별 매출·광고비", "배분 광고비"), ("매체별 성과", "광고비")):
        added.append({})
        for row in sheet.records(title):
            at = (row["쇼핑몰 번호"], (EPOCH + timedelta(row["날짜"])).date().isoformat())
            added[-1][at] = added[-1].get(at, 0) + (row[column] or 0)
    products, media = added
    # today two media of the first shop tell nothing yet, so nobody knows what a product cost
    assert {key for key in media if not goods.cost_told(*key)} == {(1, "2026-12-01")}
    wrong = [key for key in media if goods.cost_told(*key) and abs(media[key] - products.get(key, 0)) > 0.5]
    assert wrong == []
    assert sum(products.values()) > 1_000_000


def test_every_brand_and_category_has_its_looks_carts_and_orders(goods: Goods, sheet: Sheet) -> None:
    for title, line, group, nothing in (
        ("브랜드별 구매율", "브랜드 코드", goods.brand, "(브랜드 없음)"),
        ("상품분류별 구매율", "분류 번호", goods.category, "(분류 없음)"),
    ):
        rows = by_day(sheet, title, line)
        wanted = {
            key: {
                "조회수": views, "담은 수": carts, "주문수": orders, "판매수량": pieces, "판매금액": amount,
                "담김율": per(carts, views), "장바구니 대비 구매율": per(orders, carts), "구매율": per(orders, views),
            }
            for key, (views, carts, orders, pieces, amount) in goods.by_group(group, nothing).items()
        }  # fmt: skip
        assert wrong_cells(rows, wanted) == []
        assert len({key[2] for key in rows}) > 2
    names = {(key[0], key[2]): row["브랜드"] for key, row in by_day(sheet, "브랜드별 구매율", "브랜드 코드").items()}
    assert names == {key: goods.brands.get(key, "(브랜드 없음)") for key in names}
