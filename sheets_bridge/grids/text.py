"""CSV as consoles and Excel save it: its encoding and its separator are found out. Pure."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import say

Lines = Sequence[Sequence[str]]
"""The cells of a file, line by line."""

_ENCODINGS = (("utf-16", (b"\xff\xfe", b"\xfe\xff")), ("utf-8-sig", (b"",)), ("cp949", (b"",)))
_SEPARATORS = ",\t;"
_LONGEST_SHOWN, _MOST_SHOWN = 16, 12


def text_readings(raw: bytes) -> Iterator[Lines]:
    """What a text may say: its lines by each separator. Raises: DataRejected where it is no text."""
    text = _text(raw)
    return (lines_of_text(text, separator) for separator in _SEPARATORS)


def lines_of_text(text: str, separator: str) -> Lines:
    """Raises: DataRejected."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise DataRejected(say("expected CSV text, found something else.")) from error


def shown(readings: Iterable[Lines]) -> str:
    """The cells of the first line, as far as they look like headers and not like somebody's data."""
    firsts = (next((line for line in lines if any(cell.strip() for cell in line)), []) for lines in readings)
    cells = [cell.strip(' "') for cell in max(firsts, key=len, default=[])][:_MOST_SHOWN]
    return ", ".join("…" if re.search(r"[\d@]", cell) or len(cell) > _LONGEST_SHOWN else cell for cell in cells) or "…"


def _text(raw: bytes) -> str:
    for encoding, marks in _ENCODINGS:
        if raw.startswith(marks):
            try:
                return unicodedata.normalize("NFC", raw.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise DataRejected(say("expected CSV text in UTF-8 or CP949 (EUC-KR), found neither. Save it as CSV."))
