"""Books with reports that people wrote: a folder of queries, a mall and an ad account that advertises it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reports_bench import Books

from sheets_bridge.config import Flaw, StreamUse, TabUse, readable, report_of
from sheets_bridge.inputs import INPUTS
from sheets_bridge.masking import Privacy
from sheets_bridge.model import Cursor, Report
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.source import OAuthAddresses, Source, Stream
from sheets_bridge.store import Store, landing
from sheets_bridge.store.written import answer
from sheets_bridge.sync.computing import compute
from sheets_bridge.sync.typed_pulls import number_of
from sheets_bridge.sync.world import Connected
from sheets_bridge.tables import TABLES

KNOWN = readable(STORED, REPORTS, Privacy())
GOALS = TabUse("목표·예산", "goals")
STREAMS = ("orders", "order_items", "refunds", "hourly_sales", "access_sales", "products", "ad_stats")
DOCS = Path(__file__).parents[3] / "docs" / "reports.md"


def written(sql: str, name: str = "mine") -> Report:
    """A query as a report."""
    found = report_of(name, sql, KNOWN)
    assert isinstance(found, Report), [str(flaw.located(name)) for flaw in found]
    return found


def flaws(sql: str, name: str = "mine") -> Sequence[Flaw]:
    """What is wrong with a query."""
    found = report_of(name, sql, KNOWN)
    assert not isinstance(found, Report)
    return found


def told(sql: str, name: str = "mine") -> str:
    """What is wrong with a query, in one line, each with its place."""
    return "; ".join(str(flaw.located("mine.sql")) for flaw in flaws(sql, name))


def examples() -> Mapping[str, str]:
    """The worked examples of docs/reports.md, by the names of their files."""
    blocks = re.findall(r"```sql\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    names = [re.search(r"reports/(\w+)\.sql", block) for block in blocks]
    return {name[1]: block for name, block in zip(names, blocks, strict=True) if name}


class OwnBooks(Books):
    """As `Books`, with every table above; `naver` is a login whose ad account 7 advertises the mall."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        source = _source()
        naver = Connected(source, None, "active", None, advertises={0: ("mall", 1)})
        self.world = replace(
            self.world, accounts={"mall": Connected(source, None, "active", None), "naver": naver},
            inputs=INPUTS, typed=[GOALS], addresses={"main": "sheet"},
        )  # fmt: skip
        self.fed_by(*STREAMS)

    def own(self, sql: str, name: str = "mine") -> list[dict[str, Any]]:
        """The rows of a query, by the names of its columns, as they stand in the store."""
        self.takes(sql, name)
        compute(self.world, TabUse("tab", name, feeds=self.feeds))
        return self.kept(self.world.reports[name])

    def types(self, *rows: Mapping[str, Any], tab: TabUse = GOALS) -> None:
        """What people typed on a tab, as it was read just now."""
        table = INPUTS[tab.table].table
        made = [INPUTS[tab.table].row(n, typed) for n, typed in enumerate(rows, 1)]
        landing.land(self.store, number_of(self.world, tab), {table.id: made}, Cursor(date.min, self.world.clock()))

    def asked(self, sql: str, pulls: Mapping[str, Sequence[int]], **more: Any) -> list[tuple[Any, ...]]:
        """The answer to a query over these pulls alone."""
        return list(answer(self.store, written(sql), pulls, **more).rows)

    def takes(self, sql: str, name: str = "mine") -> Report:
        """Let the schedule have this report: the database is opened anew, as it is after an edit."""
        report = written(sql, name)
        reports = {**self.world.reports, name: report}
        path, tables = self.store.path, {**self.store.tables, name: report.table}
        self.store.close()
        self.store = Store(path, tables)
        self.world = replace(self.world, store=self.store, reports=reports)
        return report

    def feeds_of(self, *uses: StreamUse) -> tuple[StreamUse, ...]:
        """These streams alone."""
        return uses


def _source() -> Source:
    streams = {name: _stream(name) for name in STREAMS}
    return Source("pretend", "Pretend", {}, streams, lambda *_: None, lambda *_: OAuthAddresses("", ""), lambda _: [])


def _stream(name: str) -> Stream:
    return Stream(name, name, (TABLES[name],), (), _nothing, _nothing, _nothing, _nothing)


def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is read here")
