"""A Google-Sheets-compatible server: Sheets v4, the slice of Drive v3 that gspread uses, a token endpoint."""

from .server import Google, create_google

__all__ = ["Google", "create_google"]
