"""What there is to put on a tab, as people read it: on a narrow terminal, in Korean, nothing cut."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from sheets_bridge.cli.commands import commands
from sheets_bridge.messages import translation
from sheets_bridge.sources import discover

NARROW = {"COLUMNS": "100", "SHEETS_BRIDGE_LANGUAGE": "ko"}
NO_FILE = Path("there-is-none.yaml")


def said(*words: str) -> str:
    told = CliRunner(env=NARROW).invoke(
        commands(translation("ko")), ["jobs", "--schedule", str(NO_FILE), *words], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    return told.stdout


def streams() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said("--streams", "--json").splitlines()[-1])["streams"]
    return found


def test_every_table_of_every_declared_stream_is_listed_once_with_a_korean_title():
    listed = streams()
    assert {(one["source"], one["stream"], one["table"]) for one in listed} == {
        (source.id, stream.id, table.id)
        for source in discover().values() for stream in source.streams.values() for table in stream.tables
    }  # fmt: skip
    assert all(one.keys() == {"source", "stream", "table", "key", "scope", "login", "title"} for one in listed)
    assert all(one["key"] and (one["scope"] or one["login"] != "consent") for one in listed)
    titles = {(one["source"], one["stream"]): one["title"] for one in listed}
    assert all(re.search("[가-힣]", title) for title in titles.values())
    assert len(set(titles.values())) == len(titles), "no two streams are called the same"


def test_at_a_hundred_columns_no_name_and_no_permission_is_cut():
    shown = said("--streams")
    assert max(map(cell_len, shown.splitlines())) <= 100
    assert "…" not in shown
    words = set(re.split(r"[\s│,]+", shown))
    for one in streams():
        assert {one["stream"], one["table"], *one["scope"].split(",")} <= words


@pytest.mark.parametrize(
    ("word", "path"), [("쿠폰", "coupons/{coupon_no}/issues"), ("게시판", "boards/{board_no}/articles")]
)
def test_endpoints_found_by_a_word_show_permission_limits_and_parameters_whole(word, path):
    shown = said("--endpoints", word)
    assert max(map(cell_len, shown.splitlines())) <= 100
    assert path in shown
    assert "mall.read_" in shown
    assert "한 번에" in shown
    assert not re.search(r"\w…", shown), "what is left out of a long list is left out by whole words"
