"""How a cell looks on the page: its format as a few short words, the same for all cells that look alike."""

from typing import Any

from .looks import Look
from .sheet import Json

_SIDES = ("top", "bottom", "left", "right")
_WRAPS = {"WRAP": "wrap", "CLIP": "clip", "LEGACY_WRAP": "wrap"}


def face(look: Look, plain: Any) -> Json:
    """What the page needs to draw a cell that shows `plain`; empty where it is as plain as can be."""
    shown = (look or {}).get("userEnteredFormat", {})
    found = {
        "align": shown.get("horizontalAlignment", "").lower() or _by_kind(plain),
        "upright": shown.get("verticalAlignment", "").lower(),
        "wrap": _WRAPS.get(shown.get("wrapStrategy", ""), ""),
        **letters(shown.get("textFormat", {})),
        "fill": hexed(shown.get("backgroundColor")),
        "edges": {side: _edge(one) for side, one in shown.get("borders", {}).items() if side in _SIDES},
        "note": (look or {}).get("note", ""),
        "box": is_box(look),
        "list": is_list(look),
    }
    return {name: one for name, one in found.items() if one}


def _by_kind(plain: Any) -> str:
    """Numbers stand to the right, TRUE and FALSE in the middle, where nobody said otherwise."""
    if isinstance(plain, bool):
        return "center"
    return "right" if isinstance(plain, int | float) else ""


def letters(text: Json) -> Json:
    """The part about letters, of a cell's format as of a rule's."""
    found = {
        "bold": bool(text.get("bold")),
        "italic": bool(text.get("italic")),
        "strike": bool(text.get("strikethrough")),
        "under": bool(text.get("underline") or text.get("link")),
        "size": text.get("fontSize", 0),
        "ink": hexed(text.get("foregroundColor")),
    }
    return {name: one for name, one in found.items() if one}


def _edge(border: Json) -> str:
    style = border.get("style", "NONE")
    if style == "NONE":
        return ""
    width = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}.get(style, 1)
    line = {"DOTTED": "dotted", "DASHED": "dashed", "DOUBLE": "double"}.get(style, "solid")
    return f"{width}px {line} {hexed(border.get('color')) or '#000000'}"


def is_box(look: Look) -> bool:
    """Whether a cell is a box to tick: its validation wants TRUE or FALSE."""
    condition = (look or {}).get("dataValidation", {}).get("condition", {})
    return bool(condition.get("type") == "BOOLEAN" and not condition.get("values"))


def is_list(look: Look) -> bool:
    """Whether a cell offers a list to choose from."""
    rule = (look or {}).get("dataValidation", {})
    return rule.get("condition", {}).get("type") in {"ONE_OF_LIST", "ONE_OF_RANGE"} and bool(rule.get("showCustomUi"))


def hexed(color: Json | None) -> str:
    """A colour as `#rrggbb`; empty where there is none."""
    if color is None:
        return ""
    channels = [round(255 * color.get(name, 0)) for name in ("red", "green", "blue")]
    return "#" + "".join(f"{channel:02x}" for channel in channels)
