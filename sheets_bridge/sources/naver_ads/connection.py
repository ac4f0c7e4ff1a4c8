"""One login at Naver Search Ads: an access licence that may read several ad accounts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sheets_bridge.api.api import Api
from sheets_bridge.api.call import Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.messages import say
from sheets_bridge.model import Clock
from sheets_bridge.source import Key, Keys
from sheets_bridge.sources.naver_ads import wire
from sheets_bridge.sources.naver_ads.names import Names
from sheets_bridge.tokens import FixedToken, KeyRing

HOST = "naver_ads"
ENDPOINTS = {HOST: "https://api.searchad.naver.com"}

# Clients met 429 at some 15 to 30 calls a second, at reports before (reference: ad-media 1.7).
_BUCKET, _LEAK, _GAP = 15.0, 6.0, 0.125

KEYS = Keys(
    asked=(
        Key("api_key", say("액세스 라이선스 (access licence), as it stands under 도구 → API 사용 관리")),
        Key("secret_key", say("비밀키 (secret key), shown beside it")),
        Key("customer_id", say("CUSTOMER_ID (digits), shown above them"), secret=False, needed=False),
    ),
    guide=say("Log in at https://ads.naver.com as the owner of an ad account (계정 책임자; nobody else sees the "
              "menu), open 도구 → API 사용 관리 and have a licence issued: free, and at once. Naver asks that whoever "
              "runs a tool be invited as a member of the ad account and use a licence of their own. Issuing keys anew "
              "ends the old ones."),
    revoke=say("at https://ads.naver.com open 도구 → API 사용 관리 and set the licence to 미사용."),
)  # fmt: skip


@dataclass(frozen=True)
class Connection:
    """One login."""

    account: str
    api: Api
    address: str
    keys: KeyRing
    sleep: Callable[[float], None]
    clock: Clock
    names: Names


def for_account(number: int | str) -> Mapping[str, str]:
    """The header that says which ad account a call is about."""
    return {"X-Customer": str(number)}


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
    address = endpoints.get(HOST, ENDPOINTS[HOST]).rstrip("/")

    def signed(secret: str, method: str, path: str) -> Mapping[str, str]:
        return wire.headers(login["api_key"], secret, clock(), method, path)

    api = Api(
        account, address, login=FixedToken(login, "secret_key"), send=send,
        decipher=partial(wire.decipher, how=login.how), limits=lambda _headers: Limits(),
        pace=Pace(size=_BUCKET, leak=_LEAK, gap=_GAP), sleep=sleep, clock=clock, sign=signed,
    )  # fmt: skip

    def listed(path: str, ids: str, number: int) -> object:
        return api.get(path, {"ids": ids}, headers=for_account(number))

    return Connection(account, api, address, login, sleep, clock, Names(account, listed, clock))
