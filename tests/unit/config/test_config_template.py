"""The shipped schedule as a form, and a schedule fit for strangers."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sheets_bridge.config import load, template
from sheets_bridge.config.redacted import redacted
from sheets_bridge.config.template import Answers
from sheets_bridge.inputs import INPUTS
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.sources import discover
from sheets_bridge.tables import TABLES

ROOT = Path(__file__).parents[3]
SHEET = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"
SANDBOX: Mapping[str, str] = {
    "cafe24": "http://127.0.0.1:1/cafe24", "cafe24_analytics": "http://127.0.0.1:1/a", "google": "http://127.0.0.1:1/g",
    "clock": "http://127.0.0.1:1/clock",
}  # fmt: skip


def test_the_form_is_the_schedule_that_is_shipped() -> None:
    assert template.shipped() == (ROOT / "schedule.yaml").read_text("utf-8")
    assert template.is_blank(template.shipped())
    assert not template.has_mall(template.shipped())


@pytest.mark.parametrize("history", [date(2026, 9, 1), None])
def test_a_form_filled_in_is_a_valid_schedule_that_says_what_was_answered(tmp_path: Path, history: date | None) -> None:
    path = tmp_path / "schedule.yaml"
    answers = Answers(SHEET, "brand-shop", history, "en", SANDBOX)
    path.write_text(template.fill(template.shipped(), answers), "utf-8")
    read = load(path, environment={}, sources=discover(), tables=TABLES)
    (account,) = read.accounts.values()
    assert (account.name, account.history, read.language) == ("brand-shop", history, "en")
    assert read.spreadsheets == {"main": SHEET}
    assert read.endpoints == SANDBOX
    assert {use.account for job in read.jobs.values() for use in job.streams} == {"brand-shop"}


def test_every_comment_of_the_form_stays_and_speaks_of_the_users_mall() -> None:
    filled = template.fill(template.shipped(), Answers(SHEET, "brand"))

    def comments(text: str) -> list[str]:
        return [line.replace("mymall", "brand") for line in text.splitlines() if line.lstrip().startswith("#")]

    assert comments(filled) == comments(template.shipped())
    assert "mymall" not in filled


def test_what_somebody_changed_in_the_form_already_stays() -> None:
    begun = template.shipped().replace("mymall", "brand").replace("history: 2024-01-01", "history: 2022-02-02")
    begun = begun.replace("every: 1 hour", 'at: "07:00"')
    assert template.is_blank(begun)
    assert template.has_mall(begun)
    filled = template.fill(begun, Answers(SHEET))
    assert filled == begun.replace("SPREADSHEET_ID", SHEET, 1)


def test_a_filled_form_is_no_form_any_more() -> None:
    assert not template.is_blank(template.fill(template.shipped(), Answers(SHEET, "brand")))


def test_a_schedule_for_strangers_shows_times_and_tables_and_hides_names_secrets_and_conditions() -> None:
    text = template.fill(template.shipped(), Answers(SHEET, "brand")).replace(
        "table: orders", "table: orders\n        where: buyer_name = '홍길동'"
    )
    shown = redacted(text + "password: hunter2\nnotify: [slack://T/B/secret]\n")
    assert "every: 15 minutes" in shown
    assert "table: order_items" in shown
    assert "password: (7 characters)" in shown
    for hidden in (SHEET, "홍길동", "hunter2", "slack", "credentials/google.json", "#"):
        assert hidden not in shown


def test_a_schedule_that_is_no_yaml_is_counted_and_not_shown() -> None:
    assert redacted("secret: [\nmore") == "(no YAML: 2 lines)\n"


def test_the_ad_media_of_the_form_are_valid_once_the_signs_before_them_are_gone(tmp_path: Path) -> None:
    text = template.fill(template.shipped(), Answers(SHEET, "brand"))
    for first, last in (("brand-naver: {", "brand-files: {"), ("ads:\n", "광고상품 매핑: {")):
        begins = text.index(f"\n  # {first}")
        ends = text.index("\n", text.index(last, begins))
        text = text[:begins] + text[begins:ends].replace("\n  # ", "\n  ") + text[ends:]
    path = tmp_path / "schedule.yaml"
    path.write_text(text.replace("\n# cost: ", "\ncost: "), "utf-8")
    read = load(path, environment={}, sources=discover(), tables=STORED, reports=REPORTS, inputs=INPUTS)
    used = {account.source for account in read.accounts.values()} - {"cafe24", "ad_files"}
    assert used == {source.id for source in discover().values() if source.keys}
    tabs = {tab.title: tab.where for tab in read.jobs["ads"].tabs}
    single = {"RAW_광고_네이버", "RAW_광고_메타", "RAW_광고_구글", "RAW_광고_카카오"}
    assert {title for title, where in tabs.items() if where} == single
    assert tabs.keys() - single == {"RAW_광고", "RAW_광고_키워드", "광고비 직접입력", "광고상품 매핑"}
    assert read.cost.rates == {"USD": 1385.5}
    media = {
        stream.marks["medium"] for source in discover().values() if source.keys for stream in source.streams.values()
    }
    with closing(sqlite3.connect(":memory:")) as database:
        for medium in media:
            shown = [f"SELECT 1 FROM (SELECT ? AS medium) WHERE {where}" for where in tabs.values() if where]
            assert len([one for one in shown if database.execute(one, (medium,)).fetchone()]) == 1, medium
