"""The ad accounts of a login written into a schedule: where they belong, with not a letter changed beside them."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from config_small import MALLS, SOURCES
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.config import Schedule, parse
from sheets_bridge.config.editing import Edit, with_ad_accounts, write_ad_accounts
from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.messages import say
from sheets_bridge.source import Key, Keys
from sheets_bridge.tables import TABLES

MEDIUM = replace(MALLS, id="medium", oauth=None, endpoints={}, keys=Keys((Key("key", say("the key")),), say("Ask.")))
TEXT = """\
# 우리 일정 / ours
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ   # the sheet
google: "credentials/google.json"

accounts:
  # 쇼핑몰
  mymall: {source: cafe24, client: credentials/c.json}
  brand:          # 광고
    source: medium     # 매체

    # 과거
    history: 2026-01-01

jobs:
  ads:
    every:   1 hour
    streams:
    - brand.orders      # 광고 실적
    tabs: {광고: {table: orders}}
"""


def parsed(text: str) -> Schedule:
    """A text read as a schedule."""
    return parse(text, Path("schedule.yaml"), environment={}, sources={**SOURCES, "medium": MEDIUM}, tables=TABLES)


def written(text: str, *numbers: int, account: str = "brand") -> str:
    """The text edited; it is read again before it is shown."""
    edited = with_ad_accounts(text, account, numbers)
    assert parsed(edited).accounts[account].shops == tuple(sorted(numbers))
    return edited


def test_the_line_goes_below_the_source_and_nothing_else_changes():
    assert written(TEXT, 12, 345) == TEXT.replace("# 매체\n", "# 매체\n    ad_accounts: [12, 345]\n")


def test_numbers_that_stand_are_replaced_in_their_place():
    stands = TEXT.replace("history: 2026-01-01", "history: 2026-01-01\n    ad_accounts: [7]   # 하나")
    assert written(stands, 12, 345) == stands.replace("[7]", "[12, 345]")


@pytest.mark.parametrize(
    ("stands", "comes"),
    [
        ("ad_accounts:   # 둘\n      - 7     # 칠\n      - 8  # 팔\n", "ad_accounts: [12]   # 둘  # 팔\n"),
        ("ad_accounts:\n      # 둘\n    - 7\n", "ad_accounts: [12]\n      # 둘\n"),
        ("ad_accounts:\n", "ad_accounts: [12]\n"),
        ("ad_accounts :  # none yet\n", "ad_accounts : [12]  # none yet\n"),
        ("'ad_accounts': [7,\n      8]\n", "'ad_accounts': [12]\n"),
        ("ad_accounts: {7: 8}\n", "ad_accounts: [12]\n"),
        ("ad_accounts: act_7\n", "ad_accounts: [12]\n"),
    ],
)
def test_however_they_were_written(stands, comes):
    text = TEXT.replace("    history: 2026-01-01\n", f"    {stands}    history: 2026-01-01\n")
    assert written(text, 12) == text.replace(stands, comes)


def test_an_entry_between_braces_stays_between_them():
    text = TEXT.replace(
        "  brand:          # 광고\n    source: medium     # 매체\n", "  brand: {source: medium, vat: included}\n"
    )
    text = text.replace("    history: 2026-01-01\n", "")
    assert written(text, 12) == text.replace("source: medium,", "source: medium, ad_accounts: [12],")


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_marks_of_other_editors_stay(change: Callable[[str], str]):
    assert written(change(TEXT), 12) == change(written(TEXT, 12))


def test_the_last_line_of_a_file_without_a_line_end():
    text = TEXT[: TEXT.index("accounts:")] + TEXT[TEXT.index("jobs:") :] + "accounts:\n  brand:\n    source: medium"
    assert written(text, 12) == f"{text}\n    ad_accounts: [12]"


def test_an_account_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match="no account other"):
        with_ad_accounts(TEXT, "other", [12])


comments = st.text(alphabet="# 가a:[]{}-,'\"", max_size=12).map(lambda text: f"# {text}")
gaps = (
    st.lists(st.just("") | comments.map(lambda text: f"  {text}"), max_size=3)
    .map("\n".join)
    .map(lambda text: text + "\n")
)
numbers = st.lists(st.integers(1, 10**18 - 1), min_size=1, max_size=5, unique=True)


@settings(max_examples=60, deadline=None)
@given(gaps=st.tuples(gaps, gaps, gaps), beside=comments, indent=st.integers(1, 6), picked=numbers, again=numbers)
def test_whatever_stands_around_it(gaps, beside, indent, picked, again):
    inner = " " * (2 + indent)
    entry = (
        f"  brand: {beside}\n{gaps[0]}{inner}source: medium  {beside}\n{gaps[1]}{inner}history: 2026-01-01\n{gaps[2]}"
    )
    text = TEXT[: TEXT.index("  brand:")] + entry + TEXT[TEXT.index("\njobs:") :]
    edited = written(text, *picked)
    lines, before = edited.splitlines(), text.splitlines()
    added = [line for line in lines if "ad_accounts" in line]
    assert added == [f"{inner}ad_accounts: {picked}"]
    assert [line for line in lines if "ad_accounts" not in line] == before
    assert written(edited, *again) == edited.replace(str(picked), str(again))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A schedule in a file of its own."""
    made = tmp_path / "schedule.yaml"
    made.write_text(TEXT, "utf-8")
    made.chmod(0o640)
    return made


def test_the_file_is_written_whole_with_its_mode_and_the_line_is_told(path):
    assert write_ad_accounts(path, "brand", [345, 12], parsed) == Edit(10, "ad_accounts: [12, 345]")
    assert path.read_text("utf-8") == written(TEXT, 12, 345)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["schedule.yaml"]


def test_what_stands_there_already_is_not_written_again(path):
    write_ad_accounts(path, "brand", [12], parsed)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert write_ad_accounts(path, "brand", [12], parsed) == Edit(None, "ad_accounts: [12]")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_schedule_that_is_a_link_stays_one(path, tmp_path):
    link = tmp_path / "linked.yaml"
    link.symlink_to(path.name)
    write_ad_accounts(link, "brand", [12], parsed)
    assert link.is_symlink()
    assert "ad_accounts: [12]" in path.read_text("utf-8")


def test_what_could_not_be_read_afterwards_is_not_written(path):
    text = TEXT.replace("  brand:", "  agency: {source: medium, ad_accounts: [12]}\n  brand:")
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="the ad account 12 stands under agency already"):
        write_ad_accounts(path, "brand", [12], parsed)
    assert path.read_text("utf-8") == text


def test_a_folder_that_takes_no_file_leaves_the_schedule_and_says_what_to_write(path):
    path.with_name(".schedule.yaml.new").mkdir()
    with pytest.raises(StateError, match=r"ad_accounts: \[12\]"):
        write_ad_accounts(path, "brand", [12], parsed)
    assert path.read_text("utf-8") == TEXT
