"""`sheets-bridge disconnect`: the end of a mall's login, there and here."""

import sys
from pathlib import Path

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, account_named, installation, language_of, log_to_stderr
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say


def disconnect(source: str, account: str, yes: bool, here_only: bool, as_json: bool, schedule: Path) -> None:
    """Ask once, revoke, delete, say what stays."""
    _ = language_of(schedule)
    log_to_stderr(_)
    try:
        with installation(schedule) as opened:
            account_named(opened.schedule, source, account)
            _make_sure(opened, account, yes)
            there_was = opened.logins[account].disconnect(ask=not here_only)
            for note in _notes(opened, account, there_was, here_only):
                screen.print_note(note, opened.translate)
    except BridgeError as error:
        screen.fail(error, _)
    if as_json:
        screen.print_json({"account": account, "was_connected": there_was, "revoked": there_was and not here_only,
                           "exit_code": 0})  # fmt: skip


def _make_sure(opened: Installation, account: str, yes: bool) -> None:
    _ = opened.translate
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(_("Nobody is at a terminal to be asked: add --yes to end the login."))
    asked = _("End the login of {mall}? Its jobs stop until somebody connects it again.").format(mall=account)
    click.confirm(asked, abort=True, err=True)


def _notes(opened: Installation, account: str, there_was: bool, here_only: bool) -> list[Message]:
    """What was done, and what is left to do by hand."""
    if not there_was:
        return [say("{mall} was not connected; nothing was done.", mall=account)]
    done = (
        say("The login of {mall} is deleted here. Cafe24 was not told: remove the app in the mall's admin "
            "(앱 > 마이앱).", mall=account)
        if here_only
        else say("The login of {mall} is revoked at Cafe24 and deleted here. The app itself is removed in the mall's "
                 "admin (앱 > 마이앱).", mall=account)
    )  # fmt: skip
    jobs = [job.name for job in opened.schedule.jobs.values() if any(use.account == account for use in job.streams)]
    left = say("Rows that were collected stay in the local database and the sheet. Jobs that still name {mall} will "
               "ask for a login: take it out of schedule.yaml ({jobs}).", mall=account, jobs=jobs or "-")  # fmt: skip
    return [done, left]
