"""`control:` of the schedule: the tab of the jobs is there by itself, may be named otherwise or left out."""

import pytest
from config_small import SMALL, Mistakes, Reads


def test_the_tab_of_the_jobs_is_there_unless_it_is_not_wanted(schedule_of: Reads) -> None:
    assert schedule_of(SMALL).control == "연동 현황"
    assert schedule_of(SMALL + "language: en\n").control == "Sync status"
    assert schedule_of(SMALL + "control: 우리 현황\n").control == "우리 현황"
    for word in ("off", "Off", "no", "false"):
        assert schedule_of(SMALL + f"control: {word}\n").control is None


@pytest.mark.parametrize("title", ["연동 현황", "연동 현황 (탭별)"])
def test_a_tab_of_a_job_may_not_bear_its_title(mistakes_of: Mistakes, schedule_of: Reads, title: str) -> None:
    taken = SMALL.replace("Orders:", f"{title}:")
    (line,) = mistakes_of(taken)
    assert f'"{title}" is what the tab of the jobs is called' in line
    assert schedule_of(taken + "control: 우리 현황\n").control == "우리 현황"
    assert schedule_of(taken + "control: off\n").control is None


def test_a_title_that_google_does_not_take_is_refused_with_its_line(mistakes_of: Mistakes) -> None:
    (line,) = mistakes_of(SMALL + "control: 현황?\n")
    assert line.startswith("schedule.yaml:13 control: a tab's title holds none of")
