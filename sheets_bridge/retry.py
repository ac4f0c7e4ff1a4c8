"""The one retry policy: only `Unavailable` is tried again, a bounded number of times, waiting as told."""

import logging
from collections.abc import Callable, Container
from typing import TypeVar

import tenacity

from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import say

T = TypeVar("T")

ATTEMPTS = 5
PATIENCE_SECONDS = 600.0
LONGEST_WAIT_SECONDS = 120.0

_log = logging.getLogger(__name__)
_backoff = tenacity.wait_random_exponential(multiplier=1, max=64)


def persistently(
    call: Callable[[], T],
    *,
    sleep: Callable[[float], None],
    attempts: int = ATTEMPTS,
    never: Container[int | None] = (),
) -> T:
    """Call until it answers; waits what the other side asked for (at most 2 minutes), else exponentially with jitter.

    An Unavailable whose status is in `never` is for the caller to mend, not to wait for.

    Raises: the last Unavailable after `attempts` tries or ten minutes; anything else at once.
    """
    policy = tenacity.Retrying(
        retry=tenacity.retry_if_exception(lambda error: isinstance(error, Unavailable) and error.status not in never),
        stop=tenacity.stop_after_attempt(attempts) | tenacity.stop_after_delay(PATIENCE_SECONDS),
        wait=_wait,
        sleep=sleep,
        before_sleep=_tell,
        reraise=True,
    )
    return policy(call)


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, Unavailable) else None
    return min(asked, LONGEST_WAIT_SECONDS) if asked is not None else _backoff(state)


def _tell(state: tenacity.RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    problem = error.message if isinstance(error, BridgeError) else str(error)
    seconds = round(state.upcoming_sleep, 1)
    _log.warning("%s", say("{problem} Trying again in {seconds} s.", problem=problem, seconds=seconds))
