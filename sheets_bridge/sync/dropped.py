"""Files that people dropped in: each read once into the table of its stream, and left where it lies."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import BridgeError, DataRejected
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST
from sheets_bridge.source import Files, Shop
from sheets_bridge.store import landing, life
from sheets_bridge.sync.world import World

_log = logging.getLogger(__name__)

_TEXT, _OFFICE = (".csv", ".tsv", ".txt"), (".xls", ".xlsx")
_LARGEST = 5_000_000
_READ = "file {pull} {content}"


def land_dropped(world: World, use: StreamUse, shops: Sequence[Shop]) -> list[BridgeError]:
    """Read the new files of a stream; what could not be understood, each with what was expected and found.

    `drop/` holds the files of the only account that takes any, `drop/<account>/` those of an account's first shop,
    `drop/<account>/<shop>/` those of a shop.
    """
    files = world.accounts[use.account].source.streams[use.stream].files
    if files is None or world.drop is None or not shops:
        return []
    errors: list[BridgeError] = []
    for path, shop in _lying(world, world.drop, use, shops):
        try:
            _land_file(world, use, shop, files, path)
        except DataRejected as error:
            errors.append(DataRejected(_unread(world.drop, path, error.message)))
    return errors


def _lying(world: World, drop: Path, use: StreamUse, shops: Sequence[Shop]) -> list[tuple[Path, Shop | None]]:
    """The files with their shop, the oldest first: of two that tell of a day the newer one has the last word."""
    taking = [name for name, one in world.accounts.items() if any(s.files for s in one.source.streams.values())]
    own, first = drop / use.account, min(shops, key=lambda shop: shop.shop_no)
    folders: dict[Path, Shop | None] = {drop: first if len(taking) == 1 else None, own: first}
    folders.update({own / str(shop.shop_no): shop for shop in shops})
    found = [(path, shop) for folder, shop in folders.items() for path in folder.glob("*") if _is_meant(path)]
    return sorted(found, key=lambda one: _age(one[0]))


def _is_meant(path: Path) -> bool:
    return path.suffix.lower() in _TEXT + _OFFICE and not path.name.startswith((".", "~")) and path.is_file()


def _age(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:  # It was taken away this moment; whoever opens it says so.
        return 0.0, path.name


def _land_file(world: World, use: StreamUse, shop: Shop | None, files: Files, path: Path) -> None:
    """Raises: DataRejected."""
    if shop is None:
        own = Path(path.parent.name) / use.account
        raise DataRejected(say("of which mall? Move it into {folder} if it is of that one.", folder=own))
    pull = use.pull(shop.shop_no)
    number, raw = landing.pull_id(world.store, pull), _content(path)
    mark = _READ.format(pull=number, content=hashlib.sha256(raw).hexdigest())
    if life.sign(world.store, mark):
        return
    now = world.clock().astimezone(KST)
    told = files.read(pull, raw, now)
    standing = landing.standing(world.store, number, files.table)
    key = files.table.key_of
    settled = [files.settle(old, row) if (old := standing.get(key(row))) else row for row in told]
    landing.land(world.store, number, {files.table.id: settled})
    life.beat(world.store, mark, now, {"rows": len(told)})
    done = say("{file}: {count} days of {pull} were read from it.", file=path.name, count=len(told), pull=pull.name)
    _log.info("%s", done)


def _content(path: Path) -> bytes:
    if path.suffix.lower() in _OFFICE:
        raise DataRejected(say("expected CSV, found an Excel file. Save it as CSV UTF-8."))
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


def _unread(drop: Path, path: Path, problem: Message) -> Message:
    return say(
        "{file} was not read and lies where it was: {problem} docs/tables.md says what is understood. Mend it or take "
        "it out of the folder, then run again.",
        file=path.relative_to(drop.parent),
        problem=problem,
    )
