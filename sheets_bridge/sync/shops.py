"""Whose rows a stream is pulled for: the shops of a mall, the ad accounts picked of a login at a medium."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import ConfigError, DataRejected, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.source import Shop
from sheets_bridge.store import landing
from sheets_bridge.sync.world import NONE_PICKED, Connected, World

_log = logging.getLogger(__name__)


def shops_of(world: World, use: StreamUse, listed: dict[str, Sequence[Shop]]) -> Sequence[Shop]:
    """The shops a stream is pulled for; an account's shops are asked for once a run.

    Raises: what the source raises; nothing is assumed where the shops of a mall cannot be read.
    """
    connected = world.accounts[use.account]
    if use.account not in listed:
        listed[use.account] = _listed(connected, use.account)
    known = {shop.shop_no: shop for shop in listed[use.account]}
    if connected.shops == "active":
        before = landing.pulls_by_shop(world.store, use.pull(0))
        # A shop that was pulled and is not active any more is reported, not forgotten.
        return [shop for shop in known.values() if shop.active or shop.shop_no in before]
    return [known.get(number, Shop(number, "", active=False)) for number in connected.shops]


@contextmanager
def odd_answers(account: str, asked: str) -> Iterator[None]:
    """A last net: an answer of a form no source foresaw ends its stream, not the run. Raises: DataRejected."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        _log.debug("an answer nobody foresaw", exc_info=error)
        odd = say("{who}: {path} answered in a form we do not know ({error}). Update sheets_bridge, or report it.",
                  who=account, path=asked, error=type(error).__name__)  # fmt: skip
        raise DataRejected(odd) from error


def _listed(connected: Connected, account: str) -> Sequence[Shop]:
    if not connected.source.keys:
        return _asked(connected, account)
    if connected.numbers == (NONE_PICKED,):
        raise _none_picked(connected, account, len(_asked(connected, account)))
    try:
        found = _asked(connected, account)
    except (Refused, Unavailable, DataRejected) as error:
        # The list tells names and what the login may see. Which accounts to read is known without, and their answers
        # tell whether it may.
        _log.warning("%s", say("{problem} So it is not known whether {account} still sees all of its ad accounts; they "
                               "are read all the same.", problem=error.message, account=account))  # fmt: skip
        found = [Shop(number, "", active=True) for number in connected.numbers]
    # Of an ad account that was closed its medium still tells what it cost.
    return [replace(shop, active=True) for shop in found]


def _asked(connected: Connected, account: str) -> Sequence[Shop]:
    with odd_answers(account, "shops"):
        return connected.source.shops(connected.connection)


def _none_picked(connected: Connected, account: str, count: int) -> ConfigError:
    return ConfigError(
        say(
            "{account}: none of the {count} ad accounts of this login is picked, so nothing is collected. Run: {how}",
            account=account,
            count=count,
            how=f"sheets-bridge connect {connected.source.id} {account}",
        )
    )
