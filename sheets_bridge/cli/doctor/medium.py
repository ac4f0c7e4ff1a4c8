"""The ad media: the keys, what they open, the ad accounts picked, what may be read, what to know of them."""

from collections.abc import Iterator
from datetime import timedelta

from sheets_bridge.cli import screen
from sheets_bridge.cli.doctor.finding import Found, ok, refused, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.cli.installation import ring_of
from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded, Refused
from sheets_bridge.logins import command, of_keys
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.source import Shop, Source
from sheets_bridge.sync.shops import odd_answers


def keys(visit: Visit, account: str) -> Iterator[Found]:
    """The file of keys: there, closed to others, complete, not at its end. Nobody is asked.

    Raises: ConfigError, LoginNeeded naming what it lacks.
    """
    source = _source(visit, account)
    assert source.keys, source.id
    ring = visit.rings[account] = ring_of(visit.schedule.accounts[account], source.keys)
    ring.all()
    life = ring.life()
    state = of_keys(visit.schedule.accounts[account], life.ends if life else None, None, visit.clock())
    if state.lost:
        yield wrong(state.lost, code=LoginNeeded.exit_code)
    elif state.warning:
        yield warning(state.warning)
    else:
        until = say("end at {until}", until=screen.kst(state.until)) if state.until else say("no end is told of them")
        yield ok(say("the keys are complete and closed to others; {until}", until=until))


def ad_accounts(visit: Visit, account: str) -> Iterator[Found]:
    """The ad accounts the login sees, against those the schedule picks. One call. Raises: what a call raises."""
    source, how = _source(visit, account), command(visit.schedule.accounts[account].source, account)
    visit.connections[account] = source.connect(
        account, visit.schedule.endpoints, login=visit.rings[account], send=visit.send, sleep=visit.sleep,
        clock=visit.clock,
    )  # fmt: skip
    with odd_answers(account, "shops"):
        visit.shops[account] = list(source.shops(visit.connections[account]))
    listed, picked = {shop.shop_no: shop for shop in visit.shops[account]}, _picked(visit, account)
    if not picked:
        yield wrong(say("The login works, but none of its {count} ad accounts is picked.", count=len(listed)),
                    say("Pick them: {how}", how=how), ConfigError.exit_code)  # fmt: skip
        return
    if unseen := [number for number in picked if number not in listed]:
        yield wrong(say("{medium} does not list these ad accounts for this login: {numbers}. It lists: {listed}",
                        medium=source.label, numbers=unseen, listed=[*listed]),
                    say("Give the login access to them there, or pick anew: {how}", how=how),
                    Refused.exit_code)  # fmt: skip
    if seen := [_named(listed[number]) for number in picked if number in listed]:
        yield ok(say("the keys are taken; ad accounts: {accounts}", accounts=seen))


def reading(visit: Visit, account: str) -> Iterator[Found]:
    """One small call for each stream the jobs read and each ad account: is it answered?"""
    source, yesterday = _source(visit, account), visit.clock().astimezone(KST).date() - timedelta(days=1)
    uses = {use.stream: use for job in visit.schedule.jobs.values() for use in job.streams if use.account == account}
    listed = [shop.shop_no for shop in visit.shops[account]]
    for use in uses.values():
        stream = source.streams[use.stream]
        for number in _picked(visit, account):
            if stream.probe is None or number not in listed:
                continue
            try:
                with odd_answers(account, stream.id):
                    stream.probe(visit.connections[account], use.pull(number), yesterday)
            except BridgeError as error:
                yield refused(error)
            else:
                yield ok(say("{stream} can be read", stream=f"{stream.ko} ({stream.id}) #{number}"))


def notices(visit: Visit, account: str) -> Iterator[Found]:
    """What answers told beside the data: days of another time zone, say. No call."""
    for notice in _source(visit, account).notices(visit.connections[account]):
        yield warning(notice)


def _picked(visit: Visit, account: str) -> tuple[int, ...]:
    shops = visit.schedule.accounts[account].shops
    return () if shops == "active" else shops


def _named(shop: Shop) -> str | Message:
    named = f"{shop.name} ({shop.shop_no})".strip()
    return named if shop.active else say("{named}, closed", named=named)


def _source(visit: Visit, account: str) -> Source:
    return visit.sources[visit.schedule.accounts[account].source]
