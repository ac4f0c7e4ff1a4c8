"""Tabs written to files, from the store: a workbook with formats and charts, or a CSV file each.

What stands in a file is what stands on the sheet: the same tabs in their order, the same columns, the same values. Tabs
that no store holds (대시보드) come into the workbook as they stand on the sheet at that moment.
"""

from sheets_bridge.export.drawn import DrawnTab, Seen, arranged, drawn_tabs, left_out, see
from sheets_bridge.export.table_files import write_files
from sheets_bridge.export.taking import Taken, take
from sheets_bridge.export.workbook import write_workbook

__all__ = [
    "DrawnTab", "Seen", "Taken", "arranged", "drawn_tabs", "left_out", "see", "take", "write_files", "write_workbook",
]  # fmt: skip
