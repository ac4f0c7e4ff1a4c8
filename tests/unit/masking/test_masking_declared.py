"""Every declared column that sounds like a person says so, so that masks, warnings and `forget` know of it."""

import pytest

from sheets_bridge.masking import PROFILES, Masks, Privacy, deny, is_personal, statement
from sheets_bridge.model import Column, Kind, Personal, Table
from sheets_bridge.tables import ORDERS, TABLES, VISITORS

HARMLESS = {
    "orders.member": "`T` or `F`",
    **{
        f"{table}.account_name": "what a brand calls its advertising account"
        for table in ("ad_stats", "ad_keyword_stats")
    },
    **{
        f"{table}.order_amount_per_{whose}": "an amount: sales divided by how many there were"
        for table in ("keyword_effect", "ad_effect", "sales_per_visit")
        for whose in ("visitor", "buyer")
    },
    **{
        f"{table}.secret": "`T` or `F`: whether an article is shown to its writer alone"
        for table in ("reviews", "articles")
    },
    "alert_rules.name": "what people call a condition of alerts",
    "order_sources.content": "what an advertiser wrote into a link (utm_content); looked through all the same",
}
"""What only sounds like a person, and what it is."""


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_column_that_sounds_like_a_person_is_declared_personal(table):
    unsaid = {f"{table.id}.{one.id}" for one in table.columns if is_personal(one.id) and not one.personal}
    assert unsaid <= HARMLESS.keys()


def test_no_exception_outlives_what_it_was_made_for():
    columns = {f"{table.id}.{column.id}": column for table in TABLES.values() for column in table.columns}
    assert HARMLESS.keys() <= columns.keys()
    assert not any(columns[name].personal for name in HARMLESS)
    assert all(HARMLESS.values())


def test_every_profile_has_a_mask_for_every_kind_and_marketers_never_see_more():
    said = {
        "name": "홍길동",
        "phone": "010-1234-5678",
        "email": "abc@example.com",
        "address": "서울특별시 마포구 월드컵로 1",
        "text": "문의는 010-1234-5678로 주세요",
    }
    for kind, raw in said.items():
        less, more = (PROFILES[profile][kind](raw) for profile in ("marketer", "operations"))
        assert raw not in (less, more)
        assert len(less or "") <= len(more or "")


def test_only_a_column_unmasked_by_table_and_name_is_shown_whole():
    masks = Masks(b"k" * 32, Privacy("marketer", frozenset({"orders.buyer_name", "members.buyer_email"})))
    name, address = masks.of(ORDERS, ["buyer_name", "buyer_email"])
    assert (name("홍길동"), address("abc@example.com")) == ("홍길동", None)


def test_tables_without_people_are_the_same_pull_under_every_profile():
    assert statement(Privacy("operations"), [VISITORS]) == statement(Privacy(), [VISITORS]) == ""
    assert statement(Privacy("operations"), [ORDERS]) != statement(Privacy(), [ORDERS])


def test_a_field_unmasked_in_a_table_nobody_declared_makes_another_pull_as_well():
    suppliers = Table("suppliers", VISITORS.columns, VISITORS.key, VISITORS.day)
    shown = Privacy(unmasked=frozenset({"suppliers.zipcode"}))
    assert statement(shown, [suppliers]) != statement(Privacy(), [suppliers]) == ""
    assert deny({"zipcode": "06000", "phone": "02-123-4567"}, shown.unmasked_in("suppliers")) == {"zipcode": "06000"}


def test_what_has_no_mask_of_its_own_is_hidden_in_every_profile_until_it_is_unmasked():
    memo = Column("memo", Kind.TEXT, "메모", "Memo", personal=Personal("other"))
    assert Privacy().hides("orders", memo)
    assert Privacy("operations").hides("orders", memo)
    assert not Privacy(unmasked=frozenset({"orders.memo"})).hides("orders", memo)
