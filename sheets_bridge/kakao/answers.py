"""What Kakao's ad APIs answer: bodies, and errors named by what happens next (reference: ad-media §5.4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_bridge.api.api import Unauthorized
from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import Message, say

NOT_FOUND = 404
_TOO_MANY = 429
_LONGEST_QUOTE = 200
_SPACING_SECONDS, _QUOTA_SECONDS = 5.0, 60.0
_WRONG_PERIOD = 60008
"""The detailCode that a wrong span of days may have; it also comes as -2."""
_PLAIN_LOGIN = "target biz token"
"""What stands in the refusal of a token that an ordinary Kakao Login gave (seen 2026-09)."""


class Declined(DataRejected):
    """A call was not taken as it was asked; asked another way it may be."""


@dataclass(frozen=True)
class _Said:
    """A refusal, and what the one who is refused can do."""

    who: str
    path: str
    status: int
    code: int | None
    words: str
    scopes: Sequence[str]
    wait: float | None
    how: str
    not_allowed: Message


def deciphering(how: str, not_allowed: Message) -> Callable[[str, str, Answer, Parse], Any]:
    """A `decipher` for `Api`. `how` is the command that connects again, `not_allowed` what helps against -5.

    It raises: Unauthorized (-401), LoginNeeded (a token of Kakao Login), Refused (-402, -5, -12, another 403),
    Unavailable (429, -10, -9798, 5xx, not JSON), Declined (a parameter), DataRejected (days that are not told).
    """

    def decipher(who: str, path: str, answer: Answer, parse: Parse = parsed) -> Any:
        if answer.status == 200:
            return _parsed(who, path, answer, parse)
        raise _problem(_said(who, path, answer, how, not_allowed))

    return decipher


def unknown_form(who: str, path: str) -> DataRejected:
    """The error for an answer nobody can read."""
    return DataRejected(
        say("{who}: {path} answered in a form we do not know. Update sheets_bridge, or report it.", who=who, path=path)
    )


def _parsed(who: str, path: str, answer: Answer, parse: Parse) -> Any:
    try:
        return parse(answer.body)
    except ValueError as error:
        page = say("{who}: {path} answered something that is not JSON (a maintenance page?). The next run tries again "
                   "by itself.", who=who, path=path)  # fmt: skip
        raise Unavailable(page, status=answer.status) from error


def _said(who: str, path: str, answer: Answer, how: str, not_allowed: Message) -> _Said:
    try:
        body = parsed(answer.body)
    except ValueError:
        body = None
    told = _object(body)
    extras = _object(told.get("extras"))
    words = " ".join(str(part) for part in (told.get("msg"), extras.get("detailMsg")) if part)
    scopes, detail = told.get("required_scopes"), _number(extras.get("detailCode"))
    code = detail if detail == _WRONG_PERIOD else _number(told.get("code"))
    return _Said(
        who, path, answer.status, code, words[:_LONGEST_QUOTE],
        [str(scope) for scope in scopes] if isinstance(scopes, list) else [],
        _number(answer.headers.get("Retry-After")), how, not_allowed,
    )  # fmt: skip


def _problem(said: _Said) -> BridgeError:
    """-813 is both the code of a parameter that is missing and of too many calls: there the status tells."""
    if said.status == _TOO_MANY:
        return _too_fast(said)
    if said.status >= 500:
        return _not_now(said)
    known = _BY_CODE.get(said.code) or _BY_STATUS.get(said.status)
    return known(said) if known else _declined(said)


def _unauthorized(said: _Said) -> BridgeError:
    if _PLAIN_LOGIN in said.words:
        plain = say("{who}: the token comes from an ordinary Kakao Login, and this API takes business tokens only. "
                    "Run: {how}", who=said.who, how=said.how)  # fmt: skip
        return LoginNeeded(plain, status=said.status)
    lost = say("{who}: {path} does not accept our token (401). Tokens end when nobody uses them for long. Run: {how}",
               who=said.who, path=said.path, how=said.how)  # fmt: skip
    return Unauthorized(lost, status=said.status)


def _not_consented(said: _Said) -> BridgeError:
    lacking = say("{who}: {path} needs a consent that was not given: {scopes}. Set it up at Kakao Developers under "
                  "[비즈니스 인증] → [동의항목], then run: {how}", who=said.who, path=said.path,
                  scopes=said.scopes or "?", how=said.how)  # fmt: skip
    return Refused(lacking, status=said.status)


def _not_allowed(said: _Said) -> BridgeError:
    no = say("{who}: Kakao does not let this app use {path} (-5). {advice}", who=said.who, path=said.path,
             advice=said.not_allowed)  # fmt: skip
    return Refused(no, status=said.status)


def _suspended(said: _Said) -> BridgeError:
    shut = say("{who}: Kakao has suspended the account (-12 {words}). Ask Kakao's business help centre.",
               who=said.who, words=said.words)  # fmt: skip
    return Refused(shut, status=said.status)


def _forbidden(said: _Said) -> BridgeError:
    no = say("{who}: {path} was refused ({status} {code} {words}). Whoever consented must be master or member of the "
             "ad account and identity-verified. Give them that right, or connect as somebody who has it: {how}",
             who=said.who, path=said.path, status=said.status, code=said.code or "", words=said.words,
             how=said.how)  # fmt: skip
    return Refused(no, status=said.status)


def _too_fast(said: _Said) -> BridgeError:
    usual = _SPACING_SECONDS if said.status == _TOO_MANY else _QUOTA_SECONDS
    busy = say("{who}: {path} was asked too often ({status} {code}). The next run tries again by itself.",
               who=said.who, path=said.path, status=said.status, code=said.code or "")  # fmt: skip
    return Unavailable(busy, status=said.status, wait=said.wait or usual)


def _not_now(said: _Said) -> BridgeError:
    later = say("{who}: {path} cannot answer now ({status} {code}; maintenance?). The next run tries again by itself.",
                who=said.who, path=said.path, status=said.status, code=said.code or "")  # fmt: skip
    return Unavailable(later, status=said.status, wait=said.wait)


def _no_such_days(said: _Said) -> BridgeError:
    never = say("{who}: {path} does not tell the days asked for ({words}). Kakao tells up to two years back, and never "
                "today. Let history: in schedule.yaml begin later.", who=said.who, path=said.path,
                words=said.words)  # fmt: skip
    return DataRejected(never, status=said.status)


def _declined(said: _Said) -> BridgeError:
    no = say("{who}: {path} did not take what was asked ({status} {code} {words}). Update sheets_bridge, or report it.",
             who=said.who, path=said.path, status=said.status, code=said.code or "", words=said.words)  # fmt: skip
    return Declined(no, status=said.status)


_BY_CODE: Mapping[int | None, Callable[[_Said], BridgeError]] = {
    -401: _unauthorized,
    -402: _not_consented,
    -5: _not_allowed,
    -10: _too_fast,
    -12: _suspended,
    -9798: _not_now,
    _WRONG_PERIOD: _no_such_days,
}
_BY_STATUS: Mapping[int, Callable[[_Said], BridgeError]] = {401: _unauthorized, 403: _forbidden}


def _object(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _number(raw: Any) -> int | None:
    try:
        return int(raw)
    except (TypeError, ValueError):
        return None
