"""What Cafe24's two hosts answer: bodies, errors, rate headers (reference: cafe24-admin §3-4, cafe24-analytics A.7)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sheets_bridge.api.api import Amendable, Unauthorized
from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.api.pace import Limits
from sheets_bridge.errors import BridgeError, Refused, Unavailable
from sheets_bridge.messages import Message, say

_NEARLY_USED_UP = 80.0
_LONGEST_QUOTE = 200
_WAIT_SECONDS = 5.0
_VERSION_HEADER = "X-Cafe24-Api-Version"
_VERSION_GONE = re.compile(r"default value for the app version is (\d{4}-\d{2}-\d{2})")
"""What a call for a version that is not served (any more) is told (reference: cafe24-admin §2)."""

_ADVICE: Mapping[int, Callable[[str], Message]] = {
    403: lambda who: say(
        "Tick the missing permission in the app's settings at Cafe24 Developers, then connect again: "
        "sheets-bridge connect cafe24 {who}. If the app was deleted from the mall, install it again.",
        who=who,
    ),
    404: lambda _who: say("Check the mall id in schedule.yaml, and that the app is installed on that mall."),
    422: lambda _who: say("It does not accept a value of ours: check fields, embed and filter in schedule.yaml."),
}


def _advice(status: int, who: str) -> Message:
    known = _ADVICE.get(status)
    return known(who) if known else say("This is a fault of the request: update sheets_bridge, or report it.")


def limits(headers: Mapping[str, str]) -> Limits:
    """The leaky bucket (`X-Api-Call-Limit: used/size`) and the usage quota (`X-Cafe24-Call-Usage` and friends)."""
    used, _, size = headers.get("X-Api-Call-Limit", "").partition("/")
    usage = max(_number(headers.get("X-Cafe24-Call-Usage")), _number(headers.get("X-Cafe24-Time-Usage")))
    remain = max(_number(headers.get("X-Cafe24-Call-Remain")), _number(headers.get("X-Cafe24-Time-Remain")))
    return Limits(
        used=_number(used) if used else None,
        size=_number(size) or None,
        blocked=remain + 1 if remain else 0.0,
        slow=usage >= _NEARLY_USED_UP,
    )


def decipher(who: str, path: str, answer: Answer, parse: Parse = parsed) -> Any:
    """The body of a 200, read by `parse`.

    Raises: Unauthorized (401), Amendable (400, another API version is asked for), Refused (400, 403, 404, 409, 422 …),
    Unavailable (429, 5xx, not JSON).
    """
    if answer.status == 200:
        return _parsed(who, path, answer, parse)
    raise _problem(who, path, answer)


def _parsed(who: str, path: str, answer: Answer, parse: Parse) -> Any:
    try:
        return parse(answer.body)
    except ValueError as error:
        problem = say(
            "Cafe24 {who}: {path} answered something that is not JSON (a maintenance page?). "
            "The next run tries again by itself.",
            who=who,
            path=path,
        )
        raise Unavailable(problem, status=answer.status) from error


def _problem(who: str, path: str, answer: Answer) -> BridgeError:
    status, words = answer.status, _words(answer.body)
    if status == 401:
        lost = say(
            "Cafe24 {who}: {path} refused our token (401 {words}). Connect again: sheets-bridge connect cafe24 {who}",
            who=who,
            path=path,
            words=words,
        )
        return Unauthorized(lost, status=status)
    if status == 429 or status >= 500:
        busy = say(
            "Cafe24 {who}: {path} cannot answer now ({status} {words}). The next run tries again by itself.",
            who=who,
            path=path,
            status=status,
            words=words,
        )
        return Unavailable(busy, status=status, wait=_wait(status, answer.headers))
    return _refusal(who, path, status, words)


def _refusal(who: str, path: str, status: int, words: str) -> Refused:
    refusal = say(
        "Cafe24 {who}: {path} was refused ({status} {words}). {advice}",
        who=who,
        path=path,
        status=status,
        words=words,
        advice=_advice(status, who),
    )
    gone = _VERSION_GONE.search(words) if status == 400 else None
    if gone is None:
        return Refused(refusal, status=status)
    notice = say(
        "Cafe24 {who}: the API version of this app is not available any more; {version} is used instead. Set that "
        "version for the app at Cafe24 Developers (개발정보, 버전관리).",
        who=who,
        version=gone[1],
    )
    return Amendable(refusal, status=status, headers={_VERSION_HEADER: gone[1]}, notice=notice)


def _words(body: bytes) -> str:
    """The vendor's own message, wherever its several shapes keep it; never the body itself."""
    try:
        told = parsed(body)
    except ValueError:
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return str(message or "")[:_LONGEST_QUOTE]


def _wait(status: int, headers: Mapping[str, str]) -> float | None:
    told = max(_number(headers.get("Retry-After")), limits(headers).blocked)
    if told > 0:
        return told
    return _WAIT_SECONDS if status == 429 else None


def _number(text: str | None) -> float:
    try:
        return max(0.0, float(text or 0))
    except ValueError:
        return 0.0
