"""The token chain of one mall as a value: what is known of it, how each event changes it, when it must not be spent."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sheets_bridge.errors import BridgeError
from sheets_bridge.tokens import told
from sheets_bridge.tokens.answer import Granted, Meaning, Unreadable, Verdict, read_grant

TRY_AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""A refresh token whose fate is doubtful is tried again this long after each doubt, then never."""
REMOVED_AGAIN_AFTER = timedelta(hours=6)
"""Cafe24 has called live apps removed for a day (2025-02): it is believed when it says so again so much later."""
REMOVED_REST = timedelta(minutes=30)
"""How long nobody asks again meanwhile."""
JUST_GRANTED = timedelta(minutes=5)
"""A token this young is not replaced because an API call refused it: the next one would fare no better."""


@dataclass(frozen=True)
class SavedAnswer:
    """A 200 as it came, kept before anything reads it."""

    body: bytes = field(repr=False)
    asked: datetime
    consent: bool
    """Whether it answers a consent, which starts a new chain."""


@dataclass(frozen=True)
class Chain:
    """What the vault holds of one mall."""

    mall: str
    generation: int = 0
    current: Granted | None = None
    previous: Granted | None = None
    """The pair before, until one API call has worked with the current one."""
    sent: datetime | None = None
    """An open intent: a refresh left then, and nothing is known of it."""
    doubts: tuple[datetime, ...] = ()
    """When the current refresh token was sent without a clear answer."""
    answer: SavedAnswer | None = None
    """An answer that is not yet active."""
    lost: str | None = None
    """Why the login is lost: a key of `told.LOST`."""
    serial: int = 0
    """How many times it was saved; tells the newer of two files."""
    strikes: tuple[datetime, ...] = ()
    """When the app was first and last said to be removed from the mall, since the last renewal that worked."""


def promoted(chain: Chain) -> Chain:
    """The chain with its saved answer made the current generation; the same chain where that cannot be read."""
    if chain.answer is None:
        return chain
    before = None if chain.answer.consent else chain.current
    try:
        granted = read_grant(chain.answer.body, chain.answer.asked, chain.mall, before)
    except Unreadable:
        return chain
    return Chain(chain.mall, chain.generation + 1, granted, chain.current, serial=chain.serial)


def begun(chain: Chain, now: datetime) -> Chain:
    """The chain with a refresh about to leave; one that a crash left open becomes a doubt."""
    return replace(chain, sent=now, doubts=_doubts(chain))


def settled(chain: Chain, verdict: Verdict, now: datetime) -> Chain:
    """The chain after a refresh that brought no token."""
    if verdict.meaning is Meaning.DEAD:
        return replace(chain, sent=None, lost="answer_lost" if chain.doubts else "refused")
    if verdict.meaning is Meaning.REMOVED:
        return _struck(chain, now)
    if verdict.meaning is not Meaning.DOUBTFUL:
        return replace(chain, sent=None)
    doubts = (*chain.doubts, now)
    return replace(chain, sent=None, doubts=doubts, lost="no_answer" if _too_many(doubts) else None)


def _struck(chain: Chain, now: datetime) -> Chain:
    """The chain after the app was said to be removed."""
    first = chain.strikes[0] if chain.strikes else now
    believed = now - first >= REMOVED_AGAIN_AFTER
    return replace(chain, sent=None, strikes=(first, now), lost="removed" if believed else None)


def usable(chain: Chain, now: datetime, least: timedelta, refused: str | None) -> Granted | None:
    """The current pair where its access token lives on for more than `least` and is not the refused one."""
    current = chain.current
    if current is None or current.access_until - now <= least or current.access_token == refused:
        return None
    return current


def obstacle(chain: Chain, now: datetime, refused: str | None, spent: int) -> BridgeError | None:
    """What forbids spending the refresh token now, as the error to raise.

    `spent` is the newest generation whose refresh token is known, from beside the vault file, to have been sent.
    """
    return next((error for look in _OBSTACLES if (error := look(chain, now, refused, spent))), None)


def lost_reason(chain: Chain, now: datetime) -> str | None:
    """Why somebody has to consent again: a key of `told.LOST`; None while the chain can go on."""
    if chain.lost is not None:
        return chain.lost
    if chain.current is None:
        return "never"
    if _too_many(_doubts(chain)):
        return "no_answer"
    return "expired" if chain.current.refresh_until <= now else None


def _doubts(chain: Chain) -> tuple[datetime, ...]:
    return (*chain.doubts, chain.sent) if chain.sent else chain.doubts


def _too_many(doubts: tuple[datetime, ...]) -> bool:
    return len(doubts) > len(TRY_AGAIN_AFTER)


def _is_lost(chain: Chain, now: datetime, _refused: str | None, _spent: int) -> BridgeError | None:
    reason = lost_reason(chain, now)
    return None if reason is None else told.lost(chain.mall, reason)


def _was_just_granted(chain: Chain, now: datetime, refused: str | None, _spent: int) -> BridgeError | None:
    current = chain.current
    if current is None or refused != current.access_token or now - current.asked >= JUST_GRANTED:
        return None
    return told.refuses_fresh_token(chain.mall)


def _is_resting(chain: Chain, now: datetime, _refused: str | None, _spent: int) -> BridgeError | None:
    if chain.sent is not None or not chain.doubts:
        return None
    # The clock may have been set back since: never rest longer than the rest itself.
    rest = TRY_AGAIN_AFTER[len(chain.doubts) - 1]
    left = min(rest, chain.doubts[-1] + rest - now)
    return told.in_doubt(chain.mall, left.total_seconds()) if left > timedelta(0) else None


def _is_said_removed(chain: Chain, now: datetime, _refused: str | None, _spent: int) -> BridgeError | None:
    if not chain.strikes:
        return None
    left = min(REMOVED_REST, chain.strikes[-1] + REMOVED_REST - now)
    return told.said_removed(chain.mall, left.total_seconds()) if left > timedelta(0) else None


def _is_an_older_copy(chain: Chain, now: datetime, refused: str | None, spent: int) -> BridgeError | None:
    known = chain.sent is not None or chain.doubts or chain.generation > spent
    if known or usable(chain, now, timedelta(0), refused) is None:
        return None
    return told.older_copy(chain.mall)


_Obstacle = Callable[[Chain, datetime, str | None, int], BridgeError | None]
_OBSTACLES: tuple[_Obstacle, ...] = (_is_lost, _was_just_granted, _is_resting, _is_said_removed, _is_an_older_copy)
