"""The top of the dashboard: what people choose, and what their choice comes to in days and shops."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.blocks import MOST_SHOPS, SCOPE_CELLS, TOP, Blocks
from sheets_bridge.dashboard.grid import SHEET, Cell
from sheets_bridge.spreadsheet.areas import Area, Change

TITLE_ROW, LABEL_ROW, CHOICE_ROW, TOLD_ROW = 0, 1, 2, 3
PERIODS = ("yesterday", "week", "month", "month_before", "own")
AGAINST = ("just_before", "same_before", "year_before", "nothing")
_PERIOD, _FIRST, _LAST, _AGAINST, _SHOP = "$B$3", "$D$3", "$E$3", "$F$3", "$H$3"
_PLACES = {"period": (1, 2), "first": (3, 1), "last": (4, 1), "against": (5, 2), "shop": (7, 3)}
"""Choice → its column and how many it spans."""


def top(say: Mapping[str, str], title: str, blocks: Blocks) -> Iterator[Cell]:
    """Title, choices and what they come to."""
    yield Cell(TITLE_ROW, 1, title, looks.TITLE, span=6)
    chosen = {"period": say["week"], "against": say["just_before"], "shop": say["all_shops"]}
    for name, (column, span) in _PLACES.items():
        look = looks.DAY_CHOICE if name in ("first", "last") else looks.CHOICE
        yield Cell(LABEL_ROW, column, say[name], looks.LABEL, span=span)
        yield Cell(CHOICE_ROW, column, chosen.get(name), look, span=span)
    yield Cell(TOLD_ROW, 1, _told(say, blocks), looks.TOLD, span=looks.COLUMNS)


def choices(say: Mapping[str, str], blocks: Blocks) -> list[Change]:
    """The dropdowns and the days that may be typed."""
    lists = {"period": [say[one] for one in PERIODS], "against": [say[one] for one in AGAINST]}
    rules = {name: {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": one} for one in told]}
             for name, told in lists.items()}  # fmt: skip
    shops = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=" + blocks["labels"].rows(0, MOST_SHOPS + 1)}]}
    rules |= {"shop": shops, "first": {"type": "DATE_IS_VALID"}, "last": {"type": "DATE_IS_VALID"}}
    return [_rule(name, condition) for name, condition in rules.items()]


def scope(say: Mapping[str, str], blocks: Blocks) -> Iterator[Cell]:
    """The hidden cells that say what is chosen."""
    for row, (name, formula) in enumerate(zip(SCOPE_CELLS, _scope(say, blocks), strict=True)):
        yield Cell(TOP + row, blocks["scope"].column, name, looks.CAPTION)
        yield Cell(TOP + row, blocks["scope"].column + 1, formula, looks.CAPTION)
    shops, labels = blocks["shops"], blocks["labels"]
    yield Cell(TOP, labels.column, say["all_shops"], looks.CAPTION)
    for row in range(MOST_SHOPS):
        mall, number, currency = (shops.ref(at, row) for at in range(3))
        label = f'{mall}&" · "&{number}&"{say["shop_label"]} ("&{currency}&")"'
        yield Cell(TOP + 1 + row, labels.column, f'=IF({mall}="","",{label})', looks.CAPTION)


def _scope(say: Mapping[str, str], blocks: Blocks) -> Sequence[str]:
    shops = blocks["shops"]
    first, last, days, pick = (blocks.scope(name) for name in ("first", "last", "days", "pick"))
    valid, currency = blocks.scope("valid"), blocks.scope("currency")
    labels = blocks["labels"].rows(0, MOST_SHOPS, top=1)
    malls, numbers, currencies = (shops.rows(at, MOST_SHOPS) for at in range(3))
    return (
        f'=IFS({_PERIOD}="{say["yesterday"]}",TODAY()-1,{_PERIOD}="{say["week"]}",TODAY()-7,'
        f'{_PERIOD}="{say["month"]}",EOMONTH(TODAY(),-1)+1,{_PERIOD}="{say["month_before"]}",EOMONTH(TODAY(),-2)+1,'
        f"TRUE,{_FIRST})",
        f'=IFS(OR({_PERIOD}="{say["yesterday"]}",{_PERIOD}="{say["week"]}"),TODAY()-1,'
        f'{_PERIOD}="{say["month"]}",MAX({first},TODAY()-1),{_PERIOD}="{say["month_before"]}",EOMONTH(TODAY(),-1),'
        f"TRUE,{_LAST})",
        f"=IF({valid},{last}-{first}+1,0)",
        *_before(say, first, last, days, valid),
        f'=IF({pick}=0,"*",INDEX({malls},{pick}))',
        f"=IF({pick}=0,0,INDEX({numbers},{pick}))",
        f"=IF({pick}=0,{shops.ref(2)},INDEX({currencies},{pick}))",
        f"=IFERROR(MATCH({_SHOP},{labels},0),0)",
        f"=IF(AND(ISNUMBER({first}),ISNUMBER({last})),{last}>={first},FALSE)",
        f'=SUMPRODUCT(({currencies}<>"")*({currencies}<>{currency}))>0',
    )


def _before(say: Mapping[str, str], first: str, last: str, days: str, valid: str) -> tuple[str, str]:
    """The first and the last day of what is compared with; blank where nothing is."""
    nothing = f'OR(NOT({valid}),{_AGAINST}="{say["nothing"]}")'
    just, same = f'{_AGAINST}="{say["just_before"]}"', f'{_AGAINST}="{say["same_before"]}"'
    month, month_before = f'{_PERIOD}="{say["month"]}"', f'{_PERIOD}="{say["month_before"]}"'
    is_week = f"AND({days}<=7,NOT(OR({month},{month_before})))"

    def back(day: str, *, end: bool) -> str:
        # The last of a month has the last of another beside it, whatever its number.
        by_month, by_year = f"EDATE({day},-1)", f"EDATE({day},-12)"
        if end:
            by_month = f"IF({month_before},EOMONTH({day},-1),{by_month})"
            by_year = f"IF({month_before},EOMONTH({day},-12),{by_year})"
        at_once = f"{first}-1" if end else f"{first}-{days}"
        return f'=IF({nothing},"",IFS({just},{at_once},{same},IF({is_week},{day}-7,{by_month}),TRUE,{by_year}))'

    return back(first, end=False), back(last, end=True)


def _told(say: Mapping[str, str], blocks: Blocks) -> str:
    first, last, before, until, days = (
        blocks.scope(name) for name in ("first", "last", "before_first", "before_last", "days")
    )
    period = f'{_day(first)}&" ~ "&{_day(last)}&" ("&{days}&"{say["days"]})"'
    against = f'IF({before}="",""," · {say["against_days"]} "&{_day(before)}&" ~ "&{_day(until)})'
    others = f'IF({blocks.scope("several")}," · "&{blocks.scope("currency")}&" {say["currency_only"]}","")'
    return f'=IF({blocks.scope("valid")},{period}&{against}&{others},"{say["bad_days"]}")'


def _day(cell: str) -> str:
    return f'TEXT({cell},"yyyy-mm-dd")'


def _rule(name: str, condition: Mapping[str, object]) -> Change:
    column, _ = _PLACES[name]
    where = Area(SHEET, CHOICE_ROW, CHOICE_ROW + 1, column, column + 1)
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    return {"setDataValidation": {"range": where.grid(), "rule": rule}}
