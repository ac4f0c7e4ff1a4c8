"""Which news to tell now: each trouble once when it begins, once more when it grows, once when it is over. Pure."""

from collections.abc import Mapping

from sheets_bridge.notify.news import Look, News, Told

Memory = Mapping[str, Told]
"""What was told before, by key."""


def decide(look: Look, told: Memory) -> tuple[list[News], Memory]:
    """The news, and what is told once they are."""
    return [*_healed(look, told), *_begun(look, told)], _remembered(look, told)


def _begun(look: Look, told: Memory) -> list[News]:
    fresh = [one for key, one in look.standing.items() if key not in told or told[key].grade < one.grade]
    return [News(one.key, one.accounts, one.begun, healed=False) for one in fresh if one.begun]


def _healed(look: Look, told: Memory) -> list[News]:
    return [News(key, told[key].accounts, words, healed=True) for key, words in look.well.items() if key in told]


def _remembered(look: Look, told: Memory) -> Memory:
    kept = {key: one for key, one in told.items() if key in look.unsure or key in look.standing}
    for key, one in look.standing.items():
        kept[key] = Told(max(one.grade, kept[key].grade if key in kept else 0), one.accounts)
    return kept
