"""The `dashboard:` and `utm_builder:` parts of the schedule: tabs that are drawn once, on by themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from sheets_bridge.config.control import Language, control_titles
from sheets_bridge.config.place import Place, Section, same
from sheets_bridge.config.schedule import BoardUse, Job, TabUse
from sheets_bridge.config.tabs import check_title
from sheets_bridge.messages import say

_OFF = ("off", "no", "false", "none")
_CONTROL = "control_tabs"
"""The table of the tab that says of each tab as of when it is."""
Kind = Literal["dashboard", "utm_builder"]


@dataclass(frozen=True)
class _Usual:
    """A kind of such tabs: its title by language, and the report beside which it stands."""

    kind: Kind
    titles: Mapping[str, str]
    beside: str


_KINDS = (
    _Usual("dashboard", {"ko": "대시보드", "en": "Dashboard"}, "summary_daily"),
    _Usual("utm_builder", {"ko": "UTM 만들기", "en": "UTM builder"}, "utm_check"),
)


def read_boards(
    section: Section, root: Place, jobs: Mapping[str, Job], language: Language, control: str | None
) -> tuple[BoardUse, ...]:
    """One for each spreadsheet that shows what it stands beside; none of a kind that is off.

    A kind that is named stands beside its report wherever that is; notes a title that cannot be, or that a tab bears.
    """
    tabs = [tab for job in jobs.values() for tab in job.tabs]
    beside = control_titles(control, language)[1] if control else None
    found: list[BoardUse] = []
    for usual in _KINDS:
        place = section.get(usual.kind)
        title = _title(usual, place, language)
        if title is not None:
            _refuse_taken(title, place or root, usual, tabs)
            found += _uses(usual, title, tabs, beside)
    return tuple(found)


def _title(usual: _Usual, place: Place | None, language: Language) -> str | None:
    title = place.read(same, "") if place else usual.titles[language]
    if title.casefold() in _OFF:
        return None
    if place and title:
        check_title(title, place)
    return normalize("NFC", title)


def _refuse_taken(title: str, place: Place, usual: _Usual, tabs: Sequence[TabUse]) -> None:
    if title.casefold() in {tab.title.casefold() for tab in tabs}:
        place.wrong(
            say('"{title}" is what the tab of {key}: is called, and a job has a tab of that title: name one of them '
                "otherwise ({key}: another title), or write {key}: off", title=title, key=usual.kind)
        )  # fmt: skip


def _uses(usual: _Usual, title: str, tabs: Sequence[TabUse], control: str | None) -> Iterator[BoardUse]:
    for name in dict.fromkeys(tab.spreadsheet for tab in tabs):
        reports = {tab.table: tab for tab in reversed(tabs) if tab.spreadsheet == name and not tab.where}
        if usual.beside in reports:
            reports |= {_CONTROL: TabUse(control, _CONTROL, name)} if control else {}
            yield BoardUse(usual.kind, title, name, reports)
