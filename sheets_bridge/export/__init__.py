"""Tabs written to files, from the store alone: a workbook with formats and charts, or a CSV file each.

What stands in a file is what stands on the sheet: the same tabs in their order, the same columns, the same values.
"""

from sheets_bridge.export.table_files import write_files
from sheets_bridge.export.taking import Taken, take
from sheets_bridge.export.workbook import write_workbook

__all__ = ["Taken", "take", "write_files", "write_workbook"]
