"""Exports of 카페24 애널리틱스 that somebody dropped in: a day and its figures a line. Pure.

What such a file looks like is not documented, so headers are matched by meaning (docs/tables.md lists the words).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheets_bridge.day_plan import settled
from sheets_bridge.errors import DataRejected
from sheets_bridge.grids import Lines, shown, text_readings
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Pull, Row
from sheets_bridge.source import Dropped
from sheets_bridge.sources.cafe24 import visitors
from sheets_bridge.sources.cafe24.history import PROVISIONAL_DAYS
from sheets_bridge.tables import VISITORS

WORDS: Mapping[str, tuple[str, ...]] = {
    "date": ("날짜", "일자", "일시", "기준일", "기준일자", "방문일", "방문일자", "기간", "date", "day"),
    "visit_count": (
        "방문자수", "방문수", "방문자", "방문", "방문횟수", "전체방문자수", "총방문자수", "visits", "visitcount",
    ),
    "first_visit_count": (
        "처음방문", "처음방문수", "처음방문자수", "처음온방문자수", "첫방문", "첫방문자수", "신규방문", "신규방문자수",
        "firstvisits", "firstvisitcount",
    ),
    "re_visit_count": (
        "재방문", "재방문수", "재방문자수", "다시온방문자수", "revisits", "revisitcount", "returningvisits",
    ),
    "unique_visit_count": ("순방문", "순방문수", "순방문자", "순방문자수", "uniquevisitors", "uniquevisitcount"),
    "user_count": (
        "일간활성사용자", "일간활성사용자수", "일간활성사용자dau", "활성사용자", "활성사용자수", "dau", "usercount",
        "dailyactiveusers",
    ),
    "page_view": (
        "페이지뷰", "페이지뷰수", "페이지뷰pv", "pv", "전체페이지뷰", "총페이지뷰", "페이지조회수", "pageview",
        "pageviews",
    ),
}  # fmt: skip
"""Column → the headers it is known by, without their spaces, signs and units."""

FILE = "(파일)"
_TOTALS = ("합계", "총계", "총합계", "소계", "전체", "평균", "total", "sum", "average")
_FIRST_LINES = 20
_DAY = re.compile(
    r"(\d{4})(?:\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})|(\d{2})(\d{2}))\s*[.일]?\s*"
    r"(?:0?0:00(?::00)?|\(?[월화수목금토일](?:요일)?\)?)?"
)
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(?:명|회|건|뷰|pv)?", re.IGNORECASE)
_BLANK = ("", "-")
_COUNTS = tuple(name for name in WORDS if name != "date")


@dataclass(frozen=True)
class _Layout:
    """Where a file's header stands, and which column is where in it."""

    lines: Lines
    top: int
    places: Mapping[str, int]


def rows(pull: Pull, raw: bytes, now: datetime) -> list[Row]:
    """The rows of a CSV file, one a day. Raises: DataRejected."""
    return read(pull, Dropped(lambda: text_readings(raw)), now)


def read(pull: Pull, file: Dropped, now: datetime) -> list[Row]:
    """The rows of a file, one a day.

    Raises: DataRejected saying what was expected and what was found; a line is named by its number, never its content.
    """
    layout = _layout(file.readings())
    told: dict[str, Sequence[int | None]] = {}
    for number, line in _days(layout):
        day = _day(line[layout.places["date"]], number, now.date())
        if day in told:
            raise DataRejected(say("line {line} tells of {day} a second time; export one line a day.",
                                   line=number, day=day))  # fmt: skip
        told[day] = [_count(line, layout.places.get(name), number) for name in _COUNTS]
    if not told:
        raise DataRejected(say("no day follows its header."))
    return [visitors.row(pull, day, counts, f"{visitors.basis(day)} {FILE}", settled(day, now, PROVISIONAL_DAYS))
            for day, counts in told.items()]  # fmt: skip


def settle(standing: Row, told: Row) -> Row:
    """What stands of a day after a file told of it: figures of the API stay, a newer file replaces an older one."""
    basis, status = (str(standing[VISITORS.position(name)] or "") for name in ("basis", "data_status"))
    if basis.endswith(FILE):
        return _merged(told, standing)
    return _merged(standing, told) if status.startswith("미수집") else standing


def _merged(first: Row, second: Row) -> Row:
    """The first row's counts, the second's where the first has none; told by the file of the two."""
    file = next(row for row in (first, second) if str(row[VISITORS.position("basis")] or "").endswith(FILE))
    counts = [_known(first[at], second[at]) for at in map(VISITORS.position, _COUNTS)]
    account, shop_no, day = (file[VISITORS.position(name)] for name in ("account", "shop_no", "date"))
    basis, status = (str(file[VISITORS.position(name)]) for name in ("basis", "data_status"))
    return visitors.row(Pull(str(account), int(shop_no or 0), "visitors"), str(day), counts, basis, status)


def _known(*found: object) -> int | None:
    return next((int(str(one)) for one in found if one is not None), None)


def _layout(readings: Iterable[Lines]) -> _Layout:
    """The first line that names a day and a figure. Raises: DataRejected."""
    tried: list[Lines] = []
    for lines in readings:
        tried.append(lines)
        for top, line in enumerate(lines[:_FIRST_LINES]):
            found = [(name, at) for at, cell in enumerate(line) for name in WORDS if _plain(cell) in WORDS[name]]
            if {"date"} < {name for name, _ in found}:
                return _Layout(lines, top, _places(found, line))
    raise DataRejected(say("expected a header line with 날짜 and one of {figures}; found: {found}",
                           figures=[WORDS[name][0] for name in _COUNTS], found=shown(tried)))  # fmt: skip


def _places(found: Sequence[tuple[str, int]], line: Sequence[str]) -> Mapping[str, int]:
    names = [name for name, _ in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        both = [line[at].strip() for name, at in found if name == twice]
        raise DataRejected(say("the columns {columns} say the same; leave one of them.", columns=both))
    return dict(found)


def _plain(header: str) -> str:
    """A header without its unit in brackets at the end, its spaces and signs."""
    return re.sub(r"\(\s*(?:명|회|건|수|단위.*)\s*\)\s*$|[\W_]", "", header.casefold())


def _days(layout: _Layout) -> Iterator[tuple[int, Sequence[str]]]:
    """Number and cells of each line of a day: blank lines and totals are none. Raises: DataRejected."""
    width = len(layout.lines[layout.top])
    for number, line in enumerate(layout.lines[layout.top + 1 :], layout.top + 2):
        if not any(cell.strip() for cell in line):
            continue
        if any(cell.strip() for cell in line[width:]) or len(line) <= max(layout.places.values()):
            raise DataRejected(say("line {line} has {found} cells where the header has {expected}.",
                                   line=number, found=len(line), expected=width))  # fmt: skip
        if _plain(line[layout.places["date"]]) not in _TOTALS:
            yield number, line


def _day(cell: str, number: int, today: date) -> str:
    found = _DAY.fullmatch(cell.strip())
    try:
        day = date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        day = None
    if day is None or day > today:
        raise DataRejected(_odd(number, say("a day up to today, such as 2026-03-02")))
    return day.isoformat()


def _count(line: Sequence[str], place: int | None, number: int) -> int | None:
    cell = "-" if place is None else line[place].strip()
    if cell in _BLANK:
        return None
    found = _NUMBER.fullmatch(cell)
    if not found:
        raise DataRejected(_odd(number, say("a whole number")))
    return int(found[1].replace(",", ""))


def _odd(number: int, expected: Message) -> Message:
    return say("line {line}: expected {expected}, found something else.", line=number, expected=expected)
