"""Rows of ads completed by the settings of their account, and again where settings or names have changed since."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sheets_bridge.ads import Names, Product, Settings
from sheets_bridge.model import KST, Row, Table
from sheets_bridge.source import Stream
from sheets_bridge.store import life, rewriting
from sheets_bridge.sync.typed_pulls import all_rows
from sheets_bridge.sync.world import Connected, World
from sheets_bridge.tables import AD_PRODUCT_MAP

_COMPLETED = "completed {pull}"
"""The life sign that says by which settings the rows of a pull were completed last."""
_THINGS = ("campaign", "adgroup", "ad")


@dataclass(frozen=True)
class Completing:
    """How the rows of one pull are completed."""

    stream: Stream
    number: int
    settings: Settings = field(default_factory=Settings)

    def of(self, table: Table) -> Callable[[Row], Row] | None:
        """What completes the rows of a table; None where they come complete."""
        return self.stream.derive(table, self.settings) if self.stream.derive else None


def completing(world: World, connected: Connected, stream: Stream, number: int, account_name: str) -> Completing:
    """How the rows of a pull are completed. Rows that other settings completed are completed again first."""
    if stream.derive is None:
        return Completing(stream, number)
    named = [table for table in stream.tables if any(column.id == "account_name" for column in table.columns)]
    known = account_name or rewriting.any_value(world.store, named, number, "account_name")
    by = Completing(stream, number, replace(connected.settings, account_name=known or None, products=_products(world)))
    sign, digest = _COMPLETED.format(pull=number), hashlib.sha256(repr(by.settings).encode()).hexdigest()
    told = life.sign(world.store, sign)
    if told is None or told.told != {"by": digest}:
        _again(world, by)
        life.beat(world.store, sign, world.clock().astimezone(KST), {"by": digest})
    return by


def rename(world: World, by: Completing) -> None:
    """Give rows that stand the names that their newest days have: media call a campaign on all days what it is called
    now."""
    if by.stream.derive is None:
        return
    for table in by.stream.tables:
        ids = {column.id for column in table.columns}
        things = [thing for thing in _THINGS if f"{thing}_name" in ids]
        told = {thing: rewriting.newest_names(world.store, table, by.number, f"{thing}_id", f"{thing}_name")
                for thing in things}  # fmt: skip
        names = Names(**{f"{thing}s": found for thing, found in told.items()})
        complete = by.stream.derive(table, replace(by.settings, names=names))
        only = {f"{thing}_id": list(found) for thing, found in told.items()}
        rewriting.rewrite(world.store, by.number, table, complete, only)


def _products(world: World) -> tuple[Product, ...]:
    """Which product an ad is, as people typed it."""
    at = [AD_PRODUCT_MAP.position(name) for name in ("medium", "campaign", "campaign_type", "ad_product")]
    lines = all_rows(world, AD_PRODUCT_MAP.id)
    return tuple(sorted(Product(*(str(row[place] or "") for place in at)) for row in lines))


def _again(world: World, by: Completing) -> None:
    for table in by.stream.tables:
        if complete := by.of(table):
            rewriting.rewrite(world.store, by.number, table, complete)
