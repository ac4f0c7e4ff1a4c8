"""How wide a text is on the screen: what autoResizeDimensions makes of the longest text of a column.

A recording tells how Google measures: 1,024 letters A in a cell of the default format came to 8,691 pixels. That is
the letter's advance in Roboto (1336/2048 of an em) at 13 pixels, 1,024 times, and 7 pixels for paddings and line.
"""

from .looks import Look

_FIRST = 32
_EM = 2048
# The advances of Roboto Regular for the printable ASCII characters, in 1/2048 em.
_ADVANCES = [
    *(508, 528, 656, 1261, 1151, 1500, 1274, 358, 701, 713, 882, 1162, 403, 566, 540, 845),
    *(1151, 1151, 1151, 1151, 1151, 1151, 1151, 1151, 1151, 1151, 496, 433, 1041, 1124, 1071, 968),
    *(1839, 1336, 1276, 1333, 1344, 1164, 1132, 1395, 1461, 557, 1130, 1285, 1103, 1788, 1461, 1409),
    *(1292, 1409, 1262, 1216, 1222, 1328, 1304, 1817, 1284, 1230, 1227, 543, 841, 543, 856, 924),
    *(633, 1114, 1150, 1072, 1155, 1086, 712, 1150, 1128, 498, 490, 1038, 498, 1796, 1131, 1168),
    *(1150, 1164, 694, 1057, 670, 1129, 992, 1539, 1016, 969, 1016, 693, 500, 693, 1393),
]
_IDEOGRAPH = 1884  # 0.92 em: Hangul and Han in Noto Sans CJK, where Roboto has no letter of its own
_OTHER = 1151
_POINTS = 10
_PADDINGS = 7


def text_pixels(text: str, look: Look) -> int:
    """The width a column needs to show the text in a cell with this look; of more lines, the longest."""
    points = (look or {}).get("userEnteredFormat", {}).get("textFormat", {}).get("fontSize") or _POINTS
    longest = max(sum(map(_advance, line)) for line in text.split("\n"))
    return round(longest * int(points * 4 / 3) / _EM) + _PADDINGS


def _advance(letter: str) -> int:
    place = ord(letter) - _FIRST
    if 0 <= place < len(_ADVANCES):
        return _ADVANCES[place]
    return _IDEOGRAPH if letter >= "ᄀ" else _OTHER
