"""The members of a shop: who signed up when, which group they are in (all invented, all personal data on the wire)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sheets_bridge.sandbox.story.chance import Odds, chance, often, pick
from sheets_bridge.sandbox.story.demand import Crowd
from sheets_bridge.sandbox.story.facts import Group, Member
from sheets_bridge.sandbox.story.model import Order, Person
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.people import member
from sheets_bridge.sandbox.story.shops import Trade

_GROUPS = (
    (1, "일반회원", "Member", 0),
    (2, "우수회원", "Silver", 2),
    (3, "VIP 🏅", "VIP 🏅", 3),
    (4, "임직원, 협력사", "Staff, partners", 10),
)
_GROUP_OF_MEMBER = Odds((1, 80), (2, 15), (3, 4), (4, 1))
_ONLOOKERS_PER_NEWCOMER = 0.6
"""How many sign up and buy nothing, for each who buys on the day of signing up."""
_DAYS_BEFORE = 700


@dataclass(frozen=True)
class Signed:
    """Somebody who signed up, and when."""

    person: Person
    joined: datetime


def groups_of(trade: Trade) -> tuple[Group, ...]:
    """Return the shop's customer groups."""
    return tuple(
        Group(number, korean if trade.korean else english, f"{discount}%" if discount else "", discount)
        for number, korean, english, discount in _GROUPS
    )


def group_of(person: Person) -> int:
    """Return the number of a member's group."""
    return pick(chance("group", person.member_id), _GROUP_OF_MEMBER)


def signed_on(seed: int, trade: Trade, day: date, crowd: Crowd, orders: Iterable[Order]) -> list[Signed]:
    """Return who signed up on `day`: minutes before the first order, or to look around only."""
    first = [order for order in orders if order.first_order]
    buyers = [Signed(order.person, max(midnight(day), order.ordered - timedelta(minutes=5))) for order in first]
    rng = chance(seed, trade.shop.shop_no, day, "onlookers")
    count = sum(often(rng, _ONLOOKERS_PER_NEWCOMER) for _ in range(crowd.newcomers))
    return buyers + [
        Signed(member(seed, trade, day, crowd.newcomers + number), midnight(day) + timedelta(seconds=second))
        for number, second in enumerate(rng.randrange(86_400) for _ in range(count))
    ]


def signed_before(seed: int, trade: Trade, first_day: date, crowd_on: Callable[[date], Crowd]) -> list[Signed]:
    """Return who signed up before the story began; whoever did even earlier has left the mall, orders aside."""
    days = (first_day - timedelta(days=back) for back in range(1, _DAYS_BEFORE + 1))
    people = (member(seed, trade, day, number) for day in days for number in range(crowd_on(day).newcomers))
    return [Signed(person, _joined(person)) for person in people]


def members_of(signed: Iterable[Signed], orders: Iterable[Order], now: datetime) -> tuple[Member, ...]:
    """Return all members at `now` with what their orders made of them, in the order they joined."""
    spent: dict[str, Decimal] = {}
    seen: dict[str, datetime] = {}
    for order in orders:
        name = order.person.member_id
        spent[name] = spent.get(name, Decimal(0)) + order.points_spent_amount
        seen[name] = order.ordered
    there = sorted((one for one in signed if one.joined <= now), key=lambda one: (one.joined, one.person.member_id))
    return tuple(_member(one, spent, seen.get(one.person.member_id, one.joined)) for one in there)


def _member(one: Signed, spent: dict[str, Decimal], seen: datetime) -> Member:
    name = one.person.member_id
    rng = chance("member", name)
    return Member(
        person=one.person,
        joined=one.joined,
        last_login=max(seen, one.joined),
        group_no=group_of(one.person),
        gender="F" if often(rng, 0.7) else "M",
        birthday=date(1960 + rng.randrange(46), 1 + rng.randrange(12), 1 + rng.randrange(28)),
        mobile=often(rng, 0.7),
        sms=often(rng, 0.5),
        news_mail=often(rng, 0.4),
        used_points=spent.get(name, Decimal(0)),
        available_points=Decimal(rng.randrange(50) * 100),
    )


def _joined(person: Person) -> datetime:
    if person.joined is None:
        raise ValueError("a guest never joined")
    return midnight(person.joined) + timedelta(seconds=chance("joined", person.member_id).randrange(86_400))
