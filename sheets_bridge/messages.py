"""Sentences people read: written once in English, rendered late in the reader's language."""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Translate = Callable[[str], str]
"""An English template in, the same template in the reader's language out."""

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("ko", "en")


@dataclass(frozen=True)
class Message:
    """A sentence not yet put into a language; its fields may be messages themselves."""

    template: str
    fields: Mapping[str, object]

    def __str__(self) -> str:
        return self.render(gettext.NullTranslations().gettext)

    def render(self, translate: Translate) -> str:
        """The sentence in the language of `translate`."""
        fields = {name: _rendered(value, translate) for name, value in self.fields.items()}
        return translate(self.template).format(**fields)


def say(template: str, /, **fields: object) -> Message:
    """A message; `template` is a literal English format string (a test finds it by this name for the catalogue)."""
    return Message(template, fields)


def translation(language: str) -> Translate:
    """The translate function of a language; English needs no catalogue.

    Raises: OSError where the catalogue of a language we claim to speak is missing.
    """
    if language == "en":
        return gettext.NullTranslations().gettext
    return gettext.translation("sheets_bridge", LOCALE, [language]).gettext


def _rendered(value: object, translate: Translate) -> object:
    if isinstance(value, Message):
        return value.render(translate)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_rendered(part, translate)) for part in value)
    return value
