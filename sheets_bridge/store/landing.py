"""Rows in: upserted by key, versioned where they differ, in one transaction with the cursor that claims them."""

import json
import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from sqlite3 import Connection
from typing import Any

from sheets_bridge.masking.forgetting import eraser
from sheets_bridge.model import Cursor, Pull, Row, Table, Value, Window
from sheets_bridge.store.database import Store

_FORMAT = 1
"""Of a pull's options."""

_ID_BYTES = 12
"""96 bits: two of ten million rows collide with a chance of 10^-15."""

_MARSHAL = 2
"""The last format without references between values: equal rows give equal bytes, on every Python."""

Rows = Mapping[str, Sequence[Row]]


def pull_id(store: Store, pull: Pull) -> int:
    """The store's number of a pull; a pull never seen gets one."""
    named = (pull.account, pull.shop_no, pull.stream, _options(pull))
    find = "SELECT id FROM pulls WHERE account = ? AND shop_no = ? AND stream = ? AND options = ?"
    found = store.one(find, named)
    if found:
        return int(found[0])
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO pulls (account, shop_no, stream, options) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", named
        )
        return int(connection.execute(find, named).fetchone()[0])


def pulls_by_shop(store: Store, pull: Pull) -> Mapping[int, int]:
    """Shop number → number of the pull that is like `pull` but for the shop; only pulls that ever ran."""
    sql = "SELECT shop_no, id FROM pulls WHERE account = ? AND stream = ? AND options = ? ORDER BY shop_no"
    return dict(store.query(sql, (pull.account, pull.stream, _options(pull))))


def has_siblings(store: Store, pull: int) -> bool:
    """Whether the same stream and shop was pulled before with other fields, embed, filter or masks."""
    sql = (
        "SELECT 1 FROM pulls AS other JOIN pulls AS this USING (account, shop_no, stream) "
        "WHERE this.id = ? AND other.id <> this.id AND other.cursor <> '{}'"
    )
    return store.one(sql, (pull,)) is not None


def drop_other_masks(store: Store, pull: int) -> int:
    """Throw away what the same stream and shop landed under other masks, which nobody is shown any more; how many rows.

    Their cursors go back to the beginning: whoever returns to those masks reads again.
    """
    masked = "json_extract({name}.options, '$[4]')"
    others = (
        "SELECT other.id FROM pulls AS other JOIN pulls AS this USING (account, shop_no, stream) WHERE this.id = ? AND "
        f"{masked.format(name='other')} IS NOT {masked.format(name='this')}"
    )
    found = [number for (number,) in store.query(others, (pull,))]
    if not found:
        return 0
    store.query_now("PRAGMA secure_delete = ON")
    with store.transaction() as connection:
        listed, before = ", ".join(map(str, found)), connection.total_changes
        for table in store.tables.values():
            connection.execute(f'DELETE FROM "{table.id}" WHERE pull IN ({listed})')
        dropped = connection.total_changes - before
        connection.execute(f"UPDATE pulls SET cursor = '{{}}' WHERE id IN ({listed})")
    store.query_now("PRAGMA wal_checkpoint(TRUNCATE)")
    return dropped


def drop(store: Store, pull: int) -> None:
    """Throw a pull away with all its rows. Raises: StateError."""
    with store.transaction() as connection:
        for table in store.tables.values():
            connection.execute(f'DELETE FROM "{table.id}" WHERE pull = ?', (pull,))
        connection.execute("DELETE FROM quarantine WHERE pull = ?", (pull,))
        connection.execute("DELETE FROM pulls WHERE id = ?", (pull,))


def accounts(store: Store) -> Sequence[str]:
    """The accounts that anything was ever pulled of."""
    # What people typed on a tab is a pull of no account.
    sql = "SELECT DISTINCT account FROM pulls WHERE account <> '' ORDER BY account"
    return [account for (account,) in store.query(sql)]


def reaches_back(store: Store, account: str, stream: str) -> Mapping[int, date]:
    """Shop number → the first day that has landed of a stream."""
    sql = (
        "SELECT shop_no, MIN(json_extract(cursor, '$.since')) FROM pulls WHERE account = ? AND stream = ? "
        "AND json_extract(cursor, '$.since') IS NOT NULL GROUP BY shop_no"
    )
    return {shop_no: date.fromisoformat(since) for shop_no, since in store.query(sql, (account, stream))}


def any_rows(store: Store) -> bool:
    """Whether anything ever landed."""
    return store.one("SELECT 1 FROM pulls WHERE cursor <> '{}'") is not None


def cursor(store: Store, pull: int) -> Cursor:
    """Up to where a pull is complete."""
    row = store.one("SELECT cursor FROM pulls WHERE id = ?", (pull,))
    kept: dict[str, str] = json.loads(row[0]) if row else {}
    read: dict[str, Any] = {
        name: datetime.fromisoformat(text) if name == "until" else date.fromisoformat(text)
        for name, text in kept.items()
    }
    return Cursor(**read)


@dataclass
class Slice:
    """What a reading that reads all there is has read so far. `window` is None for a table without days."""

    tables: Sequence[Table]
    window: Window
    read: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Table id → the ids of its rows."""

    def noting(self, table: Table, kept: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows on their way, each noted."""
        seen = self.read[table.id]
        for row in kept:
            seen.add(row[1])
            yield row


def land(
    store: Store,
    pull: int,
    rows: Rows,
    then: Cursor | None = None,
    slice_: Slice | None = None,
    *,
    is_last: bool = False,
) -> int:
    """Upsert `rows` (table id → rows) and move the cursor, all or nothing. Returns how many rows were new or differed.

    With the last page of a `slice_` the rows of its days that it did not read leave, and count as rows that differed.
    Raises: StateError.
    """
    store.reached("store.landing")
    changed = 0
    with store.transaction() as connection:
        version, forgotten = next_version(connection), _forgotten(connection)
        for table_id, made in rows.items():
            before = connection.total_changes
            table = store.tables[table_id]
            put(connection, table, pull, version, _without(forgotten, table, made), slice_)
            _unmark(connection, pull, table, made)
            changed += connection.total_changes - before
        if slice_ and is_last:
            changed += sum(_sweep(connection, pull, table, slice_) for table in slice_.tables)
        if then is not None:
            connection.execute("UPDATE pulls SET cursor = ? WHERE id = ?", (_kept(then), pull))
        store.reached("store.landed")
    store.reached("store.committed")
    return changed


def _sweep(connection: Any, pull: int, table: Table, slice_: Slice) -> int:
    """Take the rows of a slice out that its reading did not read; how many there were."""
    stands = f'SELECT id, place FROM "{table.id}" WHERE pull = ?'
    asked: list[Any] = [pull]
    if table.day:
        stands += f' AND "{table.day}" BETWEEN ? AND ?'
        asked += [slice_.window.first.isoformat(), slice_.window.last.isoformat()]
    read = slice_.read[table.id]
    gone = [(place,) for id_, place in connection.execute(stands, asked) if id_ not in read]
    connection.executemany(f'DELETE FROM "{table.id}" WHERE place = ?', gone)
    return len(gone)


def put(
    connection: Connection,
    table: Table,
    pull: int,
    version: int,
    rows: Iterable[Row],
    slice_: Slice | None = None,
) -> None:
    """Upsert rows in the caller's transaction, noting them in a slice; equal rows are left alone."""
    kept = _kept_rows(table, pull, version, rows)
    connection.executemany(_insert(table) + _or_update(table), slice_.noting(table, kept) if slice_ else kept)


def _unmark(connection: Any, pull: int, table: Table, rows: Sequence[Row]) -> None:
    """Of days that have rows now, take out the row that said 미수집 where it could name nothing: its key is blank."""
    named = [column for column in table.vendor_key if column != table.day]
    if table.status and table.day and named:
        blank = " OR ".join(f'"{column}" IS NULL' for column in named)
        days = {row[table.position(table.day)] for row in rows}
        gone = f'DELETE FROM "{table.id}" WHERE pull = ? AND "{table.day}" = ? AND ({blank})'
        connection.executemany(gone, [(pull, day) for day in days])


def fill(store: Store, pull: int, table: Table, rows: Iterable[Row]) -> None:
    """Land rows of a day table only for days that have none yet: those that could not be collected."""
    day = -len(table.columns) + table.position(table.day or "")
    insert = _insert(table, unless=f'SELECT 1 FROM "{table.id}" WHERE pull = ? AND "{table.day}" = ?')
    with store.transaction() as connection:
        kept_rows = _kept_rows(table, pull, next_version(connection), rows)
        connection.executemany(insert, ((*kept, pull, kept[day]) for kept in kept_rows))


def standing(store: Store, pull: int, table: Table) -> Mapping[tuple[Value, ...], Row]:
    """The rows of a pull in a table, by their key."""
    names = ", ".join(f'"{column.id}"' for column in table.columns)
    rows = store.query(f'SELECT {names} FROM "{table.id}" WHERE pull = ?', (pull,))
    return {table.key_of(row): row for row in rows}


def quarantine(store: Store, pull: int, key: str, reason: str, at: datetime) -> None:
    """Note a record that could not be taken: its key and the field's name, never its content. Kept 14 days."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO quarantine VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at",
            (pull, key, reason, at.isoformat()),
        )
        connection.execute("DELETE FROM quarantine WHERE julianday(at) < julianday(?) - 14", (at.isoformat(),))


def _options(pull: Pull) -> str:
    embed = None if pull.embed is None else sorted(pull.embed)
    more = [pull.masking, pull.shape] if pull.shape else [pull.masking] if pull.masking else []
    return json.dumps([_FORMAT, sorted(pull.fields), embed, sorted(pull.filter), *more])


def _forgotten(connection: Connection) -> frozenset[str]:
    """Read in the transaction of the landing: a run that had begun before somebody was forgotten brings nobody back."""
    return frozenset(key for (key,) in connection.execute("SELECT key FROM forgotten"))


def _without(forgotten: frozenset[str], table: Table, rows: Iterable[Row]) -> Iterable[Row]:
    erase = eraser(table, forgotten) if forgotten else None
    return rows if erase is None else (kept for row in rows if (kept := erase(row)) is not None)


def _insert(table: Table, *, unless: str = "") -> str:
    names = [f'"{column.id}"' for column in table.columns]
    values = ", ".join("?" * (len(names) + 4))
    source = f"SELECT {values} WHERE NOT EXISTS ({unless})" if unless else f"VALUES ({values})"
    return f'INSERT INTO "{table.id}" (pull, id, version, hash, {", ".join(names)}) {source}'


def _or_update(table: Table) -> str:
    """The rest of an upsert that leaves equal rows alone."""
    key = ", ".join(["pull", *(f'"{name}"' for name in table.vendor_key)])
    values = ", ".join(f'"{column.id}" = excluded."{column.id}"' for column in table.columns)
    return (
        f" ON CONFLICT ({key}) DO UPDATE SET version = excluded.version, hash = excluded.hash, {values} "
        "WHERE hash IS NOT excluded.hash"
    )


def _kept_rows(table: Table, pull: int, version: int, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Rows as they are kept: with their id, the hash of their key, and the hash of their content."""
    places = [table.position(column) for column in table.key]
    for row in rows:
        key = "\x1f".join([str(row[place]) for place in places])
        content = blake2b(marshal.dumps(row, _MARSHAL), digest_size=_ID_BYTES).digest()
        yield (pull, blake2b(key.encode(), digest_size=_ID_BYTES).hexdigest(), version, content, *row)


def next_version(connection: Connection) -> int:
    """A version above all there are."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
    return int(connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0])


def _kept(then: Cursor) -> str:
    return json.dumps({name: value.isoformat() for name, value in asdict(then).items() if value is not None})
