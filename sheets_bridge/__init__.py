"""Keeps a Cafe24 mall's Google Sheet true by itself."""

__version__ = "0.1.0"
