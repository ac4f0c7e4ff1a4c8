"""Texts made fit for strangers: secrets taken out, names replaced, and whatever looks like a person."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sheets_bridge.redaction import GONE, Redaction

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[\w/])\?[\w.%-]+=[^\s\"'<>)]*"), f"?{GONE}"),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]+", re.IGNORECASE), rf"\1 {GONE}"),
    (re.compile(r"\beyJ[\w-]+\.[\w.-]+"), GONE),
    (re.compile(r"\b(\w*(?:token|secret|password|code|state|key|authorization|signature|proof|licen[cs]e)\w*)(\"?\s*[=:]\s*\"?)(?!Bearer|Basic)[\w.~+/=-]{6,}",
                re.IGNORECASE), rf"\1\2{GONE}"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<!\d)\d{6}-?[1-8]\d{6}(?!\d)"), "[number]"),
    (re.compile(r"(?<![\d.:-])(?:\+82[-\s.]?|0)(?:1\d|2|[3-7]\d|80)[-\s.]?\d{3,4}[-\s.]?\d{4}(?!\d)"), "[phone]"),
    (re.compile(r"(?<!\d)(?:19|20)\d{6}-\d{7}(?:-\d+)?(?!\d)"), "[order]"),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{32,}(?![\w-])"), "[long]"),
)  # fmt: skip
"""Stricter than a log: what only might be a secret or a person goes too. The first that takes a text leaves nothing of
it to the next."""


@dataclass(frozen=True)
class Disguise:
    """What is known of an installation: its secrets, and its `names` with what stands in their place."""

    secrets: Redaction
    names: Mapping[str, str]

    def text(self, told: str) -> str:
        """A text fit for strangers."""
        told = self.secrets.redacted(told)
        for name in sorted(self.names, key=len, reverse=True):
            told = self._word(name).sub(self._stand_in(name), told)
        for pattern, instead in _PATTERNS:
            told = pattern.sub(instead, told)
        return told

    def tree(self, told: Any) -> Any:
        """Everything of a JSON tree made fit, its keys too."""
        if isinstance(told, str):
            return self.text(told)
        if isinstance(told, Mapping):
            return {self.text(str(name)): self.tree(value) for name, value in told.items()}
        return [self.tree(value) for value in told] if isinstance(told, list | tuple) else told

    def leaks(self, told: str) -> bool:
        """Whether a secret or a name stands in a text."""
        return self.secrets.stands_in(told) or any(self._word(name).search(told) for name in self.names)

    def _stand_in(self, name: str) -> Callable[[re.Match[str]], str]:
        return lambda _match: self.names[name]

    @staticmethod
    def _word(name: str) -> re.Pattern[str]:
        # A mall called "on" is not to be found in "connect".
        return re.compile(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])")


def numbered(kind: str, names: Iterable[str]) -> dict[str, str]:
    """Each name with its stand-in: `mall-1`, `mall-2` …"""
    return {name: f"[{kind}-{at}]" for at, name in enumerate(dict.fromkeys(name for name in names if name), 1)}
