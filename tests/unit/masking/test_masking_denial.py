"""Records nobody declared: what may be somebody's is gone, whatever it is called, and business is left alone."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.masking import deny, is_personal

SPEC = Path(__file__).parents[4] / "shared/reference/data/cafe24/admin-2026-03-01.get.json"

PERSONAL = [
    "buyer_name", "buyerName", "member_id", "memberId", "buyer_cellphone", "cellphone", "phone", "phone2", "tel",
    "fax", "email", "buyer_email", "member_email", "address", "address1", "address_full", "receiver_address1",
    "zipcode", "buyer_zipcode", "city", "name", "name_en", "names_furigana", "nick_name", "billing_name",
    "bank_account_no", "bank_accout_no", "bank_account_owner_name", "refund_bank_account_holder",
    "refund_bank_account_no", "card_no", "birthday", "wedding_anniversary", "resident_registration_no", "passport_no",
    "clearance_information", "personal_customs_code", "client_ip", "ip", "registered_ip_list", "memo", "admin_memo",
    "shipping_message", "content", "comment", "writer", "writer_email", "author_id", "user_id", "user_name",
    "manager_information", "president_name", "company_registration_no", "virtual_phone_no", "recommend_id",
    "social_member_code", "secondary_contact", "password", "access_token", "buyer", "receivers", "customer",
    "additional_order_info_list", "buy_member_id_list",
]  # fmt: skip

BUSINESS = [
    "order_id", "order_item_code", "product_no", "product_name", "product_code", "supplier_name", "supplier_code",
    "brand_name", "category_name", "coupon_name", "group_name", "board_name", "origin_name", "shop_name",
    "order_place_name", "payment_method_name", "shipping_company_name", "tracking_no", "quantity", "price",
    "payment_amount", "currency", "created_date", "updated_date", "order_date", "status", "order_status",
    "member_type", "member_group_no", "customer_group_no_when_ordering", "first_order", "order_from_mobile",
    "display_mobile", "issue_member_join", "use_comment", "writer_name_icon", "comment_no", "comment_count",
    "country_code", "bank_code", "template_name", "option_name", "option_value", "rating", "mall_id",
    "subscription_state", "hit_count", "point", "issued_date", "issue_no", "use_point_count", "discount_rate",
]  # fmt: skip


@pytest.mark.parametrize("name", PERSONAL)
def test_a_field_of_this_name_is_somebodys(name):
    assert is_personal(name)
    assert deny({name: "하늘별", "order_id": "20260214-0000031"}) == {"order_id": "20260214-0000031"}


@pytest.mark.parametrize("name", BUSINESS)
def test_a_field_of_this_name_is_business(name):
    assert not is_personal(name)
    assert deny({name: "A-1"}) == {name: "A-1"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("전화 010-1234-5678 주세요", "전화 *** 주세요"),
        ("01012345678", "***"),
        ("+82 10 1234 5678", "***"),
        ("(02) 123-4567", "***"),
        ("０１０－１２３４－５６７８", "***"),
        ("메일은 a.b+c@mail.example.com 입니다", "메일은 *** 입니다"),
        ("900101-1234567", "***"),
        ("9001011234568", "***"),
        ("1234-5678-9012-3456", "***"),
        ("4111111111111111", "***"),
        ("국민 123456-01-123456 예금주", "국민 *** 예금주"),
        ("P123456789012", "***"),
        ("127.0.0.1 에서", "*** 에서"),
        ("2001:db8:0:1::5", "***"),
        ("서울특별시 마포구 월드컵로 1 로 보내", "*** 로 보내"),
        ("세종특별자치시 한누리동 예시로 5", "***"),
        ("12 Example Street, CA", "***, CA"),
    ],
)
def test_a_text_loses_what_looks_like_a_person(text, left):
    assert deny({"anything": text}) == {"anything": left}


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01", "2026-11-01T09:00:00+09:00", "2026-11-01 09:00:00", "20260214-0000031", "20260214-0000031-01",
        "48000.00", "-1500", "P000000I", "P000000I000A", "10:30:00", "색상::빨강", "T", "2026-03-01", "8801234567893",
        "https://example.com/product/12/display/1/", "쿠폰으로 10% 할인", "1+1 증정", "", "무통장입금",
    ],
)  # fmt: skip
def test_a_text_of_business_stays_as_it_is(text):
    assert deny({"anything": text}) == {"anything": text}


def test_nested_objects_and_lists_are_gone_through_and_people_go_whole():
    record = {
        "coupon_no": "6000000001",
        "buyer": {"name": "하늘별", "city": "서울"},
        "items": [{"product_name": "가방", "writer": "하늘별", "options": [{"value": "01012345678"}]}],
        "comments": [{"comment_no": 3, "content": "안녕하세요", "rating": 5}],
        "memos": ["부재시 문앞"],
        "texts": ["010-1234-5678", ["a@b.example"]],
    }
    untouched = copy.deepcopy(record)
    assert deny(record) == {
        "coupon_no": "6000000001",
        "items": [{"product_name": "가방", "options": [{"value": "***"}]}],
        "comments": [{"comment_no": 3, "rating": 5}],
        "texts": ["***", ["***"]],
    }
    assert record == untouched


def test_a_flag_that_sounds_like_a_person_stays_and_what_is_unmasked_by_name_stays():
    assert deny({"member_email": "T", "cellphone": None}) == {"member_email": "T", "cellphone": None}
    assert deny({"zipcode": "06000", "phone": "02-123-4567"}, {"zipcode"}) == {"zipcode": "06000"}


_WORDS = st.sampled_from(
    ["하늘별", "문의", "a", "-", " ", ".", "@", "x@y.example", "010", "1234", "5678", "2026", "로 ", "1.2"]
)
_TEXTS = st.one_of(st.text(max_size=30), st.lists(_WORDS, max_size=8).map("".join))
_NAMES = st.one_of(st.sampled_from([*PERSONAL[:12], *BUSINESS]), st.text(max_size=8))
_VALUES = st.recursive(
    st.one_of(_TEXTS, st.integers(), st.none(), st.booleans(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)),
    max_leaves=12,
)
RECORDS = st.dictionaries(_NAMES, _VALUES, max_size=5)


@given(RECORDS)
def test_denying_twice_is_denying_once(record):
    assert deny(deny(record)) == deny(record)


_SEEDED = st.sampled_from(
    ["010-0000-1234", "01000001234", "hidden@example.com", "900101-1234567", "4111 1111 1111 1111", "10.20.30.40",
     "서울특별시 강남구 예시로 12"]
)  # fmt: skip
_AROUND = st.text(alphabet="가나다라 \n,!()", max_size=10)


@given(RECORDS, _SEEDED, _AROUND, _AROUND, st.integers(0, 3))
def test_a_person_hidden_anywhere_in_a_record_is_not_in_what_is_left(record, seeded, before, after, depth):
    value = f"{before} {seeded} {after}"
    for _ in range(depth):
        value = {"group": [value]}
    left = json.dumps(deny({**record, "somewhere": value}), ensure_ascii=False)
    assert seeded not in left.replace(json.dumps(deny(record), ensure_ascii=False), "")


@given(st.dictionaries(st.sampled_from(PERSONAL), st.text(min_size=2, max_size=20), min_size=1))
def test_nothing_is_left_under_a_personal_name(record):
    assert deny(record) == {}


@pytest.mark.recorded
def test_no_official_example_keeps_what_its_people_are_called():
    """Every example answer of the 244 lists: what the official samples call people is in none of what is left."""
    spec = json.loads(SPEC.read_text("utf-8"))
    # The arguments of automatic messages are the words of a template, with an example of each.
    examples = [operation.get("response_example") for one in spec["resources"] for operation in one["operations"]
                if one["id"] != "automessages-arguments"]  # fmt: skip
    left = json.dumps([deny(example) for example in examples if isinstance(example, dict)], ensure_ascii=False)
    # John Doe's: names, addresses and numbers of the official samples.
    found = [told for told in ("John Doe", "Jane Doe", "sample@", "Sindaebang", "010-0000", "010-000",
                               "02-0000-0000", "127.0.0.1") if told in left]  # fmt: skip
    assert found == []
