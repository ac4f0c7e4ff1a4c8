"""The hidden columns beside the dashboard: what is meant by the selectors, and all that is read from report tabs.

Only the first cell of a block names a report's tab; whatever people see refers to these cells. So a report that was
thrown away and built anew costs the mending of a dozen cells, and a person's own changes to what is seen never matter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_bridge.dashboard.grouping import Ranges, Scope, Sums, between
from sheets_bridge.spreadsheet.areas import letters

FIRST_COLUMN = 13
"""Where the hidden columns begin, counted from 0."""
TOP = 1
"""The row of each block's first cell, counted from 0; a caption stands above."""

MOST_SHOPS, MOST_CAMPAIGNS, MOST_MEDIA, TOP_TEN, MOST_DAYS = 30, 250, 12, 10, 37

DAILY, MONTHLY, MEDIA = "summary_daily", "summary_monthly", "media_performance"
CAMPAIGNS, PRODUCTS, HOURS, CONTROL = "campaign_performance", "product_performance", "hourly_weekday", "control_tabs"

FIGURES = ("net_sales", "own_net_sales", "access_sales", "order_count", "visit_count", "ad_cost", "first_buyer_count")
"""Columns of 일별 종합 that the cards are made of."""
DAY_FIGURES = FIGURES[:-1]
MEDIA_FIGURES = ("cost", "impressions", "clicks", "conversion_value", "order_count", "real_sales")
CAMPAIGN_FIGURES = ("cost", "clicks", "order_count", "real_sales")
PRODUCT_FIGURES = ("net_amount", "ad_sold_amount", "ad_back_amount", "ad_cost")
GOAL_FIGURES = ("net_sales|goal_rate", "sales_goal", "ad_cost|budget_rate", "ad_budget", "roas_goal")
"""Columns of 월별 종합. A rate stands only where the whole month so far is there: a part is held to no goal."""

SUMS: Mapping[str, Sums] = {
    "now": Sums(DAILY, FIGURES),
    "before": Sums(DAILY, FIGURES),
    "days": Sums(DAILY, DAY_FIGURES, ("date",), order="Col1"),
    "goals": Sums(MONTHLY, GOAL_FIGURES),
    "media": Sums(MEDIA, MEDIA_FIGURES, ("medium",), order="{0} desc", limit=MOST_MEDIA),
    "campaigns": Sums(CAMPAIGNS, CAMPAIGN_FIGURES, ("campaign_name", "medium"), order="{0} desc", limit=MOST_CAMPAIGNS),
    "hours": Sums(HOURS, ("sales_per_day",), ("weekday", "hour")),
    "products": Sums(PRODUCTS, PRODUCT_FIGURES, ("product_no", "product_name"), order="{0} desc", limit=TOP_TEN),
}
"""Blocks that add up a report's rows."""


@dataclass(frozen=True)
class Block:
    """Columns side by side below their captions; `columns` counts them."""

    id: str
    column: int
    columns: int
    table: str = ""
    """The report that its first cell names; "" where it names none."""
    needs: tuple[str, ...] = ()
    """Columns of that report."""
    formula: Callable[[Ranges], str] | None = None
    """Its first cell."""

    def ref(self, column: int = 0, row: int = 0) -> str:
        """A cell of it, as formulas of the same tab name it."""
        return f"${letters(self.column + column)}${TOP + row + 1}"

    def rows(self, column: int, count: int, top: int = 0) -> str:
        """The first cells of a column of it."""
        return f"{self.ref(column, top)}:{self.ref(column, top + count - 1)}"

    def sum(self, figure: str, part: int = 0, row: int = 0) -> str:
        """The cell that holds a figure's sum, number of rows or rows 미수집."""
        return self.ref(SUMS[self.id].at(figure, part), row)


SCOPE_CELLS = (
    "first", "last", "days", "before_first", "before_last", "account", "shop_no", "currency",
    "pick", "valid", "several",
)  # fmt: skip


@dataclass(frozen=True)
class Blocks:
    """All blocks, by their ids."""

    by_id: Mapping[str, Block]

    def __getitem__(self, id_: str) -> Block:
        return self.by_id[id_]

    def __contains__(self, id_: str) -> bool:
        return id_ in self.by_id

    @property
    def width(self) -> int:
        """Columns of the tab, the hidden ones included."""
        return max(block.column + block.columns for block in self.by_id.values())

    def scope(self, name: str) -> str:
        """A cell that says what the selectors mean."""
        return self["scope"].ref(1, SCOPE_CELLS.index(name))

    def known(self, figure: str, *, before: bool = False) -> str:
        """The cell of a figure over the period, blank where a day of it is missing."""
        return self["figures"].ref(3 if before else 1, FIGURES.index(figure))

    def missing(self, figure: str) -> str:
        """The cell that counts the days of the period which lack a figure."""
        return self["figures"].ref(2, FIGURES.index(figure))


def blocks(titles: Mapping[str, str]) -> Blocks:
    """The blocks of the reports that are to stand on the spreadsheet: report → title of its tab."""
    found: dict[str, Block] = {}
    column = FIRST_COLUMN
    for one in _wanted(Blocks(found), titles):
        if not one.table or one.table in titles:
            found[one.id] = replace(one, column=column)
            column += one.columns
    return Blocks(found)


def _wanted(found: Blocks, titles: Mapping[str, str]) -> Iterator[Block]:
    """All blocks from left to right; where they stand is yet to be said."""
    yield Block("scope", 0, 2)
    yield Block("labels", 0, 1)
    yield Block("shops", 0, 3, DAILY, ("account", "shop_no", "currency", "date"), _shops)
    yield Block("figures", 0, 4)
    of_days = _of_days(found)
    for id_, formula in of_days.items():
        yield Block(id_, 0, 1, DAILY, (*PLACE, "net_sales"), formula)
    which = _which(found)
    for id_, sums in SUMS.items():
        needs = (*PLACE, *sums.columns, *(("period",) if sums.table == HOURS else ()))
        yield Block(id_, 0, sums.width, sums.table, needs, _summing(sums, which[id_]))
    yield Block("series", 0, len(SERIES))
    for id_, columns in (("ratio", 1), ("best", len(LISTED)), ("worst", len(LISTED))):
        yield Block(id_, 0, columns, CAMPAIGNS)
    yield Block("as_of", 0, 1, CONTROL, ("tab", "as_of"), _as_of(titles.get(DAILY, "")))
    unmatched = _following(_unmatched, which["campaigns"])
    yield Block("unmatched", 0, 2, CAMPAIGNS, (*PLACE, "campaign_name", "sales"), unmatched)


def _needs() -> Mapping[str, frozenset[str]]:
    needs: dict[str, frozenset[str]] = {}
    for one in _wanted(Blocks({}), {}):
        if one.table:
            needs[one.table] = needs.get(one.table, frozenset()) | frozenset(one.needs)
    return needs


PLACE = ("account", "shop_no", "currency", "date", "data_status")
"""Columns of every report that say of which rows it is."""
SERIES = ("date", "net_sales", "ad_cost", "blended_roas", "visit_count", "purchase_rate", "order_count",
          "sales_per_order", "change")  # fmt: skip
"""Columns of the last thirty days, which charts and the last fortnight show."""
LISTED = ("campaign_name", "medium", "cost", "real_sales", "real_roas")
"""Columns of the campaigns in their order."""

_Conditions = Callable[[Ranges], Sequence[str]]


def _which(found: Blocks) -> Mapping[str, _Conditions]:
    """Which rows each block adds up."""
    now, before = _period(found, "first", "last"), _period(found, "before_first", "before_last")
    return {
        "now": now,
        "before": before,
        "days": lambda ranges: _between(found, ranges, f"{found.scope('last')}-{MOST_DAYS - 1}", found.scope("last")),
        "goals": lambda ranges: _between(found, ranges, *[f"EOMONTH({found.scope('last')},-1)+1"] * 2),
        "media": now,
        "campaigns": now,
        "products": now,
        "hours": lambda ranges: [
            f'{ranges["period"]}="최근 4주"',
            f"ISNUMBER({ranges['hour']})",
            *_meant(found, ranges),
        ],
    }


def _of_days(found: Blocks) -> Mapping[str, Callable[[Ranges], str]]:
    """Blocks of one cell that look at the days of 일별 종합."""
    now, before = _period(found, "first", "last"), _period(found, "before_first", "before_last")
    return {
        "present": _following(_present, now),
        "present_before": _following(_present, before),
        "cause": _following(_cause, now),
        "last_day": _following(_last_day, lambda ranges: _meant(found, ranges)),
    }


def _period(found: Blocks, first: str, last: str) -> _Conditions:
    return lambda ranges: _between(found, ranges, found.scope(first), found.scope(last))


def _between(found: Blocks, ranges: Ranges, first: str, last: str) -> Sequence[str]:
    return [*between(ranges, first, last), *_meant(found, ranges)]


def _meant(found: Blocks, ranges: Ranges) -> Sequence[str]:
    return Scope(found.scope("account"), found.scope("shop_no"), found.scope("currency")).conditions(ranges)


def _following(make: Callable[[Ranges, Sequence[str]], str], conditions: _Conditions) -> Callable[[Ranges], str]:
    return lambda ranges: make(ranges, conditions(ranges))


def _summing(sums: Sums, conditions: _Conditions) -> Callable[[Ranges], str]:
    return lambda ranges: sums.formula(ranges, conditions(ranges))


def _shops(ranges: Ranges) -> str:
    rows = f"FILTER({{{ranges['account']},{ranges['shop_no']},{ranges['currency']}}},ISNUMBER({ranges['date']}))"
    return f'=IFERROR(SORT(UNIQUE({rows}),1,TRUE,2,TRUE,3,TRUE),"")'


def _present(ranges: Ranges, conditions: Sequence[str]) -> str:
    """How many days have a row at all."""
    return f'=SUMPRODUCT(ISNUMBER(IFERROR(UNIQUE(FILTER({ranges["date"]},{",".join(conditions)})),""))*1)'


def _as_of(title: str) -> Callable[[Ranges], str]:
    """When 일별 종합 was last brought up to date, as the tab of tabs has it."""
    text = title.replace('"', '""')
    return lambda ranges: f'=IFERROR(MAX(FILTER({ranges["as_of"]},{ranges["tab"]}="{text}")),"")'


def _cause(ranges: Ranges, conditions: Sequence[str]) -> str:
    """What the newest day says that lacks something."""
    status = ranges["data_status"]
    rows = f'FILTER({{{ranges["date"]},{status}}},{",".join(conditions)},LEFT({status},3)="미수집")'
    return f'=IFERROR(INDEX(SORT({rows},1,FALSE),1,2),"")'


def _last_day(ranges: Ranges, conditions: Sequence[str]) -> str:
    # Today is not over.
    days = ranges["date"]
    rows = f"FILTER({days},ISNUMBER({days}),{days}<TODAY(),ISNUMBER({ranges['net_sales']}),{','.join(conditions)})"
    return f'=IFERROR(MAX({rows}),"")'


def _unmatched(ranges: Ranges, conditions: Sequence[str]) -> str:
    """Sales of all rows, and of those whose tag fits no campaign."""
    sales, name = ranges["sales"], ranges["campaign_name"]
    plain = f"IF(ISNUMBER({sales}),{sales},0)"
    array = f'{plain},{plain}*(LEFT({name},5)="(미매칭)")'
    query = "select sum(Col1), sum(Col2) label sum(Col1) '', sum(Col2) ''"
    return f'=ARRAYFORMULA(IFERROR(QUERY(FILTER({{{array}}},{",".join(conditions)}),"{query}",0),""))'


NEEDS: Mapping[str, frozenset[str]] = _needs()
"""Report → the columns that a dashboard needs of its tab."""
