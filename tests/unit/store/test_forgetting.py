"""People taken out of the store: found by their keys, gone from every table, never landed again."""

from datetime import UTC, date, datetime

import pytest

from sheets_bridge.model import Column, Cursor, Kind, Personal, Pull, Table
from sheets_bridge.store import Store, forgetting, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.tables import TABLES as DECLARED

KEY, TEXT = Personal("key"), Kind.TEXT
SALES = Table(
    "sales", key=("account", "shop_no", "code"), day="day",
    columns=(
        Column("account", TEXT, "몰", "Mall"), Column("shop_no", Kind.NUMBER, "번호", "Shop"),
        Column("code", TEXT, "코드", "Code"), Column("day", Kind.DAY, "날짜", "Day"),
        Column("amount", Kind.MONEY, "금액", "Amount"),
        Column("customer_key", TEXT, "고객 키", "Customer key", personal=KEY),
        Column("email_key", TEXT, "이메일 키", "E-mail key", personal=KEY),
        Column("buyer", TEXT, "주문자", "Buyer", personal=Personal("name")),
        Column("receiver_key", TEXT, "수령인 키", "Receiver key", personal=Personal("key", "receiver")),
        Column("receiver", TEXT, "수령인", "Receiver", personal=Personal("name", "receiver")),
    ),
)  # fmt: skip
MEMBERS = Table(
    "members", key=("account", "shop_no", "customer_key"), day="day",
    columns=(
        Column("account", TEXT, "몰", "Mall"), Column("shop_no", Kind.NUMBER, "번호", "Shop"),
        Column("customer_key", TEXT, "고객 키", "Customer key", personal=KEY), Column("day", Kind.DAY, "날짜", "Day"),
    ),
)  # fmt: skip
TABLES = {"sales": SALES, "members": MEMBERS}
PULL, NOW = Pull("mall", 1, "sales", masking="2 operations"), datetime(2026, 1, 2, tzinfo=UTC)
CURSOR = Cursor(date(2026, 1, 1), NOW)


def sale(code, customer=None, email=None, receiver=None):
    people = (customer, email, "홍*동", receiver, "김*솔")
    return ("mall", 1, code, "2026-01-01", 10.0, *people)


ROWS = {
    "sales": [
        sale("1", "ann", "ann@"),
        sale("2", "ann"),
        sale("3", None, "ann@"),
        sale("4", "bob", "bob@", "annphone"),
        sale("5", "bob"),
    ],
    "members": [("mall", 1, "ann", "2026-01-01"), ("mall", 1, "bob", "2026-01-01")],
}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "bridge.db", TABLES) as opened:
        landing.land(opened, landing.pull_id(opened, PULL), ROWS, CURSOR)
        yield opened


def rows(store, table=SALES):
    chosen = Selection(table, (landing.pull_id(store, PULL),), table.columns)
    return {row[2]: row for _, row in selection.rows(store, chosen, selection.wanted(store, chosen))}


def forget(store, *keys):
    found = forgetting.find(store, keys)
    forgetting.forget(store, found, NOW)
    return found


def test_whoever_is_found_by_e_mail_is_followed_by_their_customer_key_through_every_table(store):
    assert forget(store, "ann@").rows == {"sales": 3, "members": 1}
    left = rows(store)
    assert {left[code][5:] for code in "123"} == {(None,) * 5}
    assert {left[code][4] for code in "123"} == {10.0}
    assert (left["4"], left["5"]) == (sale("4", "bob", "bob@", "annphone"), sale("5", "bob"))
    assert set(rows(store, MEMBERS)) == {"bob"}


def test_a_receiver_goes_without_the_one_who_ordered(store):
    forget(store, "annphone")
    assert rows(store)["4"] == ("mall", 1, "4", "2026-01-01", 10.0, "bob", "bob@", "홍*동", None, None)


def test_whoever_is_forgotten_is_landed_without_them_ever_after_and_that_is_no_news(store):
    forget(store, "ann@")
    left, seen = rows(store), selection.latest_version(store)
    assert landing.land(store, landing.pull_id(store, PULL), ROWS) == 0
    assert rows(store) == left
    assert selection.latest_version(store) > seen
    landing.land(store, landing.pull_id(store, PULL), {"sales": [sale("6", "ann", None, "x")]})
    assert rows(store)["6"][5:] == (None,) * 5


def test_only_the_rows_that_spoke_of_them_are_published_anew(store):
    seen = selection.latest_version(store)
    forget(store, "annphone")
    chosen = Selection(SALES, (landing.pull_id(store, PULL),), SALES.columns)
    assert len(selection.changed(store, chosen, seen)) == 1


def test_who_is_in_no_row_yet_is_noted_all_the_same(store):
    assert forget(store, "carl@").rows == {}
    landing.land(store, landing.pull_id(store, PULL), {"sales": [sale("7", "carl", "carl@")]})
    assert rows(store)["7"][5:] == (None,) * 5


def test_no_freed_page_keeps_what_a_row_held(tmp_path):
    path = tmp_path / "bridge.db"
    with Store(path, TABLES) as store:
        number = landing.pull_id(store, PULL)
        for name in ("아무개가나다", "아무개라마바"):
            crowd = [(*sale(str(n), f"key{n}")[:7], f"{name}{n}", None, None) for n in range(500)]
            landing.land(store, number, {"sales": crowd}, CURSOR)
        forget(store, *(f"key{n}" for n in range(500)))
        held = b"".join(file.read_bytes() for file in tmp_path.glob("bridge.db*"))
    assert "아무개".encode() not in held


def test_rows_of_other_masks_go_with_their_cursor_when_the_masks_change(store):
    before = landing.pull_id(store, PULL)
    plain = Pull("mall", 1, "sales", embed=("items",), masking="2 marketer")
    other_shop = landing.pull_id(store, Pull("mall", 2, "sales", masking="2 operations"))
    landing.land(store, other_shop, {"sales": [("mall", 2, *sale("9")[2:])]}, CURSOR)
    now = landing.pull_id(store, plain)
    assert landing.drop_other_masks(store, now) == len(ROWS["sales"]) + len(ROWS["members"])
    assert rows(store) == {}
    assert landing.cursor(store, before) == Cursor()
    assert landing.cursor(store, other_shop) == CURSOR
    assert landing.drop_other_masks(store, now) == 0


def test_pulls_of_the_same_masks_leave_each_other_alone(store):
    same = Pull("mall", 1, "sales", embed=("items",), masking=PULL.masking)
    assert landing.drop_other_masks(store, landing.pull_id(store, same)) == 0
    assert len(rows(store)) == len(ROWS["sales"])


PEOPLED = sorted(table.id for table in DECLARED.values() if forgetting.key_columns(table))


def filled_row(table, number, key):
    """A row with every cell filled, all of whose people are one."""

    def cell(column):
        if column.id in ("account", "shop_no"):
            return {"account": "mall", "shop_no": 1}[column.id]
        if column.personal:
            return key if column.personal.kind == "key" else f"{key}'s {column.id}"
        return number if column.kind in (Kind.NUMBER, Kind.MONEY, Kind.RATIO) else f"2026-01-0{number}"

    return tuple(cell(column) for column in table.columns)


def test_the_tables_that_speak_of_people_are_these():
    assert PEOPLED == ["articles", "coupon_issues", "members", "orders", "refunds", "reviews"]


@pytest.mark.parametrize("name", PEOPLED)
def test_of_every_declared_table_whoever_is_forgotten_goes_alone_and_does_not_come_back(tmp_path, name):
    table, pull = DECLARED[name], Pull("mall", 1, name, masking="2 operations")
    ann, bob = filled_row(table, 1, "ann"), filled_row(table, 2, "bob")
    with Store(tmp_path / "bridge.db", DECLARED) as store:
        number = landing.pull_id(store, pull)
        chosen = Selection(table, (number,), table.columns)
        for again in range(2):
            landing.land(store, number, {name: [ann, bob]}, CURSOR)
            if not again:
                assert forget(store, "ann").rows == {name: 1}
            left = {row for _, row in selection.rows(store, chosen, selection.wanted(store, chosen))}
            assert bob in left
            assert "ann" not in str(left - {bob})
            own = tuple(None if column.personal else cell for column, cell in zip(table.columns, ann, strict=True))
            assert left - {bob} == (set() if name == "members" else {own})
