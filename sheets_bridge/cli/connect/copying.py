"""The keys of a login at an ad medium, as its owner copies them: asked one by one, or read from a file."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from sheets_bridge.cli.asking import Asking
from sheets_bridge.cli.connect.agreeing import brought_by
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.errors import ConfigError, system_words
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Key, Keys

_OUT = "-"
"""What is typed to have an optional key taken out."""
_QUOTES = "\"'`"


def asked(asking: Asking, keys: Keys, standing: Mapping[str, str]) -> Mapping[str, str]:
    """Every key, typed or pasted; Enter keeps what stands. Raises: click.Abort where nobody answers."""
    asking.tell(keys.guide)
    told = {key.id: _ask(asking, key, standing.get(key.id, "")) for key in keys.asked}
    return _over(keys, standing, told)


def from_file(path: Path, keys: Keys, standing: Mapping[str, str]) -> Mapping[str, str]:
    """The keys of a JSON file over those that stand; a `${NAME}` stays one. Raises: ConfigError."""
    told = {name: str(value) for name, value in _read(path).items() if isinstance(value, str | int)}
    known = [key.id for key in keys.asked]
    if strange := sorted(told.keys() - set(known)):
        raise ConfigError(say("{file} holds {strange}, and this login is made of: {known}.", file=path.name,
                              strange=strange, known=known))  # fmt: skip
    found = _over(keys, standing, told)
    if lacking := [key.id for key in keys.asked if key.needed and not found.get(key.id)]:
        raise ConfigError(say("{file} lacks: {names}.", file=path.name, names=lacking))
    return found


def _ask(asking: Asking, key: Key, stands: str) -> str:
    hint = _hint(key, stands)
    question = say("{ask} ({hint})", ask=key.ask, hint=hint) if hint else key.ask

    def parse(answer: str) -> str:
        word = answer.strip(_QUOTES).strip()
        if not word and key.needed:
            raise Wrong(say("a value is missing"))
        return "" if word == _OUT and not key.needed else word

    return asking.ask(question, parse, enter=stands, hidden=key.secret)


def _hint(key: Key, stands: str) -> Message | None:
    if not stands:
        return None if key.needed else say("Enter leaves it out")
    kept = say("Enter keeps what stands") if key.secret else say("Enter keeps {value}", value=stands)
    return kept if key.needed else say("{kept}, - takes it out", kept=kept)


def _over(keys: Keys, standing: Mapping[str, str], told: Mapping[str, str]) -> Mapping[str, str]:
    """The keys as they stand with those that were told; what a consent brought to other keys than these goes."""
    brought = brought_by(standing)
    changed = {name for name, value in told.items() if standing.get(name, "") != value}
    if not changed:
        return standing
    names = {key.id for key in keys.asked} - brought
    kept = {name: value for name, value in standing.items() if name in names}
    new = {name: value for name, value in told.items() if name in changed or name not in brought}
    return {name: value for name, value in {**kept, **new}.items() if value}


def _read(path: Path) -> Mapping[str, object]:
    try:
        content = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(say("{file} cannot be read ({error}).", file=path, error=system_words(error))) from error
    except UnicodeDecodeError:
        content = ""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        # The parser's own words would quote the file, which holds a secret.
        raise ConfigError(say('{file} is no JSON object. Write it as {{"name": "value", …}}.', file=path.name))
    return told
