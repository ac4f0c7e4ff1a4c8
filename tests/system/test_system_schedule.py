"""Mistakes in the files of an installation: 78, the place, and the nearest right word; nothing is asked of anybody."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from system_mall import Mall, process

Edit = Callable[[Mall], None]


def refused(mall: Mall, *words: str) -> str:
    """What a run says that must not begin."""
    mall.forget_calls()
    told = mall.command("run", "--json", *words)
    assert told.exit_code == 78
    assert told.json["outcome"] == "failed"
    assert told.json["exit_code"] == 78
    assert mall.control("GET", "calls") == []
    return told.text


@pytest.mark.parametrize("words", [["run", "--json"], ["status"], ["jobs"], ["connect", "cafe24", "m", "--print-url"]])
def test_without_a_schedule_every_command_names_the_file_it_looked_for(tmp_path: Path, words: list[str]) -> None:
    told = process(*words, cwd=tmp_path)
    assert told.exit_code == 78
    assert "schedule.yaml" in told.text
    assert list(tmp_path.iterdir()) == []


def test_yaml_that_cannot_be_read_names_file_and_line(unconnected: Mall) -> None:
    unconnected.edit("  orders:\n", "  orders: [\n")
    assert "schedule.yaml:" in refused(unconnected)


def test_a_key_written_twice_is_refused_with_its_line(unconnected: Mall) -> None:
    unconnected.edit("    every: 1 hour\n", "    every: 1 hour\n    every: 2 hours # again\n")
    assert f"schedule.yaml:{unconnected.line_of('# again')}" in refused(unconnected)


def test_an_unknown_stream_names_line_path_and_the_nearest_word(unconnected: Mall) -> None:
    unconnected.edit("samplemall.visitors", "samplemall.visitor")
    said = refused(unconnected)
    assert f"schedule.yaml:{unconnected.line_of('samplemall.visitor]')}" in said
    assert "jobs.visitors.streams" in said
    assert '"samplemall.visitors"' in said or '"visitors"' in said


def test_all_mistakes_are_told_at_once(unconnected: Mall) -> None:
    unconnected.edit("every: 1 hour", "evry: 1 hour")
    unconnected.edit("table: order_items", "table: order_item")
    unconnected.edit("timezone: Asia/Seoul", "timezone: Asia/Tokyo")
    said = refused(unconnected)
    for text in ("evry", "order_item}", "Asia/Tokyo"):
        assert f"schedule.yaml:{unconnected.line_of(text)}" in said
    assert '"order_items"' in said


def test_a_where_that_is_no_sql_names_its_tab_and_the_columns_there_are(unconnected: Mall) -> None:
    unconnected.edit("{table: orders}", "{table: orders, where: \"paid is 'T' or\"}")
    said = refused(unconnected)
    assert "RAW_주문" in said
    assert "payment_amount" in said


@pytest.mark.parametrize(
    "where", ["payed = 'T'", "1) OR (1", "paid = 'T'; DROP TABLE orders", "1 IN (SELECT id FROM pulls)"]
)
def test_a_where_that_reaches_beyond_its_table_is_refused(unconnected: Mall, where: str) -> None:
    unconnected.edit("{table: orders}", f'{{table: orders, where: "{where}"}}')
    assert "RAW_주문" in refused(unconnected)


def test_a_misspelt_column_in_double_quotes_is_refused_and_not_taken_for_a_text(unconnected: Mall) -> None:
    unconnected.edit("{table: orders}", """{table: orders, where: '"payd" = "T"'}""")
    assert "RAW_주문" in refused(unconnected)


@pytest.mark.parametrize("where", ["1 = load_extension('x')", "json_extract(order_id, '$') = 1"])
def test_a_where_that_fails_on_the_rows_is_a_mistake_to_correct_and_no_fault_of_the_disk(
    mall: Mall, where: str
) -> None:
    mall.edit("{table: orders}", f'{{table: orders, where: "{where}"}}')
    told = mall.run("orders")
    assert told.exit_code == 78
    assert "where" in told.text


def put_an_oauth_client(mall: Mall) -> None:
    """The wrong kind of Google file, as people download it."""
    content = {"installed": {"client_id": "x.apps.googleusercontent.com", "client_secret": "GOCSPX-not-shown"}}
    (mall.credentials / "google.json").write_text(json.dumps(content))


FILES: dict[str, tuple[str, Edit]] = {
    "google.json of another kind": ("google.json", put_an_oauth_client),
    "google.json that all may read": ("chmod 600", lambda mall: (mall.credentials / "google.json").chmod(0o644)),
    "google.json that is missing": ("google.json", lambda mall: (mall.credentials / "google.json").unlink()),
    "google.json that is no JSON": (
        "google.json",
        lambda mall: _rewritten(mall.credentials / "google.json", "-----BEGIN PRIVATE KEY-----"),
    ),
    "a client file that all may read": (
        "chmod 600",
        lambda mall: (mall.credentials / "cafe24-client.json").chmod(0o644),
    ),
    "a client file that is missing": (
        "cafe24-client.json",
        lambda mall: (mall.credentials / "cafe24-client.json").unlink(),
    ),
    "a client file without its secret": (
        "client_secret",
        lambda mall: mall.edit_secret("cafe24-client.json", client_secret=""),
    ),
    "a client file with an unset variable": (
        "UNSET_SECRET",
        lambda mall: mall.edit_secret("cafe24-client.json", client_secret="${UNSET_SECRET}"),
    ),
}


def _rewritten(path: Path, text: str) -> None:
    path.write_text(text)


@pytest.mark.parametrize(("named", "spoil"), FILES.values(), ids=FILES.keys())
def test_a_credentials_file_that_cannot_be_used_is_named_with_the_fix(
    unconnected: Mall, named: str, spoil: Edit
) -> None:
    spoil(unconnected)
    said = refused(unconnected)
    assert named in said
    assert "GOCSPX" not in said
    assert "PRIVATE KEY" not in said


def test_a_clock_of_ones_own_is_refused_beside_an_address_elsewhere(unconnected: Mall) -> None:
    unconnected.edit(unconnected.running.endpoints["google"], "https://sheets.example")
    assert f"schedule.yaml:{unconnected.line_of('  clock:')}" in refused(unconnected)


def test_a_filter_in_sql_shows_only_the_orders_it_holds_for(mall: Mall) -> None:
    mall.edit("{table: orders}", "{table: orders, where: \"paid = 'T' AND currency = 'KRW'\"}")
    tabs = {tab["title"]: tab["rows"] for tab in mall.ran("orders")["jobs"][0]["tabs"]}
    orders = mall.truth("orders")
    assert tabs["RAW_주문"] == sum(row["paid"] == "T" and row["currency"] == "KRW" for row in orders)
    assert 0 < tabs["RAW_주문"] < len(orders)
