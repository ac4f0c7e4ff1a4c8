"""Whose rows are to be forgotten, asked of the vendors: for what our own rows cannot tell."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sheets_bridge.errors import BridgeError
from sheets_bridge.model import KST, Pull
from sheets_bridge.store import landing
from sheets_bridge.sync.world import World


@dataclass
class Members:
    """The keys of the members found, and what kept a mall from being asked."""

    keys: set[str] = field(default_factory=set)
    errors: list[BridgeError] = field(default_factory=list)


def members(world: World, by: str, value: str, accounts: Collection[str]) -> Members:
    """The customer keys of whoever ordered with this `phone` or `email`, over the days that have landed.

    What fails is in the result: the rows that can be told without the vendor shall go all the same.
    """
    found = Members()
    for account in sorted(world.accounts.keys() & set(accounts)):
        try:
            found.keys |= _of(world, account, by, value)
        except BridgeError as error:
            found.errors.append(error)
    return found


def _of(world: World, account: str, by: str, value: str) -> set[str]:
    connected, today = world.accounts[account], world.clock().astimezone(KST).date()
    keys: set[str] = set()
    for stream in connected.source.streams.values():
        if stream.members is None:
            continue
        for shop_no, first in landing.reaches_back(world.store, account, stream.id).items():
            pull = Pull(account, shop_no, stream.id)
            for member_id in stream.members(connected.connection, pull, by, value, first, today):
                keys.add(world.masks.customer_key(account, member_id) or "")
    return keys - {""}
