"""The key that locks the vault files."""

from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.tokens.files import create_private, read_private

KEY = "vault.key"


def sealed(folder: Path, content: bytes) -> bytes:
    """Content encrypted with the folder's key. Raises: ConfigError where the key is missing or damaged."""
    return _key(folder, make=False).encrypt(content)


def opened(folder: Path, path: Path, content: bytes) -> bytes:
    """The content of vault file `path`. Raises: ConfigError where the key is missing or another one."""
    try:
        return _key(folder, make=False).decrypt(content)
    except InvalidToken as error:
        raise ConfigError(
            say(
                "{path} cannot be opened with {key}: one of them is damaged or from elsewhere. Nothing "
                "was changed. Put back both from the same backup, or move {path} away and connect again.",
                path=path,
                key=folder / KEY,
            )
        ) from error


def is_sealed(folder: Path, content: bytes) -> bool:
    """Whether content was sealed here, whole."""
    if read_private(folder / KEY) is None:
        return False
    try:
        _key(folder, make=False).decrypt(content)
    except InvalidToken:
        return False
    return True


def make_sure_of_key(folder: Path) -> None:
    """Make the key on first use. Raises: ConfigError where it is missing although vault files stand; StateError."""
    _key(folder, make=True)


def _key(folder: Path, *, make: bool) -> Fernet:
    path = folder / KEY
    content = read_private(path)
    if content is None:
        content = _first_key(folder) if make else None
    if content is None:
        raise ConfigError(
            say(
                "{key} is missing, and without it the saved logins cannot be read. Nothing was changed. "
                "Put it back from a backup, or move the .token files beside it away and connect again.",
                key=path,
            )
        )
    try:
        return Fernet(content.strip())
    except ValueError as error:
        raise ConfigError(
            say("{key} is no key: it is damaged. Nothing was changed. Put it back from a backup.", key=path)
        ) from error


def _first_key(folder: Path) -> bytes | None:
    if any(folder.glob("*.token")):
        return None
    # Another process may be first: whichever key came to stand is the one.
    create_private(folder / KEY, Fernet.generate_key())
    return read_private(folder / KEY)
