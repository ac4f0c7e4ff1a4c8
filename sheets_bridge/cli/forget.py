"""`sheets-bridge forget`: a person taken out of the local database and the sheet, without being named anywhere."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, installation, language_of, log_to_stderr, masks_of, world
from sheets_bridge.cli.run import show, told_of
from sheets_bridge.errors import BridgeError, ConfigError, worst_code
from sheets_bridge.masking import Masks
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.store import forgetting, landing
from sheets_bridge.store.forgetting import Found
from sheets_bridge.sync.lookup import Members, members
from sheets_bridge.sync.world import Ask

_KEY: Mapping[str, Callable[[Masks, str, str], str | None]] = {
    "phone": Masks.phone_key,
    "email": Masks.email_key,
    "member": Masks.customer_key,
}
_ASKED = {
    "phone": say("Phone number (it is not shown)"),
    "email": say("E-mail address (it is not shown)"),
    "member": say("Member id (it is not shown)"),
}

_ELSEWHERE = say("The spreadsheet's version history and copies of it still hold what stood there: delete copies, and "
                 "where the history must go, copy the file and delete the old one. Backups of state/ hold it "
                 "too.")  # fmt: skip


@dataclass(frozen=True)
class _Whom:
    """Who shall be forgotten: by what, and the value."""

    by: str
    value: str

    def keys(self, masks: Masks, malls: Sequence[str]) -> frozenset[str]:
        """The person's keys in these malls. Raises: ConfigError where the value is no such thing."""
        found = {_KEY[self.by](masks, mall, self.value) for mall in malls} - {None}
        if not found:
            raise ConfigError(say("That is no {what}. Nothing was changed.", what=f"--{self.by}"))
        return frozenset(key for key in found if key)


def forget(
    phone: str | None, email: str | None, member: str | None, mall: str | None, dry_run: bool, as_json: bool,
    schedule: Path,
) -> None:  # fmt: skip
    """Find the person's rows, take them out, let the sheet follow, say what was done in counts."""
    _ = language_of(schedule)
    log_to_stderr(_)
    given = {
        name: value for name, value in (("phone", phone), ("email", email), ("member", member)) if value is not None
    }
    if len(given) != 1:
        raise click.UsageError(_("Say who it is by exactly one of --phone, --email and --member."))
    ((by, value),) = given.items()
    whom = _Whom(by, value or _typed(_ASKED[by], _))
    try:
        with installation(schedule) as opened:
            keys = whom.keys(masks_of(opened), _malls(opened, mall))
            asked = _looked_up(opened, whom, _malls(opened, mall))
            found = forgetting.find(opened.store, keys | asked.keys)
            told = _counted(found, dry_run) if dry_run else _forgotten(opened, found)
            told["exit_code"] = worst_code((told["exit_code"], *(error.exit_code for error in asked.errors)))
            _show(told, asked, opened)
    except BridgeError as error:
        screen.fail(error, _)
    if as_json:
        screen.print_json(told)
    sys.exit(told["exit_code"])


def _typed(question: Message, _: Translate) -> str:
    if sys.stdin.isatty():
        answer: str = click.prompt(question.render(_), hide_input=True, err=True)
        return answer
    return sys.stdin.readline().strip()


def _looked_up(opened: Installation, whom: _Whom, malls: Sequence[str]) -> Members:
    """The member behind a phone number or an address, as the mall knows them: our rows may not."""
    if whom.by == "member":
        return Members()
    with screen.watching(opened.translate) as tell:
        return members(world(opened, tell), whom.by, whom.value, malls)


def _malls(opened: Installation, mall: str | None) -> Sequence[str]:
    """Those of the schedule and those that rows are kept of. Raises: ConfigError."""
    known = sorted({*opened.schedule.accounts, *landing.accounts(opened.store)})
    if mall is not None and mall not in known:
        raise ConfigError(say("There is no mall {mall} here. There are: {known}", mall=mall, known=known))
    return [mall] if mall else known


def _counted(found: Found, dry_run: bool) -> dict[str, Any]:
    rows = dict(found.rows)
    return {"dry_run": dry_run, "rows": rows, "total": sum(rows.values()), "exit_code": 0, "run": None}


def _forgotten(opened: Installation, found: Found) -> dict[str, Any]:
    """Out of the store first; then the sheet follows as it follows any news."""
    forgetting.forget(opened.store, found, opened.clock())
    told = _counted(found, dry_run=False)
    # What people's own queries made of these rows, nobody can tell: they are computed anew.
    shown = {*found.rows, *opened.schedule.written} if found.rows else {}
    jobs = [job.name for job in opened.schedule.jobs.values() if any(tab.table in shown for tab in job.tabs)]
    if jobs:
        told["run"] = told_of(opened, jobs, Ask())
        told["exit_code"] = told["run"]["exit_code"]
    return told


def _show(told: Mapping[str, Any], asked: Members, opened: Installation) -> None:
    _ = opened.translate
    for error in asked.errors:
        screen.print_problem(say("{problem} So only the rows here were looked through: give the same command again "
                                 "when that is mended, or --member.", problem=error.message), _)  # fmt: skip
    for note in _notes(told, opened):
        screen.print_note(note, _)
    if told["run"]:
        show(told["run"], _)


def _notes(told: Mapping[str, Any], opened: Installation) -> list[Message]:
    """What was done, and what no command of ours can do."""
    rows = [say("{table} {count}", table=table, count=count) for table, count in told["rows"].items()]
    if told["dry_run"]:
        return [say("Rows that speak of this person: {rows}. Nothing was changed (--dry-run).", rows=rows or "0")]
    notes = [say("Rows this person was taken out of: {rows}. Later runs bring nothing of them back.", rows=rows or "0")]
    if rows:
        notes.append(_ELSEWHERE)
    notes += [say("{file} is a database set aside when it was broken, and may speak of the person: delete it.",
                  file=file.name) for file in _set_aside(opened)]  # fmt: skip
    return notes


def _set_aside(opened: Installation) -> Sequence[Path]:
    return sorted(opened.store.path.parent.glob(f"{opened.store.path.name}.corrupt-*"))
