"""Tabs that people type into: declared like any table, read generously, every mistake told beside its row.

A new one is a table in `tables.inputs` and an `Input` here; nothing else has to know of it.
"""

from sheets_bridge.inputs.ads import AD_COSTS, AD_PRODUCTS
from sheets_bridge.inputs.alerts import ALERT_LINES
from sheets_bridge.inputs.checking import Checked, checked
from sheets_bridge.inputs.declared import Entry, Input
from sheets_bridge.inputs.goals import GOAL_LINES, OUTSIDE_SALE_LINES
from sheets_bridge.inputs.mapping import CAMPAIGNS, CHANNELS

__all__ = [
    "AD_COSTS",
    "AD_PRODUCTS",
    "ALERT_LINES",
    "CAMPAIGNS",
    "CHANNELS",
    "GOAL_LINES",
    "INPUTS",
    "OUTSIDE_SALE_LINES",
    "Checked",
    "Entry",
    "Input",
    "checked",
]

_ALL = (AD_COSTS, AD_PRODUCTS, CHANNELS, CAMPAIGNS, GOAL_LINES, OUTSIDE_SALE_LINES, ALERT_LINES)
INPUTS = {input_.table.id: input_ for input_ in _ALL}
