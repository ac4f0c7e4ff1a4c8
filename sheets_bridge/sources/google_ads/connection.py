"""One login at Google Ads: its API, and what has been learned of the ad accounts it reaches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.api.api import Api
from sheets_bridge.api.body import Form, only
from sheets_bridge.api.call import Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.google import TOKEN_ADDRESS, GoogleLogin
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Clock, Record
from sheets_bridge.sources.google_ads.answers import decipher
from sheets_bridge.tokens import KeyRing

VERSION = "v26"
"""The newest; its planned end is November 2027 (reference: ad-media §4.1)."""
SCOPE = "https://www.googleapis.com/auth/adwords"
"""The only one there is: none reads alone."""
ENDPOINTS = {
    "google_ads": "https://googleads.googleapis.com",
    "google_oauth": TOKEN_ADDRESS,
    "google_consent": "https://accounts.google.com/o/oauth2/v2/auth",
}

# No bucket is documented but that of a day; a few calls at once and some a second stay far from any other.
_BUCKET, _LEAK, _GAP = 10.0, 5.0, 0.0


@dataclass(frozen=True)
class Connection:
    """One login. `ways` and `notes` are learned while it is used."""

    account: str
    api: Api
    keys: KeyRing
    ways: dict[int, str] = field(default_factory=dict)
    """Ad account → the manager its login reaches it through; "" where it is a user of the account itself."""
    notes: dict[str, Message] = field(default_factory=dict)
    """What the owner should know although calls pass."""

    def get(self, path: str) -> Any:
        """The answer of GET `path` below the version. Raises as `Api.call` does."""
        return self.api.get(f"/{VERSION}/{path}", {}, headers=self._headers(""))

    def stream(self, number: int | str, query: str, form: Form, *, through: str = "") -> list[list[Record]]:
        """What a query tells of a customer, in batches of at most 10,000 records; of each only what `form` names.

        `through` is the manager it is reached by. One call, and one operation of the day's allowance, whatever it
        tells. Raises as `Api.call` does.
        """
        path = f"/{VERSION}/customers/{int(number):010d}/googleAds:searchStream"
        parse = only([{"results": [form], "error": None}])
        told = self.api.call("POST", path, body={"query": query}, headers=self._headers(through), parse=parse)
        return [batch.get("results") or [] for batch in (told if isinstance(told, list) else [told])]

    @property
    def manager(self) -> str:
        """The digits of the manager account that its owner named; "" for none. Raises: LoginNeeded, ConfigError."""
        told = self.keys.get("manager_id")
        number = told.replace("-", "").strip()
        if number and not (number.isascii() and number.isdigit()):
            raise ConfigError(say("{path}: manager_id must be the ten digits of a manager account, such as "
                                  "123-456-7890.", path=self.keys.path))  # fmt: skip
        return number

    def _headers(self, through: str) -> Mapping[str, str]:
        told = {"login-customer-id": through, "developer-token": self.keys.get("developer_token")}
        return {name: value for name, value in told.items() if value}


def connect(
    account: str,
    endpoints: Mapping[str, str],
    *,
    login: KeyRing,
    send: Send,
    sleep: Callable[[float], None],
    clock: Clock = system,
) -> Connection:
    """A connection; makes no call."""
    at = {**ENDPOINTS, **endpoints}
    api = Api(
        account, at["google_ads"], login=GoogleLogin(login, SCOPE, send, at["google_oauth"]), send=send,
        decipher=decipher, limits=lambda _headers: Limits(), pace=Pace(size=_BUCKET, leak=_LEAK, gap=_GAP, spare=0),
        sleep=sleep, clock=clock,
    )  # fmt: skip
    return Connection(account, api, login)
