"""Files that people dropped in: each read once into the table of its stream, and left where it lies."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sheets_bridge.config import StreamUse
from sheets_bridge.config.columns import COLUMNS_FILE, ask_for_columns, read_columns
from sheets_bridge.errors import BridgeError, DataRejected
from sheets_bridge.grids import Lines, text_readings
from sheets_bridge.grids.excel import workbook_readings
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.model import KST, Cursor, Row
from sheets_bridge.source import Dropped, Files, Shop, UnknownHeader
from sheets_bridge.store import landing, life, slices
from sheets_bridge.sync.completing import Completing, completing, rename
from sheets_bridge.sync.world import World

_log = logging.getLogger(__name__)

_TEXT, _OFFICE = (".csv", ".tsv", ".txt"), (".xls", ".xlsx")
_OFFICE_SIGNS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""What a workbook of today begins with, and one of before 2007."""
_LARGEST = 20_000_000
_READ = "file {pull} {content}"


@dataclass(frozen=True)
class _Lying:
    """A file where it lies; `shop` is None where nobody can say whose it is."""

    path: Path
    shop: Shop | None
    folder: str = ""


@dataclass(frozen=True)
class _Into:
    """What a file is read into."""

    world: World
    use: StreamUse
    files: Files
    number: int
    now: datetime
    completing: Completing

    def complete(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Rows with what follows from the settings."""
        of_row = self.completing.of(self.files.table)
        return list(map(of_row, rows)) if of_row else rows


def land_dropped(world: World, use: StreamUse, shops: Sequence[Shop]) -> list[BridgeError]:
    """Read the new files of a stream; what could not be understood, each with what was expected and found.

    `drop/` holds the files of the only account that takes any, `drop/<account>/` those of an account's first shop,
    `drop/<account>/<shop>/` those of a shop, or `drop/<account>/<folder>/` those that a stream tells by their folder.
    """
    files = world.accounts[use.account].source.streams[use.stream].files
    if files is None or world.drop is None or not shops:
        return []
    errors: list[BridgeError] = []
    for lying in _lying(world, world.drop, use, files, shops):
        try:
            _land_file(world, use, files, lying)
        except DataRejected as error:
            errors.append(DataRejected(_unread(world.drop, lying.path, error.message)))
    return errors


def _lying(world: World, drop: Path, use: StreamUse, files: Files, shops: Sequence[Shop]) -> list[_Lying]:
    """The files with their shop, the oldest first: of two that tell of a day the newer one has the last word."""
    taking = [name for name, one in world.accounts.items() if any(s.files for s in one.source.streams.values())]
    own, first = drop / use.account, min(shops, key=lambda shop: shop.shop_no)
    folders: dict[Path, tuple[Shop | None, str]] = {drop: (first if len(taking) == 1 else None, ""), own: (first, "")}
    if files.folders:
        folders.update({folder: (first, folder.name) for folder in own.glob("*") if folder.is_dir()})
    else:
        folders.update({own / str(shop.shop_no): (shop, "") for shop in shops})
    found = [_Lying(path, *whose) for folder, whose in folders.items() for path in folder.glob("*") if _is_meant(path)]
    return sorted(found, key=lambda one: _age(one.path))


def _is_meant(path: Path) -> bool:
    return path.suffix.lower() in _TEXT + _OFFICE and not path.name.startswith((".", "~")) and path.is_file()


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:  # It was taken away this moment; whoever opens it says so.
        return 0.0, path.name


def _land_file(world: World, use: StreamUse, files: Files, lying: _Lying) -> None:
    """Raises: DataRejected."""
    path = lying.path
    if lying.shop is None:
        own = Path(path.parent.name) / use.account
        raise DataRejected(say("of which account? Move it into {folder} if it is of that one.", folder=own))
    pull = use.pull(lying.shop.shop_no)
    number, raw = landing.pull_id(world.store, pull), _content(path)
    columns = read_columns(path.parent / COLUMNS_FILE, files.columns) if files.columns else {}
    mark = _READ.format(pull=number, content=_fingerprint(raw, lying.folder, columns))
    if life.sign(world.store, mark):
        return
    connected, now = world.accounts[use.account], world.clock().astimezone(KST)
    stream = connected.source.streams[use.stream]
    into = _Into(world, use, files, number, now, completing(world, connected, stream, number, ""))
    file = Dropped(lambda: _readings(path, raw), lying.folder, columns)
    try:
        told = files.read(pull, file, now)
    except UnknownHeader as unknown:
        raise _asked(world, path, files, unknown) from unknown
    _land(into, told)
    life.beat(world.store, mark, now, {"rows": len(told)})
    done = say("{file}: {count} rows of {pull} were read from it.", file=path.name, count=len(told), pull=pull.name)
    _log.info("%s", done)


def _land(into: _Into, told: Sequence[Row]) -> None:
    store, files, number = into.world.store, into.files, into.number
    if not files.slices:
        standing, key = landing.standing(store, number, files.table), files.table.key_of
        settled = [files.settle(old, row) if (old := standing.get(key(row))) else row for row in told]
        landing.land(store, number, {files.table.id: into.complete(settled)})
        return
    slices.replace(store, number, files.table, into.complete(told), files.slices)
    rename(into.world, into.completing)
    newest = slices.newest_day(store, number, files.table)
    if newest:
        # Files are all there is of days gone by; what comes after the last of them nobody told yet.
        reached = Cursor(since=date.min, until=datetime.combine(newest, time(23, 59, 59), KST))
        landing.land(store, number, {}, reached)


def _fingerprint(raw: bytes, folder: str, columns: Mapping[str, str]) -> str:
    """What a file is known again by: its content, and what was said about it beside."""
    beside = repr((folder, sorted(columns.items()))) if folder or columns else ""
    return hashlib.sha256(raw + beside.encode()).hexdigest()


def _readings(path: Path, raw: bytes) -> Iterable[Lines]:
    """By what is in it: consoles call a table of text .xls, people call a workbook .csv."""
    office = raw.startswith(_OFFICE_SIGNS) or path.suffix.lower() == ".xlsx"
    return workbook_readings(raw) if office else text_readings(raw)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise DataRejected(
            say("it cannot be opened ({error}).", error=error.strerror or type(error).__name__)
        ) from error
    if len(raw) > _LARGEST:
        raise DataRejected(say("expected at most {limit} bytes, found more.", limit=_LARGEST))
    return raw


def _asked(world: World, path: Path, files: Files, unknown: UnknownHeader) -> DataRejected:
    """Somebody is asked, once and for all files with this header."""
    beside = path.parent / COLUMNS_FILE
    ask_for_columns(beside, unknown.headers, files.columns, translation(world.language))
    return DataRejected(say("{problem} Say in {file} which column is what; it is asked there.",
                            problem=unknown.message, file=beside.name))  # fmt: skip


def _unread(drop: Path, path: Path, problem: Message) -> Message:
    return say(
        "{file} was not read and lies where it was: {problem} docs/tables.md and docs/ads.md say what is understood. "
        "Mend it or take it out of the folder, then run again.",
        file=path.relative_to(drop.parent),
        problem=problem,
    )
