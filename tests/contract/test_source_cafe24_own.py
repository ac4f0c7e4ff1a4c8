"""Endpoints nobody declared, from `schedule.yaml` alone: described there, read, typed, landed."""

import sqlite3
from contextlib import closing

import pytest
from own_bench import Mall, Wire, schedule_of

from sheets_bridge.errors import Incomplete, Refused
from sheets_bridge.messages import say

SUPPLIERS = """\
  suppliers:
    path: suppliers
    key: supplier_code
    columns: {supplier_code: 공급사 코드, supplier_name: 공급사, commission: 수수료, created_date: 등록일시}
"""
ORIGINS = """\
  origins: {path: shippingorigins, key: origin_code, columns: [origin_name, default, country_code, variants]}
"""
ISSUES = """\
  issued_coupons:
    path: coupons/{coupon_no}/issues
    key: issue_no
    columns: [coupon_no, group_no, issued_date, used_coupon, used_date, related_order_id]
"""
COMMENTS = """\
  board_comments:
    path: boards/{board_no}/articles/{article_no}/comments
    key: [board_no, article_no, comment_no]
    columns: {rating: 평점, created_date: {label: 작성일, kind: day, id: written}}
"""
GROUPS = """\
  groups:
    path: /api/v2/admin/customergroups
    key: group_no
    columns:
      group_name: 등급
      discount_information.amount_product: {label: 기준 금액, id: from_amount}
"""


@pytest.fixture
def mall(tmp_path) -> Mall:
    return Mall(tmp_path, Wire())


def picked(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_suppliers_stand_typed_by_what_cafe24_documents(mall):
    rows = mall.rows_of("suppliers", SUPPLIERS)
    assert picked(rows, "account", "shop_no", "supplier_code", "supplier_name", "commission", "created_date") == [
        ("mymall", 1, "S000000B", "모래내상사", 12.5, "2026-03-02 10:20:30"),
        ("mymall", 1, "S000000C", "=SUM(1)", 0.0, None),
    ]
    assert mall.wire.paths == ["/suppliers", "/suppliers/count"]


def test_shipping_origins_are_the_malls_own_and_stand_once_for_all_its_shops(mall):
    mall.shops = (1, 2)
    rows = mall.rows_of("origins", ORIGINS)
    assert picked(rows, "shop_no", "origin_code", "origin_name", "variants") == [
        (1, "W000000D", "남쪽 창고", "P00000AB000C, P00000AB000D")
    ]
    assert mall.wire.paths == ["/shippingorigins"]


def test_issues_are_read_for_each_coupon_and_long_numbers_stay_what_they_are(mall):
    rows = mall.rows_of("issued_coupons", ISSUES)
    assert picked(rows, "coupon_no", "issue_no", "used_coupon", "used_date", "related_order_id") == [
        ("6086800000000000011", "6096800000000000701", "F", None, None),
        ("6086800000000000011", "6096800000000000702", "T", "2026-04-03 12:00:01", "20260403-0000021"),
    ]
    assert [path for path in mall.wire.paths if "issues" in path] == [
        "/coupons/6086800000000000011/issues",
        "/coupons/6086800000000000012/issues",
    ]


def test_comments_are_fed_by_boards_and_their_articles(mall):
    rows = mall.rows_of("board_comments", COMMENTS)
    assert picked(rows, "board_no", "article_no", "comment_no", "rating", "written") == [
        ("4", "31", "1", 4, "2026-04-02"),
        ("4", "32", "1", 0, "2026-04-03"),
    ]


def test_a_field_that_lies_deeper_is_named_with_dots_and_blank_where_it_is_not(mall):
    rows = mall.rows_of("groups", GROUPS)
    assert picked(rows, "group_no", "group_name", "from_amount") == [("1", "일반", 30000.0), ("2", "우수", None)]


def test_a_path_may_hold_a_number_itself_and_asks_for_nothing_else(mall):
    one_board = COMMENTS.replace("boards/{board_no}/articles/{article_no}", "boards/4/articles/{article_no}")
    assert len(mall.rows_of("board_comments", one_board)) == 2
    assert "/boards" not in mall.wire.paths
    assert "/boards/6/articles" not in mall.wire.paths


def test_a_list_may_be_fed_by_a_field_of_another_name(mall):
    described = """\
  fees:
    path: shipping/suppliers/{supplier_id}
    each: {path: suppliers, names: {supplier_id: supplier_code}}
    key: supplier_id
    columns: [shipping_method]
"""
    mall.wire.answers["/shipping/suppliers/S000000B"] = {"supplier": {"shipping_method": "01"}}
    assert picked(mall.rows_of("fees", described), "supplier_id", "shipping_method") == [("S000000B", "01")]


def test_a_detail_is_read_for_each_row_of_its_list(mall):
    rows = mall.rows_of(
        "details", "  details: {path: 'products/{product_no}', key: product_no, columns: [has_option]}\n"
    )
    assert picked(rows, "product_no", "has_option") == [("71", "T")]


def test_embed_and_fields_are_asked_for_and_no_count_is_asked_with_them(mall):
    described = """\
  goods:
    path: products
    key: product_no
    columns: {product_name: 상품, variants.0.quantity: {label: 재고, kind: number}}
    embed: [variants]
    fields: [product_no, product_name]
"""
    mall.wire.answers["/products"] = {
        "products": [{"product_no": 71, "product_name": "에코백", "variants": [{"quantity": 4}, {"quantity": 9}]}]
    }
    rows = mall.rows_of("goods", described)
    assert picked(rows, "product_no", "product_name", "variants_0_quantity") == [("71", "에코백", 4)]
    ((path, params),) = mall.wire.calls
    assert (path, params["embed"], params["fields"]) == ("/products", "variants", "product_no,product_name,variants")


def test_what_is_gone_at_cafe24_leaves_the_store(mall):
    assert len(mall.rows_of("suppliers", SUPPLIERS)) == 2
    mall.wire.answers["/suppliers"]["suppliers"].pop()
    mall.wire.answers["/suppliers/count"] = {"count": 1}
    assert picked(mall.rows_of("suppliers", SUPPLIERS), "supplier_code") == [("S000000B",)]


def test_fewer_rows_than_cafe24_counts_is_said_and_takes_no_row_away(mall):
    mall.rows_of("suppliers", SUPPLIERS)
    mall.wire.answers["/suppliers"] = {"suppliers": []}
    (landed,) = mall.lands("suppliers", SUPPLIERS)
    assert isinstance(landed.error, Incomplete)
    assert len(mall.rows) == 2


def test_a_coupon_deleted_meanwhile_is_left_out_but_not_every_one(mall):
    del mall.wire.answers["/coupons/6086800000000000012/issues"]
    assert len(mall.rows_of("issued_coupons", ISSUES)) == 2
    del mall.wire.answers["/coupons/6086800000000000011/issues"]
    (landed,) = mall.lands("issued_coupons", ISSUES)
    assert isinstance(landed.error, Refused)
    assert len(mall.rows) == 2


def test_no_permission_is_told_and_nothing_stands_for_it(mall):
    def refuse(_params):
        raise Refused(say("insufficient_scope"), status=403)

    mall.wire.answers["/suppliers"] = refuse
    (landed,) = mall.lands("suppliers", SUPPLIERS)
    assert (landed.result.state, mall.rows) == ("not_collected", [])


def dated(params):
    """Refunds by the day they were accepted."""
    days = ["2026-03-05", "2026-04-08", "2026-04-09"]
    rows = [
        {"shop_no": 1, "refund_code": f"R{n}", "refund_date": f"{day}T01:00:00+09:00"} for n, day in enumerate(days)
    ]
    asked = [row for row in rows if params["start_date"] <= row["refund_date"][:10] <= params["end_date"]]
    return {"refunds": asked if int(params["offset"]) == 0 else []}


REFUNDS = """\
  refund_days:
    path: refunds
    key: refund_code
    columns: {refund_date: 환불일시}
    asked: {date_type: refund_date}
    days: {first: start_date, last: end_date, field: refund_date, again: 10 days}
"""


def test_a_list_with_days_comes_newest_first_back_to_the_beginning_of_history(mall):
    mall.wire.answers["/refunds"] = dated
    rows = mall.rows_of("refund_days", REFUNDS)
    assert picked(rows, "date", "refund_code") == [("2026-03-05", "R0"), ("2026-04-08", "R1"), ("2026-04-09", "R2")]
    spans = [(params["start_date"], params["end_date"], params["date_type"]) for _, params in mall.wire.calls]
    assert spans == [("2026-03-12", "2026-04-10", "refund_date"), ("2026-03-01", "2026-03-11", "refund_date")]


def test_a_list_with_days_finds_its_first_day_by_itself(mall):
    mall.wire.answers["/refunds"] = dated
    mall.history = "first-order"
    assert picked(mall.rows_of("refund_days", REFUNDS), "refund_code") == [("R0",), ("R1",), ("R2",)]
    # The way back is walked window by window, not day by day; then nothing before the first day is read.
    assert len(mall.wire.calls) < 30
    assert mall.wire.calls[-1][1]["start_date"] == "2026-03-05"


def test_the_next_run_reads_the_last_days_again_and_a_row_gone_from_them_leaves(mall):
    mall.wire.answers["/refunds"] = dated
    mall.rows_of("refund_days", REFUNDS)
    mall.wire.calls.clear()
    mall.wire.answers["/refunds"] = lambda _params: {"refunds": []}
    assert picked(mall.rows_of("refund_days", REFUNDS), "refund_code") == [("R0",)]
    assert [params["start_date"] for _, params in mall.wire.calls] == ["2026-03-31"]


def test_dates_that_were_ignored_are_noticed(mall):
    mall.wire.answers["/refunds"] = {
        "refunds": [{"shop_no": 1, "refund_code": "R", "refund_date": "2020-01-01T00:00:00+09:00"}]
    }
    (landed,) = mall.lands("refund_days", REFUNDS)
    assert "it ignored the dates" in str(landed.error.message)
    assert mall.rows == []


def test_totals_without_a_date_are_asked_for_day_by_day(mall):
    described = """\
  sold_by_hour:
    path: analytics/sales/times
    key: hour
    columns: {order_count: 건수, order_amount: {label: 매출, kind: money}}
    asked: {device_type: total}
    days: {first: start_date, last: end_date, again: 3 days}
"""
    mall.wire.answers["/sales/times"] = lambda params: {
        "times": [{"hour": 9, "order_count": int(params["start_date"][-2:]), "order_amount": 1000}]
        if params["start_date"] == params["end_date"] >= "2026-04-09"
        else []
    }
    rows = mall.rows_of("sold_by_hour", described)
    assert picked(rows, "date", "hour", "order_count", "order_amount") == [
        ("2026-04-09", 9, 9, 1000.0),
        ("2026-04-10", 9, 10, 1000.0),
    ]
    assert {params["mall_id"] for _, params in mall.wire.calls} == {"mymall"}


def test_items_of_orders_are_fed_by_the_orders_of_those_days(mall):
    described = """\
  lines:
    path: orders/{order_id}/items
    key: order_item_code
    columns: [order_id, order_status]
    days: {first: start_date, last: end_date, field: order_date}
"""
    order = {"shop_no": 1, "order_id": "20260409-0000011", "order_date": "2026-04-09T10:00:00+09:00"}
    mall.wire.answers["/orders"] = lambda params: {"orders": [order] if params["end_date"] == "2026-04-10" else []}
    mall.wire.answers["/orders/20260409-0000011/items"] = {
        "items": [{"shop_no": 1, "order_item_code": "20260409-0000011-01", "order_status": "N20"}]
    }
    rows = mall.rows_of("lines", described)
    assert picked(rows, "date", "order_id", "order_status") == [("2026-04-09", "20260409-0000011", "N20")]


def test_more_than_a_hundred_values_are_asked_for_in_parts(mall):
    codes = [f"S{n:07d}" for n in range(250)]
    mall.wire.answers["/suppliers"] = lambda params: {
        "suppliers": [{"supplier_code": code} for code in params["supplier_code"].split(",")[:3]]
    }
    mall.wire.answers["/suppliers/count"] = {"count": 3}
    rows = mall.rows_of("suppliers", SUPPLIERS + f"    asked: {{supplier_code: [{', '.join(codes)}]}}\n")
    asked = [params["supplier_code"].split(",") for path, params in mall.wire.calls if path == "/suppliers"]
    assert [len(part) for part in asked] == [100, 100, 50]
    assert [code for part in asked for code in part] == codes
    assert len(rows) == 9


NEWS = """\
  news:
    path: boards/{board_no}/comments
    key: [board_no, comment_no]
    columns: [created_date]
"""


def behind(numbers):
    """The comments of a board behind a number, a hundred at once."""

    def answer(params):
        found = [number for number in numbers if number > int(params["since_comment_no"])]
        return {"comments": [{"shop_no": 1, "comment_no": number} for number in found[: int(params["limit"])]]}

    return answer


def test_a_list_without_offsets_is_read_behind_the_last_number(mall):
    mall.wire.answers |= {"/boards/4/comments": behind(range(1, 251)), "/boards/6/comments": behind([])}
    assert len(mall.rows_of("news", NEWS)) == 250
    asked = [params["since_comment_no"] for path, params in mall.wire.calls if path == "/boards/4/comments"]
    assert asked == ["0", "100", "200"]


def test_where_the_order_cannot_be_followed_it_is_said_to_be_incomplete(mall):
    mall.wire.answers |= {"/boards/4/comments": behind(range(250, 0, -1)), "/boards/6/comments": behind([])}
    (landed,) = mall.lands("news", NEWS)
    assert landed.result.state == "incomplete"


def test_rows_of_another_shop_are_left_to_that_shop(mall):
    mall.shops = (1, 2)
    mall.wire.answers["/shops"] = {
        "shops": [{"shop_no": 1, "currency_code": "KRW"}, {"shop_no": 2, "currency_code": "USD"}]
    }
    rows = mall.rows_of("currencies", "  currencies: {path: shops, key: currency_code, columns: [currency_code]}\n")
    assert picked(rows, "shop_no", "currency_code") == [(1, "KRW"), (2, "USD")]


def test_another_column_reads_everything_anew_and_a_new_label_does_not(mall):
    mall.wire.answers["/refunds"] = dated
    mall.rows_of("refund_days", REFUNDS)
    mall.wire.calls.clear()
    mall.rows_of("refund_days", REFUNDS.replace("환불일시", "환불"))
    assert len(mall.wire.calls) == 1
    mall.wire.calls.clear()
    rows = mall.rows_of("refund_days", REFUNDS.replace("{refund_date", "{shop_name: {new: true}, refund_date"))
    assert len(mall.wire.calls) == 2
    assert "shop_name" in rows[0]
    assert len(rows) == 3


def test_another_key_or_kind_begins_the_table_anew(mall):
    mall.rows_of("suppliers", SUPPLIERS)
    rows = mall.rows_of("suppliers", SUPPLIERS.replace("key: supplier_code", "key: [status, supplier_code]"))
    assert picked(rows, "status", "supplier_code") == [("A", "S000000B"), ("P", "S000000C")]
    rows = mall.rows_of("suppliers", SUPPLIERS.replace("commission: 수수료", "commission: {kind: text}"))
    assert picked(rows, "commission") == [("12.50",), ("0.00",)]
    assert len(mall.rows_of("suppliers", SUPPLIERS)) == 2


def test_a_stream_renamed_lands_in_a_table_of_its_new_name(mall):
    mall.rows_of("suppliers", SUPPLIERS)
    assert len(mall.rows_of("vendors", SUPPLIERS.replace("suppliers:", "vendors:"))) == 2


def test_nothing_of_a_person_rests_in_the_store(mall):
    for name, described in (("suppliers", SUPPLIERS), ("issued_coupons", ISSUES), ("board_comments", COMMENTS)):
        mall.rows_of(name, described)
    with closing(sqlite3.connect(mall.folder / "bridge.db")) as opened:
        everything = "\n".join(opened.iterdump())
    for secret in ("견본인", "010-0000-7777", "gyeonbon", "dalbit", "127.0.0.9"):
        assert secret not in everything


def test_what_looks_like_somebodys_number_is_denied_in_any_text_but_no_key_is_touched(mall):
    mall.wire.answers["/boards/4/articles"] = {
        "articles": [{"shop_no": 1, "article_no": "01012345678", "title": "문의 010-0000-7777, gyeonbon@example.com"}]
    }
    described = "  titles: {path: boards/4/articles, key: article_no, columns: [title]}\n"
    assert picked(mall.rows_of("titles", described), "article_no", "title") == [("01012345678", "문의 ***, ***")]


def test_its_permission_is_asked_for_with_those_of_the_lists_that_feed_it(tmp_path):
    in_carts = "  in_carts: {path: 'products/{product_no}/carts', key: product_no, columns: [product_no]}\n"
    schedule = schedule_of(tmp_path, "in_carts", in_carts)
    assert schedule.own["cafe24"]["in_carts"].scopes == ("mall.read_product", "mall.read_personal")


def test_a_schedule_read_twice_is_the_same_and_another_description_is_not(tmp_path):
    first, again = (schedule_of(tmp_path, "suppliers", SUPPLIERS) for _ in range(2))
    assert first == again
    assert first != schedule_of(tmp_path, "suppliers", SUPPLIERS.replace(", created_date: 등록일시", ""))
