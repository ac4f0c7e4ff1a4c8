"""The schedule: `schedule.yaml` read into frozen values, or refused with every mistake at once."""

from sheets_bridge.config.feeding import feeds_of
from sheets_bridge.config.load import load, parse
from sheets_bridge.config.own import extended, tables_of
from sheets_bridge.config.privacy import unmasked_columns
from sheets_bridge.config.readable import Readable, readable
from sheets_bridge.config.schedule import Account, BoardUse, Cost, Job, Log, Notify, Page, Schedule, StreamUse, TabUse
from sheets_bridge.config.written import Flaw, report_of, sql_in, written_beside

__all__ = [
    "Account",
    "BoardUse",
    "Cost",
    "Flaw",
    "Job",
    "Log",
    "Notify",
    "Page",
    "Readable",
    "Schedule",
    "StreamUse",
    "TabUse",
    "extended",
    "feeds_of",
    "load",
    "parse",
    "readable",
    "report_of",
    "sql_in",
    "tables_of",
    "unmasked_columns",
    "written_beside",
]
