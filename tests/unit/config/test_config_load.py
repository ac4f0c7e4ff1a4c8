"""`load`: a valid schedule as values, and files that cannot be read at all."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from sheets_bridge.config import Account, Job, StreamUse, TabUse, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.masking import Privacy, statement
from sheets_bridge.tables import ORDERS, TABLES

MASKED = statement(Privacy(), [ORDERS])
SHIPPED = Path(__file__).parents[3] / "schedule.yaml"


def test_a_small_schedule_becomes_values_with_defaults(schedule_of, changed, tmp_path):
    schedule = schedule_of(changed())
    assert schedule.path == tmp_path / "schedule.yaml"
    assert schedule.folder == tmp_path
    assert (schedule.timezone, schedule.language, schedule.endpoints) == ("Asia/Seoul", "ko", {})
    assert schedule.spreadsheets == {"main": "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"}
    assert schedule.google == tmp_path / "credentials/google.json"
    client = tmp_path / "credentials/cafe24-client.json"
    assert schedule.accounts == {"mymall": Account("mymall", "cafe24", client, "active", None)}
    assert schedule.jobs == {
        "orders": Job(
            name="orders",
            every=timedelta(minutes=15),
            at=None,
            cron=None,
            streams=(StreamUse("mymall", "orders", masking=MASKED),),
            tabs=(TabUse("Orders", "orders"),),
        )
    }


def test_the_shipped_schedule_lacks_nothing_but_the_address_of_a_sheet(mistakes_of):
    line = 1 + SHIPPED.read_text("utf-8").splitlines().index(
        "spreadsheet: https://docs.google.com/spreadsheets/d/SPREADSHEET_ID/edit"
    )
    (mistake,) = mistakes_of(SHIPPED.read_text("utf-8"))
    assert mistake.startswith(f"schedule.yaml:{line} spreadsheet: put your sheet's address here")


def test_the_shipped_schedule_reads_as_the_manual_says(schedule_of):
    schedule = schedule_of(SHIPPED.read_text("utf-8").replace("SPREADSHEET_ID", "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"))
    assert schedule.accounts["mymall"].history == date(2024, 1, 1)
    assert schedule.jobs["orders"].streams == (StreamUse("mymall", "orders", masking=MASKED),)
    assert schedule.jobs["orders"].tabs == (
        TabUse("RAW_주문", "orders", keep=400),
        TabUse("RAW_주문품목", "order_items"),
    )
    assert schedule.jobs["visitors"].tabs == (TabUse("RAW_방문", "visitors"),)


def test_every_choice_reads_as_it_is_written(schedule_of):
    schedule = schedule_of(
        """\
timezone: Asia/Seoul
language: en
spreadsheets: {main: https://docs.google.com/spreadsheets/d/ONE/edit#gid=0, raw: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ}
google: /etc/google.json
accounts:
  mymall: {source: cafe24, client: "${APP}/client.json", shops: [2, 1], history: first-order}
jobs:
  아침:
    at: 07:00
    streams:
      - {stream: mymall.orders, embed: [receivers, items], fields: [b, a], filter: {member_type: 2}}
      - {stream: mymall.orders, embed: [items]}
    tabs:
      RAW: {table: orders, on: raw, keep: 30일, where: "paid = 'T'"}
      raw: {table: order_items, on: main, columns: [order_date, order_id]}
  weekly:
    cron: 0 7 * * Mon-Fri
    streams: [mymall.visitors]
    tabs: {Visits: {table: visitors, on: main}}
""",
        APP="/etc/app",
    )
    account, morning = schedule.accounts["mymall"], schedule.jobs["아침"]
    assert (account.client, account.shops, account.history) == (Path("/etc/app/client.json"), (1, 2), None)
    assert schedule.spreadsheets == {"main": "ONE", "raw": "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"}
    assert (schedule.language, schedule.google) == ("en", Path("/etc/google.json"))
    assert (morning.at, morning.every, morning.cron) == (time(7), None, None)
    assert morning.streams == (
        StreamUse("mymall", "orders", ("a", "b"), ("items", "receivers"), (("member_type", "2"),), MASKED),
        StreamUse("mymall", "orders", masking=MASKED),
    )
    assert morning.tabs == (
        TabUse("RAW", "orders", "raw", 30, "paid = 'T'"),
        TabUse("raw", "order_items", "main", columns=("order_date", "order_id")),
    )
    assert schedule.jobs["weekly"].cron == "0 7 * * mon-fri"


def test_a_missing_file_says_what_to_do(tmp_path):
    assert "no such file. Have one made: sheets-bridge init" in _refusal(tmp_path / "schedule.yaml")


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    assert "cannot be read (it is a folder)" in _refusal(tmp_path)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        ("language: ko\n# 주문\n".encode("cp949"), "schedule.yaml:2: not UTF-8 text"),
        (b"#" * 65537, "longer than 65536 bytes"),
        (b"jobs:\n\torders: 1\n", "schedule.yaml:2: a tab stands in the indentation"),
        (b"jobs: {\n", "schedule.yaml:2: this is not YAML"),
        (b"jobs: 'a\n\n", "begun on line 1"),
        (b"google: a\n\njobs: b: c\n", "schedule.yaml:3: this is not YAML (mapping values are not allowed here)"),
        (b"google: a\njobs: \x07\n", "schedule.yaml:2: this line holds a control character"),
    ],
)
def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path, raw, refusal):
    path = tmp_path / "schedule.yaml"
    path.write_bytes(raw)
    assert refusal in _refusal(path)


def test_a_byte_order_mark_does_no_harm(schedule_of, changed):
    assert schedule_of("\ufeff" + changed()).google.name == "google.json"


def _refusal(path: Path) -> str:
    with pytest.raises(ConfigError) as refusal:
        load(path, environment={}, sources={}, tables=TABLES)
    return str(refusal.value.message)


def test_a_title_typed_in_decomposed_hangul_is_composed(schedule_of, changed):
    schedule = schedule_of(changed("Orders:", "\u110c\u116e\u1106\u116e\u11ab:"))
    assert schedule.jobs["orders"].tabs[0].title == "\uc8fc\ubb38"
