"""The customers of the pretend Google Ads: accounts, and the managers they are reached through."""

from collections.abc import Iterator
from dataclasses import dataclass

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket


@dataclass(frozen=True)
class Customer:
    """A customer; a manager has no account of its own and no ads."""

    number: str
    name: str
    currency: str
    time_zone: str
    manager: str = ""
    """Number of the manager above it."""
    account: AdAccount | None = None


def customers(market: AdMarket) -> dict[str, Customer]:
    """All customers by number, managers included."""
    found: dict[str, Customer] = {}
    for one in market.of("google_ads").values():
        if one.manager:
            found.setdefault(one.manager, Customer(one.manager, "Moram Beauty 관리자", "KRW", "Asia/Seoul"))
        found[one.number] = Customer(one.number, one.name, one.currency, one.time_zone, one.manager, one)
    return found


def reached_directly(market: AdMarket) -> list[str]:
    """Numbers of the customers whose user the login is: managers, and accounts without one."""
    barred = market.doors.google.barred
    return [one.number for one in customers(market).values() if not one.manager and one.number not in barred]


def below(market: AdMarket, customer: Customer) -> Iterator[tuple[int, Customer]]:
    """A customer and those under it, each with its distance."""
    yield 0, customer
    yield from ((1, one) for one in customers(market).values() if one.manager == customer.number)
