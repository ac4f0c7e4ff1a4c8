"""Every report we know, found by looking: a module here that declares `REPORT` is one."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from sheets_bridge.model import Report, Table
from sheets_bridge.reports import months
from sheets_bridge.tables import TABLES


def discover() -> Mapping[str, Report]:
    """Report id → report, for every module of this package; the months of tables beside them."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = (module.REPORT for module in modules if hasattr(module, "REPORT"))
    return {**{report.id: report for report in found}, **months.reports()}


REPORTS = discover()

STORED: Mapping[str, Table] = {
    **TABLES,
    **{report.id: report.table for report in REPORTS.values()},
}
"""Every table of a store: what streams fill and what reports come to."""
