"""Files of cells: CSV in whatever dress it comes, and workbooks, both as lines of text. Pure."""

from sheets_bridge.grids.text import Lines, lines_of_text, shown, text_readings

__all__ = ["Lines", "lines_of_text", "shown", "text_readings"]
