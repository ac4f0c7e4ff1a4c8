"""`forget`: a person leaves the store and the sheet, is not brought back, and is named nowhere."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from system_mall import ORDERS, Mall, Told, opened
from system_people import People, people, places, shows_everything, shows_people
from system_sheet import Sheet

from sheets_bridge.tables import TABLES

BUYER = (
    "columns: [order_id, order_date, order_status_name, payment_amount, customer_key, buyer_name, receiver_cellphone]"
)


@pytest.fixture
def shown(mall: Mall) -> Mall:
    """A mall whose sheet shows the people behind its orders, masked, after its first run."""
    shows_people(mall, "privacy: {profile: operations}", BUYER)
    mall.ran()
    return mall


def forget(mall: Mall, *words: str, typed: str = "") -> Told:
    told = mall.command("forget", "--json", *words, typed=typed)
    assert told.exit_code == 0, told.text
    return told


def of(mall: Mall, sheet: Sheet, order_ids: set[str]) -> list[dict]:
    return [row for row in sheet.records(ORDERS) if row["주문번호"] in order_ids]


def one_with_orders(mall: Mall):
    """A member and the numbers of all orders they placed."""
    return next((person, ids) for person, ids in people(mall).placed() if person.member_id and len(ids) > 0)


def test_whoever_is_forgotten_by_e_mail_is_gone_from_sheet_and_store_and_stays_gone(shown: Mall, sheet: Sheet) -> None:
    person, ids = one_with_orders(shown)
    before = of(shown, sheet, ids)
    assert all(row["고객 키"] and row["주문자"] for row in before)
    told = forget(shown, "--email", typed=f"{person.email}\n")
    assert told.json["rows"]["orders"] >= len(ids)
    assert told.json["run"]["verified"]
    for _ in range(2):
        after = of(shown, sheet, ids)
        assert [row["결제금액"] for row in after] == [row["결제금액"] for row in before]
        assert {row[name] for row in after for name in ("고객 키", "주문자", "수령인 휴대전화")} == {""}
        # The weekly re-read reads the same orders again.
        shown.advance(days=8)
        shown.ran("--since", "2026-10-20")
    with closing(sqlite3.connect(shown.folder / "state" / "bridge.db")) as store:
        kept = {
            key for row in store.execute("SELECT customer_key, email_key, cellphone_key FROM orders") for key in row
        }
    assert not kept & {row["고객 키"] for row in before}


def test_others_stay_as_they_were(shown: Mall, sheet: Sheet) -> None:
    person, _ids = one_with_orders(shown)
    others = [row for row in sheet.records(ORDERS) if row["주문번호"] not in people(shown).touched_by(person)]
    forget(shown, "--email", person.email)
    now = {row["주문번호"]: row for row in sheet.records(ORDERS)}
    assert others
    assert [now[row["주문번호"]] for row in others] == others


def test_whoever_is_forgotten_by_phone_is_gone_as_receiver_too(shown: Mall, sheet: Sheet) -> None:
    person, order_id = next(people(shown).received_from_others())
    (before,) = of(shown, sheet, {order_id})
    forget(shown, "--phone", person.cellphone.replace("-", " "))
    (after,) = of(shown, sheet, {order_id})
    assert (before["수령인 휴대전화"], after["수령인 휴대전화"]) == (person.cellphone[:-4] + "****", "")
    assert (after["주문자"], after["고객 키"]) == (before["주문자"], before["고객 키"])


@pytest.mark.parametrize("by", ["phone", "email", "member"])
def test_by_default_the_mall_is_asked_who_that_is_and_the_member_forgotten(filled: Mall, sheet: Sheet, by: str) -> None:
    person, ids = one_with_orders(filled)
    others = [row for row in sheet.records(ORDERS) if row["주문번호"] not in people(filled).touched_by(person)]
    assert all(row["고객 키"] for row in of(filled, sheet, ids))
    value = {"phone": person.cellphone.replace("-", ""), "email": person.email, "member": person.member_id}[by]
    assert forget(filled, f"--{by}", value).json["rows"]["orders"] >= len(ids)
    assert {row["고객 키"] for row in of(filled, sheet, ids)} == {""}
    now = {row["주문번호"]: row for row in sheet.records(ORDERS)}
    assert [now[row["주문번호"]] for row in others] == others


def test_where_the_mall_cannot_be_asked_the_rows_here_go_and_it_is_said(filled: Mall, sheet: Sheet) -> None:
    person, ids = one_with_orders(filled)
    filled.fault("*/admin/orders", action="status", status=403, times=1)
    told = filled.command("forget", "--json", "--email", person.email)
    assert told.exit_code == 77
    assert "--member" in told.text
    assert {row["고객 키"] for row in of(filled, sheet, ids)} == {""}


def test_a_dry_run_counts_and_changes_nothing(shown: Mall, sheet: Sheet) -> None:
    person, ids = one_with_orders(shown)
    before = sheet.values(ORDERS)
    told = forget(shown, "--dry-run", "--email", person.email)
    assert told.json == {"dry_run": True, "rows": told.json["rows"], "total": told.json["total"], "exit_code": 0,
                         "run": None}  # fmt: skip
    assert told.json["rows"]["orders"] >= len(ids)
    assert sheet.values(ORDERS) == before
    assert forget(shown, "--dry-run", "--email", person.email).json == told.json


def test_what_was_typed_is_said_nowhere(shown: Mall) -> None:
    person, _ = one_with_orders(shown)
    told = shown.process("forget", "--json", "--email", typed=f"{person.email}\n")
    assert told.exit_code == 0, told.text
    written = b"".join(file.read_bytes() for file in (shown.folder / "state").rglob("*") if file.is_file())
    assert person.email not in told.text + json.dumps(told.json)
    assert person.email.encode() not in written


def test_who_names_nobody_or_two_is_told_how(mall: Mall) -> None:
    for words in ((), ("--phone", "010-0000-0001", "--email", "a@b.example")):
        told = mall.command("forget", *words)
        assert (told.exit_code, "--phone, --email, --member 중 하나만" in told.text) == (2, True)
    told = mall.command("forget", "--email", "nobody")
    assert (told.exit_code, "--email 값으로 볼 수 없습니다" in told.text) == (78, True)
    assert "nobody" not in told.text.replace("a@b.example", "")


PEOPLED = ("members", "coupon_issues", "reviews", "articles", "refunds")
AGE = {"days": 20, "orders_per_day": 12}


@pytest.fixture
def peopled(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall whose members, reviews and coupon issues stand on tabs, after its first run."""
    mall = opened(tmp_path / "work", **AGE)
    shows_everything(mall, only=PEOPLED)
    mall.connect()
    mall.ran()
    yield mall
    mall.close()
    assert mall.leaks() == []


@pytest.mark.long
@pytest.mark.parametrize("by", ["phone", "email"])
def test_a_member_leaves_every_table_and_does_not_come_back(peopled: Mall, by: str) -> None:
    sheet, writer = Sheet(peopled), People(peopled, **AGE).wrote()[0]
    before = {title: sheet.records(title) for title in PEOPLED}
    told = forget(peopled, f"--{by}", {"phone": writer.cellphone, "email": writer.email}[by])
    rows = told.json["rows"]
    assert rows["members"] == 1
    assert rows.get("reviews", 0) + rows.get("articles", 0) > 0
    (gone,) = {row["고객 키"] for row in before["members"]} - {row["고객 키"] for row in sheet.records("members")}
    for _ in range(2):
        for title in PEOPLED:
            left = [{**row, "고객 키": ""} if row["고객 키"] == gone else row for row in before[title]]
            if title == "members":
                left = [row for row in left if row["고객 키"]]
            now = {tuple(row.values()) for row in sheet.records(title)}
            assert {tuple(row.values()) for row in left} <= now, title
        told_in = places(peopled, sheet)
        assert not any(gone.encode() in told_in[place] for place in ("the spreadsheet", "what was said"))
        with closing(sqlite3.connect(peopled.folder / "state" / "bridge.db")) as store:
            assert [
                table for table in PEOPLED for row in store.execute(f'SELECT * FROM "{table}"') if gone in row
            ] == []
        # The weekly re-read reads them all again.
        before = {title: sheet.records(title) for title in PEOPLED}
        peopled.ran("--since", "2026-10-01")


def test_the_masked_columns_are_declared_where_forget_looks() -> None:
    people_in = {table: [column.id for column in TABLES[table].columns if column.personal] for table in TABLES}
    assert {"customer_key", "buyer_name", "receiver_area", "email_key"} <= set(people_in["orders"])
    assert all("customer_key" in people_in[table] for table in PEOPLED)


def test_what_peoples_own_queries_made_of_somebody_goes_too(mall: Mall, sheet: Sheet) -> None:
    (mall.folder / "reports").mkdir()
    (mall.folder / "reports" / "buyers.sql").write_text(
        "SELECT customer_key AS 누구, COUNT(*) AS 주문수 FROM orders WHERE customer_key IS NOT NULL GROUP BY 1", "utf-8"
    )
    mark = "      RAW_방문: {table: visitors}\n"
    mall.edit(mark, mark + "      고객별: {table: buyers}\n")
    mall.ran()
    person, ids = one_with_orders(mall)
    keys = {row["고객 키"] for row in of(mall, sheet, ids)}
    assert keys <= {row["누구"] for row in sheet.records("고객별")}
    forget(mall, "--member", person.member_id)
    left = {row["누구"] for row in sheet.records("고객별")}
    assert left
    assert not keys & left
    with closing(sqlite3.connect(mall.folder / "state" / "bridge.db")) as store:
        assert not keys & {key for (key,) in store.execute("SELECT 누구 FROM buyers")}
