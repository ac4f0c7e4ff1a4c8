"""The folders: schedule, state and credentials with their modes, and what must be backed up."""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from sheets_bridge.cli.doctor.finding import Found, ok, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.cli.installation import HMAC_KEY, read_schedule
from sheets_bridge.config import unmasked_columns
from sheets_bridge.errors import StateError
from sheets_bridge.messages import Message, say
from sheets_bridge.reports import STORED
from sheets_bridge.store import Store, landing
from sheets_bridge.store.health import Health, look
from sheets_bridge.tokens.seal import KEY as VAULT_KEY

_TIGHT, _FULL = 500, 50
"""Megabytes."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_AWAY = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "drvfs", "fuse.sshfs", "afpfs", "webdav"})
"""File systems on which our locks are not sure to hold (flock; reference: reliability 2.3)."""
_MOUNTS = Path("/proc/self/mounts")

_UNSOUND: Mapping[Health, tuple[Message, Message]] = {
    "damaged": (
        say("state/bridge.db is damaged."),
        say("Nothing needs to be done: the next run sets it aside and reads everything again. If it repeats, look at "
            "the disk."),
    ),
    "newer": (
        say("state/bridge.db was written by a newer sheets_bridge."),
        say("Update this one: git pull, then .venv/bin/pip install ."),
    ),
    "foreign": (
        say("state/bridge.db belongs to another program."),
        say("Move it away, or point --schedule at another folder."),
    ),
}  # fmt: skip


def schedule(visit: Visit, _subject: str) -> Iterator[Found]:
    """The schedule, whole. Raises: ConfigError with every mistake."""
    visit.schedule, sources = read_schedule(visit.path)
    visit.sources = dict(sources)
    read = visit.schedule
    yield ok(say("{file}: {jobs} jobs, {malls}", file=read.path.name, jobs=len(read.jobs), malls=list(read.accounts)))
    for shown in unmasked_columns(read, STORED):
        yield warning(shown, say("Take it out of privacy: unmask: in schedule.yaml, unless people need it."))


def state(visit: Visit, _subject: str) -> Iterator[Found]:
    """The state folder: ours, with room, on a local disk; its database sound."""
    folder = visit.state if visit.state.is_dir() else visit.folder
    if not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(say("{folder} cannot be written.", folder=folder),
                    say("Run as the user it belongs to, or give it to this one: sudo chown -R $(id -un) {folder}",
                        folder=folder), StateError.exit_code)  # fmt: skip
        return
    problems = [*_room(folder), *_place(folder), *_strangers(visit.state), *_open_state(visit.state), *_database(visit)]
    yield from problems or [ok(say("{folder}: writable, {health}", folder=folder.name, health=_HEALTHY[visit.health]))]


def credentials(visit: Visit, _subject: str) -> Iterator[Found]:
    """The folder of secrets: closed to others, and all of it ours."""
    folder = visit.credentials
    if not folder.is_dir():
        yield wrong(say("{folder} is not there.", folder=folder),
                    say("Run sheets-bridge init, or: mkdir -m 700 {folder}", folder=folder))  # fmt: skip
        return
    open_ = [path for path in secrets_in(folder) if stat.S_IMODE(path.stat().st_mode) & _OTHERS]
    for path in open_:
        mode = f"{stat.S_IMODE(path.stat().st_mode):o}"
        yield wrong(say("Others can read credentials/{file} (mode {mode}), and it holds a secret.",
                        file=path.name, mode=mode), say("Run: chmod 600 {path}", path=path))  # fmt: skip
    yield from _open_folder(folder)
    yield from _strangers(folder)
    if not open_:
        yield ok(say("credentials/: {count} files, closed to others", count=len(secrets_in(folder))))


def backups(visit: Visit, _subject: str) -> Iterator[Found]:
    """The two keys nobody can make again: there where they are needed; and the advice to keep a copy."""
    folder = visit.credentials
    standing = [name for name in (HMAC_KEY, VAULT_KEY) if (folder / name).exists()]
    if HMAC_KEY not in standing and visit.store and landing.any_rows(visit.store):
        yield wrong(say("credentials/{key} is missing, and the customer keys in the sheet were made with it.",
                        key=HMAC_KEY), _NO_HMAC_KEY)  # fmt: skip
    if VAULT_KEY not in standing and any(folder.glob("*.token")):
        yield wrong(say("credentials/{key} is missing, and without it the saved logins cannot be read.", key=VAULT_KEY),
                    say("Put it back from a backup, or move the .token files away and connect again."))  # fmt: skip
    if standing:
        yield ok(say("keys in use: {keys}", keys=standing),
                 say("Keep a copy of them outside this machine, in a password safe say; not of the .token files, for "
                     "an old token is a spent one."))  # fmt: skip
    elif not any(folder.glob("*.token")):
        yield ok(say("no keys yet: they are made with the first login and the first run"))


def drop(visit: Visit, _subject: str) -> Iterator[Found]:
    """The folder people drop exports into, where there is one: it and all in it can be read."""
    folder = visit.schedule.drop
    if not folder.is_dir():
        return
    closed = [path for path in [folder, *sorted(folder.rglob("*"))] if not os.access(path, os.R_OK)]
    if closed:
        yield wrong(say("Of {folder}, {count} files cannot be read (such as {file}).", folder=folder.name,
                        count=len(closed), file=closed[0].name),
                    say("Give them to the user that runs this: sudo chown -R --reference={parent} {folder}",
                        parent=folder.parent, folder=folder), StateError.exit_code)  # fmt: skip
    else:
        count = sum(path.is_file() for path in folder.rglob("*"))
        yield ok(say("{folder}: {count} files, all can be read", folder=folder.name, count=count))


def open_store(visit: Visit) -> Store | None:
    """The database, opened once where it stands in our version; else it stays as it is."""
    path = visit.state / "bridge.db"
    sound = visit.health == "sound" or look(path, whole=False) == "sound"
    if visit.store is None and sound and visit.health != "damaged":
        visit.store = visit.held.enter_context(Store(path, STORED))
    return visit.store


def secrets_in(folder: Path) -> list[Path]:
    """The files of a folder of secrets; its README is none."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name != "README.md")


_NO_HMAC_KEY = say(
    "Put it back from a backup. Without one, move state/bridge.db away: all rows are then read again, with new "
    "customer keys."
)

_HEALTHY: Mapping[Health, Message] = {
    "absent": say("no database yet: the first run makes it"),
    "sound": say("the database is sound"),
    "older": say("the database is of an older version: the next command brings it up"),
}


def _room(folder: Path) -> Iterator[Found]:
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < _TIGHT:
        seen, fix = say("{free} MB are free on the disk.", free=free), say("Free some disk space.")
        yield wrong(seen, fix, StateError.exit_code) if free < _FULL else warning(seen, fix)


def _place(folder: Path) -> Iterator[Found]:
    kind = kind_of_disk(folder, _MOUNTS.read_text("utf-8") if _MOUNTS.exists() else "")
    if kind in _AWAY:
        yield warning(say("{folder} lies on a disk of another machine ({kind}), where locks may not hold.",
                          folder=folder, kind=kind),
                      say("Move the whole folder to a disk of this machine. On Windows: into WSL's own home folder, "
                          "not /mnt/c."))  # fmt: skip


def kind_of_disk(folder: Path, mounts: str) -> str:
    """The file system a folder lies on, by the lines of /proc/mounts; "" where they do not tell. Pure."""
    told = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) >= 3]
    over = [(where, kind) for where, kind in told if folder == Path(where) or Path(where) in folder.parents]
    return max(over, key=lambda one: len(one[0]), default=("", ""))[1]


def _strangers(folder: Path) -> Iterator[Found]:
    """Files of another user than the folder's: one run under sudo is enough, and the next without it fails."""
    if not folder.is_dir():
        return
    owner = folder.stat().st_uid
    strange = sorted(path.name for path in folder.rglob("*") if path.lstat().st_uid != owner)
    if strange:
        yield wrong(say("Of {folder}, {count} files belong to another user (such as {file}).", folder=folder.name,
                        count=len(strange), file=strange[0]),
                    say("sudo chown -R --reference={folder} {folder} and never run sheets-bridge with sudo.",
                        folder=folder), StateError.exit_code)  # fmt: skip


def _open_state(folder: Path) -> Iterator[Found]:
    database = folder / "bridge.db"
    if not database.exists() or not folder.stat().st_mode & 0o011:
        return
    if database.stat().st_mode & _OTHERS:
        yield warning(say("Others on this machine can read state/bridge.db, your mall's orders."),
                      say("Run: chmod 700 {folder}", folder=folder))  # fmt: skip


def _open_folder(folder: Path) -> Iterator[Found]:
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & _OTHERS:
        yield wrong(say("Others can look into credentials/ (mode {mode}).", mode=f"{mode:o}"),
                    say("Run: chmod 700 {path}", path=folder))  # fmt: skip


def _database(visit: Visit) -> Iterator[Found]:
    path = visit.state / "bridge.db"
    visit.health = look(path)
    if visit.health in _UNSOUND:
        yield wrong(*_UNSOUND[visit.health], StateError.exit_code)
    open_store(visit)
