"""`sheets-bridge doctor`: what a new user gets wrong, looked at in order, each with its fix. Nothing is changed."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.cli import screen
from sheets_bridge.cli.doctor import beating, disk, machine, mall, medium, sheet
from sheets_bridge.cli.doctor.bundle import write_bundle
from sheets_bridge.cli.doctor.examining import Check, chosen, examine
from sheets_bridge.cli.doctor.finding import Finding, Grade, as_json
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.cli.installation import language_of, log_to_stderr
from sheets_bridge.errors import BridgeError, worst_code
from sheets_bridge.locks import Sleep
from sheets_bridge.messages import Translate, say

CHECKS = (
    Check("python", say("Python"), machine.python),
    Check("packages", say("Packages"), machine.packages),
    Check("schedule", say("Schedule"), disk.schedule),
    Check("state", say("State folder"), disk.state),
    Check("credentials", say("Credentials folder"), disk.credentials),
    Check("backups", say("Keys to back up"), disk.backups, needs=("credentials",)),
    Check("clock", say("Clock"), machine.clock, needs=("schedule",)),
    Check("client", say("Cafe24 app"), mall.client, "mall", ("schedule",)),
    Check("token", say("Login"), mall.token, "mall", ("client",)),
    Check("scopes", say("Permissions"), mall.scopes, "mall", ("token",)),
    Check("shops", say("Shops"), mall.shops, "mall", ("token",)),
    Check("reading", say("Reading"), mall.reading, "mall", ("shops",)),
    Check("pace", say("Call limit"), mall.pace, "mall", ("shops",)),
    Check("keys", say("Keys"), medium.keys, "medium", ("schedule",)),
    Check("ad_accounts", say("Ad accounts"), medium.ad_accounts, "medium", ("keys",)),
    Check("ad_reading", say("Reading"), medium.reading, "medium", ("ad_accounts",)),
    Check("ad_notices", say("To know"), medium.notices, "medium", ("ad_accounts",)),
    Check("drop", say("Drop folder"), disk.drop, needs=("schedule",)),
    Check("key", say("Google key"), sheet.key, needs=("schedule",)),
    Check("api", say("Google Sheets API"), sheet.api, needs=("key",)),
    Check("editor", say("Sharing"), sheet.editor, "spreadsheet", ("api",)),
    Check("tabs", say("Tabs"), sheet.tabs, "spreadsheet", ("editor",)),
    Check("quota", say("Google quota"), sheet.quota, needs=("api",)),
    Check("daemon", say("Daemon"), beating.daemon, needs=("schedule",)),
)
"""In the order a new user meets them."""

_LOOKS: dict[Grade, tuple[str, str]] = {
    "ok": ("✔", "green"),
    "warning": ("!", "yellow"),
    "wrong": ("✘", "red"),
    "unchecked": ("–", "dim"),
}


def doctor(as_json: bool, bundle: Path | None, only: Sequence[str], schedule: Path) -> None:
    """Look at everything, say what was found, end with the code of the worst."""
    _ = language_of(schedule)
    log_to_stderr(_)
    if unknown := sorted(set(only) - {check.id for check in CHECKS}):
        known = ", ".join(check.id for check in CHECKS)
        raise click.UsageError(_("--only knows {known}, not {unknown}").format(known=known, unknown=", ".join(unknown)))
    with _visiting(schedule) as visit:
        findings = list(_told(visit, examine(visit, chosen(CHECKS, only)), _))
        code = worst_code(finding.found.code for finding in findings)
        _conclude(findings, _)
        if bundle:
            try:
                write_bundle(bundle, visit, findings, _)
            except BridgeError as error:
                screen.fail(error, _)
            screen.print_note(say("{file} is written: secrets, names and addresses are taken out. Look into it before "
                                  "you send it.", file=bundle), _)  # fmt: skip
        if as_json:
            screen.print_json(_summary(findings, code, _))
    sys.exit(code)


@contextmanager
def _visiting(schedule: Path, sleep: Sleep = time.sleep) -> Iterator[Visit]:
    with ExitStack() as held:
        yield Visit(schedule, sender(held.enter_context(open_session())), held, sleep)


def _told(visit: Visit, findings: Iterable[Finding], _: Translate) -> Iterator[Finding]:
    for finding in findings:
        sign, style = _LOOKS[finding.found.grade]
        about = _about(visit, finding.subject)
        line = f"{sign} {finding.title.render(_)}{about}: {finding.found.seen.render(_)}"
        screen.console().print(line, style=style, markup=False)
        if finding.found.fix:
            screen.console().print(f"    → {finding.found.fix.render(_)}", markup=False)
        yield finding


def _about(visit: Visit, subject: str) -> str:
    """Whom a finding is about; the only spreadsheet needs no name."""
    alone = visit.known and list(visit.schedule.spreadsheets) == [subject]
    return f" {subject}" if subject and not alone else ""


def _conclude(findings: Sequence[Finding], _: Translate) -> None:
    counts = {grade: sum(finding.found.grade == grade for finding in findings) for grade in _LOOKS}
    told = _("{ok} well, {warning} to watch, {wrong} wrong, {unchecked} not checked")
    screen.console().print(told.format(**counts), markup=False)


def _summary(findings: Sequence[Finding], code: int, _: Translate) -> dict[str, object]:
    grades = {finding.found.grade for finding in findings}
    outcome = next((grade for grade in ("wrong", "warning") if grade in grades), "ok")
    return {"outcome": outcome, "exit_code": code, "findings": [as_json(finding, _) for finding in findings]}
