"""What a query that people write may read: tables with the columns that may be seen, and reports of ours."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_bridge.masking import Privacy
from sheets_bridge.model import Report, Table

BESIDE: Mapping[str, Sequence[str]] = {
    "covered": ("table_id", "account", "shop_no", "since", "until", "whole"),
    "advertised": ("account", "shop_no", "mall", "mall_shop_no"),
}
"""Relations that stand beside the tables, with their columns."""


@dataclass(frozen=True)
class Readable:
    """Tables and reports by their ids."""

    tables: Mapping[str, Table]
    reports: Mapping[str, Report]
    hidden: frozenset[str] = frozenset()
    """Columns that the profile of `privacy:` hides."""

    def named(self, words: Collection[str]) -> Sequence[Table]:
        """The tables, and those of reports, whose names are among these words in small letters."""
        every = (*self.tables.values(), *(report.table for report in self.reports.values()))
        return [table for table in every if table.id.lower() in words]


def readable(tables: Mapping[str, Table], reports: Mapping[str, Report], privacy: Privacy) -> Readable:
    """What may be read of these tables (those of reports among them) under these masks."""
    plain = {name: table for name, table in tables.items() if name not in reports}
    hidden = {column.id for table in plain.values() for column in table.columns if privacy.hides(table.id, column)}
    return Readable({name: _visible(table, privacy) for name, table in plain.items()}, reports, frozenset(hidden))


def _visible(table: Table, privacy: Privacy) -> Table:
    shown = tuple(one for one in table.columns if one.id in table.key or not privacy.hides(table.id, one))
    return replace(table, columns=shown)
