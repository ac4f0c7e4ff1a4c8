"""A tab as it stands at one moment, with all that is seen of it: what formulas come to, looks, notes, charts."""

from sheets_bridge.spreadsheet.snapshots.asking import FIELDS, taken
from sheets_bridge.spreadsheet.snapshots.charts import ChartSeries, PlacedChart
from sheets_bridge.spreadsheet.snapshots.looks import Look
from sheets_bridge.spreadsheet.snapshots.rules import Rule, Scale
from sheets_bridge.spreadsheet.snapshots.tab import Place, Snapshot, Spot, understand

__all__ = [
    "FIELDS", "ChartSeries", "Look", "Place", "PlacedChart", "Rule", "Scale", "Snapshot", "Spot", "taken", "understand",
]  # fmt: skip
