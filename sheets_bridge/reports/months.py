"""Reports of months: the days of a table added up, whatever of them a tab still shows.

A month is blank where a day of it could not be collected: the cause stands in its data status (docs/tables.md).
"""

from collections.abc import Iterator, Mapping

from sheets_bridge.model import Report
from sheets_bridge.tables import TABLES
from sheets_bridge.tables.rollups import MONTHLY, ROLLUPS, Rollup

_NOT_COLLECTED = "미수집%"


def reports() -> Mapping[str, Report]:
    """Report id → report."""
    made = (Report(table, _query(name, ROLLUPS[name]), needs=(name,)) for name, table in MONTHLY.items())
    return {report.id: report for report in made}


def _query(name: str, rollup: Rollup) -> str:
    """The days of a table as months: those not collected counted apart, for they may name nothing but the day."""
    table = TABLES[name]
    day, by = f'"{table.day}"', "".join(f', "by_{column}"' for column in rollup.by)
    # What tells rows apart is never blank: a blank there is how a day stands that could not be collected.
    told = "".join(f', coalesce("{column}", \'\') AS "by_{column}"' for column in rollup.by)
    missing = f"\"{table.status}\" LIKE '{_NOT_COLLECTED}'" if table.status else "0"
    provisional = f"max(\"{table.status}\" = '집계중')" if table.status else "0"
    return f"""
WITH days AS (
    SELECT *, date({day}, 'start of month') AS month, {day} AS the_day, {missing} AS missing{told} FROM "{name}"
    WHERE {day} IS NOT NULL
), gaps AS (
    SELECT account, shop_no, month, count(DISTINCT the_day) AS gap_count FROM days WHERE missing GROUP BY 1, 2, 3
), added AS (
    SELECT account, shop_no, month{by}, {", ".join(_added(rollup))},
           sum(NOT missing) AS row_count, count(DISTINCT CASE WHEN NOT missing THEN the_day END) AS day_count,
           {provisional} AS provisional
    FROM days GROUP BY account, shop_no, month{by}
), whole AS (
    SELECT added.*, coalesce(gap_count, 0) AS gap_count,
           max(month, coalesce((SELECT max(since) FROM covered WHERE covered.account = added.account
                                AND covered.shop_no = added.shop_no), month)) AS begins
    FROM added LEFT JOIN gaps USING (account, shop_no, month)
    WHERE row_count > 0 OR NOT EXISTS (
        SELECT 1 FROM added AS other WHERE other.row_count > 0 AND (other.account, other.shop_no, other.month)
            = (added.account, added.shop_no, added.month))
)
SELECT account, shop_no, month, {", ".join(_shown(rollup))}, row_count, day_count,
       CASE WHEN gap_count > 0 THEN '미수집 (' || gap_count || '일)'
            WHEN provisional OR date(month, '+1 month') > :today THEN '집계중'
            WHEN begins > month THEN '확정 (' || substr(begins, 6) || '부터)'
            ELSE '확정' END AS data_status
FROM whole
"""  # noqa: S608 - all names are declared by us


def _added(rollup: Rollup) -> Iterator[str]:
    yield from (f'max("{name}") AS "{name}"' for name in rollup.names)
    for name in rollup.sums:
        # What one of its rows does not tell is not in the sum, and a sum without it would be taken for all of it.
        told = f'count(CASE WHEN NOT missing THEN "{name}" END) = sum(NOT missing)'
        yield f'CASE WHEN {told} THEN sum(CASE WHEN NOT missing THEN "{name}" END) END AS "sum_{name}"'


def _shown(rollup: Rollup) -> Iterator[str]:
    yield from (f'"by_{name}" AS "{name}"' for name in rollup.by)
    yield from (f'"{name}"' for name in rollup.names)
    for name in rollup.sums:
        yield f'CASE WHEN gap_count = 0 THEN "sum_{name}" END AS "{name}"'
    for name, (above, below, factor) in (rollup.ratios or {}).items():
        yield f'CASE WHEN gap_count = 0 THEN {factor} * "sum_{above}" / nullif("sum_{below}", 0) END AS "{name}"'
