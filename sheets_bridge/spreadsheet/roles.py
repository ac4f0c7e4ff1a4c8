"""What a tab is for: decides its colour and its place among the others, when it is made and never again."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

Colour = Mapping[str, float]
"""Red, green and blue from 0 to 1, zeroes left out."""


class Role(IntEnum):
    """What a tab is for. On a new spreadsheet tabs stand in this order."""

    DASHBOARD = 0
    REPORT = 1
    CONTROL = 2
    INPUT = 3
    RAW = 4


_BLUE = {"red": 0.26, "green": 0.52, "blue": 0.96}
_COLOURS: Mapping[Role, Colour] = {
    Role.DASHBOARD: _BLUE,
    Role.REPORT: _BLUE,
    Role.CONTROL: {"red": 0.2, "green": 0.66, "blue": 0.33},
    Role.INPUT: {"red": 0.98, "green": 0.74, "blue": 0.02},
    Role.RAW: {"red": 0.62, "green": 0.62, "blue": 0.62},
}


def colour(role: Role) -> dict[str, Colour]:
    """A tab's colour, as a ColorStyle."""
    return {"rgbColor": _COLOURS[role]}


def place(standing: Iterable[Role | None], role: Role) -> int:
    """Where a new tab of a role goes, counted from 0, among tabs of these roles; None stands for a person's tab.

    Behind the last of its like, else of the like that comes nearest before it, else before the first of ours, else at
    the end: people who have put tabs in another order find the new one beside its like. A dashboard comes first of all.
    """
    roles = list(standing)
    if role is Role.DASHBOARD:
        return 0
    ours = [(other, at) for at, other in enumerate(roles) if other is not None]
    before = [(other, at) for other, at in ours if other <= role]
    if before:
        return max(before)[1] + 1
    return ours[0][1] if ours else len(roles)


def named(word: object) -> Role | None:
    """The role of a name in a mark; None for one we do not know."""
    return Role[word] if isinstance(word, str) and word in Role.__members__ else None
