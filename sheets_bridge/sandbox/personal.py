"""Every personal value that a story has put on the wires so far, for a scan that must find none of them elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.model import Person
from sheets_bridge.sandbox.story.partners import OPERATORS


def personal(story: Story, now: datetime) -> dict[str, Any]:
    """Return the values by what they are: names, phones (with and without dashes), emails, addresses, accounts and
    member ids; each once, sorted."""
    people = list(_people(story, now))
    phones = _said(people, "cellphone") | {phone for _, phone, _, _ in _partners(story, now)}
    return {
        "table": "personal",
        "names": sorted(_said(people, "name") | {name for name, _, _, _ in _partners(story, now)}),
        "phones": sorted(phones | {phone.replace("-", "") for phone in phones}),
        "emails": sorted(_said(people, "email") | {email for _, _, email, _ in _partners(story, now) if email}),
        "addresses": sorted(_said(people, "address1") | _said(people, "address2") | _places(story, now)),
        "accounts": sorted({account for _, _, _, account in _partners(story, now) if account}),
        "member_ids": sorted(_said(people, "member_id")),
    }


def _said(people: Iterable[Person], field: str) -> set[str]:
    return {str(getattr(person, field)) for person in people} - {""}


def _people(story: Story, now: datetime) -> Iterator[Person]:
    for shop in story.shops:
        for order in story.orders(now, shop.shop_no):
            yield order.person
            yield order.receiver
        for member in story.annals.members(now, shop.shop_no):
            yield member.person
        for board in story.annals.boards(shop.shop_no):
            for article in story.annals.articles(now, shop.shop_no, board.board_no):
                if article.person:
                    yield article.person


def _partners(story: Story, now: datetime) -> Iterator[tuple[str, str, str, str]]:
    """Name, phone, e-mail and account of the people behind the mall."""
    for operator in OPERATORS:
        yield operator.contact.name, operator.contact.phone, operator.contact.email, ""
    for shop in story.shops:
        for supplier in story.annals.suppliers(shop.shop_no):
            yield supplier.president, supplier.phone, "", supplier.account_no
            for contact in supplier.contacts:
                yield contact.name, contact.phone, contact.email, ""
    for origin in story.annals.origins(now):
        yield OPERATORS[0].contact.name, origin.phone, "", ""


def _places(story: Story, now: datetime) -> set[str]:
    suppliers = (one for shop in story.shops for one in story.annals.suppliers(shop.shop_no))
    places = [(one.address1, one.address2) for one in suppliers]
    places += [(one.address1, one.address2) for one in story.annals.origins(now)]
    return {text for place in places for text in place if text}
