"""Naver Search Ads on the wire: signed headers, and what an answer that is none means (reference: ad-media 1.2, 1.7).

A body of a 403 echoes the signature: it is quoted nowhere.
"""

import base64
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, ConfigError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import say

_LONGEST_QUOTE = 200
_TOO_MANY = "exceeded limit"
"""What the order of one report too many is told: `exceeded limit of '100' numbers of 'job'` (searchad-apidoc#314)."""


class NotOurs(Refused):
    """What was asked for is another's, or was deleted so long ago that Naver does not know whose it was."""


class NotReady(Unavailable):
    """Naver has not counted the day up yet."""


class TooMany(Unavailable):
    """So many reports stand that no other one may be ordered."""


class Gone(DataRejected):
    """The report, or its file, is there no more."""


@dataclass(frozen=True)
class _Refusal:
    """An answer that is none. `how` is the command that connects the login anew."""

    who: str
    path: str
    status: int
    code: int | None
    words: str
    how: str


def headers(licence: str, secret: str, at: datetime, method: str, path: str) -> Mapping[str, str]:
    """The headers of a call that say who calls; `X-Customer` says beside them for whom.

    The secret is taken as text, not decoded; the path is signed without its query.
    """
    moment = str(int(at.timestamp() * 1000))
    digest = hmac.digest(secret.encode(), f"{moment}.{method}.{path}".encode(), "sha256")
    return {"X-Timestamp": moment, "X-API-KEY": licence, "X-Signature": base64.b64encode(digest).decode()}


def decipher(who: str, path: str, answer: Answer, parse: Parse, *, how: str) -> Any:
    """The body of an answer, read by `parse`; None where there is nothing to read. Pure.

    Raises: LoginNeeded, Refused (NotOurs), ConfigError, Unavailable (NotReady, TooMany), DataRejected (Gone).
    """
    if answer.status == HTTPStatus.NO_CONTENT:
        return None
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return _read(who, path, answer, parse)
    raise _problem(who, path, answer, how)


def unknown_form(who: str, path: str) -> DataRejected:
    """The error for an answer nobody can read."""
    return DataRejected(say("Naver {who}: {path} answered in a form we do not know. Update sheets_bridge, or report "
                            "it.", who=who, path=path))  # fmt: skip


def _read(who: str, path: str, answer: Answer, parse: Parse) -> Any:
    try:
        return parse(answer.body)
    except ValueError as error:
        page = say("Naver {who}: {path} answered something that is not JSON (a maintenance page?). The next run tries "
                   "again by itself.", who=who, path=path)  # fmt: skip
        raise Unavailable(page, status=answer.status) from error


def _problem(who: str, path: str, answer: Answer, how: str) -> BridgeError:
    told = _told(answer.body)
    kind = str(told.get("type") or "").rpartition(":")[2]
    of = _Refusal(who, path, answer.status, _code(told.get("code")), _words(told, answer.status), how)
    if _TOO_MANY in of.words:
        return _too_many(of)
    by_code = _BY_CODE.get(of.code) if of.code is not None else None
    return (_BY_KIND.get(kind) or by_code or _by_status(answer.status))(of)


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = parsed(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _code(raw: Any) -> int | None:
    return int(raw) if str(raw).isdecimal() else None


def _words(told: Mapping[str, Any], status: int) -> str:
    if status == HTTPStatus.FORBIDDEN:
        return ""
    found = told.get("detail") or told.get("message") or told.get("title") or ""
    return str(found)[:_LONGEST_QUOTE]


def _wrong_secret(of: _Refusal) -> BridgeError:
    lost = say("Naver {who}: the secret key (비밀키) is not accepted any more. Naver has renewed such keys by itself; "
               "issuing keys anew ends the old ones too. Copy it from 도구 → API 사용 관리, then run: {how}",
               who=of.who, how=of.how)  # fmt: skip
    return LoginNeeded(lost, status=of.status)


def _wrong_licence(of: _Refusal) -> BridgeError:
    lost = say("Naver {who}: the access licence (액세스 라이선스) is not known, or it is set to 미사용. Look "
               "at 도구 → API 사용 관리, then run: {how}", who=of.who, how=of.how)  # fmt: skip
    return LoginNeeded(lost, status=of.status)


def _wrong_time(of: _Refusal) -> BridgeError:
    late = say("Naver {who}: our time is off by a minute or more, so {path} was refused. Set the clock of this "
               "machine.", who=of.who, path=of.path)  # fmt: skip
    return ConfigError(late, status=of.status)


def _no_access(of: _Refusal) -> BridgeError:
    refusal = say("Naver {who}: this licence may not read the ad account that {path} was asked of ({status}). Have its "
                  "owner (계정 책임자) invite the licence's login as a member of the account (운영조회 is enough), or "
                  "take the account's number out of ad_accounts: in schedule.yaml.", who=of.who, path=of.path,
                  status=of.status)  # fmt: skip
    return Refused(refusal, status=of.status)


def _no_right(of: _Refusal) -> Refused:
    return _refused(of, Refused)


def _not_ours(of: _Refusal) -> Refused:
    return _refused(of, NotOurs)


def _refused(of: _Refusal, kind: type[Refused]) -> Refused:
    refusal = say("Naver {who}: no permission for {path} ({status}, code {code}). Have the owner of the ad account "
                  "(계정 책임자) look at the rights of the licence's login.", who=of.who, path=of.path,
                  status=of.status, code=of.code)  # fmt: skip
    return kind(refusal, status=of.status)


def _too_fast(of: _Refusal) -> BridgeError:
    return Unavailable(say("Naver {who}: {path} was asked too fast.", who=of.who, path=of.path), status=of.status)


def _not_ready(of: _Refusal) -> BridgeError:
    late = say("Naver {who}: the day is not counted up yet, which may take until noon. The next run tries again by "
               "itself.", who=of.who)  # fmt: skip
    return NotReady(late, status=of.status)


def _too_many(of: _Refusal) -> BridgeError:
    full = say("Naver {who}: as many reports stand as are allowed, so none can be made. Delete some in the ad console "
               "(보고서 → 대용량 다운로드 보고서); by themselves they leave after 14 days.", who=of.who)  # fmt: skip
    return TooMany(full, status=of.status)


def _gone(of: _Refusal) -> BridgeError:
    gone = say("Naver {who}: {path} is there no more.", who=of.who, path=of.path)
    return Gone(gone, status=of.status)


def _no_such_day(of: _Refusal) -> BridgeError:
    beyond = say("Naver {who}: {path} was asked for a day it does not tell: reports reach from yesterday 365 days "
                 "back. Begin history: later in schedule.yaml.", who=of.who, path=of.path)  # fmt: skip
    return DataRejected(beyond, status=of.status)


def _busy(of: _Refusal) -> BridgeError:
    busy = say("Naver {who}: {path} cannot answer now ({status} {words}). The next run tries again by itself.",
               who=of.who, path=of.path, status=of.status, words=of.words)  # fmt: skip
    return Unavailable(busy, status=of.status)


def _unauthorized(of: _Refusal) -> BridgeError:
    lost = say("Naver {who}: {path} did not accept the keys ({status}). Run: {how}", who=of.who, path=of.path,
               status=of.status, how=of.how)  # fmt: skip
    return LoginNeeded(lost, status=of.status)


def _wrong(of: _Refusal) -> BridgeError:
    fault = say("Naver {who}: {path} was refused ({status} {words}). This is a fault of the request: update "
                "sheets_bridge, or report it.", who=of.who, path=of.path, status=of.status, words=of.words)  # fmt: skip
    return DataRejected(fault, status=of.status)


_Make = Callable[[_Refusal], BridgeError]
_BY_KIND: Mapping[str, _Make] = {
    "invalid-signature": _wrong_secret,
    "invalid-apikey": _wrong_licence,
    "invalid-timestamp": _wrong_time,
    "auth-failed": _no_access,
}
"""By the last part of `type`. Naver says all of them with 403."""
_BY_CODE: Mapping[int, _Make] = {
    429: _too_fast,
    1006: _no_right,
    1016: _too_fast,
    1018: _not_ours,
    4601: _gone,
    10004: _no_such_day,
    20007: _not_ready,
    20011: _gone,
}
"""NaverSA_API_Error_Code_MAP.md of naver/searchad-apidoc. 20007 («해당 일자 지표 준비중입니다.») stands in its issues
only (#1287, #1405, #1454): mornings on which yesterday came hours late."""
_BY_STATUS: Mapping[int, _Make] = {401: _unauthorized, 403: _no_access, 429: _too_fast}


def _by_status(status: int) -> _Make:
    return _BY_STATUS.get(status) or (_busy if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _wrong)
