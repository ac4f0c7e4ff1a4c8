"""Orders of a step are read whole, or what is missing is said in honest numbers."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from cafe24_vendor import ONE, PULL, THREE, TWO, Vendor, collected, connected, numbers, orders, step

from sheets_bridge.errors import DataRejected, Incomplete
from sheets_bridge.model import KST, Pull
from sheets_bridge.sources.cafe24 import SOURCE, order_read


def test_a_sweep_of_more_orders_than_an_offset_reaches_is_split_and_finished():
    vendor = Vendor([*orders(8000, ONE, pay_date=ONE), *orders(8000, TWO, pay_date=TWO)])
    assert set(numbers(vendor, step(ONE, TWO, "pay_date", count=False))) == {row["order_id"] for row in vendor.rows}


def test_a_small_sweep_is_not_counted():
    vendor = Vendor(orders(10, ONE))
    assert len(numbers(vendor, step(ONE, TWO, "pay_date", count=False))) == 10
    assert vendor.paths == {"/orders": 1}


def test_exactly_as_many_orders_as_an_offset_reaches_are_complete():
    assert len(numbers(Vendor(orders(15_000, ONE)), step(ONE, ONE))) == 15_000


def test_a_window_too_full_is_read_in_halves_with_one_count_for_each():
    vendor = Vendor([*orders(9000, ONE), *orders(9000, TWO)])
    assert len(set(numbers(vendor, step(ONE, TWO)))) == 18_000
    assert vendor.paths == {"/orders/count": 3, "/orders": 20}


def test_where_halves_do_not_add_up_kinds_of_order_do_and_all_is_counted_before_it_is_read():
    vendor = Vendor([*orders(9000, ONE, member_type="2"), *orders(9000, TWO, member_type="3")])
    vendor.recount = lambda params, count: count // 2 if params["start_date"] == params["end_date"] else count
    assert len(set(numbers(vendor, step(ONE, TWO)))) == 18_000
    counted = [path for path, _ in vendor.calls[:5]]
    assert counted == ["/orders/count"] * 5
    assert {params.get("member_type") for path, params in vendor.calls if path == "/orders"} == {"2", "3"}


def test_a_day_whose_members_alone_are_too_many_is_split_by_a_further_kind():
    here = orders(20_000, ONE, member_type="2", payment_status="T")
    for row in here[10_000:]:
        row["payment_status"] = "P"
    vendor = Vendor(here)
    assert len(set(numbers(vendor, step(ONE, ONE)))) == 20_000


def test_a_day_with_no_split_left_is_read_as_far_as_it_goes_and_the_rest_is_stated():
    vendor = Vendor(orders(16_000, ONE, member_type="9"))
    came, error = collected(vendor, step(ONE, ONE))
    assert (len(came), error.read, error.expected) == (15_000, 15_000, 16_000)
    assert f"15000 of 16000 orders of {ONE}" in str(error)


def test_a_day_that_stays_incomplete_keeps_no_other_day_from_being_read():
    vendor = Vendor([*orders(16_000, ONE, member_type="9"), *orders(500, TWO), *orders(700, THREE)])
    came, error = collected(vendor, step(ONE, THREE))
    assert (len(came), error.read, error.expected) == (16_200, 16_200, 17_200)


def test_an_order_missed_at_the_border_of_two_pages_is_found_by_reading_again():
    vendor = Vendor(orders(2500, ONE))
    shifted: list[bool] = []

    def page(params, rows):
        if params["offset"] == "1000" and not shifted:
            shifted.append(True)
            return [*rows[1:], vendor.rows[2000]]
        return rows

    vendor.page = page
    came = numbers(vendor, step(ONE, ONE))
    assert (len(came), len(set(came))) == (2500, 2500)


def test_a_server_that_repeats_its_first_page_is_noticed_soon_and_said():
    vendor = Vendor(orders(2500, ONE))
    vendor.page = lambda _params, _rows: vendor.rows[:1000]
    came, error = collected(vendor, step(ONE, ONE))
    assert (len(came), error.read, error.expected) == (1000, 1000, 2500)
    assert vendor.paths["/orders"] <= 6


def test_a_sweep_on_a_server_that_repeats_its_page_is_not_passed_off_as_complete():
    vendor = Vendor(orders(2500, ONE))
    vendor.page = lambda _params, _rows: vendor.rows[:1000]
    assert collected(vendor, step(ONE, ONE, "pay_date", count=False))[1].expected == 2500


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/orders/count", []),
        ("/orders/count", {"count": None}),
        ("/orders/count", {"count": "many"}),
        ("/orders/count", {"count": {"all": 1}}),
        ("/orders", []),
        ("/orders", {"orders": {"0": {}}}),
        ("/orders", {"orders": ["x", 1]}),
    ],
)
def test_an_answer_in_an_unknown_form_is_refused_naming_its_path(path, told):
    vendor = Vendor(orders(3, ONE))
    vendor.told[path] = told
    with pytest.raises(DataRejected, match=f"{path} answered in a form we do not know"):
        numbers(vendor, step(ONE, ONE))


@pytest.mark.parametrize("odd", [{"order_id": [1]}, {"order_id": None}, {"order_id": {"a": []}}])
def test_an_odd_record_goes_on_to_be_set_aside_and_the_rest_with_it(odd):
    vendor = Vendor()
    vendor.told = {"/orders": {"orders": [*orders(2, ONE), odd, "no record at all"]}, "/orders/count": {"count": 4}}
    (page,) = order_read.read(connected(vendor), PULL, step(ONE, ONE))
    assert page[2:] == [odd, {}]


def test_orders_of_days_nobody_asked_for_are_refused_and_what_was_taken_before_is_admitted():
    vendor = Vendor(orders(1000, ONE))
    vendor.page = lambda params, rows: rows if params["offset"] == "0" else orders(2, "2025-01-01")
    with pytest.raises(DataRejected, match="That page was not taken, pages before it were"):
        numbers(vendor, step(ONE, ONE))


ORDERS = SOURCE.streams["orders"]
"""As the schedule has it: what reads long filters in parts is around it."""


def wanted(*products: int, **more: str) -> Pull:
    return replace(PULL, filter=(("product_no", ",".join(map(str, products))), *more.items()))


def sold(number: int) -> list[dict]:
    """That many orders, each of a product of its own."""
    made = orders(number, ONE, supplier_id="S1")
    for n, one in enumerate(made):
        one["product_no"] = str(n)
    return made


def test_a_filter_of_more_than_a_hundred_words_is_asked_in_lists_that_are_taken():
    vendor = Vendor(sold(300))
    pages = ORDERS.read(connected(vendor), wanted(*range(250)), step(ONE, TWO))
    assert {row["product_no"] for page in pages for row in page} == {str(n) for n in range(250)}
    assert [len(params["product_no"].split(",")) for path, params in vendor.calls if path == "/orders"] == [
        100,
        100,
        50,
    ]


def test_two_long_filters_are_asked_in_every_pairing():
    vendor = Vendor(sold(120))
    suppliers = ",".join(f"S{n}" for n in range(150))
    pages = ORDERS.read(connected(vendor), wanted(*range(120), supplier_id=suppliers), step(ONE, ONE))
    assert len([row for page in pages for row in page]) == 120
    assert vendor.paths["/orders"] == 4


def test_a_filter_of_a_hundred_words_is_one_question():
    vendor = Vendor(sold(100))
    list(ORDERS.read(connected(vendor), wanted(*range(100)), step(ONE, ONE, count=False)))
    assert vendor.paths == {"/orders": 1}


def test_the_first_day_and_the_probe_of_a_long_filter_are_asked_in_lists_too():
    vendor = Vendor([{**orders(1, TWO)[0], "product_no": "150"}])
    asked = wanted(*range(160))
    assert ORDERS.origin(connected(vendor), asked, datetime(2026, 3, 20, tzinfo=KST)) == date(2026, 3, 2)
    ORDERS.probe(connected(vendor), asked, date(2026, 3, 2))


def test_a_list_that_stays_incomplete_keeps_no_other_from_being_read():
    one, two = sold(200)[150], sold(200)[20]
    vendor = Vendor([*({**two, "order_id": f"20260301-{n:07}", "member_type": "9"} for n in range(16_000)), one])
    came, short = set(), None
    try:
        for page in ORDERS.read(connected(vendor), wanted(*range(200)), step(ONE, ONE)):
            came.update(row["product_no"] for row in page)
    except Incomplete as error:
        short = error
    assert came == {"20", "150"}
    assert short is not None
    assert (short.read, short.expected) == (15_000, 16_000)
