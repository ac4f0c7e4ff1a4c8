"""A vendor's API under one login: every call paced, signed, deciphered and, where that helps, tried again."""

import time
from collections.abc import Callable, Container, Mapping
from typing import Any, Protocol

from sheets_bridge.api.pace import Limits, Pace
from sheets_bridge.api.wire import Answer, NoAnswer, NotSent, Request, Send
from sheets_bridge.errors import LoginNeeded, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.retry import persistently

_DEADLINE_SECONDS = 90.0


class Unauthorized(LoginNeeded):
    """A call was answered 401: the token it carried is not accepted (any more)."""


class Login(Protocol):
    """Who signs our calls."""

    def access_token(self, *, refused: str | None = None) -> str:
        """A token with life left; `refused` is one that was just answered 401."""

    def worked(self, token: str) -> None:
        """A call with this token was accepted."""


class Api:
    """GET calls to one vendor address.

    `who` names the other side in messages. `decipher(path, answer)` is pure: the parsed body, or a BridgeError
    (Unauthorized for 401). `limits(headers)` reads the vendor's pace from an answer's headers.
    """

    def __init__(
        self,
        who: str,
        address: str,
        *,
        login: Login,
        send: Send,
        decipher: Callable[[str, str, Answer], Any],
        limits: Callable[[Mapping[str, str]], Limits],
        pace: Pace,
        sleep: Callable[[float], None],
    ) -> None:
        self._who, self._address, self._login, self._send = who, address.rstrip("/"), login, send
        self._decipher, self._limits, self._pace, self._sleep = decipher, limits, pace, sleep

    def get(self, path: str, params: Mapping[str, str], *, never: Container[int | None] = ()) -> Any:
        """The deciphered answer of GET `path`, tried again where the vendor is unavailable.

        A status in `never` is raised at once: the caller has a better remedy than waiting.

        Raises: Unavailable, Refused, LoginNeeded, ConfigError, StateError; all name who, what and what to do.
        """
        return persistently(lambda: self._signed(path, params), sleep=self._sleep, never=never)

    def _signed(self, path: str, params: Mapping[str, str]) -> Any:
        token = self._login.access_token()
        try:
            return self._once(path, params, token)
        except Unauthorized:
            fresh = self._login.access_token(refused=token)
            return self._once(path, params, fresh)

    def _once(self, path: str, params: Mapping[str, str], token: str) -> Any:
        self._sleep(self._pace.delay(time.monotonic()))
        self._pace.sent(time.monotonic())
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        answer = self._answer(Request("GET", self._address + path, params, headers, deadline=_DEADLINE_SECONDS), path)
        self._pace.learn(self._limits(answer.headers), time.monotonic())
        data = self._decipher(self._who, path, answer)
        self._login.worked(token)
        return data

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
