"""Nobody's name, phone, e-mail or address is found in any cell, file, log or word, unless somebody asked for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from system_mall import ORDERS, Mall, opened
from system_people import People, found, seeded_everywhere, shows_everything, shows_people
from system_sheet import Sheet

from sheets_bridge.sources.cafe24 import SOURCE

DAYS, ORDERS_A_DAY = 20, 12
COLUMNS = ("columns: [order_id, order_date, customer_key, buyer_name, buyer_email, buyer_cellphone, receiver_name, "
           "receiver_cellphone, receiver_area]")  # fmt: skip
LOG = "log: {file: state/logs/bridge.log, json: true}"


@pytest.fixture
def busy_mall(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall with some hundred people in it, connected."""
    mall = opened(tmp_path / "work", days=DAYS, orders_per_day=ORDERS_A_DAY)
    mall.connect()
    yield mall
    mall.close()
    assert mall.leaks() == []


def seeded(mall: Mall) -> dict[str, set[str]]:
    return People(mall, DAYS, ORDERS_A_DAY).seeded()


def lived(mall: Mall) -> None:
    """What an installation goes through: runs, an answer nobody can read, days passing, every command that tells."""
    mall.ran()
    mall.fault("*/admin/orders", action="cut")
    mall.advance(days=3)
    mall.run("--heal")
    mall.lift_faults()
    mall.ran("--heal")
    asked_everything(mall)


def asked_everything(mall: Mall) -> None:
    """Every command that tells."""
    for words in (("status", "--json"), ("jobs",), ("doctor", "--json", "--bundle", str(mall.folder / "report.zip"))):
        mall.command(*words)


def test_by_default_nobody_is_found_anywhere(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    assert min(len(words) for words in people.values()) > 2
    lived(busy_mall)
    assert sheet.records(ORDERS)
    assert found(busy_mall, sheet, people) == {}


def test_by_default_nobody_is_found_even_where_the_mall_was_asked_for_its_people(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    shows_people(busy_mall, LOG, "columns: [order_id, order_date, customer_key, receiver_area]")
    lived(busy_mall)
    assert {row["배송 지역"][-1:] for row in sheet.records(ORDERS)} <= {"시", "도", ""}
    assert found(busy_mall, sheet, people) == {}


@pytest.fixture
def whole_mall(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall of which every declared stream is pulled and shown, with all that it can be asked for; connected."""
    mall = opened(tmp_path / "work", days=8, orders_per_day=8)
    shows_everything(mall, LOG)
    assert mall.connect().exit_code == 0
    yield mall
    mall.close()
    assert mall.leaks() == []


@pytest.mark.long
def test_by_default_nobody_is_found_anywhere_whatever_is_pulled_and_shown(whole_mall: Mall) -> None:
    sheet = Sheet(whole_mall)
    whole_mall.fault("*/admin/refunds", action="cut")
    whole_mall.run()
    whole_mall.lift_faults()
    whole_mall.ran("--heal")
    asked_everything(whole_mall)
    tables = {table.id for stream in SOURCE.streams.values() for table in stream.tables}
    shown = {title for title in sheet.properties() if title in tables and sheet.records(title)}
    assert shown == tables - {"orders", "order_items"}
    people = seeded_everywhere(whole_mall)
    assert {kind: len(words) > 3 for kind, words in people.items()} == dict.fromkeys(people, True)
    assert found(whole_mall, sheet, people) == {}


def test_for_operations_people_are_masked_and_nobody_is_found_whole(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    shows_people(busy_mall, f"privacy: {{profile: operations}}\n{LOG}", COLUMNS)
    lived(busy_mall)
    rows = sheet.records(ORDERS)
    assert all(row["주문자 휴대전화"].endswith("-****") and "***@" in row["주문자 이메일"] for row in rows)
    assert all("*" in row["주문자"] and "*" in row["수령인"] for row in rows)
    assert found(busy_mall, sheet, people) == {}


def test_what_somebody_unmasked_is_found_and_said_at_every_run_and_nothing_else_is(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    shows_people(busy_mall, "privacy: {profile: operations, unmask: [orders.receiver_cellphone]}", COLUMNS)
    told = busy_mall.run()
    assert "orders.receiver_cellphone(수령인 휴대전화) 열을 가리지 않습니다" in told.text
    assert f"누구나 {ORDERS} 탭과 버전 기록, 사본에서 전체 값을 봅니다" in told.text
    assert "orders.receiver_cellphone(" in busy_mall.command("jobs").text
    assert "orders.receiver_cellphone(" in busy_mall.command("doctor", "--only", "schedule").text
    phones = {row["수령인 휴대전화"] for row in sheet.records(ORDERS)}
    assert phones <= people["phones"]
    met = found(busy_mall, sheet, people)
    assert {kind for kinds in met.values() for kind in kinds} == {"phones"}
    assert {"the spreadsheet", "state/bridge.db"} <= met.keys() <= {
        "the spreadsheet", "state/bridge.db", "state/bridge.db-wal"
    }  # fmt: skip


def test_masking_put_back_takes_what_was_shown_out_of_store_and_sheet_and_says_so(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    shows_people(busy_mall, "privacy: {profile: operations, unmask: [orders.receiver_cellphone]}", COLUMNS)
    busy_mall.ran()
    busy_mall.edit(", unmask: [orders.receiver_cellphone]", "")
    told = busy_mall.run()
    assert "masking changed, so it is read again from the beginning" in told.text
    assert all(row["수령인 휴대전화"].endswith("-****") for row in sheet.records(ORDERS))
    assert found(busy_mall, sheet, people) == {}


def test_the_logs_of_a_daemon_say_nobody_and_that_somebody_was_unmasked(busy_mall: Mall) -> None:
    people, sheet = seeded(busy_mall), Sheet(busy_mall)
    unmask = "privacy: {profile: operations, unmask: [orders.buyer_name]}"
    shows_people(busy_mall, f"{unmask}\n{LOG}", "columns: [order_id, order_date, buyer_cellphone]")
    busy_mall.fault("*/admin/orders", action="cut")
    with busy_mall.opened("daemon") as process:
        assert process.stderr is not None
        process.stderr.readline()
        busy_mall.ran()
        busy_mall.advance(days=2)
        busy_mall.ran()
        process.terminate()
        assert process.wait(60) == 0
    log = (busy_mall.folder / "state" / "logs" / "bridge.log").read_text("utf-8")
    assert "orders.buyer_name(주문자) 열을 가리지 않습니다" in log
    assert len(log.splitlines()) > 3
    met = found(busy_mall, sheet, people)
    assert met.keys() <= {"state/bridge.db", "state/bridge.db-wal"}
    assert {kind for kinds in met.values() for kind in kinds} == {"names"}
