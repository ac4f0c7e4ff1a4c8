"""The login of one mall: an access token whenever one is needed (the protocol of reference/reliability 2.3)."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request, Send
from sheets_bridge.errors import BridgeError, Busy, StateError
from sheets_bridge.messages import Message
from sheets_bridge.model import Clock, Reached, nothing_reached
from sheets_bridge.tokens import revoking, told
from sheets_bridge.tokens.answer import (
    NO_ANSWER,
    NO_CONNECTION,
    NOT_UNDERSTOOD,
    Granted,
    Meaning,
    Verdict,
    decipher,
    oddities,
)
from sheets_bridge.tokens.chain import Chain, SavedAnswer, begun, lost_reason, obstacle, promoted, settled, usable
from sheets_bridge.tokens.client import TokenEndpoint
from sheets_bridge.tokens.signals import signals_deferred
from sheets_bridge.tokens.vault import ANSWER_LIMIT, Vault

LEAST_LIFE = timedelta(minutes=10)
"""No API call leaves with less life than this."""
CRASH_POINTS = (
    "token.locked",
    "token.intent",
    "token.sent",
    "token.answered",
    "token.saved",
    "token.parsed",
    "token.active",
)

_DEADLINE = 90.0
_WAITS = (1.0, 3.0)
"""Seconds before a request that surely was not carried out is sent again."""
_LONGEST_WAIT = 30.0
_REST = timedelta(minutes=1)
"""How long a renewal that failed is not tried again by the same process."""
_PEER_WAIT = 5.0
_NO_LIFE = timedelta(0)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Life:
    """How long a login lasts; moments are aware UTC."""

    mall: str
    access_until: datetime
    refresh_until: datetime
    scopes: tuple[str, ...]
    lost: Message | None
    """Why somebody has to log in again, and how."""
    consented_by: str


class Login:
    """Gives out the access token of one mall; renews it in time; never spends a refresh token twice by itself."""

    def __init__(
        self,
        vault: Vault,
        endpoint: TokenEndpoint,
        send: Send,
        clock: Clock,
        sleep: Callable[[float], None] = time.sleep,
        reached: Reached = nothing_reached,
    ) -> None:
        self._vault = vault
        self._endpoint = endpoint
        self._send = send
        self._clock = clock
        self._sleep = sleep
        self._reached = reached
        self._worked: str | None = None
        self._failed: tuple[datetime, BridgeError] | None = None
        self._unsaved: Chain | None = None

    def access_token(self, *, refused: str | None = None, least: timedelta = LEAST_LIFE) -> str:
        """An access token with more than `least` of life; renews where the stored one has less.

        `refused` is the token an API call was answered 401 for: where it is still the stored one, it is replaced,
        once. Where a renewal fails, work goes on with the stored token to the end of its life.
        Raises: LoginNeeded, ConfigError, Refused, Unavailable, StateError, Busy.
        """
        chain = self._stored()
        current = usable(chain, self._clock(), least, refused)
        if current is not None and self._unsaved is None:
            return current.access_token
        try:
            return self._renewed(refused, least).access_token
        except BridgeError as error:
            return self._while_it_lives(error, refused)

    def worked(self, token: str) -> None:
        """Note that an API call has worked with `token`: the pair before it may go. Costs nothing when repeated."""
        if token == self._worked:
            return
        try:
            self._drop_previous(token)
        except (Busy, StateError) as error:
            _log.warning("%s", error.message)
        self._worked = token

    def exchange(self, code: str) -> Life:
        """Exchange a consent code for a new chain, saved as durably as a renewal.

        Raises: LoginNeeded where the code is dead; otherwise as `access_token`.
        """
        with self._vault.locked():
            self._vault.heal()
            chain = self._stored()
            # A new chain counts on from whatever was ever sent, or it would pass for an older copy.
            start = replace(chain, generation=max(chain.generation, self._vault.spent()))
            self._vault.reserve()
            verdict = self._ask(
                start,
                {"grant_type": "authorization_code", "code": code, "redirect_uri": self._endpoint.client.redirect_uri},
                consent=True,
            )
            if verdict is not None:
                raise told.not_connected(self._vault.mall, verdict)
            self._failed = None
            self._insist_on_disk()
            return self._life(self._stored_pair())

    def life(self) -> Life | None:
        """How long the login lasts, without asking Cafe24; None where the mall was never connected."""
        chain = self._stored()
        return None if chain.current is None else self._life(chain.current)

    def disconnect(self, *, ask: bool = True) -> bool:
        """Revoke the login at Cafe24 and delete it here; whether there was one. Without `ask` Cafe24 is not told.

        Raises: Unavailable, ConfigError, Refused, Busy, StateError; nothing is deleted then.
        """
        found = revoking.disconnect(self._vault, self._endpoint, self._send, self._clock(), ask=ask)
        self._unsaved = self._failed = self._worked = None
        return found

    def _renewed(self, refused: str | None, least: timedelta) -> Granted:
        self._rest()
        with self._vault.locked():
            self._reached("token.locked")
            chain = self._put_in_order()
            current = usable(chain, self._clock(), least, refused)
            if current is not None:
                return current
            problem = obstacle(chain, self._clock(), refused, self._vault.spent())
            if problem is not None:
                raise problem
            return self._refresh(chain)

    def _put_in_order(self) -> Chain:
        """The chain with everything finished that a crash or a full disk left half done."""
        self._vault.heal()
        on_disk, chain = self._vault.read() or Chain(self._vault.mall), self._stored()
        self._unsaved = None
        return self._keep(chain) if chain.generation > on_disk.generation else chain

    def _refresh(self, chain: Chain) -> Granted:
        self._vault.reserve()
        intent = self._vault.save_beside(begun(chain, self._clock()))
        self._vault.mark_spent(chain.generation)
        self._reached("token.intent")
        token = chain.current.refresh_token if chain.current else ""
        verdict = self._ask(intent, {"grant_type": "refresh_token", "refresh_token": token}, consent=False)
        return self._stored_pair() if verdict is None else self._without(verdict, chain.generation)

    def _without(self, verdict: Verdict, generation: int) -> Granted:
        """Note a renewal that brought no token; a peer's newer pair where one came to stand meanwhile."""
        chain = self._stored()
        if chain.generation != generation and chain.current is not None:
            return chain.current
        after = self._settle(verdict, generation)
        raise told.lost(chain.mall, after.lost) if after.lost else told.not_renewed(chain.mall, verdict)

    def _settle(self, verdict: Verdict, generation: int) -> Chain:
        """Note on disk what a request that brought no token means for the chain."""
        after = settled(self._stored(), verdict, self._clock())
        if verdict.meaning not in (Meaning.DEAD, Meaning.DOUBTFUL) and not after.doubts:
            self._vault.mark_spent(generation - 1)
        return self._vault.save(after)

    def _ask(self, chain: Chain, form: Mapping[str, str], *, consent: bool) -> Verdict | None:
        """Send a token request; None where its answer is saved and active.

        Only a request that surely was not carried out is sent again.
        """
        for wait in _WAITS:
            verdict = self._ask_once(chain, form, consent)
            if verdict is None or verdict.meaning is not Meaning.NOT_PROCESSED:
                return verdict
            if (verdict.wait or wait) > _LONGEST_WAIT:
                return verdict
            self._wait(verdict.wait or wait, None if consent else chain.generation)
        return self._ask_once(chain, form, consent)

    def _wait(self, seconds: float, refreshing: int | None) -> None:
        """Wait before a request that was surely not carried out is sent again.

        Who breaks that off breaks off no request: the intent of the generation that is being refreshed is closed, or
        a few stops would look like as many doubts, and a good login like a lost one.
        """
        try:
            self._sleep(seconds)
        except BaseException:
            if refreshing is not None:
                self._settle(NO_CONNECTION, refreshing)
            raise

    def _ask_once(self, chain: Chain, form: Mapping[str, str], consent: bool) -> Verdict | None:
        with signals_deferred():
            asked = self._clock()
            answer = self._post(form)
            if isinstance(answer, Verdict):
                return answer
            kept = self._keep(replace(chain, answer=SavedAnswer(answer.body[:ANSWER_LIMIT], asked, consent)))
            self._reached("token.saved")
            return self._activate(kept)

    def _activate(self, kept: Chain) -> Verdict | None:
        chain = promoted(kept)
        if kept.answer is None or chain is kept:
            return NOT_UNDERSTOOD
        for oddity in oddities(kept.answer.body, kept.answer.asked):
            _log.warning("%s", told.odd_answer(chain.mall, oddity))
        self._reached("token.parsed")
        self._keep(chain)
        self._reached("token.active")
        return None

    def _post(self, form: Mapping[str, str]) -> Answer | Verdict:
        headers = {"Authorization": self._endpoint.client.basic, "Content-Type": "application/x-www-form-urlencoded"}
        self._reached("token.sent")
        try:
            answer = self._send(
                Request("POST", self._endpoint.url, headers=headers, body=urlencode(form).encode(), deadline=_DEADLINE)
            )
        except NotSent:
            return NO_CONNECTION
        except NoAnswer:
            return NO_ANSWER
        self._reached("token.answered")
        return decipher(answer) or answer

    def _keep(self, chain: Chain) -> Chain:
        """Save a chain with a fresh answer; where the disk fails, live on from memory and save at the next call."""
        try:
            saved = self._vault.save(chain)
        except StateError as error:
            _log.error("%s", error.message)
            self._unsaved = chain
            return chain
        self._unsaved = None
        return saved

    def _insist_on_disk(self) -> None:
        """Save what is in memory only, now or never: after a consent nobody is there to save it later."""
        chain = self._stored()
        if chain.generation > self._on_disk().generation:
            self._vault.save(chain)

    def _on_disk(self) -> Chain:
        return promoted(self._vault.read() or Chain(self._vault.mall))

    def _stored(self) -> Chain:
        """The newest chain there is, with a saved answer already read."""
        on_disk = self._on_disk()
        in_memory = promoted(self._unsaved) if self._unsaved is not None else on_disk
        return in_memory if in_memory.generation > on_disk.generation else on_disk

    def _stored_pair(self) -> Granted:
        current = self._stored().current
        if current is None:
            raise told.lost(self._vault.mall, "never")
        return current

    def _while_it_lives(self, error: BridgeError, refused: str | None) -> str:
        known = self._failed is not None and self._failed[1] is error
        if not known:
            self._failed = (self._clock(), error)
        current = usable(self._stored(), self._clock(), _NO_LIFE, refused)
        if current is None:
            raise error
        if not known:
            _log.warning("%s", told.kept_going(error))
        return current.access_token

    def _rest(self) -> None:
        """Raise the failure of a moment ago again instead of asking Cafe24 at every single call."""
        if self._failed is None:
            return
        since, error = self._failed
        if _NO_LIFE <= self._clock() - since < _REST:
            raise error.with_traceback(None)
        self._failed = None

    def _drop_previous(self, token: str) -> None:
        if self._stored().previous is None:
            return
        with self._vault.locked(wait=_PEER_WAIT):
            chain = self._stored()
            if chain.current is not None and chain.current.access_token == token:
                self._vault.save(replace(chain, previous=None))

    def _life(self, current: Granted) -> Life:
        reason = lost_reason(self._stored(), self._clock())
        lost = None if reason is None else told.lost_message(self._vault.mall, reason)
        return Life(
            self._vault.mall, current.access_until, current.refresh_until, current.scopes, lost, current.user_id
        )
