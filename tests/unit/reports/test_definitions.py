"""No number without its definition: every header of the summaries carries one, in both languages."""

import re

import pytest

from sheets_bridge.model import Column
from sheets_bridge.reports import REPORTS
from sheets_bridge.reports.definitions import MONTH, SUMMARY, WEEK, noted
from sheets_bridge.tables.columns import TEXT

SUMMARIES = (
    "summary_daily", "summary_weekly", "summary_monthly", "hourly_weekday", "payment_methods", "first_repeat",
    "purchase_cohorts", "naver_clicks_orders", "product_performance", "brand_funnel", "category_funnel",
)  # fmt: skip


@pytest.mark.parametrize("report", SUMMARIES)
def test_every_column_is_defined_in_whole_sentences_of_each_language(report):
    for column in REPORTS[report].table.columns:
        assert re.search("[가-힣]", column.note_ko), column.id
        assert re.search("[A-Za-z]{2}", column.note_en), column.id
        assert column.note_ko.endswith("."), column.id
        assert column.note_en.endswith("."), column.id
        assert "  " not in column.note_ko + column.note_en, column.id


def test_what_a_definition_says_of_a_day_is_not_said_of_longer_times():
    for notes in (WEEK, MONTH):
        assert notes.keys() >= SUMMARY.keys()
        for id_, (korean, english) in notes.items():
            assert "그날 " not in korean.replace("그날부터", ""), id_
            assert " that day" not in english.replace("that day on", ""), id_
    assert "더한 것" in WEEK["clicks"][0]


def test_a_column_that_nobody_defines_is_refused():
    with pytest.raises(KeyError, match="colour"):
        noted((Column("colour", TEXT, "색", "Colour"),))
