"""Which shop of which mall an ad account advertises: `for:` of an account."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.place import Place
from sheets_bridge.config.schedule import Account, Advertised
from sheets_bridge.config.tree import Map
from sheets_bridge.config.values import ad_account
from sheets_bridge.messages import say
from sheets_bridge.source import Source

_FIRST_SHOP = 1


def with_advertised(
    place: Place, accounts: Mapping[str, Account], sources: Mapping[str, Source]
) -> Mapping[str, Account]:
    """The accounts, each of an ad medium with the shop that it advertises.

    Without a word it is the first shop of the only mall; with several malls it must be said before costs can stand
    beside sales, and until then is not known.
    """
    malls = {name for name, account in accounts.items() if _is_mall(account, sources)}
    entries = place.entries()
    return {
        name: account if name in malls or name not in entries else replace(
            account, advertises=_advertised(entries[name], account, malls)
        )
        for name, account in accounts.items()
    }  # fmt: skip


def _is_mall(account: Account, sources: Mapping[str, Source]) -> bool:
    source = sources.get(account.source)
    return source is None or source.oauth is not None


def _advertised(entry: Place, account: Account, malls: set[str]) -> Mapping[int, Advertised]:
    """Number of an ad account → its shop; 0 stands for all that have no word of their own."""
    place = entry.inside(("for",))
    if place is entry:
        return {0: (next(iter(malls)), _FIRST_SHOP)} if len(malls) == 1 else {}
    if isinstance(place.node, Map):
        return dict(_each(place, account, malls))
    shop = place.read(lambda text: _shop(text, malls), None)
    return {0: shop} if shop else {}


def _each(place: Place, account: Account, malls: set[str]) -> Iterator[tuple[int, Advertised]]:
    for written, entry in place.entries().items():
        shop = entry.read(lambda text: _shop(text, malls), None)
        number = _number(entry, written)
        if number and account.shops != "active" and number not in account.shops:
            entry.wrong(say("{number} is not among the ad_accounts of this login", number=number))
        if shop:
            yield number, shop


def _number(entry: Place, written: str) -> int:
    try:
        return ad_account(written)
    except Wrong as wrong:
        entry.wrong(wrong.problem)
        return 0


def _shop(text: str, malls: set[str]) -> Advertised:
    mall, dot, number = text.partition(".")
    if mall not in malls:
        raise Wrong(unknown(say('no mall "{word}" under accounts', word=mall), mall, malls))
    if dot and not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        raise Wrong(say("write the mall and the number of its shop with a dot between, such as mymall.2"))
    return mall, int(number) if dot else _FIRST_SHOP
