"""A medium that does not exist: all it takes to add one is a file like this and samples of what it answers."""

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
from sheets_bridge.errors import Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import Clock, Pull, Step
from sheets_bridge.source import Key, Keys, Normalize, Page, Shop, Source, Stream
from sheets_bridge.tables import AD_STATS
from sheets_bridge.tokens import FixedToken, KeyRing

_HOST = "made_up"
_MEDIUM = ads.Medium("견본매체", restated=3, vat_included=False, conversion_date_basis=ads.CLICK_DAY)
_DAYS = DayPlan(restated=3, longest=31, replaces=True)
_FIELDS = {
    "date": (values.day, "day"),
    "ad_product": (values.required, "kind"),
    "level": (lambda _: "소재", "ad"),
    "campaign_id": (values.required, "campaign"),
    "campaign_name": (values.text, "campaign_name"),
    "adgroup_id": (lambda _: ads.BLANK, "group"),
    "ad_id": (values.required, "ad"),
    "device": (values.required, "device"),
    "impressions": (values.integer, "shown"),
    "clicks": (values.integer, "clicked"),
    "cost": (values.money, "spent"),
    "conversions": (values.money, "bought"),
    "conversion_value": (values.money, "worth"),
}


@dataclass(frozen=True)
class Connection:
    """One login."""

    api: Api


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
    return Connection(
        Api(
            account,
            endpoints.get(_HOST, SOURCE.endpoints[_HOST]),
            login=FixedToken(login, "token"),
            send=send,
            decipher=_decipher,
            limits=lambda _headers: Limits(),
            pace=Pace(size=10, leak=1, gap=0),
            sleep=sleep,
            clock=clock,
        )
    )


def _decipher(who: str, path: str, answer: Answer, parse: Parse) -> Any:
    if answer.status != 200:
        raise Refused(say("{who}: {path} was refused.", who=who, path=path), status=answer.status)
    return parse(answer.body)


def _shops(connection: Connection) -> Sequence[Shop]:
    return [Shop(int(one["no"]), one["name"], active=True) for one in connection.api.get("/accounts", {})]


def _read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    for day in step.window:
        yield connection.api.get("/report", {"account": str(pull.shop_no), "day": day.isoformat()})["rows"]


def _normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    row = ads.normalizer(AD_STATS, _MEDIUM, pull, now, _FIELDS)
    return lambda record: {AD_STATS.id: [row(record)]}


def _origin(_connection: Connection, _pull: Pull, now: datetime) -> date:
    return now.date() - timedelta(days=90)


SOURCE = Source(
    id="made_up",
    label="Made-up",
    endpoints={_HOST: "https://ads.made-up.example"},
    connect=connect,
    shops=_shops,
    keys=Keys((Key("token", say("the token")),), guide=say("Ask nobody: it does not exist.")),
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
            marks={"medium": _MEDIUM.label},
            derive=ads.derivation,
        )
    },
)
