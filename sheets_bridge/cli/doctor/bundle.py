"""`doctor --bundle`: a zip for support, with everything that would tell who somebody is taken out."""

import io
import os
import platform
import re
import stat
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson

from sheets_bridge import __version__
from sheets_bridge.cli.doctor.disk import secrets_in
from sheets_bridge.cli.doctor.finding import Finding, as_json
from sheets_bridge.cli.doctor.machine import DISTRIBUTION
from sheets_bridge.cli.doctor.redacting import Disguise, numbered
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.cli.installation import secrets_of
from sheets_bridge.config.redacted import redacted
from sheets_bridge.errors import BridgeError, ConfigError, StateError
from sheets_bridge.messages import Translate, say
from sheets_bridge.redaction import Redaction
from sheets_bridge.spreadsheet import Layout
from sheets_bridge.store.portrait import portrait
from sheets_bridge.tokens import Vault, files
from sheets_bridge.tokens.keys import CONNECTED, ENDS

_LOG_LINES = 500
_IN_PLAIN_TEXT = ("*.json", "*.key", "page.token")
_NO_SECRETS = ("type", "universe_domain", "auth_uri", "token_uri", CONNECTED, ENDS)
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def write_bundle(path: Path, visit: Visit, findings: Sequence[Finding], _: Translate) -> None:
    """Write the report; 0600.

    Raises: ConfigError where the file stands already; StateError where it cannot be written, or would tell a secret.
    """
    disguise = disguise_of(visit)
    members = {name: disguise.text(text) for name, text in _members(visit, findings, disguise, _).items()}
    if leaking := sorted(name for name, text in members.items() if disguise.leaks(text)):
        raise StateError(say("{files} would tell a secret or a name; nothing was written. Please report this.",
                             files=leaking))  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    if not files.create_private(path, packed.getvalue()):
        raise ConfigError(say("{file} stands already. Name another file.", file=path))


def disguise_of(visit: Visit) -> Disguise:
    """Everything of this installation that nobody else may read."""
    secrets = Redaction()
    secrets.learn(*_secrets(visit))
    return Disguise(secrets, dict(_names(visit)))


def _members(visit: Visit, findings: Sequence[Finding], disguise: Disguise, _: Translate) -> Mapping[str, str]:
    told = [as_json(finding, _) for finding in findings]
    return {
        "versions.json": _json(_versions()),
        "findings.json": _json(disguise.tree(told)),
        "files.json": _json(disguise.tree(_modes(visit))),
        "schedule.yaml": redacted(_read(visit.path)),
        "state.json": _json(disguise.tree(portrait(visit.store)) if visit.store else {"database": visit.health}),
        "log.txt": "".join(_log_tail(visit.state)),
    }


def _versions() -> Mapping[str, Any]:
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        requirements = []
    names = {re.split(r"[^\w.-]", requirement)[0] for requirement in requirements if "extra ==" not in requirement}
    return {
        "sheets_bridge": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packages": {name: _version(name) for name in sorted(names)},
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _modes(visit: Visit) -> Mapping[str, Any]:
    """Mode and size of everything in the two folders; whether it is ours, and never what is in it."""
    told = {}
    for folder in (visit.credentials, visit.state):
        for path in [folder, *sorted(folder.rglob("*"))] if folder.is_dir() else []:
            found = path.lstat()
            told[str(path.relative_to(visit.folder))] = {
                "mode": f"{stat.S_IMODE(found.st_mode):o}", "bytes": found.st_size, "ours": found.st_uid == os.getuid()
            }  # fmt: skip
    return told


def _log_tail(state: Path) -> Iterator[str]:
    """The last lines of every log, the oldest file first."""
    logs = [path for path in state.rglob("*.log*") if path.is_file()] if state.is_dir() else []
    for path in sorted(logs, key=lambda path: path.stat().st_mtime):
        yield f"--- {path.relative_to(state)}\n"
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from deque(lines, _LOG_LINES)


def _names(visit: Visit) -> Iterator[tuple[str, str]]:
    """Who and where somebody is, with what stands in its place."""
    yield str(visit.folder), "[folder]"
    yield str(Path.home()), "[home]"
    if visit.known:
        yield from numbered("mall", visit.schedule.accounts).items()
        yield from numbered("ad-account", _ad_accounts(visit)).items()
        yield from numbered("spreadsheet", visit.schedule.spreadsheets.values()).items()
    titles = [seen.title for seen in visit.looks.values() if isinstance(seen, Layout)]
    yield from numbered("title", titles).items()
    yield from numbered("client", (client.client_id for client in visit.clients.values())).items()


def _ad_accounts(visit: Visit) -> Iterator[str]:
    """The numbers and names of all ad accounts that are known of."""
    for account in visit.schedule.accounts.values():
        if visit.sources[account.source].keys:
            yield from map(str, account.shops)
            listed = visit.shops.get(account.name, ())
            yield from (word for shop in listed for word in (str(shop.shop_no), shop.name))


def _secrets(visit: Visit) -> Iterator[str]:
    yield from _of_environment(visit.path)
    paths = secrets_in(visit.credentials) if visit.credentials.is_dir() else []
    elsewhere = (
        [visit.schedule.google, *(one.client for one in visit.schedule.accounts.values())] if visit.known else []
    )
    yield from secrets_of(visit.schedule) if visit.known else ()
    for path in {*paths, *elsewhere}:
        if any(map(path.match, _IN_PLAIN_TEXT)):
            yield from _words_of(_read(path))
            yield from _of_environment(path)
    for client in visit.clients.values():
        yield client.client_secret
    for account in visit.schedule.accounts if visit.known else ():
        yield from _tokens(visit.credentials, account)


def _of_environment(path: Path) -> Iterator[str]:
    """What a file takes out of the environment."""
    for name in _VARIABLE.findall(_read(path)):
        yield os.environ.get(name, "")


def _words_of(text: str) -> Iterator[str]:
    """The values of a secrets file that could be secrets, or the whole of one that is no JSON."""
    try:
        told = orjson.loads(text)
    except orjson.JSONDecodeError:
        yield text.strip()
        return
    for name, value in told.items() if isinstance(told, dict) else ():
        if isinstance(value, str) and name not in _NO_SECRETS:
            yield value
            yield value.strip()


def _tokens(credentials: Path, account: str) -> Iterator[str]:
    try:
        chain = Vault(credentials, account).read()
    except BridgeError:
        return  # what nobody can open nobody can tell
    for pair in (chain.current, chain.previous) if chain else ():
        if pair:
            yield pair.access_token
            yield pair.refresh_token


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _json(told: Any) -> str:
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n"
