"""Of a long record only what is wanted is taken, whatever form it comes in."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.api.body import only, parsed

_FORM = {"orders": [{"order_id": None, "amount": {"paid": None}, "items": [{"name": None}]}]}
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.fixed_dictionaries({}, optional={"order_id": _anything, "memo": _anything}), max_size=4))
def test_wanted_fields_are_as_they_would_be_without_narrowing_and_others_are_gone(orders):
    body = orjson.dumps({"orders": orders, "meta": {"total": 9}})
    wanted = [{name: value for name, value in order.items() if name == "order_id"} for order in parsed(body)["orders"]]
    assert only(_FORM)(body) == {"orders": wanted}


def test_wanted_fields_of_inner_objects_and_lists_are_taken():
    body = b'{"orders": [{"amount": {"paid": "1.00", "due": "2.00"}, "items": [{"name": "a", "no": 1}, {}]}]}'
    assert only(_FORM)(body) == {"orders": [{"amount": {"paid": "1.00"}, "items": [{"name": "a"}, {}]}]}


def test_null_is_taken_where_an_object_or_a_list_is_wanted():
    body = b'{"orders": [{"amount": null, "items": null}]}'
    assert only(_FORM)(body) == {"orders": [{"amount": None, "items": None}]}


@pytest.mark.parametrize("orders", [[{"items": {"name": "a"}}], [{"amount": []}, {"memo": 1}], ["odd"], {}, "none"])
def test_a_body_of_another_form_is_read_whole_for_others_to_judge(orders):
    assert only(_FORM)(orjson.dumps({"orders": orders})) == {"orders": orders}


def test_a_byte_order_mark_and_a_lone_surrogate_are_read():
    body = '\ufeff{"orders": [{"order_id": "\\ud800"}]}'.encode()
    assert only(_FORM)(body) == {"orders": [{"order_id": "\ufffd"}]}


@pytest.mark.parametrize("body", [b"<html>", b'{"orders": [{"order_id": NaN}]}', "주문".encode("euc-kr"), b""])
def test_what_is_not_json_is_refused(body):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the parser says
        only(_FORM)(body)


def test_the_longest_numbers_keep_their_digits():
    body = b'{"orders": [{"order_id": 9007199254740993}]}'
    assert only(_FORM)(body) == {"orders": [{"order_id": 9007199254740993}]}
