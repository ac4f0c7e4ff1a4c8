"""Rows out of the records of a declared list. Pure; personal data is masked here, before it rests."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sheets_bridge import day_plan, values
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Row, Table, Value
from sheets_bridge.normalizing import MakeRow, compiled, read_all
from sheets_bridge.source import Normalize, Rows
from sheets_bridge.sources.cafe24.declared import Embedded, Listing
from sheets_bridge.sources.cafe24.history import PROVISIONAL_DAYS


def customer_key(pull: Pull, masks: Masks, record: Record) -> str | None:
    """The key of the member a record names."""
    return masks.customer_key(pull.account, values.text(record.get("member_id")) or "")


def normalizer(listing: Listing, pull: Pull, masks: Masks, now: datetime) -> Normalize:
    """The normalizer of a pull: a record → its row and the rows of the lists inside of it.

    It raises ValueError or TypeError naming the field that cannot be read.
    """
    table, status = listing.table, listing.table.status
    make = compiled(table, ("account", "shop_no", *([status] if status else ()), *_others(listing)), listing.fields)
    others = _reading_others(listing, pull, masks)
    day = table.position(table.day) if table.day else 0
    inner = [_Inner(one, table) for one in listing.embedded]
    counted, missed = listing.counted, day_plan.partly(now)

    def rows(record: Record) -> Rows:
        if values.integer(record.get("shop_no")) not in (pull.shop_no, None):
            raise ValueError("shop_no")
        found = others(record)
        row = make(record, [pull.account, pull.shop_no, *([None] if status else ()), *found])
        if status:
            known = all(record.get(name) not in (None, "") for name in counted)
            row = _with(
                row, table.position(status), day_plan.settled(str(row[day]), now, PROVISIONAL_DAYS) if known else missed
            )
        return {table.id: [row], **{one.of.table.id: one.rows(record, row) for one in inner}}

    return rows


def _others(listing: Listing) -> Sequence[str]:
    """The columns that are not read field by field."""
    return (*listing.masked, *listing.made)


def _reading_others(listing: Listing, pull: Pull, masks: Masks) -> Callable[[Record], list[Value]]:
    """The values of `_others`, in their order."""
    raw = {column: (values.text, name) for column, name in listing.masked.items()}
    kept_back = listing.kept_back - set(pull.embed or ())
    worn = [_nothing if column in kept_back else mask
            for column, mask in zip(raw, masks.of(listing.table, list(raw)), strict=True)]  # fmt: skip

    def read(record: Record) -> list[Value]:
        people = [mask(text) for mask, text in zip(worn, _texts(read_all(raw, record)), strict=True)]
        return [*people, *(make(pull, masks, record) for make in listing.made.values())]

    return read


def _nothing(_text: str | None) -> None:
    """What was not asked for."""


def _texts(found: Sequence[Value]) -> list[str | None]:
    return [None if one is None else str(one) for one in found]


def _with(row: Row, place: int, value: Value) -> Row:
    return (*row[:place], value, *row[place + 1 :])


class _Inner:
    """The compiled normalizer of a list inside of a record."""

    def __init__(self, of: Embedded, outer: Table) -> None:
        self.of = of
        self._make: MakeRow = compiled(of.table, ("account", "shop_no", *of.own), of.fields)
        self._places = [outer.position(column) for column in ("account", "shop_no", *of.own)]

    def rows(self, record: Record, row: Sequence[Value]) -> list[tuple[Value, ...]]:
        """Its rows. Raises: TypeError where it is no list of objects."""
        found: Any = record.get(self.of.name) or ()
        if not isinstance(found, list | tuple) or not all(isinstance(one, dict) for one in found):
            raise TypeError(self.of.name)
        own = [row[place] for place in self._places]
        return [self._make(one, own) for one in found]
