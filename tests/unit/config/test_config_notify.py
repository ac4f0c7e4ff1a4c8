"""`notify:`, `log:` and `stale:` of the schedule: as they are written, and every mistake in them with its line."""

from datetime import timedelta
from pathlib import Path

import pytest

from sheets_bridge.config import Log, Notify

JOBS = "jobs:\n"
EVERY = "    every: 15 minutes\n"
SOURCE = "    source: cafe24\n"
SECRET = "T0KEN-of-a-team"


def test_without_a_word_nobody_is_told_and_the_log_lies_in_state(schedule_of, changed, tmp_path):
    schedule = schedule_of(changed())
    assert schedule.notify == Notify(urls=(), failures=3, stale=timedelta(hours=3), heartbeat=None)
    assert schedule.log == Log(tmp_path / "state/logs/sheets-bridge.log", json=False, keep=14)
    assert schedule.accounts["mymall"].notify == ()
    assert schedule.jobs["orders"].stale is None


def test_a_list_is_the_short_form(schedule_of, changed):
    schedule = schedule_of(changed(JOBS, "notify: ['${TEAM}', 'json://127.0.0.1:9/x', '${TEAM}']\n" + JOBS),
                           TEAM="slack://a/b/c")  # fmt: skip
    assert schedule.notify == Notify(urls=("slack://a/b/c", "json://127.0.0.1:9/x"))


def test_every_choice_reads_as_it_is_written(schedule_of, changed):
    said = """\
notify:
  urls: [mailto://me:pw@example.com]
  failures: 5
  stale: 90분
  heartbeat: http://127.0.0.1:9/push?status=up
log: {file: /var/log/bridge.log, json: true, keep: 3}
"""
    text = changed(
        JOBS, said + JOBS, SOURCE, SOURCE + "    notify: ['${PEOPLE}']\n", EVERY, EVERY + "    stale: 1 day\n"
    )
    schedule = schedule_of(text, PEOPLE="tgram://x/y")
    assert schedule.notify == Notify(("mailto://me:pw@example.com",), 5, timedelta(minutes=90),
                                     "http://127.0.0.1:9/push?status=up")  # fmt: skip
    assert schedule.log == Log(Path("/var/log/bridge.log"), json=True, keep=3)
    assert schedule.accounts["mymall"].notify == ("tgram://x/y",)
    assert schedule.jobs["orders"].stale == timedelta(days=1)


def test_a_schedule_shown_shows_no_address(schedule_of, changed):
    said = f"notify: {{urls: ['slack://{SECRET}/b/c'], heartbeat: 'https://hc.example/{SECRET}'}}\n"
    schedule = schedule_of(changed(JOBS, said + JOBS, SOURCE, SOURCE + f"    notify: ['json://{SECRET}/']\n"))
    assert schedule.notify.urls == (f"slack://{SECRET}/b/c",)
    assert SECRET not in repr(schedule)


@pytest.mark.parametrize(
    ("said", "mistake"),
    [
        ("notify: slack://a/b", "7 notify: a list of addresses is expected here, or urls:"),
        ("notify: []", "7 notify: a list is expected here"),
        ("notify: [me@example.com]", "7 notify[0]: write the address of a service as Apprise takes it"),
        ("notify: ['slack://a b']", "7 notify[0]: write the address of a service as Apprise takes it"),
        ("notify: {url: ['json://x']}", '7 notify.url: no key "url" here; did you mean "urls"?'),
        ("notify: {failures: 0}", "7 notify.failures: write how many times in a row"),
        ("notify: {stale: 3}", "7 notify.stale: write a number and a unit"),
        ("notify: {stale: 30 seconds}", "7 notify.stale: write at least a minute"),
        ("notify: {heartbeat: 'http://hc.example/x'}", "7 notify.heartbeat: http is taken on this machine only"),
        ("notify: {heartbeat: 'https://me:pw@hc.example/x'}", "7 notify.heartbeat: an address has no user name here"),
        ("notify: {briefing: 8.30}", "7 notify.briefing: write hours and minutes"),
        (
            "notify: {briefing: '08:30'}",
            "7 notify: a briefing is made of the report daily_briefing, which no job shows",
        ),
        ("log: {jsn: true}", '7 log.jsn: no key "jsn" here; did you mean "json"?'),
        ("log: {json: yes}", "7 log.json: write true or false"),
        ("log: {keep: 0}", "7 log.keep: write how many days are kept"),
    ],
)
def test_a_mistake_is_named_with_its_line(mistakes_of, changed, said, mistake):
    (found,) = mistakes_of(changed(JOBS, said + "\n" + JOBS))
    assert found.startswith(f"schedule.yaml:{mistake}")


def test_a_mistake_quotes_no_address(mistakes_of, changed):
    said = f"notify: ['{SECRET}', '${{TEAM}}']\n"
    lines = mistakes_of(changed(JOBS, said + JOBS, SOURCE, SOURCE + f"    notify: ['{SECRET}@x']\n"), TEAM=SECRET)
    assert len(lines) == 3
    assert SECRET not in "\n".join(lines)


def test_an_unset_variable_is_named(mistakes_of, changed):
    (found,) = mistakes_of(changed(JOBS, "notify: ['${TEAM_SLACK}']\n" + JOBS))
    assert found == "schedule.yaml:7 notify[0]: the environment variable TEAM_SLACK is not set"
