"""The key of the status page: made once, kept private."""

import secrets
from pathlib import Path

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.tokens import files

FILE = "page.token"
_BYTES = 32
_SHORTEST = 32


def key_of(credentials: Path) -> str:
    """The key of an installation's page; made on first use.

    Raises: ConfigError where others may read it, or where it is too short to keep anybody out; StateError.
    """
    path = credentials / FILE
    files.check_folder(credentials)
    if files.read_private(path) is None:
        files.create_private(path, secrets.token_urlsafe(_BYTES).encode())
    key = (files.read_private(path) or b"").decode("ascii", "replace").strip()
    if len(key) < _SHORTEST or not key.isascii():
        raise ConfigError(say("{path} is damaged. Remove it and start the daemon again: a new key is made.", path=path))
    return key
