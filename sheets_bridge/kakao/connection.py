"""One login at one of Kakao's ad APIs: its reports and its lists, each at its own pace."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sheets_bridge import values
from sheets_bridge.api.api import NOTHING, Api
from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.kakao.answers import NOT_FOUND, Declined, deciphering, unknown_form
from sheets_bridge.kakao.consent import API, ENDPOINTS
from sheets_bridge.messages import Message
from sheets_bridge.model import Clock, Record
from sheets_bridge.source import Shop
from sheets_bridge.tokens import FixedToken, KeyRing

_REPORT_GAP = 5.2
"""Seconds between two reports: one in 5 s is allowed (reference §5.2), and not every call is equally long on its way.
Keyword Ad names no limit; it is treated as Moment."""
_LIST_GAP = 0.25
"""Seconds between two lists. Nobody names a limit of theirs."""
_NAMES_LAST = timedelta(hours=1)
"""So long a list is taken as it was read; one that serves for days must learn of new names."""
_MOST_PAGES = 1000
_ACCOUNTS = ("/adAccounts/pages", "/adAccounts")
_DELETED = "DEL"
_TOKEN_INFO = "/v1/business/tokeninfo"  # noqa: S105 - a path


@dataclass(frozen=True)
class Host:
    """One of the two APIs."""

    endpoint: str
    address: str
    root: str
    """What stands before every path: /openapi/<version>."""
    label: str
    groups: str
    """The parameter that names the groups of metrics."""
    not_allowed: Message
    """What helps where Kakao does not let the app use it."""


@dataclass(frozen=True)
class Connection:
    """One login. `taken` remembers which of several ways to ask for a report was taken; `lists` what lists told."""

    who: str
    host: Host
    clock: Clock
    reports: Api
    names: Api
    tokens: Api
    taken: dict[tuple[str, int], int] = field(default_factory=dict)
    lists: dict[tuple[object, ...], tuple[datetime, Sequence[Record]]] = field(default_factory=dict)

    def report(self, number: int, path: str, params: Mapping[str, str], parse: Parse = parsed) -> Any:
        """The report of an ad account at `path`. Raises as calls do."""
        return self.reports.get(f"{self.host.root}/{path}/report", params, headers=_of(number), parse=parse)

    def listed(self, number: int, path: str, **below: str) -> Sequence[Record]:
        """What is in a list of an ad account; asked for once an hour. Raises as calls do."""
        asked, now = (number, path, *below.items()), self.clock()
        kept = self.lists.get(asked)
        if kept is None or not timedelta(0) <= now - kept[0] < _NAMES_LAST:
            kept = now, list(_pages(self, f"{self.host.root}/{path}", below, _of(number)))
            self.lists[asked] = kept
        return kept[1]


def connect(
    host: Host,
    account: str,
    endpoints: Mapping[str, str],
    *,
    login: KeyRing,
    send: Send,
    sleep: Callable[[float], None],
    clock: Clock = system,
) -> Connection:
    """A connection; makes no call."""
    who = f"{host.label} {account}"
    decipher = deciphering(login.how, host.not_allowed)

    def api(endpoint: str, usual: str, gap: float) -> Api:
        return Api(
            who, endpoints.get(endpoint, usual), login=FixedToken(login, "access_token"), send=send, decipher=decipher,
            limits=lambda _headers: Limits(), pace=Pace(size=100, leak=1 / gap, gap=gap), sleep=sleep, clock=clock,
        )  # fmt: skip

    return Connection(
        who,
        host,
        clock,
        reports=api(host.endpoint, host.address, _REPORT_GAP),
        names=api(host.endpoint, host.address, _LIST_GAP),
        tokens=api(API, ENDPOINTS[API], _LIST_GAP),
    )


def shops(connection: Connection) -> Sequence[Shop]:
    """The ad accounts of a login, deleted ones as not active. Raises: DataRejected; as calls do."""
    try:
        return [_shop(record) for record in _accounts(connection)]
    except (KeyError, ValueError, TypeError) as error:
        raise unknown_form(connection.who, _ACCOUNTS[0]) from error


def token_ends(connection: Connection) -> datetime | None:
    """When the token ends. Kakao's own documents say of no end; older clients met one, so it is looked for."""
    told = connection.tokens.get(_TOKEN_INFO, {})
    seconds = told.get("expires_in") if isinstance(told, dict) else None
    return connection.clock() + timedelta(seconds=seconds) if isinstance(seconds, int) and seconds > 0 else None


def _accounts(connection: Connection) -> Sequence[Record]:
    first, second = (f"{connection.host.root}{path}" for path in _ACCOUNTS)
    try:
        return list(_pages(connection, first, NOTHING, NOTHING))
    except Declined as error:
        # Keyword Ad's documents have named the list both ways.
        if error.status != NOT_FOUND:
            raise
        return list(_pages(connection, second, NOTHING, NOTHING))


def _shop(record: Record) -> Shop:
    # The console writes a K before the number of a Keyword Ad account.
    number = int(values.required(record["id"]).removeprefix("K"))
    return Shop(number, values.text(record.get("name")) or "", active=record.get("config") != _DELETED)


def _of(number: int) -> Mapping[str, str]:
    return {"adAccountId": str(number)}


def _pages(
    connection: Connection, path: str, params: Mapping[str, str], headers: Mapping[str, str]
) -> Iterator[Record]:
    """All of a list. Where it says nothing of pages, or tells the same one again, the first is all."""
    before: Sequence[Record] = ()
    for page in range(_MOST_PAGES):
        answer = connection.names.get(path, {**params, "page": str(page)} if page else params, headers=headers)
        content = _content(connection, path, answer)
        if content == before:
            return
        yield from content
        if not isinstance(answer, dict) or answer.get("last") is not False:
            return
        before = content


def _content(connection: Connection, path: str, answer: Any) -> Sequence[Record]:
    """Moment wraps its lists in `content`, Keyword Ad sends them bare. Raises DataRejected."""
    content = answer.get("content") if isinstance(answer, dict) else answer
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise unknown_form(connection.who, path)
    return content
