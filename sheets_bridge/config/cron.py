"""The five fields of a crontab line, checked as APScheduler will read them (`CronTrigger.from_crontab`).

Days of the week are taken by name only: crontab counts them from Sunday, APScheduler from Monday, and nobody would see
the job run on the wrong day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.messages import Message, say

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PART = re.compile(r"(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/([0-9]{1,2}))?")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class _Field:
    name: Message
    first: int
    last: int
    words: Mapping[str, int] = field(default_factory=dict)
    numbers: bool = True

    def number(self, word: str) -> int | None:
        """What one bound means, or None."""
        if word in self.words:
            return self.words[word]
        known = self.numbers and re.fullmatch(r"[0-9]{1,2}", word) and self.first <= int(word) <= self.last
        return int(word) if known else None

    def accepts(self, part: str) -> bool:
        """Whether one of the comma's parts can be read: *, */n, a, a-b, a-b/n."""
        match = _PART.fullmatch(part)
        if not match or (match[1] == "*" and match[2]):
            return False
        first, last = self._bounds(match)
        if first is None or last is None or first > last:
            return False
        # APScheduler refuses a step wider than its range, and a step on names or on a single number.
        wide = match[1] == "*" or (match[1].isdigit() and bool(match[2]))
        return match[3] is None or (wide and self.numbers and 1 <= int(match[3]) <= last - first)

    def meant(self, parts: str) -> set[int]:
        """The numbers that comma's parts mean, each of which is accepted."""
        found = [(self._bounds(match), int(match[3] or 1)) for match in map(_PART.fullmatch, parts.split(",")) if match]
        return {number for (first, last), step in found for number in range(first or 0, (last or 0) + 1, step)}

    def _bounds(self, match: re.Match[str]) -> tuple[int | None, int | None]:
        if match[1] == "*":
            return self.first, self.last
        return self.number(match[1]), self.number(match[2] or match[1])


_FIELDS = (
    _Field(say("minute"), 0, 59),
    _Field(say("hour"), 0, 23),
    _Field(say("day of the month"), 1, 31),
    _Field(say("month"), 1, 12, {name: n for n, name in enumerate(_MONTHS, 1)}),
    _Field(say("day of the week"), 0, 6, {name: n for n, name in enumerate(_DAYS)}, numbers=False),
)


def crontab(text: str) -> str:
    """The line in lower case with single blanks. Raises Wrong naming the field."""
    parts = text.lower().split()
    if len(parts) != len(_FIELDS):
        raise Wrong(say('write five fields: minute, hour, day, month, day of the week, such as "0 7 * * mon-fri"'))
    for known, part in zip(_FIELDS, parts, strict=True):
        if not all(map(known.accepts, part.split(","))):
            raise Wrong(_refusal(known, part))
    days, months = _FIELDS[2].meant(parts[2]), _FIELDS[3].meant(parts[3])
    if min(days) > max(_LONGEST[month - 1] for month in months):
        raise Wrong(say("this moment never comes: no such month has a day {day}", day=min(days)))
    return " ".join(parts)


def _refusal(known: _Field, part: str) -> Message:
    if not known.numbers:
        return say('write days of the week by name, "mon-fri" or "sat,sun", in place of "{part}"', part=part)
    return say(
        '"{part}" is no {field} ({first} to {last})', part=part, field=known.name, first=known.first, last=known.last
    )
