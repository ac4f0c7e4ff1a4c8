"""`sheets-bridge connect`: an account logged in to, the way its vendor wants it: a mall's consent, a medium's keys."""

from collections.abc import Callable
from pathlib import Path

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.connect import mall, medium
from sheets_bridge.cli.connect.given import Given
from sheets_bridge.cli.installation import Installation, account_named, installation, language_of, log_to_stderr
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import Translate, say
from sheets_bridge.source import Source


def connect(
    source: str,
    account: str,
    print_url: bool,
    landed: str | None,
    code: str | None,
    from_file: Path | None,
    ad_accounts: tuple[str, ...],
    schedule: Path,
) -> None:
    """Log in, say what came of it, and have the account's jobs run."""
    _ = language_of(schedule)
    log_to_stderr(_)
    given = Given(print_url, landed, code, from_file, ad_accounts)
    if sum((print_url, landed is not None, code is not None)) > 1:
        raise click.UsageError(_("Give only one of --print-url, --landed URL and --code CODE."))
    try:
        with installation(schedule) as opened:
            account_named(opened.schedule, source, account)
            _refuse_others_options(given, opened.sources[source], _)
            _way_of(opened.sources[source])(opened, account, given)
    except BridgeError as error:
        screen.fail(error, language_of(schedule))


def _way_of(source: Source) -> Callable[[Installation, str, Given], None]:
    if source.keys:
        return medium.connect
    if source.oauth:
        return mall.connect
    raise ConfigError(say("{vendor} needs no login: there is nothing to connect.", vendor=source.label))


def _refuse_others_options(given: Given, source: Source, _: Translate) -> None:
    if not source.keys and given.of_media:
        raise click.UsageError(_("{options} is for ad media.").format(options=", ".join(given.of_media)))
    if source.keys and not source.keys.consent and given.of_consent:
        raise click.UsageError(_("{options}: there is no page to agree on; this login is made of keys alone.").format(
            options=", ".join(given.of_consent)))  # fmt: skip
