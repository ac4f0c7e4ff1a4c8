"""Which jobs stand still because somebody ticked 일시중지, and which went on again lately."""

from collections.abc import Mapping
from datetime import datetime

from sheets_bridge.config import Schedule
from sheets_bridge.store import Store, pauses
from sheets_bridge.store.pauses import Pause


def paused(store: Store, schedule: Schedule) -> Mapping[str, datetime]:
    """Job → since when it is paused."""
    return {job: pause.since for job, pause in known(store, schedule).items() if pause.until is None}


def known(store: Store, schedule: Schedule) -> Mapping[str, Pause]:
    """The last pause of each job of a schedule, over or not.

    None lasts where the schedule wants no tab on which the job could be let go on.
    """
    found = {job: pause for job, pause in pauses.last(store).items() if job in schedule.jobs}
    return found if schedule.control else {job: pause for job, pause in found.items() if pause.until}
