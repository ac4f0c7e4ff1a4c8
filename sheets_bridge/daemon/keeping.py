"""Logins kept alive while nothing runs: renewed ahead of work, and before a fortnight unused would end them."""

import logging
from datetime import datetime, timedelta

from sheets_bridge.daemon.deciding import due_by_account, least_life
from sheets_bridge.daemon.house import House
from sheets_bridge.daemon.saying import Troubles
from sheets_bridge.due import next_slots
from sheets_bridge.errors import BridgeError
from sheets_bridge.tokens import Login

_EVERY = timedelta(minutes=1)


class Keeping:
    """Looks after the logins once a minute."""

    def __init__(self) -> None:
        self._looked: datetime | None = None
        self._troubles = Troubles()

    def keep(self, house: House) -> None:
        """Renew the access tokens that need it now. A login that cannot be renewed is told, and stops no other."""
        now = house.world.clock()
        if self._looked is not None and timedelta(0) <= now - self._looked < _EVERY:
            return
        self._looked = now
        first = due_by_account(house.schedule.jobs.values(), _next_of(house, now))
        for name, login in house.logins.items():
            try:
                _renew_in_time(login, now, first.get(name))
                self._troubles.over(name)
            except BridgeError as error:
                self._troubles.note(name, error.message, logging.WARNING)


def _renew_in_time(login: Login, now: datetime, next_due: datetime | None) -> None:
    life = login.life()
    if life is None or life.lost is not None:
        return
    least = least_life(now, life.access_until, life.refresh_until, next_due)
    if least is not None:
        login.access_token(least=least)


def _next_of(house: House, now: datetime) -> dict[str, datetime]:
    firsts = ((name, next_slots(job, now, 1)) for name, job in house.schedule.jobs.items())
    return {name: slots[0] for name, slots in firsts if slots}
