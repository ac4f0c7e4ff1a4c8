"""The mall: the app's client, the login, its permissions, the shops, what may be read, how much more."""

import os
from collections.abc import Iterator
from datetime import timedelta

from sheets_bridge.cli import screen
from sheets_bridge.cli.connect.mall import needed_scopes
from sheets_bridge.cli.doctor.finding import Found, ok, refused, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.errors import BridgeError, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import KST
from sheets_bridge.source import Source
from sheets_bridge.tokens import Login, TokenEndpoint, Vault, load_client, missing_scopes
from sheets_bridge.tokens import warning as soon_over


def client(visit: Visit, account: str) -> Iterator[Found]:
    """The app's file. Raises: ConfigError."""
    visit.clients[account] = load_client(visit.schedule.accounts[account].client, os.environ)
    yield ok(say("the app's id, secret and redirect address are there"),
             say("One app, one tool: another program with the same app would end this login at each renewal.")
             )  # fmt: skip


def token(visit: Visit, account: str) -> Iterator[Found]:
    """The login as it is saved; nobody is asked. Raises: ConfigError."""
    oauth = _source(visit, account).oauth
    assert oauth, account
    endpoint = TokenEndpoint(oauth(account, visit.schedule.endpoints).token, visit.clients[account])
    login = Login(Vault(visit.credentials, account), endpoint, visit.send, visit.clock, visit.sleep)
    life = login.life()
    if life is None:
        yield wrong(say("The mall is not connected yet."),
                    say("As the main operator (대표운영자): sheets-bridge connect cafe24 {mall}", mall=account),
                    LoginNeeded.exit_code)  # fmt: skip
        return
    visit.logins[account], visit.lives[account] = login, life
    if life.lost:
        yield wrong(life.lost, code=LoginNeeded.exit_code)
    elif soon := soon_over(life, visit.clock()):
        yield warning(soon)
    else:
        yield ok(say("lasts until {until} and renews itself", until=screen.kst(life.refresh_until)))


def scopes(visit: Visit, account: str) -> Iterator[Found]:
    """What was granted against what the jobs need."""
    needed = needed_scopes(visit.schedule, _source(visit, account), account)
    missing = missing_scopes(visit.lives[account].scopes, needed)
    if missing:
        yield wrong(say("These permissions are missing: {scopes}.", scopes=missing),
                    say("Tick them in the app's settings at Cafe24 Developers, then: "
                        "sheets-bridge connect cafe24 {mall}", mall=account), LoginNeeded.exit_code)  # fmt: skip
    else:
        yield ok(say("granted: {scopes}", scopes=list(needed)))


def shops(visit: Visit, account: str) -> Iterator[Found]:
    """The shops as the mall lists them, against those the schedule wants. Raises: what a call raises."""
    source = _source(visit, account)
    connection = source.connect(
        account, visit.schedule.endpoints, login=visit.logins[account], send=visit.send, sleep=visit.sleep,
        clock=visit.clock,
    )  # fmt: skip
    visit.connections[account] = connection
    visit.shops[account] = list(source.shops(connection))
    active = [shop.shop_no for shop in visit.shops[account] if shop.active]
    wanted = visit.schedule.accounts[account].shops
    asleep = [] if wanted == "active" else [number for number in wanted if number not in active]
    if not active:
        yield wrong(say("None of the mall's shops is active."),
                    say("Activate one in the mall's admin (상점 관리)."), Refused.exit_code)  # fmt: skip
    elif asleep:
        yield warning(say("These shops of schedule.yaml are not active in the mall: {shops}.", shops=asleep),
                      say("Activate them in the mall's admin, or take them out of shops:. Active are: {active}",
                          active=active))  # fmt: skip
    else:
        yield ok(say("active shops: {shops}", shops=active))


def reading(visit: Visit, account: str) -> Iterator[Found]:
    """One small call for each stream the jobs read, statistics included: is it answered?"""
    source, yesterday = _source(visit, account), visit.clock().astimezone(KST).date() - timedelta(days=1)
    shop = next(one.shop_no for one in visit.shops[account] if one.active)
    uses = {use.stream: use for job in visit.schedule.jobs.values() for use in job.streams if use.account == account}
    for use in uses.values():
        stream = source.streams[use.stream]
        if stream.probe is None:
            continue
        try:
            stream.probe(visit.connections[account], use.pull(shop), yesterday)
        except BridgeError as error:
            yield refused(error)
        else:
            yield ok(say("{stream} can be read", stream=f"{stream.ko} ({stream.id})"))


def pace(visit: Visit, account: str) -> Iterator[Found]:
    """What the mall's answers said of its call limit. No call."""
    source = _source(visit, account)
    if source.limits is None:
        return
    told = source.limits(visit.connections[account])
    if told.blocked:
        yield wrong(say("Cafe24 takes no call of this mall for {seconds} s: its usage limit is reached.",
                        seconds=round(told.blocked)),
                    say("The first run after that goes on by itself. If it repeats, another program calls too much."),
                    Unavailable.exit_code)  # fmt: skip
    elif told.slow:
        yield warning(
            say("More than four fifths of the mall's usage limit are used."),
            say("Runs go slower by themselves. If it lasts, see which other program calls this mall."),
        )
    else:
        yield ok(say("calls in the bucket: {used} of {size}", used=_number(told.used), size=_number(told.size)))


def _source(visit: Visit, account: str) -> Source:
    return visit.sources[visit.schedule.accounts[account].source]


def _number(told: float | None) -> str:
    return "?" if told is None else f"{told:.0f}"
