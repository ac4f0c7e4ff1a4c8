"""Which tables may be added up by months, over which of their columns: what stands of days that a tab no longer shows.

Only what may be added over days is: never unique visitors or daily active users, never prices, never ratios (those are
computed from the sums).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sheets_bridge.model import Column, Table
from sheets_bridge.tables import TABLES
from sheets_bridge.tables.columns import ACCOUNT, DATA_STATUS, NUMBER, SHOP_NO
from sheets_bridge.tables.columns import DATE as DAY

Ratio = tuple[str, str, float]
"""Of two sums, and what their quotient is multiplied by."""


@dataclass(frozen=True)
class Rollup:
    """How the days of one table become a month's row."""

    by: tuple[str, ...] = ()
    """Columns a month is told apart by, beside mall and shop."""
    names: tuple[str, ...] = ()
    """Columns that say what those of `by` are called."""
    sums: tuple[str, ...] = ()
    ratios: Mapping[str, Ratio] | None = None


_AD_RATIOS: Mapping[str, Ratio] = {
    "ctr": ("clicks", "impressions", 1.0),
    "cpc": ("cost_in_basis", "clicks", 1.0),
    "cpm": ("cost_in_basis", "impressions", 1000.0),
    "cvr": ("conversions", "clicks", 1.0),
    "cpa": ("cost_in_basis", "conversions", 1.0),
    "roas": ("value_in_basis", "cost_in_basis", 1.0),
}
_AD_SUMS = ("impressions", "clicks", "cost_in_basis", "conversions", "value_in_basis")
_VISITS = ("visit_count", "first_visit_count", "re_visit_count", "page_view")
_SOLD = ("order_count", "order_amount")

ROLLUPS: Mapping[str, Rollup] = {
    "orders": Rollup(
        ("currency", "market_id"),
        (),
        ("order_price_amount", "shipping_fee", "payment_amount", "actual_payment_amount", "item_count", "quantity"),
    ),
    "order_items": Rollup(("currency", "product_no"), ("product_name",), ("quantity", "payment_amount")),
    "refunds": Rollup(("currency",), (), ("actual_refund_amount", "used_points", "used_credits", "quantity")),
    "visitors": Rollup(sums=_VISITS),
    "visitors_hourly": Rollup(("hour",), (), _VISITS),
    "hourly_sales": Rollup(("hour",), (), ("order_count", "actual_order_amount", "refund_amount", "sales")),
    "access_sales": Rollup(("hour",), (), _SOLD),
    "visit_ads": Rollup(("ad",), (), ("visit_count", *_SOLD)),
    "visit_domains": Rollup(("domain",), (), ("visit_count", *_SOLD)),
    "order_sources": Rollup(("ad", "medium", "campaign"), (), ("order_amount",)),
    "ad_stats": Rollup(
        ("medium", "ad_product", "account_id", "campaign_id"), ("account_name", "campaign_name"), _AD_SUMS, _AD_RATIOS
    ),
    "ad_keyword_stats": Rollup(
        ("medium", "ad_product", "account_id", "campaign_id", "keyword_id"),
        ("account_name", "campaign_name", "keyword"),
        _AD_SUMS,
        _AD_RATIOS,
    ),
}
"""Table id → its months."""

MONTH = Column(
    "month", DAY.kind, "연월", "Month", pattern="yyyy-mm",
    note_ko="더한 달. 원래 탭에 아직 보이는 날짜까지 넣은 그 달 전체이므로, 두 탭을 더하면 같은 날이 두 번 들어갑니다.",
    note_en="The month added up, the days that the other tab still shows among it: never add the two tabs up.",
)  # fmt: skip
ROWS = Column(
    "row_count", NUMBER, "행수", "Rows",
    note_ko="이 줄에 더한 자료의 행 수.", note_en="How many rows of the table are added up here.",
)  # fmt: skip
DAYS = Column(
    "day_count", NUMBER, "합친 일수", "Days added up",
    note_ko="그 행들이 있는 날 수. 자료가 한 건도 없던 날은 세지 않습니다.",
    note_en="On how many days those rows lie. A day without any row is not counted.",
)  # fmt: skip
STATUS = replace(
    DATA_STATUS,
    note_ko="확정: 더 바뀌지 않습니다. 확정 (10-12부터): 그날부터 모은 달입니다. 집계중: 달이 아직 끝나지 않았거나 "
    "숫자가 더 바뀔 수 있습니다. 미수집 (2일): 가져오지 못한 날이 있어 합계를 비웠습니다. 빈칸은 0이 아닙니다.",
    note_en="확정: final. 확정 (10-12부터): collected from that day on. 집계중: the month lasts, or its numbers may "
    "still change. 미수집 (2일): days could not be collected, so the sums are blank, which is not 0.",
)

_TOLD_APART = ("{ko}별로 나눕니다.", "Months are told apart by it.")
_NAME = (
    "그 달의 자료에 적힌 이름. 달 안에서 바뀌었으면 그중 하나입니다.",
    "The name in the month's rows; one of them where it changed meanwhile.",
)
_SUM = (
    "{ko}: 그 달의 합계. 가져오지 못한 날이나 값이 없는 행이 하나라도 있으면 비웁니다.",
    "The month's sum; blank where a day could not be collected or one of its rows has no value.",
)
_QUOTIENT = (
    "{above} ÷ {below}{times}. 그 달의 합계끼리 나눈 값이며, 날마다의 비율을 평균한 값이 아닙니다.",
    "{above} ÷ {below}{times}, of the month's sums; no average of the days' ratios.",
)


def monthly_id(table: str) -> str:
    """The id of the table of a table's months."""
    return f"{table}_monthly"


def monthly(table: Table) -> Table:
    """The table of a table's months."""
    rollup = ROLLUPS[table.id]
    shown = (*rollup.by, *rollup.names, *rollup.sums, *(rollup.ratios or ()))
    columns = {column.id: column for column in table.columns}
    return Table(
        id=monthly_id(table.id),
        key=("account", "shop_no", "month", *rollup.by),
        day="month",
        status="data_status",
        newest_first=True,
        columns=(
            _own(columns, ACCOUNT), _own(columns, SHOP_NO), MONTH, *(_defined(rollup, columns, name) for name in shown),
            ROWS, DAYS, STATUS,
        ),
    )  # fmt: skip


def _defined(rollup: Rollup, columns: Mapping[str, Column], name: str) -> Column:
    """A column of the table with its definition in a month."""
    column, ratio = columns[name], (rollup.ratios or {}).get(name)
    if ratio is None:
        ko, en = _TOLD_APART if name in rollup.by else _NAME if name in rollup.names else _SUM
        return replace(column, note_ko=ko.format(ko=column.ko), note_en=en)
    above, below, times = columns[ratio[0]], columns[ratio[1]], "" if ratio[2] == 1 else f" × {ratio[2]:,.0f}"
    ko, en = _QUOTIENT
    return replace(
        column,
        note_ko=ko.format(above=above.ko, below=below.ko, times=times),
        note_en=en.format(above=above.en, below=below.en, times=times),
    )


def _own(columns: Mapping[str, Column], usual: Column) -> Column:
    """A column as the table itself calls it: the account of an ad medium is no mall."""
    return columns.get(usual.id, usual)


MONTHLY: Mapping[str, Table] = {table: monthly(TABLES[table]) for table in ROLLUPS}
"""Table id → the table of its months."""
