"""How a cell looks: its format, note and validation, as plain mappings that are never changed in place."""

import struct
from typing import Any

Look = dict[str, Any] | None
_CHANNELS = {"red", "green", "blue", "alpha"}
_STEPS = 255
_STYLED = (
    *("backgroundColor", "foregroundColor", "tabColor", "color"),
    *("headerColor", "firstBandColor", "secondBandColor", "footerColor"),
)
_COLOURS = {"rgbColor", *_STYLED, *(f"{name}Style" for name in _STYLED)}

DEFAULT_FORMAT: dict[str, Any] = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
}


def _single(value: float) -> float | int:
    """A channel as Google answers it: one of 256 steps (0.5 is the 127th), in 32 bits and the fewest digits."""
    value = int(min(max(value, 0), 1) * _STEPS + 1e-6) / _STEPS
    packed = struct.pack("f", value)
    for digits in range(6, 10):
        short = float(f"{value:.{digits}g}")
        if struct.pack("f", short) == packed:
            return int(short) if short.is_integer() else short
    return float(value)


def tidy(value: Any) -> Any:
    """A format as Google gives it back: colours in 32 bits without zero channels, colour and colour style alike."""
    if isinstance(value, list):
        return [tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value and value.keys() <= _CHANNELS:
        return {name: _single(amount) for name, amount in value.items() if amount}
    return _styled({name: tidy(one) for name, one in value.items() if one is not None})


def _styled(found: dict[str, Any]) -> dict[str, Any]:
    for name in _STYLED:
        style = f"{name}Style"
        if found.get(style) == {}:  # recorded: a style without a colour is none
            del found[style]
        if style in found and "rgbColor" in found[style]:
            found[name] = found[style]["rgbColor"]
        elif name in found:
            found[style] = {"rgbColor": found[name]}
    return found


def with_twins(mask: dict[str, Any]) -> dict[str, Any]:
    """A field mask that names a colour or its style, naming both: they are one thing said twice."""
    found = {name: with_twins(deeper) for name, deeper in mask.items()}
    for name in _STYLED:
        if name in found or f"{name}Style" in found:
            found |= {name: {}, f"{name}Style": {}}
    return found


def merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`under` with what `over` says laid above it, level by level; a colour is one thing: channels left out are 0."""
    result = dict(under)
    for name, value in over.items():
        known = result.get(name)
        is_whole = name in _COLOURS or not (isinstance(known, dict) and isinstance(value, dict))
        result[name] = value if is_whole else merged(result[name], value)
    return result


def number_format(look: Look) -> dict[str, Any]:
    """The number format of a look; empty where it has none."""
    found: dict[str, Any] = (look or {}).get("userEnteredFormat", {}).get("numberFormat", {})
    return found


def with_number_format(look: Look, kind: str, pattern: str) -> Look:
    """The look with a number format, as typing `50%` or a date leaves it."""
    shown = dict((look or {}).get("userEnteredFormat", {}))
    shown["numberFormat"] = {"type": kind, "pattern": pattern}
    return {**(look or {}), "userEnteredFormat": shown}


def link(look: Look) -> str | None:
    """The address of a whole-cell link."""
    shown = (look or {}).get("userEnteredFormat", {}).get("textFormat", {})
    found: str | None = shown.get("link", {}).get("uri")
    return found


def with_link(look: Look, address: str | None) -> Look:
    """The look with a whole-cell link to `address`, or with none."""
    if link(look) == address:
        return look
    shown = dict((look or {}).get("userEnteredFormat", {}))
    text = {name: value for name, value in shown.get("textFormat", {}).items() if name != "link"}
    if address:
        text["link"] = {"uri": address}
    shown["textFormat"] = text
    if not text:
        del shown["textFormat"]
    return without_empty({**(look or {}), "userEnteredFormat": shown})


def without_empty(look: dict[str, Any]) -> Look:
    """The look without parts that say nothing; None where nothing is left."""
    kept = {name: value for name, value in look.items() if value not in ({}, None, "")}
    return kept or None


def inherited(look: Look) -> Look:
    """What inserted cells take over of the look beside them: format and validation, not the note and not the link."""
    found = {name: value for name, value in (look or {}).items() if name in {"userEnteredFormat", "dataValidation"}}
    return with_link(found or None, None)
