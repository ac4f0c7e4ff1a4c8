"""The teller: looks at the installation beside the daemon and tells its people what is news, in a thread of its own."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from sheets_bridge.config import Schedule
from sheets_bridge.daemon.house import House
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.model import KST
from sheets_bridge.notify import post
from sheets_bridge.notify.briefing import briefings, letters_of
from sheets_bridge.notify.deciding import decide
from sheets_bridge.notify.heartbeat import Heartbeat
from sheets_bridge.notify.looking import look
from sheets_bridge.notify.memory import Remembered, recall, remember
from sheets_bridge.notify.news import News
from sheets_bridge.notify.post import Letter
from sheets_bridge.store import life

_ALIVE = timedelta(seconds=60)
"""A beat as old as this says nothing of now: the machine slept, and what was due is not even queued."""
_REST = 10.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """The line out: whether an address is one, and telling it something."""

    understood: Callable[[str], bool]
    deliver: Callable[[str, Letter], bool]
    """(address, letter) → whether it arrived. Never raises."""


@dataclass
class Teller:
    """Never disturbs a run: it reads the store as any process may, and has time when the network has none."""

    open_house: Callable[[], AbstractContextManager[House]]
    read: Callable[[], Schedule]
    """The schedule as its file stands. Raises: ConfigError."""
    line: Line
    heart: Heartbeat
    every: float = 10.0
    """Seconds between two looks."""
    stop: Event = field(default_factory=Event)
    wake: Event = field(default_factory=Event)
    """Set when a run ended: there may be news."""

    def work(self) -> None:
        """Look and tell until a stop is asked for."""
        while not self.stop.is_set():
            try:
                with self.open_house() as house:
                    self._check(house)
                    self._serve(house)
            except BridgeError as error:
                _log.error("%s", error.message)
                self.stop.wait(_REST)
            except Exception:
                # A fault of ours; news are worth another try, and the log says where it is.
                _log.exception("%s", say("Looking for news failed; it is tried again."))
                self.stop.wait(_REST)

    def _serve(self, house: House) -> None:
        """Until a stop, or until another schedule can be read."""
        seen = _stamp(house.schedule.path)
        while not self.stop.is_set():
            self.round(house)
            self.wake.wait(self.every)
            self.wake.clear()
            if (stamp := _stamp(house.schedule.path)) != seen:
                seen = stamp
                if self._readable():
                    return

    def round(self, house: House) -> None:
        """One look, and what follows from it. Raises: StateError."""
        now, sign = house.world.clock(), life.sign(house.world.store, life.DAEMON)
        if sign is None or abs(now - sign.at) > _ALIVE:
            return
        self.heart.beat(house.schedule.notify.heartbeat, sign.at)
        known = post.addresses(house.schedule)
        if not known:
            return
        remembered = self._noted(house, now)
        while not self.stop.is_set() and (letter := post.next_due(remembered.waiting, now)):
            remembered = self._sent(house, remembered, letter, known[letter.to], now)

    def _noted(self, house: House, now: datetime) -> Remembered:
        """What is to be told, noted before it is: nothing is told that is not remembered, nothing forgotten."""
        before = recall(house.world.store)
        news, told = decide(look(house, now), before.told)
        waiting = [*before.waiting, *(letter for one in news for letter in _letters(one, house.schedule, now))]
        briefed, brief = self._briefing(house, before.briefed, now)
        kept = post.worth_keeping([*waiting, *brief], post.addresses(house.schedule), now)
        after = Remembered(told, tuple(kept), briefed)
        if after != before:
            remember(house.world.store, after, now)
        return after

    def _briefing(self, house: House, briefed: str, now: datetime) -> tuple[str, Sequence[Letter]]:
        """The day that is told in a briefing now, or was told last, and the letters that tell it."""
        at, here = house.schedule.notify.briefing, now.astimezone(KST)
        yesterday = (here.date() - timedelta(days=1)).isoformat()
        if at is None or here.time() < at or briefed >= yesterday:
            return briefed, ()
        told = briefings(house.schedule, house.world.store, yesterday)
        # Figures that are not made yet may come later today: the last run may have been before midnight.
        return (yesterday, letters_of(told, house.schedule, now)) if told else (briefed, ())

    def _sent(self, house: House, known: Remembered, letter: Letter, address: str, now: datetime) -> Remembered:
        arrived = self.line.deliver(address, letter)
        instead: Sequence[Letter] = () if arrived else (post.put_off(letter, now),)
        at = known.waiting.index(letter)
        after = replace(known, waiting=(*known.waiting[:at], *instead, *known.waiting[at + 1 :]))
        remember(house.world.store, after, now)
        return after

    def _check(self, house: House) -> None:
        """An address that no service answers to is said at once, and not when there is something to tell."""
        for address in post.addresses(house.schedule).values():
            self.line.understood(address)

    def _readable(self) -> bool:
        try:
            self.read()
        except BridgeError:
            return False  # the daemon says so itself
        return True


def _letters(news: News, schedule: Schedule, now: datetime) -> list[Letter]:
    _ = translation(schedule.language)
    title = _title(news)
    return post.letters(news, title.render(_), news.words.render(_), schedule, now)


def _title(news: News) -> Message:
    if news.key.startswith("alert:"):
        return say("Performance alert over") if news.healed else say("Performance alert")
    return say("sheets_bridge: well again") if news.healed else say("sheets_bridge: please look")


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
