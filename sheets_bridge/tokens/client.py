"""The OAuth client of our Cafe24 app: its id, secret, registered address."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.tokens.files import read_private

_FIELDS = ("client_id", "client_secret", "redirect_uri")
_FROM_ENVIRONMENT = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MALL = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")


@dataclass(frozen=True)
class OAuthClient:
    """What the developer center calls Client ID, Client Secret Key and Redirect URI."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str

    @property
    def basic(self) -> str:
        """The Authorization header of a token request."""
        return "Basic " + base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode("ascii")


@dataclass(frozen=True)
class TokenEndpoint:
    """Where tokens come from (`…/api/v2/oauth/token`) and who we are there."""

    url: str
    client: OAuthClient

    @property
    def revoke_url(self) -> str:
        """Where tokens are given back."""
        return self.url.rpartition("/")[0] + "/revoke"


def check_mall(mall: str) -> str:
    """The mall id back, where it is one: it becomes part of a host name and of file names.

    Raises: ConfigError.
    """
    if _MALL.fullmatch(mall) is None:
        raise ConfigError(
            say(
                "{mall} is no mall id. Write the part before .cafe24.com in the mall's address: "
                "small letters, digits and hyphens.",
                mall=repr(mall),
            )
        )
    return mall


def load_client(path: Path, environment: Mapping[str, str]) -> OAuthClient:
    """The client in a JSON file of mode 0600; a value `"${NAME}"` is looked up in `environment`.

    Raises: ConfigError naming the file, what is wrong in it and the fix.
    """
    values = _values(path)
    client = OAuthClient(*(_value(path, name, values.get(name), environment) for name in _FIELDS))
    check_redirect(path, client.redirect_uri)
    return client


def _values(path: Path) -> Mapping[str, object]:
    content = read_private(path)
    if content is None:
        raise ConfigError(
            say(
                "{path} is not there. Write it as JSON with client_id, client_secret and redirect_uri "
                "from the Cafe24 developer center, then run: chmod 600 {path}",
                path=path,
            )
        )
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        # The parser's own words would quote the file, which holds a secret.
        raise ConfigError(
            say("{path} is no JSON object. It needs client_id, client_secret and redirect_uri.", path=path)
        ) from None
    return values


def _value(path: Path, name: str, value: object, environment: Mapping[str, str]) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(say("{path} has no {name}. Copy it from the Cafe24 developer center.", path=path, name=name))
    return from_environment(path, name, value, environment)


def from_environment(path: Path, name: str, value: str, environment: Mapping[str, str]) -> str:
    """A value of a credentials file; `"${NAME}"` is looked up in `environment`. Raises: ConfigError."""
    variable = _FROM_ENVIRONMENT.fullmatch(value.strip())
    if variable is None:
        return value.strip()
    found = environment.get(variable[1], "").strip()
    if not found:
        raise ConfigError(
            say(
                "{path} takes {name} from the environment variable {variable}, which is not set. "
                "Set it, or write the value into the file.",
                path=path,
                name=name,
                variable=variable[1],
            )
        )
    return found


def check_redirect(path: Path, redirect_uri: str) -> str:
    """The address back, where Cafe24 takes it as one to land on. Raises: ConfigError."""
    try:
        address = urlsplit(redirect_uri)
    except ValueError:
        address = urlsplit("")
    safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOOPBACK)
    if not safe or not address.hostname:
        raise ConfigError(
            say(
                "redirect_uri in {path} must be an https address, written exactly as it is registered "
                "in the Cafe24 developer center.",
                path=path,
            )
        )
    return redirect_uri
