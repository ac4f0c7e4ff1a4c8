"""A medium whose login is keys alone; `pretend_server.py` answers as it does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sheets_bridge import ads, values
from sheets_bridge.api.api import Api
from sheets_bridge.api.body import Parse
from sheets_bridge.api.call import Answer, Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.errors import LoginNeeded, Refused, Unavailable
from sheets_bridge.masking import Masks
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Clock, Pull, Step
from sheets_bridge.source import Key, Keys, Normalize, Page, Shop, Source, Stream
from sheets_bridge.tables import AD_STATS
from sheets_bridge.tokens import FixedToken, KeyRing

_MEDIUM = ads.Medium("견본매체", restated=3, vat_included=False, conversion_date_basis=ads.CLICK_DAY)
_DAYS = DayPlan(restated=3, longest=31, replaces=True)
_BLANK = dict.fromkeys(("adgroup_id", "ad_id", "device"), (lambda _: ads.BLANK, "campaign"))
_FIELDS = {
    "date": (values.day, "day"),
    "ad_product": (values.required, "kind"),
    "level": (lambda _: "소재", "campaign"),
    "campaign_id": (values.required, "campaign"),
    "impressions": (values.integer, "shown"),
    "cost": (values.money, "spent"),
    **_BLANK,
}


@dataclass(frozen=True)
class Connection:
    """One login."""

    api: Api
    keys: KeyRing


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
    made = Api(
        account, endpoints["pretend_ads"], login=FixedToken(login, "secret"), send=send,
        decipher=lambda *answered: _decipher(login, *answered), limits=lambda _headers: Limits(),
        pace=Pace(size=10, leak=1, gap=0), sleep=sleep, clock=clock,
    )  # fmt: skip
    return Connection(made, login)


def _decipher(login: KeyRing, who: str, path: str, answer: Answer, parse: Parse) -> Any:
    if answer.status == 403:
        raise Refused(say("{who}: {path} needs the right “reports”.", who=who, path=path), status=403)
    if answer.status == 401:
        raise LoginNeeded(say("{who}: the keys are not taken. Run: {how}", who=who, how=login.how), status=401)
    if answer.status != 200:
        raise Unavailable(say("{who}: away.", who=who), status=answer.status)
    return parse(answer.body)


def _shops(connection: Connection) -> Sequence[Shop]:
    params = {"customer": connection.keys["customer"]}
    return [Shop(one["no"], one["name"], one["open"]) for one in connection.api.get("/accounts", params)]


def _ends(connection: Connection) -> datetime | None:
    told = connection.api.get("/ends", {})["ends"]
    return datetime.fromisoformat(told) if told else None


def _lasting(connection: Connection) -> Mapping[str, str]:
    told: Mapping[str, str] = connection.api.get("/lasting", {})
    return told


def _day(connection: Connection, pull: Pull, day: date) -> Page:
    rows: Page = connection.api.get("/report", {"account": str(pull.shop_no), "day": day.isoformat()})
    return rows


def _read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    for day in step.window:
        yield _day(connection, pull, day)


def _normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    row = ads.normalizer(AD_STATS, _MEDIUM, pull, now, _FIELDS)
    return lambda record: {AD_STATS.id: [row(record)]}


def _notices(_connection: Connection) -> Sequence[Message]:
    return [say("its days are those of New York")]


def _origin(_connection: Connection, _pull: Pull, now: datetime) -> date:
    return now.date() - timedelta(days=3)


SOURCE = Source(
    id="pretend_ads",
    label="Pretend Ads",
    endpoints={"pretend_ads": "https://ads.pretend.example"},
    connect=connect,
    shops=_shops,
    keys=Keys(
        (
            Key("customer", say("The customer number"), secret=False),
            Key("secret", say("The secret")),
            Key("spare", say("The spare secret"), needed=False),
        ),
        guide=say("Tools → API: make keys there. They are there at once."),
        ends=_ends,
        lasting=_lasting,
    ),
    notices=_notices,
    streams={
        "ads": Stream(
            id="ads",
            ko="견본 광고",
            tables=(AD_STATS,),
            scopes=(),
            plan=_DAYS.plan,
            windows=_DAYS.asked,
            read=_read,
            normalize=_normalize,
            origin=_origin,
            probe=_day,
            marks={"medium": _MEDIUM.label},
            derive=ads.derivation,
        )
    },
)
