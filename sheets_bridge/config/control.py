"""The `control:` part of the schedule: the tabs on which jobs and tabs stand as they are, 연동 현황."""

from collections.abc import Mapping
from typing import Literal
from unicodedata import normalize

from sheets_bridge.config.place import Place, same
from sheets_bridge.config.schedule import Job
from sheets_bridge.config.tabs import check_title
from sheets_bridge.messages import say

_TITLES = {"ko": "연동 현황", "en": "Sync status"}
_OF_TABS = {"ko": "{title} (탭별)", "en": "{title} (tabs)"}
_OFF = ("off", "no", "false", "none")

Language = Literal["ko", "en"]


def read_control(place: Place | None, root: Place, jobs: Mapping[str, Job], language: Language) -> str | None:
    """The title of the tab of jobs; None where none is wanted. A tab of a job may not bear it."""
    title = place.read(same, "") if place else _TITLES[language]
    if place and title.casefold() in _OFF:
        return None
    if place and title:
        check_title(title, place)
    title = normalize("NFC", title)
    taken = {tab.title.casefold() for job in jobs.values() for tab in job.tabs}
    for wanted in control_titles(title, language):
        if wanted.casefold() in taken:
            (place or root).wrong(
                say('"{title}" is what the tab of the jobs is called, and a job has a tab of that title: name one of '
                    'them otherwise (control: another title), or write control: off', title=wanted)
            )  # fmt: skip
    return title


def control_titles(control: str, language: Language) -> tuple[str, str]:
    """The titles of the tab of jobs, and of the tab of tabs beside it."""
    return control, _OF_TABS[language].format(title=control)
