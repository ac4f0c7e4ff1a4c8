"""Formulas: read, kept true to their cells, and worked out as Google Sheets does it."""
