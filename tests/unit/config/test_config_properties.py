"""What holds for any text: junk is refused with a ConfigError, and nothing else happens."""

from datetime import UTC, datetime, time, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_bridge.config.cron import crontab
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.values import period, spreadsheet_id, time_of_day
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import LANGUAGES

WORDS = [
    "google", "accounts", "jobs", "mymall", "source", "cafe24", "client", "shops", "history", "orders",
    "every", "at", "cron", "streams", "tabs", "table", "on", "keep", "columns", "where", "embed", "filter",
    "fields", "stream", "endpoints", "clock", "spreadsheet", "spreadsheets", "mymall.orders", "items", "1",
    "400", "null",
]  # fmt: skip
SCALARS = st.sampled_from(WORDS) | st.text(max_size=8)
quiet = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value) if value in WORDS else '"' + "".join(f"\\U{ord(sign):08x}" for sign in str(value)) + '"'


TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=25,
)


@quiet
@given(text=st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?, \n\t${}\\~0", max_size=60) | st.text(max_size=60))
def test_any_text_is_refused_in_words(mistakes_of, text):
    assert mistakes_of(text)


@quiet
@given(tree=TREES)
def test_any_tree_is_refused_in_words(mistakes_of, tree):
    assert mistakes_of(_flow(tree))


@quiet
@given(part=TREES, key=st.sampled_from(["accounts", "jobs", "endpoints", "timezone", "spreadsheets"]))
def test_any_tree_in_place_of_a_part_is_refused_or_read(schedule_of, changed, part, key):
    try:
        schedule_of(changed().replace(f"{key}:", "unused:") + f"{key}: {_flow(part)}\n")
    except ConfigError as error:
        assert str(error.message).startswith("schedule.yaml:")  # noqa: PT017


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_it_costs_time(mistakes_of, piece):
    assert mistakes_of(piece * (65_000 // len(piece))) == ["schedule.yaml:1: nested more than 20 levels deep"]


FIELD = st.from_regex(r"\A(\*|[0-9]{1,2}(-[0-9]{1,2})?|jan|feb-mar|mon|fri-mon|mon-fri)(/[0-9]{1,2})?\Z")


@settings(max_examples=400, deadline=None)
@given(
    line=st.tuples(
        *[FIELD | st.sampled_from(["*", "1", "1,2"])] * 4,
        st.sampled_from(["*", "mon-fri", "sun", "sun-mon", "1", "*/2"]),
    )
)
def test_apscheduler_reads_every_cron_line_we_take_and_its_moment_comes(line):
    try:
        taken = crontab(" ".join(line))
    except Wrong:
        return
    trigger = CronTrigger.from_crontab(taken, timezone="Asia/Seoul")
    assert trigger.get_next_fire_time(None, datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.parametrize("text", ["*/15 * * * *", "0 7,19 1-15/2 jan-mar mon-fri", "5 0 * 12 sat,sun"])
def test_ordinary_cron_lines_are_taken(text):
    assert crontab(text) == text
    CronTrigger.from_crontab(text, timezone="Asia/Seoul")


@given(minutes=st.integers(0, 24 * 60 - 1))
def test_a_time_of_day_reads_as_it_is_written(minutes):
    moment = time(minutes // 60, minutes % 60)
    assert time_of_day(f"{moment:%H:%M}") == moment


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15 minutes", 15),
        ("1 minute", 1),
        ("15분", 15),
        ("2 hours", 120),
        ("3시간", 180),
        ("1 day", 1440),
        ("1일", 1440),
    ],
)
def test_a_period_is_a_number_and_a_unit_in_either_language(text, span):
    assert period(text) == timedelta(minutes=span)


@pytest.mark.parametrize("rest", ["", "/", "/edit", "/edit?usp=sharing#gid=0", "#gid=0"])
@pytest.mark.parametrize("user", ["", "u/1/"])
def test_a_sheets_address_gives_its_id(user, rest):
    assert spreadsheet_id(f"https://docs.google.com/spreadsheets/{user}d/1a-B_c{rest}") == "1a-B_c"


def test_the_languages_are_those_of_the_messages(schedule_of, changed):
    for language in LANGUAGES:
        assert schedule_of(f"language: {language}\n" + changed()).language == language
