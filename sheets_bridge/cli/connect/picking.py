"""Which ad accounts of a login are collected from. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.config import Schedule
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.values import ad_account
from sheets_bridge.errors import ConfigError, Refused
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Shop, Source

ALL = "all"


@dataclass(frozen=True)
class Offer:
    """The ad accounts a login sees; `taken` are those that stand under another login already, with its name."""

    shops: Sequence[Shop]
    taken: Mapping[int, str]

    @property
    def free(self) -> tuple[int, ...]:
        """Those that may be picked."""
        return tuple(shop.shop_no for shop in self.shops if shop.shop_no not in self.taken)

    def parse(self, answer: str) -> tuple[int, ...]:
        """What somebody picked: places in the list, ad accounts as their medium writes them, or all.

        Raises: Wrong.
        """
        if answer.casefold() == ALL:
            return self.free
        return self.picked(filter(None, re.split(r"[\s,]+", answer)))

    def picked(self, words: Iterable[str]) -> tuple[int, ...]:
        """The ad accounts of these words, sorted. Raises: Wrong."""
        numbers = {self._number(word) for word in words}
        if not numbers:
            raise Wrong(say("name at least one ad account"))
        return tuple(sorted(numbers))

    def _number(self, word: str) -> int:
        number, known = ad_account(word), [shop.shop_no for shop in self.shops]
        if number not in known and 1 <= number <= len(known):
            number = known[number - 1]
        if number not in known:
            raise Wrong(say("this login does not list the ad account {number}; it lists {known}", number=word,
                            known=known))  # fmt: skip
        if number in self.taken:
            raise Wrong(say("the ad account {number} stands under {other} already; its cost would be added twice",
                            number=number, other=self.taken[number]))  # fmt: skip
        return number


def offer(source: Source, account: str, shops: Sequence[Shop], schedule: Schedule) -> Offer:
    """What a login offers. Raises: Refused where it sees no ad account, ConfigError where all are taken already."""
    others = [one for one in schedule.accounts.values() if one.source == source.id and one.name != account]
    taken = {number: one.name for one in others for number in one.shops if isinstance(number, int)}
    made = Offer(shops, {shop.shop_no: taken[shop.shop_no] for shop in shops if shop.shop_no in taken})
    if not shops:
        raise Refused(say("{medium} took the keys of {account}, but lists no ad account for them. Give this login "
                          "access to an ad account there, then connect again.", medium=source.label,
                          account=account))  # fmt: skip
    if not made.free:
        raise ConfigError(say("Every ad account of {account} stands under another login already ({taken}); their costs "
                              "would be added twice. Take one of the two out of schedule.yaml.", account=account,
                              taken=[f"{number} {name}" for number, name in made.taken.items()]))  # fmt: skip
    return made


def named(made: Offer, words: Sequence[str]) -> tuple[int, ...]:
    """The ad accounts named on the command line. Raises: ConfigError."""
    try:
        return made.free if [word.casefold() for word in words] == [ALL] else made.picked(words)
    except Wrong as wrong:
        raise ConfigError(say("--ad-account: {problem}", problem=wrong.problem)) from wrong


def note(made: Offer, shop: Shop) -> Message | None:
    """What there is to say of one of them."""
    if shop.shop_no in made.taken:
        return say("stands under {other} already", other=made.taken[shop.shop_no])
    return None if shop.active else say("closed")
