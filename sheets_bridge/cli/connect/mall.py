"""`sheets-bridge connect cafe24`: the consent of a mall's main operator, by pasting the address landed on."""

import os
import sys

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.connect.afterwards import ask_for_its_jobs, next_step
from sheets_bridge.cli.connect.given import Given
from sheets_bridge.cli.installation import Installation
from sheets_bridge.config import Schedule
from sheets_bridge.errors import LoginNeeded
from sheets_bridge.messages import say
from sheets_bridge.source import Source
from sheets_bridge.tokens import Consent, Life, authorize_url, before_consent, load_client, missing_scopes


def connect(opened: Installation, account: str, given: Given) -> None:
    """Print the consent address, take what came back, exchange it, say what was granted.

    Raises: LoginNeeded, and what the vendor's answers come to.
    """
    consent, code = Consent(opened.credentials, account, opened.clock), given.code
    if given.print_url:
        screen.print_line(consent_address(opened, account, consent))
        return
    if code is None:
        code = consent.landed(_pasted(opened, account, consent) if given.landed is None else given.landed)
    life = opened.logins[account].exchange(code)
    ask_for_its_jobs(opened, account)
    _report(opened, account, life)


def consent_address(opened: Installation, account: str, consent: Consent) -> str:
    """A new consent address that asks for what the account's jobs need; its state is kept ten minutes.

    Cafe24 refuses a consent that asks for more than the app's settings have ticked (`invalid_scope`).
    """
    source = _source(opened, account)
    client = load_client(opened.schedule.accounts[account].client, os.environ)
    assert source.oauth, source.id
    authorize = source.oauth(account, opened.schedule.endpoints).authorize
    return authorize_url(authorize, client, needed_scopes(opened.schedule, source, account), consent.begin())


def ask_landed(opened: Installation, account: str, consent: Consent) -> str:
    """Show a new consent address and take what is pasted. Raises: click.Abort where nothing is."""
    _ = opened.translate
    screen.print_note(before_consent(account), _)
    any_page = say("What the page you land on shows does not matter, be it an error: only its address counts.")
    screen.print_note(any_page, _)
    screen.print_line(consent_address(opened, account, consent))
    answer: str = click.prompt(_("Paste the whole address you landed on"), err=True)
    return answer


def _pasted(opened: Installation, account: str, consent: Consent) -> str:
    try:
        return ask_landed(opened, account, consent)
    except click.Abort:
        nothing = say("No address was pasted, so {mall} is not connected. Where nobody can type, use --print-url and "
                      "then --landed URL within ten minutes.", mall=account)  # fmt: skip
        raise LoginNeeded(nothing) from None


def _report(opened: Installation, account: str, life: Life) -> None:
    """What was granted; what the jobs need and did not get is named, with an exit code of its own."""
    _ = opened.translate
    connected = say("Connected {mall}. The login lasts until {until} and renews itself. {next}", mall=account,
                    until=screen.kst(life.refresh_until), next=next_step(opened))  # fmt: skip
    screen.print_line(connected.render(_))
    if not granted(opened, account, life):
        sys.exit(LoginNeeded.exit_code)


def granted(opened: Installation, account: str, life: Life) -> bool:
    """Say what is odd about a consent; whether the jobs have every permission they need."""
    _ = opened.translate
    if life.consented_by not in ("", account):
        other = say("It was {user} who agreed, not the main operator {mall}. If calls are refused later, connect again "
                    "as the main operator (대표운영자).", user=life.consented_by, mall=account)  # fmt: skip
        screen.print_note(other, _)
    missing = missing_scopes(life.scopes, needed_scopes(opened.schedule, _source(opened, account), account))
    if missing:
        lacking = say("These permissions are missing: {scopes}. Tick them in the app's settings at Cafe24 Developers, "
                      "then connect again.", scopes=missing)  # fmt: skip
        screen.print_problem(lacking, _)
    return not missing


def needed_scopes(schedule: Schedule, source: Source, account: str) -> tuple[str, ...]:
    """The permissions the jobs of an account need."""
    used = (use.stream for job in schedule.jobs.values() for use in job.streams if use.account == account)
    of_streams = (scope for stream in used for scope in source.streams[stream].scopes)
    return tuple(dict.fromkeys((*source.always_scopes, *of_streams)))


def _source(opened: Installation, account: str) -> Source:
    return opened.sources[opened.schedule.accounts[account].source]
