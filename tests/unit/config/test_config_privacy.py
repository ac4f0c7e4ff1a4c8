"""`privacy:` in the schedule: the profile, what is unmasked and what is said of that."""

import pytest

from sheets_bridge.config import unmasked_columns
from sheets_bridge.config.place import Place, Reading
from sheets_bridge.config.privacy import check_visible
from sheets_bridge.config.tree import Text
from sheets_bridge.masking import Privacy
from sheets_bridge.messages import translation
from sheets_bridge.model import Column, Kind, Personal
from sheets_bridge.tables import ORDERS, TABLES

BUYER = """\
language: en
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: g.json
{privacy}
accounts: {{mymall: {{source: cafe24, client: c.json}}}}
jobs:
  orders:
    every: 15 minutes
    streams:
      - {{stream: mymall.orders, embed: [items, buyer]}}
    tabs:
      People: {{table: orders, columns: [order_id, {column}]}}
"""


def buyer(privacy: str = "", column: str = "buyer_name") -> str:
    return BUYER.format(privacy=privacy, column=column)


def test_without_a_word_of_it_nobody_is_shown(schedule_of):
    assert schedule_of(buyer(column="order_date")).privacy == Privacy("marketer", frozenset())


def test_a_profile_and_columns_read_as_they_are_written(schedule_of):
    privacy = schedule_of(buyer("privacy: {profile: operations, unmask: [orders.buyer_name]}")).privacy
    assert privacy == Privacy("operations", frozenset({"orders.buyer_name"}))


def test_a_column_that_shows_people_is_refused_until_somebody_asks_for_it(mistakes_of, schedule_of):
    (mistake,) = mistakes_of(buyer())
    assert 'the column "buyer_name" shows people, and the profile marketer hides it' in mistake
    assert "profile: operations" in mistake
    for asked in ("privacy: {profile: operations}", "privacy: {unmask: [orders.buyer_name]}"):
        assert schedule_of(buyer(asked)).jobs["orders"].tabs[0].columns == ("order_id", "buyer_name")


def test_a_column_no_profile_shows_is_refused_with_how_to_unmask_it():
    notes = Column("notes", Kind.TEXT, "메모", "Notes", personal=Personal("other"))
    for profile in ("marketer", "operations"):
        reading = Reading({})
        check_visible(Place(Text(1, "notes"), 1, "columns", reading), ORDERS, notes, Privacy(profile))
        (mistake,) = reading.mistakes
        assert "privacy: {unmask: [orders.notes]}" in mistake.problem.render(translation("en"))


@pytest.mark.parametrize(
    ("privacy", "said"),
    [
        ("privacy: {profile: operation}", 'no profile "operation"; did you mean "operations"?'),
        ("privacy: {unmask: [orders.buyer_nam]}", 'did you mean "orders.buyer_name"?'),
        ("privacy: {unmask: [orders.order_id]}", 'no masked column "orders.order_id"'),
        ("privacy: {unmask: [orders.customer_key]}", 'no masked column "orders.customer_key"'),
        ("privacy: {unmasked: [orders.buyer_name]}", 'no key "unmasked" here; did you mean "unmask"?'),
    ],
)
def test_what_is_no_profile_and_no_masked_column_is_told_with_the_nearest(privacy, said, mistakes_of):
    assert said in mistakes_of(buyer(privacy, "order_date"))[0]


def test_another_profile_or_another_column_makes_another_pull(schedule_of):
    pulls = {
        schedule_of(buyer(privacy, "order_date")).jobs["orders"].streams[0].pull(1)
        for privacy in ("", "privacy: {profile: operations}", "privacy: {unmask: [orders.buyer_name]}")
    }
    assert len(pulls) == 3


def said(schedule) -> list[str]:
    return [message.render(translation("en")) for message in unmasked_columns(schedule, TABLES)]


def test_of_an_unmasked_column_it_is_said_where_and_to_whom(schedule_of):
    unmask = "privacy: {unmask: [orders.buyer_name, orders.receiver_cellphone]}"
    name, phone = said(schedule_of(buyer(unmask)))
    assert "orders.buyer_name (Buyer) is not masked" in name
    assert "Whoever may open the spreadsheet sees it whole on People" in name
    assert "orders.receiver_cellphone" in phone
    assert "No tab shows it, but it lies whole in the local database" in phone
    assert said(schedule_of(buyer("privacy: {profile: operations}"))) == []


@pytest.mark.parametrize(
    "name",
    ["members.name", "members.email", "members.cellphone", "reviews.writer", "articles.writer", "reviews.content",
     "articles.title"],
)  # fmt: skip
def test_whoever_is_a_member_or_writes_is_refused_as_buyers_are(name):
    def refused(privacy: Privacy) -> list[str]:
        reading, (table, column) = Reading({}), name.split(".")
        declared = TABLES[table]
        place = Place(Text(1, column), 1, "columns", reading)
        check_visible(place, declared, declared.columns[declared.position(column)], privacy)
        return [mistake.problem.render(translation("en")) for mistake in reading.mistakes]

    (mistake,) = refused(Privacy())
    assert "shows people, and the profile marketer hides it" in mistake
    assert "profile: operations" in mistake
    for privacy in (Privacy("operations"), Privacy(unmasked=frozenset({name}))):
        assert refused(privacy) == []
