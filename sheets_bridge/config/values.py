"""Texts of the schedule parsed into values: spans, times, days, addresses, names. Every function raises Wrong."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, time, timedelta

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.messages import Message, say

_UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(("second", "seconds", "초"), timedelta(seconds=1)),
    **dict.fromkeys(("minute", "minutes", "min", "분"), timedelta(minutes=1)),
    **dict.fromkeys(("hour", "hours", "시간"), timedelta(hours=1)),
    **dict.fromkeys(("day", "days", "일"), timedelta(days=1)),
    **dict.fromkeys(("week", "weeks", "주"), timedelta(weeks=1)),
}
_LONGEST = timedelta(days=31)
_MOST_DAYS = 36_500
PLACEHOLDER = "SPREADSHEET_ID"

_MOST_DIGITS = 18
"""A number of so many digits fits into the store."""


def one_of(options: Collection[str], problem: Callable[[str], Message]) -> Callable[[str], str]:
    """A parse that takes only `options`; `problem` says what an unknown word is."""

    def parse(text: str) -> str:
        if text not in options:
            raise Wrong(unknown(problem(text), text, options))
        return text

    return parse


def span(text: str) -> timedelta:
    """`15 minutes`, `1 hour`, `1일`: a number and a unit."""
    match = re.fullmatch(r"([0-9]{1,6})\s*([^\W\d_]+)", text)
    if not match:
        raise Wrong(say('write a number and a unit, such as "15 minutes" or "1 day"'))
    unit = match[2].lower()
    if unit not in _UNITS:
        raise Wrong(unknown(say('no unit "{word}"', word=match[2]), unit, _UNITS))
    return int(match[1]) * _UNITS[unit]


def period(text: str) -> timedelta:
    """How often a job runs."""
    found = span(text)
    if not timedelta(minutes=1) <= found <= _LONGEST:
        raise Wrong(say("a job runs at most every minute and at least every {days} days", days=_LONGEST.days))
    return found


def whole_days(text: str) -> int:
    """`400 days` → 400."""
    found = span(text)
    if found % timedelta(days=1) or not 1 <= found.days <= _MOST_DAYS:
        raise Wrong(say('write whole days, such as "400 days", at most {days}', days=_MOST_DAYS))
    return found.days


def time_of_day(text: str) -> time:
    """`07:00`. A bare number is what YAML 1.1 tools make of an unquoted time (9:30 → 570), so the time is guessed."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if match:
        return time(int(match[1]), int(match[2]))
    guess = _guessed_time(text)
    if guess is None:
        raise Wrong(say('write hours and minutes in quotes, such as "07:00"'))
    raise Wrong(say('this is no time of day; did you mean "{time}"?', time=guess))


def _guessed_time(text: str) -> str | None:
    """0930 → 09:30; 570 minutes → 09:30; 25200 seconds → 07:00."""
    if not re.fullmatch(r"[0-9]{1,5}", text):
        return None
    if re.fullmatch(r"([01][0-9]|2[0-3])[0-5][0-9]", text):
        return f"{text[:2]}:{text[2:]}"
    minutes = int(text) if int(text) < 24 * 60 else int(text) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes < 24 * 60 else None


def first_day(text: str) -> date | None:
    """`2024-01-01`, or None for `first-order`."""
    if text == "first-order":
        return None
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        found = None
    if found is None:
        raise Wrong(say("write a day such as 2024-01-01, or first-order"))
    if not 2000 <= found.year < 2100:
        raise Wrong(say("no mall's history begins in {year}", year=found.year))
    return found


def shop_number(text: str) -> int:
    """A positive whole number."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise Wrong(say("a shop number is a whole number from 1"))
    return int(text)


def spreadsheet_id(text: str) -> str:
    """The id out of a sheet's address, or the bare id."""
    if re.search(r"/spreadsheets/(u/[0-9]+/)?d/e/", text):
        raise Wrong(say("this is the address of a published copy; open the sheet itself and put its address here"))
    match = re.match(r"https://docs\.google\.com/spreadsheets/(?:u/[0-9]+/)?d/([A-Za-z0-9_-]+)(?:[/?#]|$)", text)
    found = match[1] if match else text
    if found == PLACEHOLDER:
        raise Wrong(say("put your sheet's address here: https://docs.google.com/spreadsheets/d/…/edit"))
    if not match and not re.fullmatch(r"[A-Za-z0-9_-]{20,}", text):
        raise Wrong(
            say("this is no address of a Google sheet; it looks like https://docs.google.com/spreadsheets/d/…/edit")
        )
    return found


def ad_account(text: str) -> int:
    """The digits of an ad account as the media write it: 123-456-7890, act_1234567890, K12345."""
    digits = re.sub(r"^(act_|K)|-", "", text.strip())
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise Wrong(say("an ad account is a number as its medium shows it, such as 123-456-7890 or act_1234567890"))
    return int(digits)
