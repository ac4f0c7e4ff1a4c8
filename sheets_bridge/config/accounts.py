"""The `accounts:` part of the schedule."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.notify import account_urls
from sheets_bridge.config.place import Place, Section, same, value
from sheets_bridge.config.schedule import Account
from sheets_bridge.config.tree import Text
from sheets_bridge.config.values import first_day, one_of, shop_number
from sheets_bridge.messages import say
from sheets_bridge.source import Source


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
    section = place.section(("source", "client"), ("shops", "history", "notify"))
    known_source = one_of(sources, lambda word: say('no source "{word}"', word=word))
    return Account(
        name=name,
        source=value(section, "source", known_source, ""),
        client=folder / value(section, "client", same, ""),
        shops=_shops(section),
        history=value(section, "history", first_day, None),
        notify=account_urls(section),
    )


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
