"""The Google key file: what it must be, and the credentials it gives."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from google.auth.credentials import Credentials
from google.oauth2 import credentials as bearer

from sheets_bridge.api.google import key_text
from sheets_bridge.api.google_token import of_key_file
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import Message, say

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Login:
    """Credentials and the name Google knows us by."""

    credentials: Credentials
    email: str | Message

    def __repr__(self) -> str:
        return f"Login({self.email})"


def read_key(path: Path, endpoint: str | None) -> Login:
    """The login of a key file.

    A service-account key, or `{"type": "bearer", "token": …}` where the endpoint is on this machine (the sandbox).
    Raises: ConfigError with the fix.
    """
    info = _parsed(path)
    build = _KINDS.get(str(info.get("type")))
    if build is None:
        raise _other_kind(path, info)
    return build(path, info, endpoint)


def on_loopback(endpoint: str | None) -> bool:
    """Whether an endpoint is on this machine."""
    return endpoint is not None and urlsplit(endpoint).hostname in _LOOPBACK


def _parsed(path: Path) -> dict[str, Any]:
    try:
        info = json.loads(key_text(path))
    except ValueError:
        raise _not_json(path) from None
    if not isinstance(info, dict):
        raise _not_json(path)
    return info


def _not_json(path: Path) -> ConfigError:
    return ConfigError(
        say(
            "The Google key file {file} is not JSON: download the service account's key again (Keys → Add key → JSON).",
            file=str(path),
        )
    )


def _other_kind(path: Path, info: Mapping[str, Any]) -> ConfigError:
    if "installed" in info or "web" in info:
        return ConfigError(
            say(
                "The Google key file {file} is an OAuth client, not a service-account key: in the Google console open "
                "IAM → Service accounts → Keys → Add key → JSON, and save that file.",
                file=str(path),
            )
        )
    return ConfigError(
        say(
            "The Google key file {file} must be a service-account key (`type` is {found}, not service_account).",
            file=str(path),
            found=str(info.get("type")),
        )
    )


def _from_service_account(path: Path, info: dict[str, Any], _endpoint: str | None) -> Login:
    try:
        credentials = of_key_file(info, SCOPE)
    except (ValueError, KeyError):
        raise ConfigError(
            say(
                "The Google key file {file} is damaged or incomplete: download the service account's key again.",
                file=str(path),
            )
        ) from None
    return Login(credentials, str(info["client_email"]))


def _from_bearer(path: Path, info: dict[str, Any], endpoint: str | None) -> Login:
    if not on_loopback(endpoint):
        raise ConfigError(
            say(
                "The Google key file {file} holds a bare token, which is only for a sandbox on this machine.",
                file=str(path),
            )
        )
    if not isinstance(info.get("token"), str):
        raise ConfigError(say("The Google key file {file} has no `token`.", file=str(path)))
    who = str(info.get("email") or info.get("client_email") or "") or say("the sandbox's account")
    return Login(bearer.Credentials(info["token"]), who)  # type: ignore[no-untyped-call]


_KINDS: dict[str, Callable[[Path, dict[str, Any], str | None], Login]] = {
    "service_account": _from_service_account,
    "bearer": _from_bearer,
}
