"""Names that a workbook or a folder takes, as near to a tab's title as they can be."""

import re
from collections.abc import Iterable, Iterator

_LONGEST = 31
"""Letters, as Excel counts them (UTF-16), of a worksheet's name."""
_LONGEST_FILE = 100
_RESERVED = "history"
"""Excel keeps a sheet of this name for itself."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_A_FILE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def worksheet_names(titles: Iterable[str]) -> Iterator[str]:
    """A name for each title: cut where it is too long, numbered where another has it already."""
    taken = {_RESERVED}
    for title in titles:
        yield _unlike(_NOT_IN_A_NAME.sub("_", title), taken, longest=_LONGEST, at_no_end=" '")


def file_names(titles: Iterable[str]) -> Iterator[str]:
    """As `worksheet_names`, for files of a folder, without their ending."""
    taken: set[str] = set()
    for title in titles:
        plain = _NOT_IN_A_FILE.sub("_", title).strip(". ")
        yield _unlike(f"_{plain}" if _DEVICES.fullmatch(plain) else plain, taken, longest=_LONGEST_FILE, at_no_end=" .")


def _unlike(name: str, taken: set[str], *, longest: int, at_no_end: str) -> str:
    made, n = _cut(name, longest, at_no_end), 1
    while made.casefold() in taken:
        n += 1
        end = f" ({n})"
        made = _cut(name, longest - len(end), at_no_end) + end
    taken.add(made.casefold())
    return made


def _cut(name: str, longest: int, at_no_end: str) -> str:
    cut = name.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")
    return cut.strip(at_no_end) or "_"
