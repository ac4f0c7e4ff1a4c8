"""Streams described in the schedule: every mistake with its line, its path and the nearest right word."""

from collections.abc import Callable
from datetime import datetime

import pytest

from sheets_bridge.config import Schedule, load, unmasked_columns
from sheets_bridge.config.template import shipped
from sheets_bridge.errors import ConfigError
from sheets_bridge.masking import Masks
from sheets_bridge.messages import translation
from sheets_bridge.model import KST, Kind
from sheets_bridge.sources import discover
from sheets_bridge.tables import TABLES

HEAD = """\
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  mymall: {source: cafe24, client: credentials/cafe24-client.json}
"""
SUPPLIERS = """\
streams:
  suppliers:
    path: suppliers
    key: supplier_code
    columns: {supplier_name: 공급사}
"""
ARTICLES = """\
streams:
  my_articles:
    path: boards/{board_no}/articles
    key: article_no
    columns: [rating]
"""
PRODUCTS = """\
streams:
  goods:
    path: products
    key: product_no
    columns: [product_name]
"""
ORDERS = """\
streams:
  paid:
    path: orders
    key: order_id
    columns: [payment_date]
    days: {first: start_date, last: end_date, field: payment_date}
"""
JOBS = """\
jobs:
  own:
    every: 1 day
    streams: [mymall.NAME]
    tabs: {Own: {table: NAME}}
"""
Read = Callable[[str], Schedule]


@pytest.fixture
def read(tmp_path) -> Read:
    def of(described: str) -> Schedule:
        name = described.split("\n")[1].strip().split(":")[0]
        path = tmp_path / "schedule.yaml"
        path.write_text(HEAD + described + JOBS.replace("NAME", name), "utf-8")
        return load(path, environment={}, sources=discover(), tables=TABLES)

    return of


MISTAKES = [
    (SUPPLIERS, "path: suppliers", "path: supliers",
     '7 streams.suppliers.path: Cafe24 documents no GET endpoint "supliers"; did you mean "suppliers"?'),
    (SUPPLIERS, "path: suppliers", "path: suppliers/count",
     "7 streams.suppliers.path: suppliers/count answers no rows, so it makes no tab"),
    (SUPPLIERS, "key: supplier_code", "key: suplier_code",
     '8 streams.suppliers.key: the key "suplier_code" is no field of suppliers; did you mean "supplier_code"?'),
    (SUPPLIERS, "key: supplier_code", "", '6 streams.suppliers: "key" is missing'),
    (SUPPLIERS, "key: supplier_code", "key: [supplier_code, supplier_code]",
     '8 streams.suppliers.key[1]: "supplier_code" stands here twice'),
    (SUPPLIERS, "supplier_name: 공급사", "suplier_name: 공급사",
     '9 streams.suppliers.columns.suplier_name: suppliers has no field "suplier_name"; did you mean "supplier_name"?'),
    (SUPPLIERS, "{supplier_name: 공급사}", "[suplier_name]",
     '9 streams.suppliers.columns[0]: suppliers has no field "suplier_name"; did you mean "supplier_name"?'),
    (SUPPLIERS, "supplier_name: 공급사", "phone: 전화",
     "9 streams.suppliers.columns.phone: phone may be about people, and what nobody declared is not masked"),
    (SUPPLIERS, "supplier_name: 공급사", "manager_information.0.email: 메일",
     "9 streams.suppliers.columns.manager_information.0.email: manager_information.0.email may be about people"),
    (SUPPLIERS, "supplier_name: 공급사", "shop_no: 몰",
     "9 streams.suppliers.columns.shop_no: shop_no stands in every table by itself; leave it out"),
    (SUPPLIERS, "supplier_name: 공급사", "supplier_name: {id: version}",
     '9 streams.suppliers.columns.supplier_name.id: "version" cannot name a column; give it another id'),
    (SUPPLIERS, "supplier_name: 공급사", "supplier_name: {id: a}, status: {id: a}",
     '9 streams.suppliers.columns.status: two columns have the id "a"'),
    (SUPPLIERS, "supplier_name: 공급사", "supplier_name: {kind: mony}",
     '9 streams.suppliers.columns.supplier_name.kind: no kind of column "mony"; did you mean "money"?'),
    (SUPPLIERS, "supplier_name: 공급사", "supplier_name: {lable: x}",
     '9 streams.suppliers.columns.supplier_name.lable: no key "lable" here; did you mean "label"?'),
    (SUPPLIERS, "key:", "asked: {suplier_code: x}\n    key:",
     '8 streams.suppliers.asked.suplier_code: suppliers has no parameter "suplier_code"; did you mean "supplier_'),
    (SUPPLIERS, "key:", "asked: {limit: 5}\n    key:",
     "8 streams.suppliers.asked.limit: limit is set by ourselves; leave it out"),
    (SUPPLIERS, "key:", "asked: {embed: x}\n    key:",
     "8 streams.suppliers.asked.embed: embed stands beside asked:, as a list of its own"),
    (PRODUCTS, "key:", "days: {first: start_date, last: created_end_date}\n    key:",
     '8 streams.goods.days.first: products has no parameter "start_date"; did you mean'),
    (SUPPLIERS, "key:", "fields: [supplier_cod, supplier_name]\n    key:",
     '8 streams.suppliers.fields[0]: suppliers has no field "supplier_cod"; did you mean "supplier_code"?'),
    (SUPPLIERS, "key:", "fields: [supplier_code]\n    key:",
     "10 streams.suppliers.columns.supplier_name: supplier_name is not among fields:, so it would never come"),
    (SUPPLIERS, "path: suppliers", "paht: suppliers",
     '7 streams.suppliers.paht: no key "paht" here; did you mean "path"?'),
    (SUPPLIERS, "suppliers:", "orders:", '6 streams.orders: "orders" is there already'),
    (SUPPLIERS, "suppliers:", "queue:", "6 streams.queue: a stream is named by 2 to 41 small letters"),
    (SUPPLIERS, "suppliers:", "My-Own:", "6 streams.My-Own: a stream is named by 2 to 41 small letters"),
    (PRODUCTS, "key:", "embed: [varients]\n    key:",
     '8 streams.goods.embed[0]: products has no embed "varients"; did you mean "variants"?'),
    (PRODUCTS, "[product_name]", "[variants.0.quantity]",
     "9 streams.goods.columns[0]: variants.0.quantity only comes with embed: [variants]"),
    (PRODUCTS, "[product_name]", "[has_option]",
     '9 streams.goods.columns[0]: products has no field "has_option"; only products/{product_no} has it'),
    (PRODUCTS, "[product_name]", "[expiration_date]",
     "9 streams.goods.columns[0]: expiration_date holds several fields; name one of them with dots: "
     "expiration_date.start_date"),
    (PRODUCTS, "key:", "asked: {sort: create_date}\n    key:",
     '8 streams.goods.asked.sort: sort takes no "create_date"; did you mean "created_date"?'),
    (ARTICLES, "path: boards/{board_no}", "path: boards/{no}",
     '7 streams.my_articles.path: Cafe24 documents no GET endpoint "boards/{no}/articles"; '
     'did you mean "boards/{board_no}/articles"?'),
    (ARTICLES, "[rating]", "[writer]", "9 streams.my_articles.columns[0]: writer may be about people"),
    (ARTICLES, "key:", "each: bords\n    key:",
     '8 streams.my_articles.each: Cafe24 documents no GET endpoint "bords"; did you mean "boards"?'),
    (ARTICLES, "key:", "each: suppliers\n    key:",
     "8 streams.my_articles.each: no list that we know feeds {board_no} of boards/{board_no}/articles"),
    (ARTICLES, "key:", "asked: {member_id: x}\n    key:",
     '8 streams.my_articles.asked.member_id: boards/{board_no}/articles has no parameter "member_id"'),
    (ARTICLES, "boards/{board_no}/articles\n    key: article_no\n    columns: [rating]",
     "customers/{member_id}/memos\n    key: memo_no\n    columns: [memo_no]",
     "7 streams.my_articles.path: member_id may be about people"),
    (ORDERS, "    days: {first: start_date, last: end_date, field: payment_date}\n", "",
     "6 streams.paid: orders are asked for by days; write days: {first: start_date"),
    (ORDERS, "field: payment_date", "field: pay_date",
     '10 streams.paid.days.field: orders has no date "pay_date"; did you mean "payment_date"?'),
    (ORDERS, "last: end_date", "last: end_dat",
     '10 streams.paid.days.last: orders has no parameter "end_dat"; did you mean "end_date"?'),
    (ORDERS, "key:", "asked: {date_type: paid_date}\n    key:",
     '8 streams.paid.asked.date_type: date_type takes no "paid_date"; did you mean "pay_date"?'),
    (ORDERS, "key:", "asked: {order_status: [N10, N1O]}\n    key:",
     '8 streams.paid.asked.order_status[1]: order_status takes no "N1O"; did you mean "N'),
    (ORDERS, "key:", "asked: {buyer_name: x}\n    key:",
     "8 streams.paid.asked.buyer_name: buyer_name is about people: it would stand in an address"),
    (ORDERS, "field: payment_date", "field: payment_date, again: 3 hours",
     "10 streams.paid.days.again: write whole days"),
]  # fmt: skip


@pytest.mark.parametrize(("described", "right", "wrong", "expected"), MISTAKES)
def test_a_mistake_is_named_with_its_place_and_the_right_word_and_nothing_follows_from_it(
    read, described, right, wrong, expected
):
    assert right in described
    with pytest.raises(ConfigError) as refusal:
        read(described.replace(right, wrong, 1))
    (told,) = [line for line in str(refusal.value.message).splitlines() if not line.startswith("      ")]
    assert told.startswith(f"schedule.yaml:{expected}")


def test_all_mistakes_are_told_at_once(read):
    wrong = SUPPLIERS.replace("supplier_code", "suplier_code").replace("supplier_name", "suplier_name")
    with pytest.raises(ConfigError) as refusal:
        read(wrong + ARTICLES.removeprefix("streams:\n").replace("rating", "ratting"))
    assert [line.split(" ")[1] for line in str(refusal.value.message).splitlines()] == [
        "streams.suppliers.key:", "streams.suppliers.columns.suplier_name:", "streams.my_articles.columns[0]:",
    ]  # fmt: skip


@pytest.mark.parametrize("described", [SUPPLIERS, ARTICLES, PRODUCTS, ORDERS])
def test_a_right_description_is_taken(read, described):
    (streams,) = read(described).own.values()
    assert len(streams) == 1


def test_a_column_is_what_cafe24_documents_unless_said_otherwise(read):
    columns = (
        "columns: {supplier_name: 공급사, commission: 수수료, "
        "created_date: {label: 등록일, kind: day}, grade: {new: true}}"
    )
    (table,) = read(SUPPLIERS.replace("columns: {supplier_name: 공급사}", columns)).own["cafe24"]["suppliers"].tables
    assert [(column.id, column.kind, column.ko) for column in table.columns[2:]] == [
        ("supplier_code", Kind.TEXT, "supplier_code"),
        ("supplier_name", Kind.TEXT, "공급사"),
        ("commission", Kind.MONEY, "수수료"),
        ("created_date", Kind.DAY, "등록일"),
        ("grade", Kind.TEXT, "grade"),
    ]


def test_a_tab_chooses_columns_of_it_as_of_any_table(tmp_path):
    path = tmp_path / "schedule.yaml"
    jobs = JOBS.replace("{table: NAME}", "{table: suppliers, columns: [suplier_name]}").replace("NAME", "suppliers")
    path.write_text(HEAD + SUPPLIERS + jobs, "utf-8")
    with pytest.raises(ConfigError) as refusal:
        load(path, environment={}, sources=discover(), tables=TABLES)
    told = 'the table suppliers has no column "suplier_name"; did you mean "supplier_name"?'
    assert told in str(refusal.value.message)


FILTERS = [
    ("products", "{use_inventory: X}", 'filter.use_inventory: use_inventory takes no "X"; possible here: F, T'),
    (
        "products",
        "{selling: T, sellin: T}",
        'filter.sellin: the stream products has no filter "sellin"; did you mean "selling"?',
    ),
    (
        "products",
        "{since_product_no: 5}",
        'filter.since_product_no: the stream products has no filter "since_product_no"',
    ),
    ("products", "{product_no: 5}", 'filter.product_no: the stream products has no filter "product_no"'),
    ("orders", "{order_status: N1O}", 'filter.order_status: order_status takes no "N1O"; did you mean "N'),
    ("orders", "{order_status: [N10, N2O]}", 'filter.order_status[1]: order_status takes no "N2O"'),
    ("orders", "{member_type: member}", 'filter.member_type: member_type takes no "member"; possible here: 2, 3'),
]


def _filtered(tmp_path, stream: str, more: str) -> Schedule:
    path = tmp_path / "schedule.yaml"
    jobs = JOBS.replace("[mymall.NAME]", f"[{{stream: mymall.NAME, {more}}}]").replace("NAME", stream)
    path.write_text(HEAD + jobs, "utf-8")
    return load(path, environment={}, sources=discover(), tables=TABLES)


@pytest.mark.parametrize(("stream", "given", "expected"), FILTERS)
def test_a_filter_that_cafe24_would_silently_ignore_is_refused(tmp_path, stream, given, expected):
    with pytest.raises(ConfigError) as refusal:
        _filtered(tmp_path, stream, f"filter: {given}")
    assert expected in str(refusal.value.message)


@pytest.mark.parametrize("name", ["payment_method", "supplier_id", "discount_method", "labels", "first_order"])
def test_orders_take_every_condition_cafe24_documents(tmp_path, name):
    word = {"payment_method": "card", "discount_method": "coupon", "first_order": "T"}.get(name, "7")
    (use,) = _filtered(tmp_path, "orders", f"filter: {{{name}: {word}}}").jobs["own"].streams
    assert use.filter == ((name, word),)


@pytest.mark.parametrize(
    "name", ["buyer_name", "receiver_address", "member_id", "start_date", "date_type", "limit", "order_id"]
)
def test_people_days_pages_and_single_orders_are_no_filter(tmp_path, name):
    with pytest.raises(ConfigError) as refusal:
        _filtered(tmp_path, "orders", f"filter: {{{name}: x}}")
    assert f'the stream orders has no filter "{name}"' in str(refusal.value.message)


def test_a_list_is_a_filter_as_cafe24_takes_it(tmp_path):
    (use,) = _filtered(tmp_path, "orders", "filter: {order_status: [N20, N10]}").jobs["own"].streams
    assert use.filter == (("order_status", "N20,N10"),)


def test_fields_are_compared_with_those_there_are(tmp_path):
    with pytest.raises(ConfigError) as refusal:
        _filtered(tmp_path, "orders", "fields: [order_id, paymant_date]")
    assert 'the stream orders has no field "paymant_date"; did you mean "payment_date"?' in str(refusal.value.message)


def test_the_example_in_the_shipped_schedule_can_be_taken_as_it_is(tmp_path):
    """The manual is the file itself: its example, with the signs of a comment taken away once, is a right one."""
    before, example = shipped().split("\n# streams:\n")
    example, after = example.split("\njobs:\n")
    lines = [line.removeprefix("# ") for line in example.splitlines()]
    path = tmp_path / "schedule.yaml"
    text = "\n".join([before, "streams:", *lines, "jobs:", after]).replace(
        "SPREADSHEET_ID", "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
    )
    path.write_text(text, "utf-8")
    schedule = load(path, environment={}, sources=discover(), tables=TABLES)
    assert list(schedule.own["cafe24"]) == ["suppliers", "paid_orders", "comments"]


_COLUMNS = "{phone: 전화, manager_information.0.email: {label: 메일, id: mail}, supplier_name: 공급사}"
PHONES = SUPPLIERS.replace("{supplier_name: 공급사}", _COLUMNS)
SUPPLIER = {
    "shop_no": 1, "supplier_code": "S1", "supplier_name": "샘플 02-111-2222", "phone": "02-333-4444",
    "manager_information": [{"no": 1, "email": "who@example.com", "phone": "010-5555-6666"}],
}  # fmt: skip


def unmasking(*columns: str) -> str:
    return PHONES + f"privacy: {{unmask: [{', '.join(columns)}]}}\n"


def test_a_field_about_people_is_refused_with_the_line_that_shows_it_whole(read):
    with pytest.raises(ConfigError) as refused:
        read(unmasking("suppliers.mail"))
    assert "suppliers.columns.phone: phone may be about people" in str(refused.value.message)
    assert "privacy: {unmask: [suppliers.phone]}" in str(refused.value.message)
    assert "mail:" not in str(refused.value.message)


def test_unmasked_by_name_it_stands_as_it_came_and_nothing_else_of_anybody_does(read):
    schedule = read(unmasking("suppliers.phone", "suppliers.mail"))
    stream, (use,) = schedule.own["cafe24"]["suppliers"], schedule.jobs["own"].streams
    normalize = stream.normalize(use.pull(1), Masks(b"k" * 32, schedule.privacy), datetime(2026, 3, 1, tzinfo=KST))
    (row,) = normalize(SUPPLIER)["suppliers"]
    assert row == ("mymall", 1, "S1", "02-333-4444", "who@example.com", "샘플 ***")


def test_of_what_is_unmasked_it_is_said_who_sees_it_and_it_makes_another_pull(read):
    schedule = read(unmasking("suppliers.phone", "suppliers.mail"))
    told = [message.render(translation("en")) for message in unmasked_columns(schedule, TABLES)]
    assert ["suppliers.mail" in told[0], "suppliers.phone (전화) is not masked" in told[1]] == [True, True]
    assert "sees it whole on Own" in told[1]
    plain = read(SUPPLIERS)
    assert plain.jobs["own"].streams[0].masking == ""
    assert schedule.jobs["own"].streams[0].masking.endswith("suppliers.mail suppliers.phone")


def test_what_is_no_column_of_it_cannot_be_unmasked(read):
    with pytest.raises(ConfigError) as refused:
        read(unmasking("suppliers.phone", "suppliers.mail", "suppliers.fone"))
    assert 'no masked column "suppliers.fone"' in str(refused.value.message)
