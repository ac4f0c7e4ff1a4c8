"""What the Graph API answers: the body, or what its error code means (reference: ad-media §3.5)."""

from collections.abc import Mapping
from typing import Any

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.sources.meta_ads.faults import Fault, problem
from sheets_bridge.sources.meta_ads.usage import limits, number

_LONGEST_QUOTE = 200


def decipher(who: str, path: str, answer: Answer, parse: Parse = parsed) -> Any:
    """The body of an answer that is no error, read by `parse`.

    Raises: LoginNeeded (190), Refused (10, 200, 2635 …), TooMuch, RunFailed, DataRejected (100), Unavailable (limits,
    1, 2, 5xx, not JSON). What tells is the code with its subcode: the HTTP status is mostly 400.
    """
    try:
        told = parse(answer.body)
    except ValueError as error:
        odd = say("Meta {who}: {path} answered something that is not JSON (a maintenance page?). The next run tries "
                  "again by itself.", who=who, path=path)  # fmt: skip
        raise Unavailable(odd, status=answer.status) from error
    wrong = told.get("error") if isinstance(told, dict) else None
    if wrong is None and answer.status < 400:
        return told
    raise problem(_fault(who, path, answer, wrong if isinstance(wrong, dict) else {}))


def _fault(who: str, path: str, answer: Answer, error: Mapping[str, Any]) -> Fault:
    return Fault(
        who,
        path,
        answer.status,
        int(number(error.get("code"))),
        int(number(error.get("error_subcode"))),
        str(error.get("message") or "")[:_LONGEST_QUOTE],
        bool(error.get("is_transient")),
        limits(answer.headers).blocked,
    )
