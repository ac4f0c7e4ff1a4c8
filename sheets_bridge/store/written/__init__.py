"""Queries that people wrote: taken apart, tried without data, answered within limits."""

from sheets_bridge.store.written.answering import Answer, Limits, answer, rows
from sheets_bridge.store.written.lexing import tokens
from sheets_bridge.store.written.portraying import Flawed, Portrait, portray

__all__ = ["Answer", "Flawed", "Limits", "Portrait", "answer", "portray", "rows", "tokens"]
