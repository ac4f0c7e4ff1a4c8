"""The companies behind the goods: suppliers and warehouses (invented, their people and accounts too)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_bridge.sandbox.story.chance import chance
from sheets_bridge.sandbox.story.facts import Contact, Good, Origin, Supplier
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.people import somebody
from sheets_bridge.sandbox.story.shelf import ORIGIN_CODES
from sheets_bridge.sandbox.story.shops import KOREAN, Trade
from sheets_bridge.sandbox.story.wares import SUPPLIERS

_WAREHOUSES = ("예시 제1물류센터", "예시 제2물류센터")


def suppliers_of(trade: Trade, first_day: date) -> tuple[Supplier, ...]:
    """Return the shop's suppliers; the first is the mall itself."""
    return tuple(_supplier(trade, first_day, at) for at in range(len(SUPPLIERS)))


def _supplier(trade: Trade, first_day: date, at: int) -> Supplier:
    code, korean, english = SUPPLIERS[at]
    rng = chance("supplier", code)
    people = [somebody(rng, KOREAN) for _ in range(3)]
    return Supplier(
        supplier_code=code,
        name=korean if trade.korean else english,
        commission=10 * at,
        created=midnight(first_day) - timedelta(days=400 - at),
        president=people[0].name,
        phone=people[0].cellphone,
        zipcode=people[0].zipcode,
        address1=people[0].address1,
        address2=people[0].address2,
        account_no=f"000-0000-{rng.randrange(10**5):05d}",
        account_holder=people[0].name,
        contacts=tuple(Contact(person.name, person.cellphone, person.email) for person in people[1 : 2 + at % 2]),
    )


def origins_of(goods: Iterable[Good]) -> tuple[Origin, ...]:
    """Return the warehouses with what goes out of each."""
    stock = [one for good in goods for one in good.stock]
    return tuple(
        _origin(at, tuple(one.option.variant_code for one in stock if one.origin_code == code))
        for at, code in enumerate(ORIGIN_CODES)
    )


def _origin(at: int, variants: tuple[str, ...]) -> Origin:
    code = ORIGIN_CODES[at]
    there = somebody(chance("origin", code), KOREAN)
    return Origin(
        code, _WAREHOUSES[at], at == 0, there.cellphone, there.zipcode, there.address1, there.address2, variants
    )


@dataclass(frozen=True)
class Operator:
    """Somebody who runs the mall: the main operator P, the others A."""

    user_id: str
    kind: str
    contact: Contact


def _operator(user_id: str, kind: str) -> Operator:
    person = somebody(chance("operator", user_id), KOREAN)
    return Operator(user_id, kind, Contact(person.name, person.cellphone, person.email))


OPERATORS = (_operator("owner", "P"), _operator("helper1", "A"))
"""Who runs the mall."""
