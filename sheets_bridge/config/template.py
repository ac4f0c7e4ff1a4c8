"""The shipped schedule as a form: its blanks filled in, its comments kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sheets_bridge.config.load import LIMIT
from sheets_bridge.config.values import PLACEHOLDER

_SHIPPED = Path(__file__).with_name("template.yaml")
_MALL, _HISTORY, _LANGUAGE, _ENDPOINTS = "mymall", "history: 2024-01-01", "language: ko", "endpoints: {}"


@dataclass(frozen=True)
class Answers:
    """What stands in the blanks; None leaves one as it is."""

    spreadsheet: str
    mall: str | None = None
    history: date | None = None
    """None stands for the first order."""
    language: str = "ko"
    endpoints: Mapping[str, str] = field(default_factory=dict)


def shipped() -> str:
    """The schedule as it is shipped."""
    return _SHIPPED.read_text("utf-8")


def is_blank(text: str) -> bool:
    """Whether a schedule still has the form's blank for the spreadsheet."""
    return len(text) <= LIMIT and bool(re.search(rf"(?m)^spreadsheet:.*{PLACEHOLDER}", text))


def has_mall(text: str) -> bool:
    """Whether a schedule already names a mall of its own."""
    return not re.search(rf"(?m)^  {_MALL}:", text)


def fill(text: str, answers: Answers) -> str:
    """The form with its blanks filled in; whatever somebody has changed in it already stays."""
    text = re.sub(
        rf"(?m)^(spreadsheet:.*){PLACEHOLDER}", lambda found: f"{found[1]}{answers.spreadsheet}", text, count=1
    )
    if answers.mall:
        # The word stands in comments too, which then speak of the user's own mall.
        text = re.sub(rf"\b{_MALL}\b", answers.mall, text)
    history = answers.history.isoformat() if answers.history else "first-order"
    text = text.replace(_HISTORY, f"history: {history}")
    text = text.replace(f"\n{_LANGUAGE}\n", f"\nlanguage: {answers.language}\n")
    if answers.endpoints:
        lines = "".join(f"\n  {name}: {address}" for name, address in answers.endpoints.items())
        text = text.replace(f"\n{_ENDPOINTS}", f"\nendpoints:{lines}")
    return text
