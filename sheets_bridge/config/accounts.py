"""The `accounts:` part of the schedule."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from sheets_bridge.config.cost import vat
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.notify import account_urls
from sheets_bridge.config.place import Place, Section, same, value
from sheets_bridge.config.schedule import Account
from sheets_bridge.config.tree import Text
from sheets_bridge.config.values import ad_account, first_day, one_of, shop_number
from sheets_bridge.messages import say
from sheets_bridge.source import Source

_WayIn = Literal["consent", "keys", "none"]
_KEYS_OF: Mapping[_WayIn, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "consent": (("client",), ("shops",)),
    "keys": ((), ("keys", "ad_accounts", "vat", "for")),
    "none": ((), ("vat", "for")),
}
"""What an account must and may say, by how one logs in at its source."""


def read_accounts(place: Place, folder: Path, sources: Mapping[str, Source]) -> Mapping[str, Account]:
    """Every account by its name."""
    entries = place.entries()
    if not entries:
        place.wrong(say("name at least one account:\n    mymall:\n      source: cafe24"))
    return {name: _account(name, entry, folder, sources) for name, entry in entries.items()}


def _account(name: str, place: Place, folder: Path, sources: Mapping[str, Source]) -> Account:
    # The name is part of the host name {mall_id}.cafe24api.com and of file names.
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,62}", name):
        place.wrong(say("an account is named by its mall id: 2 to 63 small letters, digits and hyphens"))
    source = sources.get(_word(place, "source"))
    needed, more = _KEYS_OF[_way_in(source)]
    section = place.section(("source", *needed), (*more, "history", "notify"))
    known_source = one_of(sources, lambda word: say('no source "{word}"', word=word))
    return Account(
        name=name,
        source=value(section, "source", known_source, ""),
        client=folder / value(section, "client", same, value(section, "keys", same, f"credentials/{name}.keys.json")),
        shops=_ad_accounts(section) if source and source.keys else _shops(section),
        history=value(section, "history", first_day, None),
        notify=account_urls(section),
        reported_vat=value(section, "vat", vat, None),
    )


def check_twins(place: Place, accounts: Mapping[str, Account], sources: Mapping[str, Source]) -> None:
    """Notes every advertising account that stands under two logins: its cost would be added twice."""
    taken: dict[tuple[str, int], str] = {}
    entries = place.entries()
    for name, account in accounts.items():
        source = sources.get(account.source)
        for number in account.shops if source and source.keys and account.shops != "active" else ():
            first = taken.setdefault((account.source, number), name)
            if first != name:
                entries[name].wrong(say("the ad account {number} stands under {other} already; its cost would be "
                                        "added twice", number=number, other=first))  # fmt: skip


def _word(place: Place, key: str) -> str:
    """What an entry says under a key, right or wrong."""
    found = place.inside((key,))
    return found.node.value if found is not place and isinstance(found.node, Text) else ""


def _way_in(source: Source | None) -> _WayIn:
    if source is None or source.oauth:
        return "consent"
    return "keys" if source.keys else "none"


def _ad_accounts(section: Section) -> tuple[int, ...]:
    place = section.get("ad_accounts")
    if place is None:
        return ()
    numbers = [item.read(ad_account, 0) for item in place.items()]
    if len(set(numbers)) < len(numbers):
        place.wrong(say("an ad account stands here twice"))
    return tuple(sorted(set(numbers) - {0}))


def _shops(section: Section) -> Literal["active"] | tuple[int, ...]:
    place = section.get("shops")
    if place is None or isinstance(place.node, Text):
        value(section, "shops", _active, "")
        return "active"
    numbers = [item.read(shop_number, 0) for item in place.items()]
    if len(set(numbers) - {0}) < len([number for number in numbers if number]):
        place.wrong(say("a shop number stands here twice"))
    return tuple(sorted(set(numbers)))


def _active(text: str) -> str:
    if text != "active":
        raise Wrong(say("write active, or a list of shop numbers such as [1, 2]"))
    return text
