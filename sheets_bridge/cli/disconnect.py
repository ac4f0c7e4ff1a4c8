"""`sheets-bridge disconnect`: the end of an account's login, there and here."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import (
    Installation,
    account_named,
    installation,
    language_of,
    log_to_stderr,
    tried_ring,
)
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Keys


@dataclass(frozen=True)
class _Ended:
    """What came of it."""

    there_was: bool
    revoked: bool
    done: Message


def disconnect(source: str, account: str, yes: bool, here_only: bool, as_json: bool, schedule: Path) -> None:
    """Ask once, revoke, delete, say what stays."""
    _ = language_of(schedule)
    log_to_stderr(_)
    try:
        with installation(schedule) as opened:
            account_named(opened.schedule, source, account)
            end = _way_of(opened, source)
            _make_sure(opened, account, yes)
            ended = end(opened, account, here_only)
            for note in _notes(opened, account, ended):
                screen.print_note(note, opened.translate)
    except BridgeError as error:
        screen.fail(error, _)
    if as_json:
        screen.print_json({"account": account, "was_connected": ended.there_was, "revoked": ended.revoked,
                           "exit_code": 0})  # fmt: skip


def _way_of(opened: Installation, source: str) -> Callable[[Installation, str, bool], _Ended]:
    found = opened.sources[source]
    if found.keys:
        return _forget_keys
    if found.oauth:
        return _end_consent
    raise ConfigError(say("{vendor} needs no login: there is none to end.", vendor=found.label))


def _make_sure(opened: Installation, account: str, yes: bool) -> None:
    _ = opened.translate
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(_("Nobody is at a terminal to be asked: add --yes to end the login."))
    asked = _("End the login of {mall}? Its jobs stop until somebody connects it again.").format(mall=account)
    click.confirm(asked, abort=True, err=True)


def _end_consent(opened: Installation, account: str, here_only: bool) -> _Ended:
    there_was = opened.logins[account].disconnect(ask=not here_only)
    done = (
        say("The login of {mall} is deleted here. Cafe24 was not told: remove the app in the mall's admin "
            "(앱 > 마이앱).", mall=account)
        if here_only
        else say("The login of {mall} is revoked at Cafe24 and deleted here. The app itself is removed in the mall's "
                 "admin (앱 > 마이앱).", mall=account)
    )  # fmt: skip
    return _Ended(there_was, there_was and not here_only, done)


def _forget_keys(opened: Installation, account: str, _here_only: bool) -> _Ended:
    """No medium takes its keys back by a call: whoever made them does it there."""
    source = opened.sources[opened.schedule.accounts[account].source]
    assert source.keys, source.id
    tried = tried_ring(opened.schedule.accounts[account], source.keys).remove()
    there_was = opened.rings[account].remove() or tried
    done = say("The keys of {account} are deleted here. At {medium} they still open everything: {revoke}",
               account=account, medium=source.label, revoke=_revoke(source.keys))  # fmt: skip
    return _Ended(there_was, False, done)


def _revoke(keys: Keys) -> Message:
    return keys.revoke or say("revoke them where you made them.")


def _notes(opened: Installation, account: str, ended: _Ended) -> Sequence[Message]:
    """What was done, and what is left to do by hand."""
    if not ended.there_was:
        return [say("{mall} was not connected; nothing was done.", mall=account)]
    jobs = [job.name for job in opened.schedule.jobs.values() if any(use.account == account for use in job.streams)]
    left = say("Rows that were collected stay in the local database and the sheet. Jobs that still name {mall} will "
               "ask for a login: take it out of schedule.yaml ({jobs}).", mall=account, jobs=jobs or "-")  # fmt: skip
    return [ended.done, left]
