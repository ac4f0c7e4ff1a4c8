"""What the pretend ad media send with a status that a fault brings about: their own error objects."""

from collections.abc import Callable, Mapping
from typing import Any

from sheets_bridge.sandbox.google_ads.refusal import (
    Refusal,
    bad_login,
    bad_request,
    no_permission,
    too_fast,
    trouble_within,
)
from sheets_bridge.sandbox.kakao_ads.refusal import USUAL as KAKAO
from sheets_bridge.sandbox.meta_ads.refusal import (
    GraphError,
    bad_token,
    invalid,
    not_owned,
    too_many_calls,
    try_again,
)

_META: Mapping[int, Callable[[], GraphError]] = {
    400: lambda: invalid("Invalid parameter"),
    401: bad_token,
    403: not_owned,
    429: too_many_calls,
    500: lambda: try_again(500),
    503: lambda: try_again(503),
}
_GOOGLE: Mapping[int, Callable[[], Refusal]] = {
    400: lambda: bad_request("UNKNOWN", "The request is invalid."),
    401: lambda: bad_login("OAUTH_TOKEN_EXPIRED", "OAuth token in the header has expired."),
    403: no_permission,
    429: too_fast,
    500: lambda: trouble_within(500, "INTERNAL_ERROR"),
    503: lambda: trouble_within(503, "TRANSIENT_ERROR"),
}
_KAKAO_PATHS = ("/kakao-moment/", "/kakao-keyword/", "/kakao-api/")
_STREAM = ":searchStream"


def ad_trouble(status: int, path: str) -> Any:
    """The body of a status on a call of that path; None where it is no medium's, or none of its words fits."""
    if path.startswith(_KAKAO_PATHS) and status in KAKAO:
        return KAKAO[status].body()
    if path.startswith("/meta-ads/") and status in _META:
        return _META[status]().body("AFAULT")
    if path.startswith("/google-ads/") and status in _GOOGLE:
        body = _GOOGLE[status]().body("FAULT")
        return [body] if path.endswith(_STREAM) else body
    return None
