"""Google's logins that are keys: a service account's file, or a refresh token; google-auth turns them into tokens."""

import json
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from sheets_bridge.api.call import NoAnswer, NotSent, Send
from sheets_bridge.errors import ConfigError, LoginNeeded, Unavailable, system_words
from sheets_bridge.messages import Message, say

TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address

_BY_CONSENT = ("client_id", "client_secret", "refresh_token")
_NO_SUCH_CLIENT = ("invalid_client", "unauthorized_client")
_WORD = re.compile(r"[A-Za-z_]{3,40}")


class Keys(Protocol):
    """The keys of an account."""

    account: str
    how: str
    """The command that makes them."""
    path: Path

    def all(self) -> Mapping[str, str]:
        """All of them. Raises: LoginNeeded, ConfigError."""


class Denied(Exception):
    """The token server gives no token. `error` is its word for it (RFC 6749, 5.2), "" where it has none."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class GoogleLogin:
    """Gives out access tokens for a scope.

    The keys hold `key_file` (the path of a service account's JSON, counted from the keys' own folder), or `client_id`,
    `client_secret` and `refresh_token`. Where tokens come from is the file's own word, else `address`; they are
    fetched by `send`.
    """

    def __init__(self, keys: Keys, scope: str, send: Send, address: str = TOKEN_ADDRESS) -> None:
        self._keys, self._scope, self._send, self._address = keys, scope, send, address
        self._credentials: Any = None
        self._refresh: Callable[[Any, Send], None]
        self._made_of: Mapping[str, str] = {}

    def access_token(self, *, refused: str | None = None) -> str:
        """A token with life left; a new one where `refused` is the one at hand.

        Raises: LoginNeeded where Google does not take the keys any more; ConfigError; Unavailable.
        """
        keys = self._keys.all()
        if self._credentials is None or keys != self._made_of:
            self._make(keys)
        if not self._credentials.valid or refused == self._credentials.token:
            self._renew(keys)
        return str(self._credentials.token)

    def worked(self, token: str) -> None:
        """Nothing follows from it."""

    def _make(self, keys: Mapping[str, str]) -> None:
        # google-auth loads when the first token is due: `status` and `jobs` look at every source and make no call.
        from sheets_bridge.api import google_token

        self._refresh = google_token.renew
        if keys.get("key_file"):
            self._credentials = self._of_file(self._keys.path.parent / keys["key_file"], google_token.of_key_file)
        else:
            self._check(keys)
            self._credentials = google_token.of_refresh_token(keys, self._address, self._scope)
        self._made_of = keys

    def _of_file(self, path: Path, made: Callable[[Mapping[str, Any], str], Any]) -> Any:
        try:
            return made(json.loads(key_text(path)), self._scope)
        except (ValueError, KeyError, TypeError) as error:
            # The parser's own words would quote the file, which holds a secret.
            raise ConfigError(
                say("{account}: {path} is no service account's key file ({error}). Download it from Google Cloud "
                    "again, then: {how}", account=self._keys.account, path=path, error=type(error).__name__,
                    how=self._keys.how)
            ) from None  # fmt: skip

    def _check(self, keys: Mapping[str, str]) -> None:
        for name in _BY_CONSENT:
            if not keys.get(name):
                raise LoginNeeded(
                    say("{path} has no {name}. Run: {how}", path=self._keys.path, name=name, how=self._keys.how)
                )

    def _renew(self, keys: Mapping[str, str]) -> None:
        try:
            self._refresh(self._credentials, self._send)
        except (NotSent, NoAnswer) as error:
            raise Unavailable(say("{account}: Google's token server was not reached ({error}). The next run tries "
                                  "again by itself.", account=self._keys.account, error=str(error))
                              ) from error  # fmt: skip
        except Denied as error:
            raise LoginNeeded(self._denial(keys, error.error)) from None

    def _denial(self, keys: Mapping[str, str], error: str) -> Message:
        account, how = self._keys.account, self._keys.how
        word = error if _WORD.fullmatch(error) else "error"
        if error in _NO_SUCH_CLIENT:
            return say("{account}: Google does not know this OAuth client any more ({error}). Compare client_id and "
                       "client_secret with console.cloud.google.com/apis/credentials, then run: {how}",
                       account=account, error=word, how=how)  # fmt: skip
        if keys.get("key_file"):
            return say("{account}: Google does not take the service account's key any more ({error}): it was deleted "
                       "or switched off, or the clock of this machine is wrong. Make a new JSON key under IAM → "
                       "Service accounts → Keys, then run: {how}", account=account, error=word, how=how)  # fmt: skip
        return say("{account}: Google does not take its login any more ({error}): access was withdrawn, or the app's "
                   "consent screen is still in testing, where a login ends after 7 days. Publish the app, then run: "
                   "{how}", account=account, error=word, how=how)  # fmt: skip


def key_text(path: Path) -> str:
    """The text of a key file, which only its owner may read. Raises: ConfigError, ValueError where it is no text."""
    try:
        mode, text = path.stat().st_mode, path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(
            say(
                "The Google key file {file} cannot be read ({reason}): save the service account's JSON key there.",
                file=str(path),
                reason=system_words(error),
            )
        ) from None
    if stat.S_IMODE(mode) & 0o077:
        raise ConfigError(say("Others can read the Google key file {file}: run chmod 600 {file}", file=str(path)))
    return text
