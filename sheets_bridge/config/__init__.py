"""The schedule: `schedule.yaml` read into frozen values, or refused with every mistake at once."""

from sheets_bridge.config.load import load, parse
from sheets_bridge.config.own import extended, tables_of
from sheets_bridge.config.privacy import unmasked_columns
from sheets_bridge.config.schedule import Account, BoardUse, Cost, Job, Log, Notify, Page, Schedule, StreamUse, TabUse

__all__ = [
    "Account",
    "BoardUse",
    "Cost",
    "Job",
    "Log",
    "Notify",
    "Page",
    "Schedule",
    "StreamUse",
    "TabUse",
    "extended",
    "load",
    "parse",
    "tables_of",
    "unmasked_columns",
]
