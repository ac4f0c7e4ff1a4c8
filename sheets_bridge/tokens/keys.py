"""The keys of a login whose owner copies them from the vendor's page: one private file an account."""

import json
import os
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_bridge.errors import ConfigError, LoginNeeded
from sheets_bridge.messages import say
from sheets_bridge.tokens import files
from sheets_bridge.tokens.client import from_environment

SPARE = ".new"
CONNECTED, ENDS, BROUGHT = "connected_at", "ends_at", "brought"
"""What is kept beside the keys: since when they stand and when they end (moments in ISO 8601, with their zone), and the
names of those that a consent brought (with commas between)."""


@dataclass(frozen=True)
class KeyLife:
    """How long the keys of an account last."""

    connected: datetime | None
    """When they were written; None where somebody wrote the file by hand."""
    ends: datetime | None
    """None where their medium tells no end."""


def _unseen(_secret: str) -> None:
    """Nobody wants to know the secrets."""


class KeyRing:
    """The keys of one account, read when they are first needed: a file that is damaged stops nobody else.

    `seen` is told every value but those of `plain` names, so that no log shows it.
    """

    def __init__(
        self,
        path: Path,
        account: str,
        needed: Iterable[str],
        how: str,
        *,
        environment: Mapping[str, str] = os.environ,
        seen: Callable[[str], None] = _unseen,
        plain: Container[str] = (),
    ) -> None:
        """`how` is the command that makes the file."""
        self.path, self.account, self.how = path, account, how
        self._needed, self._plain = tuple(needed), plain
        self._environment, self._seen = environment, seen
        self._read: Mapping[str, str] | None = None
        self._stamp: _Stamp | None = None

    def __getitem__(self, name: str) -> str:
        """The key of this name. Raises: LoginNeeded, ConfigError."""
        found = self.get(name)
        if not found:
            raise self._lacking(name)
        return found

    def get(self, name: str, otherwise: str = "") -> str:
        """The key of this name, or what stands for one that need not be there. Raises: LoginNeeded, ConfigError."""
        return self.all().get(name, otherwise)

    def all(self) -> Mapping[str, str]:
        """All keys. Raises: LoginNeeded where there are none; ConfigError for a file that cannot be taken."""
        # A daemon holds its connections open while somebody connects the account anew.
        stamp = _stamp(self.path)
        if self._read is None or stamp != self._stamp:
            self._read, self._stamp = self._load(), stamp
        return self._read

    def written(self) -> Mapping[str, str]:
        """The file as somebody wrote it, each `${NAME}` unopened; nothing where it is not there, or no JSON object.

        Raises: ConfigError where others may read it, or where we may not.
        """
        values = _object(files.read_private(self.path))
        return {name: value for name, value in (values or {}).items() if isinstance(value, str)}

    def life(self) -> KeyLife | None:
        """How long they last; None where they are not there, or not all of them. Raises: ConfigError."""
        told = self.written()
        if not told or not all(told.get(name) for name in self._needed):
            return None
        return KeyLife(_moment(told.get(CONNECTED)), _moment(told.get(ENDS)))

    def save(self, keys: Mapping[str, str]) -> None:
        """Write the keys in place of what stood there, whole or not at all. Raises: ConfigError, StateError."""
        files.check_folder(self.path.parent)
        content = json.dumps({name: value for name, value in keys.items() if value}, indent=1).encode()
        spare = self.path.with_name(self.path.name + SPARE)
        files.replace(self.path, spare, content)
        self._read = None

    def remove(self) -> bool:
        """Delete the file; whether there was one. Raises: StateError."""
        there_was = self.path.exists()
        files.remove(self.path)
        files.remove(self.path.with_name(self.path.name + SPARE))
        self._read = None
        return there_was

    def _load(self) -> Mapping[str, str]:
        content = files.read_private(self.path)
        if content is None:
            raise LoginNeeded(say("{account} is not connected yet. Run: {how}", account=self.account, how=self.how))
        values = _object(content)
        if values is None:
            raise ConfigError(say("{path} is no JSON object. Make it anew: {how}", path=self.path, how=self.how))
        keys = {str(name): self._value(str(name), value) for name, value in values.items()}
        for name, value in keys.items():
            if name not in (CONNECTED, ENDS, BROUGHT) and name not in self._plain:
                self._seen(value)
        for name in self._needed:
            if not keys.get(name):
                raise self._lacking(name)
        return keys

    def _value(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise ConfigError(say("{path}: {name} must be a text in quotes.", path=self.path, name=name))
        return from_environment(self.path, name, value, self._environment)

    def _lacking(self, name: str) -> LoginNeeded:
        return LoginNeeded(say("{path} has no {name}. Run: {how}", path=self.path, name=name, how=self.how))


_Stamp = tuple[int, int, int]


def _stamp(path: Path) -> _Stamp | None:
    """What differs once a file was replaced or edited."""
    try:
        found = path.stat()
    except OSError:
        return None  # whoever reads it says why
    return found.st_mtime_ns, found.st_size, found.st_ino


def _object(content: bytes | None) -> Mapping[str, object] | None:
    """A JSON object; None for anything else. The parser's own words are not passed on: they quote the secrets."""
    try:
        values = json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _moment(text: str | None) -> datetime | None:
    """A moment with its zone; None for what is none."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


class FixedToken:
    """A login whose token is one of its keys: it is renewed by nobody."""

    def __init__(self, keys: KeyRing, name: str) -> None:
        self._keys, self._name = keys, name

    def access_token(self, *, refused: str | None = None) -> str:
        """The token. Raises: LoginNeeded where it was refused, or is not there; ConfigError."""
        if refused is not None:
            raise LoginNeeded(say("The token of {account} is not accepted any more. Run: {how}",
                                  account=self._keys.account, how=self._keys.how))  # fmt: skip
        return self._keys[self._name]

    def worked(self, token: str) -> None:
        """Nothing follows from it."""
