"""Private files that survive a crash: modes checked, space set aside, replaced as a whole."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_bridge.errors import ConfigError, StateError, system_words
from sheets_bridge.messages import say

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FILE, _FOLDER = 0o600, 0o700


def check_folder(folder: Path) -> None:
    """Make sure a folder of secrets is there and closed to others; it is created 0700 where missing.

    Raises: ConfigError with the chmod that mends it; StateError where it cannot be made.
    """
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
        found = stat.S_IMODE(folder.stat().st_mode)
    _check_mode(folder, found, _FOLDER)


def read_private(path: Path) -> bytes | None:
    """The content of a file that only its owner may read; None where there is none.

    Raises: ConfigError where others may read it, or where we may not.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(
            say("{path} cannot be read: {error}. Run as the user it belongs to.", path=path, error=system_words(error))
        ) from error
    with os.fdopen(descriptor, "rb") as file, _disk(path):
        _check_mode(path, stat.S_IMODE(os.fstat(descriptor).st_mode), _FILE)
        return file.read()


def create_private(path: Path, content: bytes) -> bool:
    """Create a file whole and durably, 0600; False, with nothing changed, where it stands already.

    The file appears by a hard link, so nobody ever reads half of it.
    Raises: StateError.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
    with _disk(path):
        try:
            _write(draft, content)
            path.hardlink_to(draft)
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        _flush_folder(path.parent)
    return True


def set_aside(path: Path, size: int) -> None:
    """Take `size` bytes of disk for a later `replace`, durably: the proof that it will not meet a full disk.

    Raises: StateError.
    """
    with _disk(path):
        # Random bytes: a file system may store zeros, or a hole, without taking the room for them.
        _write(path, os.urandom(size))
        _flush_folder(path.parent)


def replace(path: Path, spare: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, through `spare` and the room set aside in it.

    A crash leaves the old file or the new one; once `spare` is flushed it holds the whole content.
    Raises: StateError.
    """
    with _disk(path):
        _write(spare, content)
        spare.replace(path)
        _flush_folder(path.parent)


def overwrite(path: Path, content: bytes) -> None:
    """Write a file over itself; whole after a crash only where it is short and keeps its length. Raises: StateError."""
    with _disk(path):
        _write(path, content)


def adopt(path: Path, spare: Path) -> None:
    """Finish a `replace` that a crash stopped between its flush and its renaming. Raises: StateError."""
    with _disk(path):
        spare.replace(path)
        _flush_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file where it stands. Raises: StateError."""
    with _disk(path):
        path.unlink(missing_ok=True)


def _check_mode(path: Path, found: int, wanted: int) -> None:
    if found & _OTHERS:
        raise ConfigError(
            say(
                "Other users may read {path} (mode {found}), and it holds secrets. Run: chmod {wanted} {path}",
                path=path,
                found=f"{found:o}",
                wanted=f"{wanted:o}",
            )
        )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, _FILE)
    try:
        os.fchmod(descriptor, _FILE)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.ftruncate(descriptor, len(content))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StateError(
            say(
                "Cannot use {path}: {error}. Check the free space, and that the folder is not read-only.",
                path=path,
                error=system_words(error),
            )
        ) from error
