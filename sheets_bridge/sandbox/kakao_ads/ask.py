"""One call to an ad API of Kakao: what it must bring before anything is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Request

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.kakao_ads.consents import SCOPES, Consents
from sheets_bridge.sandbox.kakao_ads.refusal import Refusal, bad_parameter, dead_token, no_consent, no_permission
from sheets_bridge.sandbox.kakao_ads.wire import Wire

_NO_SUCH_ACCOUNT = 21006


@dataclass(frozen=True)
class Ask:
    """A call of somebody who may call. `query` joins parameters sent more than once by commas; `now` is one moment for
    all of the answer."""

    market: AdMarket
    wire: Wire
    header: str | None
    """The account's number as it came, None where none was sent."""
    query: Mapping[str, str]
    now: datetime

    @property
    def account(self) -> AdAccount:
        """The account of the header. Raises Refusal 400."""
        if self.header is None:
            raise missing(self.wire, "adAccountId")
        return self.account_of(self.header)

    def account_of(self, number: str) -> AdAccount:
        """An account by its digits. Raises Refusal 400."""
        if not (number.isascii() and number.isdecimal()):
            raise bad_parameter("adAccountId must be a number.")
        found = self.market.of(self.wire.medium).get(number)
        if found is None:
            raise self.wire.own(400, "존재하지 않는 광고계정입니다.", _NO_SUCH_ACCOUNT)
        return found

    def needed(self, name: str) -> str:
        """A parameter that must be there. Raises Refusal 400."""
        if not self.query.get(name):
            raise missing(self.wire, name)
        return self.query[name]


def missing(wire: Wire, name: str) -> Refusal:
    """A required parameter was left out: -813 at Moment (reference §5.4), -2 as documented elsewhere."""
    text = f"{name} is required."
    return wire.own(400, text) if wire.medium == "kakao_moment" else bad_parameter(text)


def ask_of(market: AdMarket, consents: Consents, wire: Wire, request: Request) -> Ask:
    """Read a call. Raises Refusal 401 or 403."""
    scopes = consents.scopes(request.headers.get("Authorization"))
    if wire.medium in market.doors.closed:
        raise dead_token()
    if SCOPES[wire.medium] not in scopes:
        raise no_consent((SCOPES[wire.medium],))
    if wire.medium in market.doors.kakao_unapproved:
        raise no_permission()
    query = {name: ",".join(values) for name, values in request.args.lists()}
    return Ask(market, wire, request.headers.get("adAccountId"), query, market.now())
