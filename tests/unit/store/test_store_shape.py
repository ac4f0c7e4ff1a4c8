"""A table described otherwise keeps what fits, and begins anew where its key or the kind of a column is another."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sheets_bridge.model import KST, Column, Cursor, Kind, Pull, Table
from sheets_bridge.store import Store, landing

OWN = Table(
    id="own",
    key=("account", "shop_no", "code"),
    columns=(
        Column("account", Kind.TEXT, "몰", "Mall"),
        Column("shop_no", Kind.NUMBER, "번호", "No."),
        Column("code", Kind.TEXT, "코드", "Code"),
        Column("name", Kind.TEXT, "이름", "Name"),
    ),
)
OTHER = replace(OWN, id="other")
PULL = Pull("mall", 1, "own", shape="first")
CURSOR = Cursor(date(2026, 1, 1), datetime(2026, 2, 1, tzinfo=KST))
MORE = Column("more", Kind.MONEY, "더", "More")


def landed(folder) -> None:
    """One row of each of two tables, with its cursor."""
    with Store(folder / "bridge.db", {"own": OWN, "other": OTHER}) as store:
        for table in ("own", "other"):
            pull = landing.pull_id(store, replace(PULL, stream=table))
            landing.land(store, pull, {table: [("mall", 1, "a", "one")]}, CURSOR)


def stands(folder, table: Table) -> tuple[int, Cursor]:
    """How many rows stand after the table is described like this, and how far its pull is."""
    with Store(folder / "bridge.db", {"own": table, "other": OTHER}) as store:
        assert store.one("SELECT count(*) FROM other") == (1,)
        assert landing.cursor(store, landing.pull_id(store, replace(PULL, stream="other"))) == CURSOR
        found = store.one("SELECT count(*) FROM own")
        assert found is not None
        return found[0], landing.cursor(store, landing.pull_id(store, PULL))


@pytest.mark.parametrize(
    "table",
    [
        replace(OWN, columns=(*OWN.columns, MORE)),
        replace(OWN, columns=OWN.columns[:3]),
        replace(OWN, columns=(*OWN.columns[:3], replace(OWN.columns[3], ko="다른 이름"))),
    ],
    ids=["a column more", "a column less", "another label"],
)
def test_what_fits_stays(tmp_path, table):
    landed(tmp_path)
    assert stands(tmp_path, table) == (1, CURSOR)


@pytest.mark.parametrize(
    "table",
    [
        replace(OWN, key=(*OWN.key, "name")),
        replace(OWN, key=("account", "shop_no", "name")),
        replace(OWN, columns=(*OWN.columns[:3], replace(OWN.columns[3], kind=Kind.MONEY))),
    ],
    ids=["a key of two", "another key", "another kind"],
)
def test_what_does_not_fit_begins_anew_with_its_cursor_at_the_beginning(tmp_path, table):
    landed(tmp_path)
    assert stands(tmp_path, table) == (0, Cursor())
    # And only once: as it is described now it stays.
    assert stands(tmp_path, table) == (0, Cursor())


def test_another_description_is_another_pull_and_one_without_is_what_it_always_was(tmp_path):
    with Store(tmp_path / "bridge.db", {"own": OWN}) as store:
        numbers = [landing.pull_id(store, replace(PULL, shape=shape)) for shape in ("first", "second", "")]
        assert len(set(numbers)) == 3
        kept = [row[0] for row in store.query("SELECT options FROM pulls ORDER BY id")]
    assert kept[2] == "[1, [], null, []]"
