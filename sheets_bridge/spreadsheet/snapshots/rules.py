"""Conditional formats of a tab that another program shows in the same way: colour scales, and figures above or below.

Google tells the colours that its rules come to with each cell (`effectiveFormat`), so a rule left out here loses
nothing but that it would follow later changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_bridge.spreadsheet.areas import Area, area
from sheets_bridge.spreadsheet.snapshots.looks import colour

_SIGNS = {
    "NUMBER_GREATER": ">", "NUMBER_GREATER_THAN_EQ": ">=", "NUMBER_LESS": "<", "NUMBER_LESS_THAN_EQ": "<=",
    "NUMBER_EQ": "=", "NUMBER_NOT_EQ": "<>",
}  # fmt: skip
_RISING = re.compile(r"=AND\(ISNUMBER\((\$?[A-Z]+\$?\d+)\),\1([<>])0\)")
"""The one formula that is taken over, ours: a formula of people's may be one that another program refuses to open."""


@dataclass(frozen=True)
class Rule:
    """Figures of some cells that stand by `sign` to `bound` have these colours; "" leaves the cell's own."""

    areas: tuple[Area, ...]
    sign: str
    bound: float
    ink: str = ""
    paper: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Scale:
    """Cells coloured from their least figure to their greatest; `middle` is "" where there are two colours."""

    areas: tuple[Area, ...]
    least: str
    most: str
    middle: str = ""


def rules(told: Iterable[Mapping[str, Any]]) -> Iterator[Rule | Scale]:
    """Those of a tab's `conditionalFormats` that are simple, the first before the others."""
    for one in told:
        areas = tuple(map(area, one.get("ranges", ())))
        found = (
            _scale(areas, one["gradientRule"]) if "gradientRule" in one else _rule(areas, one.get("booleanRule", {}))
        )
        if areas and found:
            yield found


def _scale(areas: tuple[Area, ...], told: Mapping[str, Any]) -> Scale | None:
    least, middle, most = (told.get(name, {}) for name in ("minpoint", "midpoint", "maxpoint"))
    if (least.get("type"), most.get("type")) != ("MIN", "MAX"):
        return None
    found = Scale(areas, colour(least, "color"), colour(most, "color"), colour(middle, "color"))
    return found if found.least and found.most else None


def _rule(areas: tuple[Area, ...], told: Mapping[str, Any]) -> Rule | None:
    condition, shown = told.get("condition", {}), told.get("format", {})
    values = [one.get("userEnteredValue", "") for one in condition.get("values", ())]
    found = _compared(condition.get("type", ""), values[0]) if len(values) == 1 else None
    if found is None:
        return None
    letters = shown.get("textFormat", {})
    return Rule(areas, *found, colour(letters, "foregroundColor"), colour(shown, "backgroundColor"),
                letters.get("bold", False))  # fmt: skip


def _compared(kind: str, value: str) -> tuple[str, float] | None:
    """Sign and bound."""
    if kind == "CUSTOM_FORMULA":
        rising = _RISING.fullmatch(value)
        return (rising[2], 0.0) if rising else None
    try:
        return (_SIGNS[kind], float(value)) if kind in _SIGNS else None
    except ValueError:
        return None
