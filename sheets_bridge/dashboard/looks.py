"""The looks of the dashboard: a calm grid, one accent, figures to the right."""

from dataclasses import replace

from sheets_bridge.dashboard.grid import Look

ACCENT, INK, FAINT, CARD, LINE = "#1A73E8", "#202124", "#5F6368", "#F8F9FA", "#E8F0FE"
UP, DOWN = "#D93025", "#1A73E8"
"""As boards of stocks in Korea show it: red is up, blue is down."""

MARGIN_WIDTH, WIDTH = 20, 124
COLUMNS = 10
"""Columns between the margins."""

TITLE = Look(size=18, bold=True, ink=ACCENT)
LABEL = Look(size=9, ink=FAINT)
CHOICE = Look(bold=True, paper=LINE)
DAY_CHOICE = replace(CHOICE, pattern="yyyy-mm-dd", kind="DATE", align="LEFT")
TOLD = Look(size=9, ink=FAINT)
SECTION = Look(size=12, bold=True, ink=ACCENT)
HEAD = Look(size=9, bold=True, ink=FAINT, paper=LINE, align="RIGHT")
HEAD_TEXT = replace(HEAD, align="LEFT")
TEXT = Look(size=10)
CARD_TITLE = Look(size=10, bold=True, ink=FAINT, paper=CARD)
CARD_VALUE = Look(size=18, bold=True, ink=INK, paper=CARD, align="LEFT")
CARD_CHANGE = Look(
    size=10, bold=True, ink=FAINT, paper=CARD, align="LEFT", pattern="▲ 0.0%;▼ 0.0%;0.0%", kind="PERCENT"
)
CARD_BEFORE = Look(size=9, ink=FAINT, paper=CARD, align="RIGHT")
CARD_TOLD = Look(size=9, ink=FAINT, paper=CARD)
FOOT = Look(size=9, ink=FAINT, wrap=True)
CAPTION = Look(size=8, ink=FAINT)

PATTERNS = {
    "money": "#,##0",
    "fine_money": "[=0]0;[<10000]#,##0.00;#,##0",
    "number": "#,##0",
    "percent": "0%",
    "rate": "0.00%",
    "share": "0.0%",
    "change": "▲ 0.0%;▼ 0.0%;0.0%",
    "day": "yyyy-mm-dd (ddd)",
    "text": "",
}


def shown(look: Look, kind: str, *, decimals: bool) -> Look:
    """A look with the number format of a kind; money of shops with decimals has them where it is small."""
    pattern = PATTERNS["fine_money" if decimals and kind == "money" else kind]
    types = {"day": "DATE", "percent": "PERCENT", "rate": "PERCENT", "share": "PERCENT", "change": "PERCENT"}
    return replace(look, pattern=pattern, kind=types.get(kind, "NUMBER"))


def figure(kind: str, *, decimals: bool) -> Look:
    """A figure of a table."""
    return shown(replace(TEXT, align="LEFT" if kind in ("text", "day") else "RIGHT"), kind, decimals=decimals)
