"""How a cell looks, from Google's CellFormat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PATTERNS = {
    "DATE": "yyyy-mm-dd", "TIME": "hh:mm:ss", "DATE_TIME": "yyyy-mm-dd hh:mm:ss", "PERCENT": "0.00%",
    "NUMBER": "#,##0.00", "CURRENCY": "#,##0", "SCIENTIFIC": "0.00E+00", "TEXT": "@",
}  # fmt: skip
"""What a number format without a pattern of its own shows, near enough: Google's depends on the locale."""
_IN_TIME = ("DATE", "DATE_TIME")
_WRAPPED = ("WRAP", "LEGACY_WRAP")


@dataclass(frozen=True)
class Look:
    """Colours are `#RRGGBB`, "" where none was told; `size` in points."""

    pattern: str = ""
    is_day: bool = False
    paper: str = ""
    ink: str = ""
    size: int = 10
    bold: bool = False
    italic: bool = False
    across: str = ""
    """LEFT, CENTER or RIGHT; "" where the kind of value decides."""
    down: str = "BOTTOM"
    """TOP, MIDDLE or BOTTOM."""
    wraps: bool = False


PLAIN = Look()


def colour(told: Mapping[str, Any], name: str) -> str:
    """A colour told as a style, or in the older way (which alone holds the figures of a theme's colour).

    Channels that are zero are left out of an answer, so `{}` is black.
    """
    found = told.get(f"{name}Style", {}).get("rgbColor", told.get(name))
    if found is None:
        return ""
    return "#" + "".join(f"{round(255 * found.get(channel, 0)):02X}" for channel in ("red", "green", "blue"))


def look(told: Mapping[str, Any] | None) -> Look:
    """From the `effectiveFormat` of a cell; plain where a cell has none."""
    if not told:
        return PLAIN
    numbers, letters = told.get("numberFormat", {}), told.get("textFormat", {})
    kind = numbers.get("type", "")
    return Look(
        pattern=numbers.get("pattern") or _PATTERNS.get(kind, ""),
        is_day=kind in _IN_TIME,
        paper=colour(told, "backgroundColor"),
        ink=colour(letters, "foregroundColor"),
        size=letters.get("fontSize", PLAIN.size),
        bold=letters.get("bold", False),
        italic=letters.get("italic", False),
        across=told.get("horizontalAlignment", ""),
        down=told.get("verticalAlignment", PLAIN.down),
        wraps=told.get("wrapStrategy") in _WRAPPED,
    )
