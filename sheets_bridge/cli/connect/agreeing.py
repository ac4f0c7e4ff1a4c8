"""The consent that some ad media want beside their keys: a page to agree on, the address landed on pasted back."""

from collections.abc import Mapping

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.connect.given import Given
from sheets_bridge.cli.installation import Installation
from sheets_bridge.config import Account
from sheets_bridge.errors import LoginNeeded
from sheets_bridge.messages import say
from sheets_bridge.source import KeyConsent, Source
from sheets_bridge.tokens import Consent, KeyRing
from sheets_bridge.tokens.keys import BROUGHT


def address(opened: Installation, account: Account, source: Source, ring: KeyRing) -> str:
    """A new page to agree on, for these keys; its state is kept ten minutes. Raises: LoginNeeded, ConfigError."""
    return _consent(source).address(ring.all(), opened.schedule.endpoints, _under_way(opened, account, source).begin())


def agree(opened: Installation, account: Account, source: Source, ring: KeyRing, given: Given) -> None:
    """Have the owner agree, and add to the keys what that brings. Raises: LoginNeeded, and what the exchange raises."""
    code = given.code
    if code is None:
        landed = given.landed if given.landed is not None else _pasted(opened, account, source, ring)
        code = _under_way(opened, account, source).landed(landed)
    brought = _consent(source).exchange(ring.all(), opened.schedule.endpoints, code, opened.send)
    ring.save({**ring.written(), **brought, BROUGHT: ",".join(sorted(brought))})


def brought_by(keys: Mapping[str, str]) -> frozenset[str]:
    """The names of the keys that a consent brought."""
    return frozenset(filter(None, keys.get(BROUGHT, "").split(",")))


def without_brought(keys: Mapping[str, str]) -> Mapping[str, str]:
    """The keys as they were copied, before any consent."""
    gone = brought_by(keys) | {BROUGHT}
    return {name: value for name, value in keys.items() if name not in gone}


def _pasted(opened: Installation, account: Account, source: Source, ring: KeyRing) -> str:
    _ = opened.translate
    page = say("Open this page in a browser, log in and agree. Then copy the whole address you land on: what the page "
               "there shows does not matter.")  # fmt: skip
    screen.print_note(page, _)
    screen.print_line(address(opened, account, source, ring))
    try:
        answer: str = click.prompt(_("Paste the whole address you landed on"), err=True)
    except click.Abort:
        nothing = say("No address was pasted, so {account} is not connected. Where nobody can type, use --print-url "
                      "and then --landed URL within ten minutes.", account=account.name)  # fmt: skip
        raise LoginNeeded(nothing) from None
    return answer


def _under_way(opened: Installation, account: Account, source: Source) -> Consent:
    return Consent(opened.credentials, account.name, opened.clock, (source.label, source.id))


def _consent(source: Source) -> KeyConsent:
    assert source.keys, source.id
    assert source.keys.consent, source.id
    return source.keys.consent
