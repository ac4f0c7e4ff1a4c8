"""`sheets-bridge connect` of an ad medium: its keys copied, tried by one harmless call, its ad accounts picked."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.asking import Asking
from sheets_bridge.cli.connect import agreeing, copying, picking
from sheets_bridge.cli.connect.afterwards import ask_for_its_jobs, next_step
from sheets_bridge.cli.connect.given import Given
from sheets_bridge.cli.installation import Installation, daemon_lives, schedule_in, tried_ring
from sheets_bridge.config import Account
from sheets_bridge.config.editing import Edit, write_ad_accounts
from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded
from sheets_bridge.messages import say
from sheets_bridge.model import KST
from sheets_bridge.source import Keys, Shop, Source
from sheets_bridge.sync.shops import odd_answers
from sheets_bridge.tokens import KeyRing
from sheets_bridge.tokens.keys import CONNECTED, ENDS

_TAKEN_UP = 3.0
"""Seconds after which a daemon has a changed schedule in force: it waits until the file stands still between two looks,
a second apart."""


@dataclass(frozen=True)
class _Connecting:
    """One login being made."""

    opened: Installation
    account: Account
    source: Source
    keys: Keys
    given: Given
    asking: Asking

    @property
    def ring(self) -> KeyRing:
        """The keys that are in use."""
        return self.opened.rings[self.account.name]

    @property
    def tried(self) -> KeyRing:
        """Those that are being tried: until they pass, whatever is in use stays in use."""
        return tried_ring(self.account, self.keys)


def connect(opened: Installation, name: str, given: Given) -> None:
    """Ask for the keys, try them, have ad accounts picked, and say what stands now.

    Raises: LoginNeeded, Refused, ConfigError, Unavailable, StateError: the keys in use are then as before.
    """
    account = opened.schedule.accounts[name]
    source = opened.sources[account.source]
    assert source.keys, source.id
    one = _Connecting(opened, account, source, source.keys, given, Asking(opened.translate))
    standing = one.tried.written() or one.ring.written()
    keys = standing if given.landed or given.code else _copied(one, standing)
    one.tried.save(keys)
    if given.print_url:
        screen.print_line(agreeing.address(opened, account, source, one.tried))
        return
    connection, shops = _tried(one)
    made = picking.offer(source, name, shops, opened.schedule)
    picked = _picked(one, made)
    _keep(one, connection)
    edit = write_ad_accounts(opened.schedule.path, name, picked, partial(schedule_in, path=opened.schedule.path))
    _report(one, [shop for shop in shops if shop.shop_no in picked], edit)
    code = _probed(one, _connection(one, one.ring), picked)
    _have_its_jobs_run(one, edit)
    if code:
        sys.exit(code)


def _copied(one: _Connecting, standing: Mapping[str, str]) -> Mapping[str, str]:
    if one.given.from_file:
        return copying.from_file(one.given.from_file, one.keys, standing)
    try:
        return copying.asked(one.asking, one.keys, standing)
    except click.Abort:
        nothing = say("Nobody typed the keys of {account}, so it is not connected. Where nobody can type: --from-file "
                      "FILE with {names} as JSON.", account=one.account.name,
                      names=[key.id for key in one.keys.asked])  # fmt: skip
        raise LoginNeeded(nothing) from None


def _tried(one: _Connecting) -> tuple[Any, Sequence[Shop]]:
    """A connection by the keys being tried, and the ad accounts it sees: the one harmless call.

    Whoever agreed once need not do so again while what that brought still works.
    """
    if one.given.of_consent or _wanted(one, one.tried.written()):
        _agree(one)
    try:
        return _asked(one)
    except LoginNeeded:
        copied = agreeing.without_brought(one.tried.written())
        if one.given.of_consent or not agreeing.brought_by(one.tried.written()) or not _wanted(one, copied):
            raise
        one.tried.save(copied)
    _agree(one)
    return _asked(one)


def _wanted(one: _Connecting, keys: Mapping[str, str]) -> bool:
    """Whether the owner must agree on a page before these keys are of use."""
    consent = one.keys.consent
    return consent is not None and not agreeing.brought_by(keys) and consent.wanted(keys)


def _agree(one: _Connecting) -> None:
    agreeing.agree(one.opened, one.account, one.source, one.tried, one.given)


def _asked(one: _Connecting) -> tuple[Any, Sequence[Shop]]:
    connection = _connection(one, one.tried)
    with odd_answers(one.account.name, "shops"):
        return connection, one.source.shops(connection)


def _connection(one: _Connecting, ring: KeyRing) -> Any:
    opened = one.opened
    return one.source.connect(
        one.account.name, opened.schedule.endpoints, login=ring, send=opened.send, sleep=opened.sleep,
        clock=opened.clock,
    )  # fmt: skip


def _picked(one: _Connecting, made: picking.Offer) -> tuple[int, ...]:
    if one.given.ad_accounts:
        return picking.named(made, one.given.ad_accounts)
    if len(made.shops) == 1:
        return made.free
    _show(one, made)
    stands = [number for number in made.free if number in one.account.shops]
    default = ", ".join(map(str, stands)) or picking.ALL
    question = say("Which of them? Their places in the list or their numbers, with commas between, or all")
    try:
        return one.asking.ask(question, made.parse, default=default)
    except click.Abort:
        if stands:
            return tuple(stands)
        nobody = say("{account} sees several ad accounts ({numbers}), and nobody picked. Name those to collect from: "
                     "--ad-account NUMBER, or --ad-account all", account=one.account.name,
                     numbers=list(made.free))  # fmt: skip
        raise ConfigError(nobody) from None


def _show(one: _Connecting, made: picking.Offer) -> None:
    _ = one.opened.translate
    shown = screen.table("", "#", "#" + _("Ad account"), _("Name"), _("Note"))
    for at, shop in enumerate(made.shops, 1):
        said = picking.note(made, shop)
        shown.add_row(str(at), str(shop.shop_no), shop.name, said.render(_) if said else "")
    screen.console().print(shown)


def _keep(one: _Connecting, connection: Any) -> None:
    """The keys that passed are in use from now on; when they end is kept beside them."""
    _outlast(one, connection)
    moments = {CONNECTED: one.opened.clock().isoformat(timespec="seconds"), ENDS: _end(one, connection)}
    one.ring.save({**one.tried.written(), **moments})
    one.tried.remove()


def _outlast(one: _Connecting, connection: Any) -> None:
    """Keys that soon pass are changed into such as last. What stands in the environment is its owner's to change."""
    written = one.tried.written()
    try:
        lasting = one.keys.lasting(connection) if one.keys.lasting else {}
    except BridgeError as error:
        screen.print_note(say("{problem} So the keys stay as they are.", problem=error.message),
                          one.opened.translate)  # fmt: skip
        return
    one.tried.save(
        {**written, **{name: key for name, key in lasting.items() if not written.get(name, "").startswith("$")}}
    )


def _end(one: _Connecting, connection: Any) -> str:
    try:
        ends = one.keys.ends(connection) if one.keys.ends else None
    except BridgeError as error:
        # They work, and that is what counts.
        screen.print_note(say("{problem} So it is not known when the keys end.", problem=error.message),
                          one.opened.translate)  # fmt: skip
        return ""
    return ends.isoformat(timespec="seconds") if ends else ""


def _report(one: _Connecting, picked: Sequence[Shop], edit: Edit) -> None:
    _, life = one.opened.translate, one.ring.life()
    accounts = [f"{shop.name} ({shop.shop_no})".strip() for shop in picked]
    connected = say("Connected {account} to {medium}: {accounts}.", account=one.account.name, medium=one.source.label,
                    accounts=accounts)  # fmt: skip
    endless = say("{medium} tells no end of these keys.", medium=one.source.label)
    ends = life.ends if life else None
    lasts = say("These keys end at {until}; it is announced days before.", until=screen.kst(ends)) if ends else endless
    screen.print_line(say("{connected} {lasts}", connected=connected, lasts=lasts).render(_))
    file = one.opened.schedule.path.name
    changed = say("{file}, line {line}: {text}", file=file, line=edit.line, text=edit.text)
    stands = say("{file} says it already: {text}", file=file, text=edit.text)
    screen.print_line((stands if edit.line is None else changed).render(_))


def _probed(one: _Connecting, connection: Any, picked: Sequence[int]) -> int:
    """Whether what its jobs read may be read: about one day of each stream. The exit code of what may not."""
    yesterday = one.opened.clock().astimezone(KST).date() - timedelta(days=1)
    uses = [use for job in one.opened.schedule.jobs.values() for use in job.streams if use.account == one.account.name]
    code = 0
    for use in {use.stream: use for use in uses}.values():
        probe = one.source.streams[use.stream].probe
        if probe is None:
            continue
        try:
            with odd_answers(one.account.name, use.stream):
                probe(connection, use.pull(picked[0]), yesterday)
        except BridgeError as error:
            screen.print_problem(error.message, one.opened.translate)
            code = error.exit_code
    return code


def _have_its_jobs_run(one: _Connecting, edit: Edit) -> None:
    opened = one.opened
    if edit.line is not None and daemon_lives(opened):
        opened.sleep(_TAKEN_UP)
    ask_for_its_jobs(opened, one.account.name)
    screen.print_line(next_step(opened).render(opened.translate))
