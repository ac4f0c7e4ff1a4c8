"""A vendor's API under one login: every call paced, signed, deciphered and, where that helps, tried again."""

import logging
import time
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Protocol

import orjson

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request, Send
from sheets_bridge.api.clock import system
from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.errors import LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST, Clock
from sheets_bridge.retry import LONGEST_WAIT_SECONDS, persistently

NOTHING: Mapping[str, str] = MappingProxyType({})
_DEADLINE_SECONDS = 90.0

_log = logging.getLogger(__name__)


class Unauthorized(LoginNeeded):
    """A call was answered 401: the token it carried is not accepted (any more)."""


class Amendable(Refused):
    """A call was refused as it was; with `headers` it may pass. `notice` tells the owner what is done about it."""

    def __init__(self, message: Message, *, status: int, headers: Mapping[str, str], notice: Message) -> None:
        super().__init__(message, status=status)
        self.headers, self.notice = headers, notice


class TakesNone(Unavailable):
    """No call at all is taken for `wait` seconds, as an answer's body says; a header's word is for `limits`."""


class _NotSoon(Exception):
    """No call may leave for longer than a run may wait; kept apart from Unavailable, which is tried again."""

    def __init__(self, seconds: float, status: int | None = None) -> None:
        super().__init__(f"{seconds} s")
        self.seconds, self.status = seconds, status


@dataclass(frozen=True)
class _Asked:
    """What one call asks, whoever signs it."""

    method: str
    path: str
    params: Mapping[str, str]
    body: bytes | None
    headers: Mapping[str, str]
    parse: Parse


class Login(Protocol):
    """Who signs our calls."""

    def access_token(self, *, refused: str | None = None) -> str:
        """A token with life left; `refused` is one that was just answered 401."""

    def worked(self, token: str) -> None:
        """A call with this token was accepted."""


Sign = Callable[[str, str, str], Mapping[str, str]]
"""(token, method, path) → the headers that say who calls."""


def bearer(token: str, _method: str, _path: str) -> Mapping[str, str]:
    """The token itself (RFC 6750)."""
    return {"Authorization": f"Bearer {token}"}


class Api:
    """Calls to one vendor address.

    `who` names the other side in messages. `decipher(who, path, answer, parse)` is pure: the parsed body, or a
    BridgeError (Unauthorized for 401, Amendable where more headers mend it). `limits(headers)` reads the vendor's pace
    from an answer's headers. `sign` makes the headers of a call from the login's token. `clock` is the world's, for
    what people are told; the pace runs on monotonic time.
    """

    def __init__(
        self,
        who: str,
        address: str,
        *,
        login: Login,
        send: Send,
        decipher: Callable[[str, str, Answer, Parse], Any],
        limits: Callable[[Mapping[str, str]], Limits],
        pace: Pace,
        sleep: Callable[[float], None],
        clock: Clock = system,
        sign: Sign = bearer,
    ) -> None:
        self._who, self._address, self._login, self._send = who, address.rstrip("/"), login, send
        self._decipher, self._limits, self._pace, self._sleep = decipher, limits, pace, sleep
        self._clock, self._sign = clock, sign
        self._amended: dict[str, str] = {}
        self._leapt = 0.0
        self.told = Limits()
        """What the last answer said of the vendor's pace."""
        self.notice: Message | None = None
        """What the owner should know: calls pass, but only as they were amended."""

    def get(
        self,
        path: str,
        params: Mapping[str, str],
        *,
        headers: Mapping[str, str] = NOTHING,
        parse: Parse = parsed,
        never: Container[int | None] = (),
    ) -> Any:
        """The deciphered answer of GET `path`; as `call`."""
        return self.call("GET", path, params, headers=headers, parse=parse, never=never)

    def call(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] = NOTHING,
        body: Any = None,
        *,
        headers: Mapping[str, str] = NOTHING,
        parse: Parse = parsed,
        never: Container[int | None] = (),
    ) -> Any:
        """The deciphered answer, tried again where the vendor is unavailable: so only for what may be asked twice.

        `body` is sent as JSON, `headers` beside those that say who calls; `parse` reads the answer's body. A status in
        `never` is raised at once: the caller has a better remedy than waiting. Where the pace would keep a call back
        for more than two minutes, nothing is slept: `wait` of the Unavailable says how long.

        Raises: Unavailable, Refused, LoginNeeded, ConfigError, StateError; all name who, what and what to do.
        """
        asked = _Asked(method, path, params, None if body is None else orjson.dumps(body), headers, parse)
        try:
            return persistently(lambda: self._accepted(asked), sleep=self._wait, never=never)
        except _NotSoon as pause:
            raise self._paused(path, pause) from pause

    def _accepted(self, asked: _Asked) -> Any:
        try:
            return self._signed(asked)
        except Amendable as error:
            self._amended.update(error.headers)
            self.notice = error.notice
            _log.warning("%s", error.notice)
            return self._signed(asked)

    def _signed(self, asked: _Asked) -> Any:
        token = self._login.access_token()
        try:
            return self._once(asked, token)
        except Unauthorized:
            fresh = self._login.access_token(refused=token)
            return self._once(asked, fresh)

    def _once(self, asked: _Asked, token: str) -> Any:
        self._wait(self._delay())
        self._pace.sent(self._now())
        headers = {
            **self._sign(token, asked.method, asked.path),
            "Content-Type": "application/json",
            **asked.headers,
            **self._amended,
        }
        request = Request(
            asked.method, self._address + asked.path, asked.params, headers, asked.body, deadline=_DEADLINE_SECONDS
        )
        answer = self._answer(request, asked.path)
        self.told = self._limits(answer.headers)
        self._pace.learn(self.told, self._now())
        data = self._deciphered(asked.path, answer, asked.parse)
        self._login.worked(token)
        return data

    def _deciphered(self, path: str, answer: Answer, parse: Parse) -> Any:
        try:
            return self._decipher(self._who, path, answer, parse)
        except Unavailable as error:
            # Some say in the body alone that they take no call for hours: a pace that knows keeps the next ones back.
            if isinstance(error, TakesNone):
                self._pace.learn(replace(self.told, blocked=error.wait or 0.0), self._now())
            self._delay(error.status)
            raise

    def _wait(self, seconds: float) -> None:
        """Sleep. A wait that passes on another clock than this machine's (the sandbox's) has passed all the same."""
        before = time.monotonic()
        self._sleep(seconds)
        self._leapt += max(0.0, seconds - (time.monotonic() - before))

    def _now(self) -> float:
        return time.monotonic() + self._leapt

    def _delay(self, status: int | None = None) -> float:
        """Seconds to wait before the next call. Raises _NotSoon where they are too many to sleep through."""
        seconds = self._pace.delay(self._now())
        if seconds > LONGEST_WAIT_SECONDS:
            raise _NotSoon(seconds, status)
        return seconds

    def _paused(self, path: str, pause: _NotSoon) -> Unavailable:
        until = self._clock().astimezone(KST) + timedelta(seconds=pause.seconds)
        problem = say(
            "{who}: {path} was not read: no call is accepted before {until} (KST), the usage limit is reached. "
            "The first run after that goes on by itself.",
            who=self._who,
            path=path,
            until=f"{until:%Y-%m-%d %H:%M}",
        )
        return Unavailable(problem, status=pause.status, wait=pause.seconds)

    def _answer(self, request: Request, path: str) -> Answer:
        try:
            return self._send(request)
        except (NotSent, NoAnswer) as error:
            problem = say(
                "{who}: {path} was not answered ({error}). Check the network; the next run tries again by itself.",
                who=self._who,
                path=path,
                error=str(error),
            )
            raise Unavailable(problem) from error
