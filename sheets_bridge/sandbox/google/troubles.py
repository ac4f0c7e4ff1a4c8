"""What Google sends with a status that a fault brings about: its own error objects, or a page (reference §3.7)."""

from collections.abc import Callable
from typing import Any

from .quotas import PROJECT_NUMBER
from .refusal import Refusal, as_drive, denied, invalid, not_found, quota_exceeded, unauthenticated

_PREFIXES = ("/google/v4/", "/google/drive/", "/google/upload/")
_PAGE = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error {0} (Server Error)!!1</title>\n"
    "<p><b>{0}.</b> <ins>That’s an error.</ins>\n<p>The server encountered a temporary error.\n"
)

# By status, given the quota that the call would have spent.
_REFUSALS: dict[int, Callable[[str], Refusal]] = {
    400: lambda _: invalid("Request contains an invalid argument."),
    401: lambda _: unauthenticated(),
    403: lambda _: denied(),
    404: lambda _: not_found(),
    409: lambda _: Refusal(409, "The operation was aborted.", "ABORTED"),
    429: lambda kind: quota_exceeded(kind, True, PROJECT_NUMBER),
    500: lambda _: Refusal(500, "Internal error encountered.", "INTERNAL"),
    503: lambda _: Refusal(503, "The service is currently unavailable.", "UNAVAILABLE"),
}


def trouble(status: int, kind: str, path: str) -> Any:
    """The body of a status on a call of that kind (`Read` or `Write`): JSON, a page as text, None if not Google's."""
    if not path.startswith(_PREFIXES):
        return None
    if status in (502, 504):  # these come from before the API, which knows nothing of them
        return _PAGE.format(status)
    if status not in _REFUSALS:
        return None
    refusal = _REFUSALS[status](kind)
    return (refusal if path.startswith("/google/v4/") else as_drive(refusal)).body()
