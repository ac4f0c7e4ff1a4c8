"""The steps that write files: the schedule, the Cafe24 app's file, Google's key."""

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sheets_bridge.cli import spoken
from sheets_bridge.cli.doctor.sheet import NO_KEY
from sheets_bridge.cli.init.journey import Journey, malls_of
from sheets_bridge.cli.installation import keep_private, read_schedule
from sheets_bridge.config import Schedule, template
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.values import first_day, spreadsheet_id
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.spreadsheet import connect
from sheets_bridge.tokens import check_mall, files, load_client
from sheets_bridge.tokens.client import check_redirect

T = TypeVar("T")
_QUOTES = "\"' "


def schedule(journey: Journey) -> None:
    """A schedule that can be read: the user's own as it is, or the shipped form filled in."""
    path, asking = journey.schedule, journey.asking
    text = path.read_text("utf-8") if path.exists() else template.shipped()
    if template.is_blank(text):
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(path, template.fill(text, _answers(journey, text)))
    elif unused := journey.given.of_schedule:
        asking.tell(say("{file} is filled in already: {options} change nothing. Edit the file instead.", file=path,
                        options=unused))  # fmt: skip
    read = _until_right(journey, lambda: read_schedule(path)[0])
    asking.done(say("{file}: mall {malls}, jobs {jobs}", file=path, malls=list(read.accounts), jobs=list(read.jobs)))


def _fill(path: Path, text: str) -> None:
    """Write the schedule once it can be read: a wrong option leaves the blank form as it was. Raises: ConfigError."""
    tried = path.with_name(f".{path.name}.new")
    try:
        tried.write_text(text, "utf-8")
        read_schedule(tried)
        tried.replace(path)
    finally:
        tried.unlink(missing_ok=True)


def _answers(journey: Journey, text: str) -> template.Answers:
    given, asking = journey.given, journey.asking
    asking.tell(say("Three questions, and the schedule is written; everything else in it can be changed later."))
    mall = None
    if not template.has_mall(text):
        mall = asking.ask(say("The mall id, or your mall's address (mymall.cafe24.com → mymall)"), mall_id,
                          given=given.mall)  # fmt: skip
    asking.tell(say("Make an empty Google spreadsheet in the browser yourself, then copy its address."))
    sheet = asking.ask(say("The spreadsheet's address"), spreadsheet_id, given=given.sheet)
    last_year = f"{datetime.now(UTC).astimezone(KST).year - 1}-01-01"
    history = asking.ask(say("Collect from which day on? (first-order: from the very first order)"), _past_day,
                         given=given.history, default=last_year)  # fmt: skip
    return template.Answers(sheet, mall, history, spoken(os.environ), given.endpoints)


def _past_day(answer: str) -> date | None:
    """`first_day`, of a day that has come. Raises: Wrong."""
    day = first_day(answer)
    # A day's grace: this machine's clock may not be Korea's, and what asks is a person.
    if day and day > datetime.now(UTC).astimezone(KST).date() + timedelta(days=1):
        raise Wrong(say("{day} lies in the future: nothing could be collected", day=day))
    return day


def mall_id(answer: str) -> str:
    """The mall id out of what people copy. Raises: ConfigError."""
    found = re.fullmatch(r"(?:https?://)?([a-z0-9-]+)\.cafe24(?:api)?\.com(?:/.*)?", answer.lower())
    return check_mall(found[1] if found else answer)


def client(journey: Journey) -> None:
    """The app's file of every mall: found, or written out of three answers."""
    read, sources = read_schedule(journey.schedule)
    _private_folder(journey)
    for path in dict.fromkeys(account.client for account in malls_of(read, sources).values()):
        if path.exists():
            _close(path, journey)
        else:
            _write_client(journey, path)
        _until_right(journey, partial(load_client, path, os.environ))
        journey.asking.done(say("{file}: closed to others, complete", file=journey.short(path)))


def _write_client(journey: Journey, path: Path) -> None:
    asking = journey.asking
    if journey.given.client:
        _copied(journey.given.client, path, lambda: load_client(path, os.environ))
        return
    asking.tell(say(
        "  1. At https://developers.cafe24.com make an app. Use it for nothing else.\n"
        "  2. In its settings register a Redirect URI: any https page of your own; it need not do anything.\n"
        "  3. Tick the read permissions mall.read_store, mall.read_order and mall.read_analytics.\n"
        "  4. Copy client id and client secret to here."))  # fmt: skip
    told = {
        "client_id": asking.ask(say("Client ID"), _word),
        "client_secret": asking.ask(say("Client Secret (it is not shown)"), _word, hidden=True),
        "redirect_uri": asking.ask(say("Redirect URI, exactly as registered"), partial(check_redirect, path)),
    }
    files.create_private(path, json.dumps(told, indent=1).encode())


def key(journey: Journey) -> None:
    """Google's key file: found, or copied from where the browser put it."""
    read, _sources = read_schedule(journey.schedule)
    _private_folder(journey)
    if read.google.exists():
        _close(read.google, journey)
    else:
        _take_key(journey, read)
    email = _until_right(journey, lambda: key_owner(read))
    journey.asking.done(say("{file}: the key of {email}", file=journey.short(read.google), email=email))


def _take_key(journey: Journey, read: Schedule) -> None:
    given, asking = journey.given.google_key, journey.asking
    if given is None:
        asking.tell(say(
            "  1. At https://console.cloud.google.com make a project and enable the Google Sheets API in it.\n"
            "  2. Under IAM → Service accounts make a service account.\n"
            "  3. In it: Keys → Add key → JSON. The browser saves a file."))  # fmt: skip
        asking.tell(NO_KEY)

    def take(answer: str) -> None:
        _copied(Path(answer.strip(_QUOTES)).expanduser(), read.google, lambda: key_owner(read))

    asking.ask(say("Where is that file? (its path; it is copied)"), take, given=str(given) if given else None)
    asking.tell(say("Delete the downloaded file now; the copy in credentials/ is the only one needed."))


def key_owner(read: Schedule) -> str | Message:
    """Whom the key belongs to. Raises: ConfigError."""
    return connect(read.google, read.endpoints.get("google"), sleep=lambda _seconds: None).email


def _copied(source: Path, target: Path, check: Callable[[], object]) -> None:
    """Copy a file of secrets, 0600; what does not pass `check` goes again. Raises: ConfigError."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise ConfigError(say("{file} cannot be read ({error}).", file=source, error=error.strerror)) from error
    if not content.strip():
        raise Wrong(say("{file} is empty.", file=source))
    files.create_private(target, content)
    try:
        check()
    except BridgeError:
        target.unlink(missing_ok=True)
        raise


def _until_right(journey: Journey, look: Callable[[], T]) -> T:
    """What `look` gives; while it is refused, the file is somebody's to correct."""
    while True:
        try:
            return look()
        except ConfigError as error:
            journey.asking.problem(error)
            journey.asking.once_more(say("Correct the file, then press Enter"))


def _private_folder(journey: Journey) -> None:
    keep_private(journey.credentials)
    files.check_folder(journey.credentials)


def _close(path: Path, journey: Journey) -> None:
    """A file that was saved by hand is open to others; ours to close."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
        journey.asking.tell(say("{file} was open to others; it is closed now.", file=journey.short(path)))


def _word(answer: str) -> str:
    if not answer:
        raise Wrong(say("a value is missing"))
    return answer
