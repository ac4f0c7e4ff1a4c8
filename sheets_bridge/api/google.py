"""Google's logins that are keys: a service account's file, or a refresh token; google-auth turns them into tokens."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import google.auth.exceptions
import requests
from google.auth.transport.requests import Request as Transport
from google.oauth2 import credentials, service_account

from sheets_bridge.errors import ConfigError, LoginNeeded, Unavailable
from sheets_bridge.messages import say

TOKEN_ADDRESS = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


class Keys(Protocol):
    """The keys of an account."""

    account: str
    how: str
    """The command that makes them."""
    path: Path

    def all(self) -> Mapping[str, str]:
        """All of them. Raises: LoginNeeded, ConfigError."""


class GoogleLogin:
    """Gives out access tokens for a scope.

    The keys hold `key_file` (the path of a service account's JSON, counted from the keys' own folder), or `client_id`,
    `client_secret` and `refresh_token`. Where tokens come from is the file's own word, else `address`.
    """

    def __init__(self, keys: Keys, scope: str, address: str = TOKEN_ADDRESS) -> None:
        self._keys, self._scope, self._address = keys, scope, address
        self._credentials: Any = None

    def access_token(self, *, refused: str | None = None) -> str:
        """A token with life left; a new one where `refused` is the one at hand.

        Raises: LoginNeeded where Google does not take the keys any more; ConfigError; Unavailable.
        """
        if self._credentials is None:
            self._credentials = self._made(self._keys.all())
        if not self._credentials.valid or refused == self._credentials.token:
            self._renew()
        return str(self._credentials.token)

    def worked(self, token: str) -> None:
        """Nothing follows from it."""

    def _made(self, keys: Mapping[str, str]) -> Any:
        if not keys.get("key_file"):
            return credentials.Credentials(  # type: ignore[no-untyped-call]
                None, refresh_token=keys.get("refresh_token"), client_id=keys.get("client_id"),
                client_secret=keys.get("client_secret"), token_uri=self._address, scopes=[self._scope],
            )  # fmt: skip
        path = self._keys.path.parent / keys["key_file"]
        try:
            told = json.loads(path.read_text("utf-8"))
            return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
                told, scopes=[self._scope]
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            # The parser's own words would quote the file, which holds a secret.
            raise ConfigError(
                say("{account}: {path} is no service account's key file ({error}). Download it from Google Cloud "
                    "again, then: {how}", account=self._keys.account, path=path, error=type(error).__name__,
                    how=self._keys.how)
            ) from None  # fmt: skip

    def _renew(self) -> None:
        with requests.Session() as session:
            try:
                self._credentials.refresh(Transport(session))
            except google.auth.exceptions.TransportError as error:
                raise Unavailable(say("{account}: Google's token server was not reached ({error}). The next run tries "
                                      "again by itself.", account=self._keys.account, error=type(error).__name__)
                                  ) from error  # fmt: skip
            except google.auth.exceptions.GoogleAuthError as error:
                if getattr(error, "retryable", False):
                    raise Unavailable(say("{account}: Google's token server did not answer well. The next run tries "
                                          "again by itself.", account=self._keys.account)) from error  # fmt: skip
                raise LoginNeeded(say("{account}: Google does not take its keys any more. An app whose consent screen "
                                      "is still in testing loses them after 7 days. Run: {how}",
                                      account=self._keys.account, how=self._keys.how)) from error  # fmt: skip
