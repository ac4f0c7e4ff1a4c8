"""Functions of texts."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from ..cells import Plain
from ..display import formatter
from .criteria import amount, expression
from .declared import MANY, Function, each, whole
from .kinds import Fault, Result, Scalar, cells_of, is_number, number_of, sound, text_of, truth_of, whole_of

_LONGEST = 50_000
_QUOTED = re.compile(r'"[^"]*"|\\.')


def _count(value: Scalar) -> int:
    found = whole_of(value)
    if found < 0:
        raise Fault("VALUE")
    return found


def _left(text: Scalar, count: Scalar = 1) -> str:
    return text_of(text)[: _count(count)]


def _right(text: Scalar, count: Scalar = 1) -> str:
    whole_text = text_of(text)
    return whole_text[max(len(whole_text) - _count(count), 0) :]


def _middle(text: Scalar, start: Scalar, count: Scalar) -> str:
    at = whole_of(start)
    if at < 1:
        raise Fault("VALUE")
    return text_of(text)[at - 1 : at - 1 + _count(count)]


def _find(wanted: Scalar, text: Scalar, start: Scalar = 1) -> int:
    return _found_at(text_of(text).find(text_of(wanted), _start(start)))


def _search(wanted: Scalar, text: Scalar, start: Scalar = 1) -> int:
    """Case does not matter; `?` and `*` stand for any signs."""
    found = re.compile(expression(text_of(wanted)), re.IGNORECASE | re.DOTALL).search(text_of(text), _start(start))
    return _found_at(found.start() if found else -1)


def _start(value: Scalar) -> int:
    start = whole_of(value)
    if start < 1:
        raise Fault("VALUE")
    return start - 1


def _found_at(at: int) -> int:
    if at < 0:
        raise Fault("VALUE")
    return at + 1


def _substitute(text: Scalar, old: Scalar, new: Scalar, which: Scalar = None) -> str:
    full, wanted, instead = text_of(text), text_of(old), text_of(new)
    if not wanted:
        return full
    if which is None:
        return full.replace(wanted, instead)
    pieces, at = full.split(wanted), whole_of(which)
    if not 0 < at < len(pieces):
        return full
    return wanted.join(pieces[:at]) + instead + wanted.join(pieces[at:])


def _trim(text: Scalar) -> str:
    return " ".join(part for part in text_of(text).split(" ") if part)


def _repeat(text: Scalar, times: Scalar) -> str:
    one, count = text_of(text), _count(times)
    if len(one) * count > _LONGEST:
        raise Fault("VALUE")
    return one * count


def _joined(delimiter: Result, skip_empty: Result, *given: Result) -> str:
    between = text_of(next(cells_of(delimiter)))
    texts = [text_of(cell) for value in given for cell in cells_of(value)]
    skip = truth_of(next(cells_of(skip_empty)))
    return between.join(text for text in texts if text or not skip)


def _character(code: Scalar) -> str:
    at = whole_of(code)
    if not 0 < at < 0x110000:
        raise Fault("NUM")
    return chr(at)


def _value(text: Scalar) -> Plain:
    return number_of(text)


def formatted(value: Scalar, pattern: Scalar, locale: str) -> str:
    """A number by a number format, days by its letters; texts and truths as they are. Raises Fault."""
    plain = sound(value)
    found = amount(plain) if isinstance(plain, str) else 0 if plain is None else plain
    if not is_number(found):
        return text_of(plain)
    picture = text_of(pattern)
    letters = _QUOTED.sub("", picture).lower()
    dated = re.search("[ymdhs]", letters) and not re.search("[0#?]", letters)
    return formatter("DATE_TIME" if dated else "NUMBER", picture, locale)(found) if picture else ""


@lru_cache(maxsize=512)
def _compiled(told: str) -> re.Pattern[str]:
    try:
        return re.compile(told)
    except re.error:
        raise Fault("REF") from None  # what a sheet shows of an expression it cannot read


def _regex_match(text: Scalar, told: Scalar) -> bool:
    return _compiled(text_of(told)).search(_only_text(text)) is not None


def _only_text(value: Scalar) -> str:
    """The REGEX functions take no numbers."""
    if not isinstance(value, str | None):
        raise Fault(value.code if isinstance(value, Fault) else "VALUE")
    return value or ""


def _regex_extract(text: Scalar, told: Scalar) -> str:
    found = _compiled(text_of(told)).search(_only_text(text))
    if found is None:
        raise Fault("N_A")
    return (found[1] or "") if found.re.groups else found[0]


def _regex_replace(text: Scalar, told: Scalar, instead: Scalar) -> str:
    escaped = re.sub(r"\\(?![0-9\\])", r"\\\\", text_of(instead))
    return _compiled(text_of(told)).sub(re.sub(r"\$([0-9])", r"\\g<\1>", escaped), _only_text(text))


def _plain(change: Callable[[str], Plain]) -> Function:
    return each(lambda value: change(text_of(value)), 1)


def _concatenated(*given: Result) -> str:
    return "".join(text_of(cell) for value in given for cell in cells_of(value))


TEXTS: Mapping[str, Function] = {
    "LEFT": each(_left, 1, 2),
    "RIGHT": each(_right, 1, 2),
    "MID": each(_middle, 3),
    "LEN": _plain(len),
    "FIND": each(_find, 2, 3),
    "SEARCH": each(_search, 2, 3),
    "SUBSTITUTE": each(_substitute, 3, 4),
    "TRIM": each(_trim, 1),
    "LOWER": _plain(str.lower),
    "UPPER": _plain(str.upper),
    "REPT": each(_repeat, 2),
    "CONCATENATE": whole(_concatenated, 1, MANY),
    "TEXTJOIN": whole(_joined, 3, MANY),
    "CHAR": each(_character, 1),
    "ENCODEURL": _plain(lambda text: quote(text, safe="-_.~")),
    "REGEXMATCH": each(_regex_match, 2),
    "REGEXEXTRACT": each(_regex_extract, 2),
    "REGEXREPLACE": each(_regex_replace, 3),
    "VALUE": each(_value, 1),
    "T": each(lambda value: value if isinstance(sound(value), str) else "", 1),
    "HYPERLINK": each(lambda address, label=None: address if label is None else sound(label), 1, 2),
}
