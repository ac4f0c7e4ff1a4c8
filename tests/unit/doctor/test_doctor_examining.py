"""The order of checks: what builds on something wrong is not checked, and nothing else is held up."""

from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sheets_bridge.cli.doctor.examining import Check, examine
from sheets_bridge.cli.doctor.finding import ok, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.errors import Refused
from sheets_bridge.messages import say

_ACCOUNTS = {"one": "cafe24", "brand": "ads", "two": "cafe24", "dropped": "files"}


def a_visit() -> Visit:
    """A visit at two malls and a medium."""
    visit = Visit(Path("schedule.yaml"), _nothing_is_sent, ExitStack(), lambda _seconds: None)
    accounts = {name: SimpleNamespace(name=name, source=source) for name, source in _ACCOUNTS.items()}
    told: Any = SimpleNamespace(accounts=accounts, spreadsheets={})
    visit.schedule = told
    ways: Any = {
        "cafe24": SimpleNamespace(oauth=1, keys=None),
        "ads": SimpleNamespace(oauth=None, keys=1),
        "files": SimpleNamespace(oauth=None, keys=None),
    }
    visit.sources = ways
    return visit


def _nothing_is_sent(request: Any) -> Any:
    raise AssertionError(request)


def told(*checks: Check) -> list[tuple[str, str, str]]:
    """What the checks come to."""
    return [(found.check, found.subject, found.found.grade) for found in examine(a_visit(), checks)]


def fine(_visit: Visit, _subject: str) -> Any:
    return [ok(say("fine"))]


def refuses(_visit: Visit, subject: str) -> Any:
    if subject in ("", "one"):
        raise Refused(say("no"))
    return [ok(say("fine"))]


def test_one_malls_trouble_holds_up_that_mall_alone() -> None:
    first = Check("first", say("First"), refuses, "mall")
    second = Check("second", say("Second"), fine, "mall", ("first",))
    assert told(first, second) == [
        ("first", "one", "wrong"),
        ("first", "two", "ok"),
        ("second", "one", "unchecked"),
        ("second", "two", "ok"),
    ]


def test_what_is_wrong_for_all_holds_up_everybody_and_what_builds_on_that_too() -> None:
    first, second = Check("first", say("First"), refuses), Check("second", say("Second"), fine, "mall", ("first",))
    third = Check("third", say("Third"), fine, "mall", ("second",))
    beside = Check("beside", say("Beside"), fine)
    assert [grade for _check, _subject, grade in told(first, second, third, beside)] == [
        "wrong",
        *["unchecked"] * 4,
        "ok",
    ]


def test_a_warning_holds_up_nobody() -> None:
    first = Check("first", say("First"), lambda _visit, _subject: [warning(say("hm")), ok(say("fine"))])
    assert told(first, Check("second", say("Second"), fine, needs=("first",)))[-1] == ("second", "", "ok")


def test_one_wrong_finding_among_several_holds_up() -> None:
    first = Check("first", say("First"), lambda _visit, _subject: [ok(say("fine")), wrong(say("no")), ok(say("fine"))])
    assert told(first, Check("second", say("Second"), fine, needs=("first",)))[-1] == ("second", "", "unchecked")


def test_an_error_brings_its_own_exit_code_and_words() -> None:
    (finding,) = examine(a_visit(), [Check("first", say("First"), refuses)])
    assert (finding.found.code, str(finding.found.seen)) == (77, "no")


def test_malls_and_media_are_asked_each_what_is_theirs_and_nobody_who_has_no_login() -> None:
    of_malls, of_media = Check("mall", say("Mall"), fine, "mall"), Check("medium", say("Medium"), fine, "medium")
    assert told(of_malls, of_media) == [("mall", "one", "ok"), ("mall", "two", "ok"), ("medium", "brand", "ok")]
