"""Where a mall's token chain is kept: one encrypted file that every crash leaves whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sheets_bridge.errors import ConfigError
from sheets_bridge.locks import hold
from sheets_bridge.messages import say
from sheets_bridge.tokens import files, seal, written
from sheets_bridge.tokens.chain import Chain
from sheets_bridge.tokens.client import check_mall

ANSWER_LIMIT = 32 * 1024
"""Bytes of an answer worth keeping; a real one has about one thousand."""
_ROOM = 4 * ANSWER_LIMIT
# Encoding and sealing make an answer 16/9 of its size; the rest is room for two token pairs.
LOCK_WAIT = 120.0
"""Longer than a peer's request can last (reference: reliability 2.3 step 2)."""


Seen = Callable[[Chain], None]
"""Told of every chain that is read or saved, for whoever must keep its tokens out of what people read."""


class Vault:
    """The vault of one mall in a `credentials/` folder.

    `<mall>.token` holds the chain; `<mall>.token.next` is the room set aside for the next one;
    `<mall>.token.draft` is a save under way that leaves that room alone;
    `<mall>.token.spent` says which generation's refresh token has been sent; `<mall>.token.lock` is the lock.
    """

    def __init__(self, folder: Path, mall: str, lock_wait: float = LOCK_WAIT, seen: Seen = lambda _chain: None) -> None:
        self._lock_wait, self._seen = lock_wait, seen
        self.mall = check_mall(mall)
        self._folder = folder
        self._path = folder / f"{mall}.token"
        self._next = folder / f"{mall}.token.next"
        self._draft = folder / f"{mall}.token.draft"
        self._spent = folder / f"{mall}.token.spent"

    @contextmanager
    def locked(self, wait: float | None = None) -> Iterator[None]:
        """Keep every other process away from this mall's chain; waits `wait` seconds for it.

        Raises: Busy, StateError, ConfigError.
        """
        files.check_folder(self._folder)
        wait = self._lock_wait if wait is None else wait
        what = say("The login of {mall}", mall=self.mall)
        with hold(self._path.with_name(f"{self._path.name}.lock"), wait=wait, what=what):
            yield

    def read(self) -> Chain | None:
        """The chain as saved; None where the mall was never connected.

        Raises: ConfigError where file, folder or key can be read by others, or the key is not the one.
        """
        if not self._folder.is_dir():
            return None
        files.check_folder(self._folder)
        content = files.read_private(self._path)
        return None if content is None else self._chain(content)

    def heal(self) -> None:
        """Finish a save that a crash stopped just before its end; call it under the lock."""
        content = files.read_private(self._next)
        if content is None or not seal.is_sealed(self._folder, content):
            return
        stands = self.read()
        if stands is None or self._chain(content).serial > stands.serial:
            files.adopt(self._path, self._next)

    def reserve(self) -> None:
        """Take the room of the next save, durably: a full disk shows now and not after a token was spent.

        Raises: StateError, ConfigError.
        """
        seal.make_sure_of_key(self._folder)
        self.mark_spent(self.spent())
        files.set_aside(self._next, _ROOM)

    def save(self, chain: Chain) -> Chain:
        """Put `chain` in the place of the one that stands, durably, in the room set aside; returns it as saved.

        Raises: StateError.
        """
        return self._save(chain, self._next)

    def save_beside(self, chain: Chain) -> Chain:
        """`save` that leaves the room set aside for the next one. Raises: StateError."""
        return self._save(chain, self._draft)

    def discard(self) -> None:
        """Delete the chain; call it under the lock. What was spent stays known: a later consent counts on from there.

        Raises: StateError.
        """
        for path in (self._path, self._next, self._draft):
            files.remove(path)

    def spent(self) -> int:
        """The newest generation whose refresh token is known to have been sent; 0 where none is."""
        content = (files.read_private(self._spent) or b"").strip()
        return int(content) if content.isdigit() else 0

    def mark_spent(self, generation: int) -> None:
        """Note that a generation's refresh token leaves now (or, with the one before, that it did not)."""
        # Always the same length, written over itself: needs no room on a full disk.
        files.overwrite(self._spent, b"%020d\n" % generation)

    def _save(self, chain: Chain, spare: Path) -> Chain:
        saved = replace(chain, serial=chain.serial + 1)
        self._seen(saved)
        files.replace(self._path, spare, seal.sealed(self._folder, written.write(saved)))
        return saved

    def _chain(self, content: bytes) -> Chain:
        try:
            chain = written.read(seal.opened(self._folder, self._path, content))
        except written.UnknownFormat as error:
            raise ConfigError(
                say(
                    "{path} was written by a newer version of sheets-bridge. Install that version again.",
                    path=self._path,
                )
            ) from error
        if chain.mall != self.mall:
            raise ConfigError(
                say(
                    "{path} holds the login of another mall ({mall}). Give the file its own name back.",
                    path=self._path,
                    mall=chain.mall,
                )
            )
        self._seen(chain)
        return chain
