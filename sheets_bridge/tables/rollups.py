"""Which tables may be added up by months, over which of their columns: what stands of days that a tab no longer shows.

Only what may be added over days is: never unique visitors or daily active users, never prices, never ratios (those are
computed from the sums).
"""

from collections.abc import Mapping
from dataclasses import dataclass

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

MONTH = Column("month", DAY.kind, "연월", "Month", pattern="yyyy-mm")
ROWS = Column("row_count", NUMBER, "행수", "Rows")
DAYS = Column("day_count", NUMBER, "합친 일수", "Days added up")


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
            _own(columns, ACCOUNT), _own(columns, SHOP_NO), MONTH, *(columns[name] for name in shown), ROWS, DAYS,
            DATA_STATUS,
        ),
    )  # fmt: skip


def _own(columns: Mapping[str, Column], usual: Column) -> Column:
    """A column as the table itself calls it: the account of an ad medium is no mall."""
    return columns.get(usual.id, usual)


MONTHLY: Mapping[str, Table] = {table: monthly(TABLES[table]) for table in ROLLUPS}
"""Table id → the table of its months."""
