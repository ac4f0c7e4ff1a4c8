"""What waits to be told and to whom: each recipient in order, again later where they cannot be reached. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sheets_bridge.config import Schedule
from sheets_bridge.notify.news import Kind, News

_AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_PATIENCE = timedelta(days=7)
_MOST = 200


@dataclass(frozen=True)
class Letter:
    """One piece of news for one recipient. Addresses hold secrets: `to` is only their mark."""

    to: str
    title: str
    body: str
    at: datetime
    """When it became news."""
    tries: int = 0
    due: datetime | None = None
    """Not before this moment."""
    kind: Kind = "warning"
    until: datetime | None = None
    """Worth nothing after this moment."""


def mark(address: str) -> str:
    """How an address is called where it must not be read."""
    return sha256(address.encode()).hexdigest()[:12]


def recipients(schedule: Schedule, accounts: Iterable[str]) -> list[str]:
    """The addresses that hear of these accounts, each once: everybody's, and the accounts' own."""
    own = (schedule.accounts[name].notify for name in accounts if name in schedule.accounts)
    return list(dict.fromkeys([*schedule.notify.urls, *(url for urls in own for url in urls)]))


def addresses(schedule: Schedule) -> Mapping[str, str]:
    """Every address of a schedule by its mark."""
    return {mark(address): address for address in recipients(schedule, schedule.accounts)}


def letters(news: News, title: str, body: str, schedule: Schedule, now: datetime) -> list[Letter]:
    """A piece of news for everybody it concerns."""
    return [Letter(mark(address), title, body, now, kind=news.kind) for address in recipients(schedule, news.accounts)]


def next_due(waiting: Sequence[Letter], now: datetime) -> Letter | None:
    """The letter to send now: of each recipient only the oldest may go, so that nobody hears the end first."""
    first: dict[str, Letter] = {}
    for letter in waiting:
        first.setdefault(letter.to, letter)
    return next((letter for letter in first.values() if letter.due is None or letter.due <= now), None)


def put_off(letter: Letter, now: datetime) -> Letter:
    """The letter once it could not be delivered."""
    wait = _AGAIN[min(letter.tries, len(_AGAIN) - 1)]
    return replace(letter, tries=letter.tries + 1, due=now + wait)


def _is_news(letter: Letter, now: datetime) -> bool:
    return now - letter.at <= _PATIENCE and (letter.until is None or now < letter.until)


def worth_keeping(waiting: Sequence[Letter], known: Iterable[str], now: datetime) -> list[Letter]:
    """What still has a recipient and is not too old to be news; a clock that was set back makes nothing wait longer."""
    marks = set(known)
    kept = [one for one in waiting if one.to in marks and _is_news(one, now)][-_MOST:]
    latest = now + _AGAIN[-1]
    return [replace(one, due=latest) if one.due and one.due > latest else one for one in kept]
