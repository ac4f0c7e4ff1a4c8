"""What Google says when it says no: the status codes, texts and bodies of refused calls."""

from typing import Any


class Refusal(Exception):
    """A call that is answered with an error; `body` is the JSON Google sends (reference §3.7)."""

    def __init__(self, code: int, message: str, status: str, details: list[dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.details = details or []

    def body(self) -> dict[str, Any]:
        """The error object as Google Sheets sends it: `error.status`, and `details` where there are some."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}

    def inside(self, place: str) -> "Refusal":
        """The same refusal with the place in the request in front: `Invalid requests[0].addSheet: …`."""
        return Refusal(self.code, f"Invalid {place}: {self.message}", self.status, self.details)


class Overfull(Refusal):
    """A refusal that Google sends without saying which sub-request it was: limits of a values write."""

    def __init__(self, message: str) -> None:
        super().__init__(400, message, "INVALID_ARGUMENT")

    def inside(self, place: str) -> Refusal:  # noqa: ARG002 - these texts stand alone
        """The same refusal, unchanged."""
        return self


class DriveRefusal(Refusal):
    """An error of Drive: it has `errors[]` with a reason, and no status (reference §3.7)."""

    def __init__(self, code: int, message: str, reason: str, place: str = "", kind: str = "parameter") -> None:
        super().__init__(code, message, "")
        self.reason = reason
        self.place = {"locationType": kind, "location": place} if place else {}

    def body(self) -> dict[str, Any]:
        """The error object as Drive sends it."""
        one = {"domain": "global", "reason": self.reason, "message": self.message, **self.place}
        return {"error": {"errors": [one], "code": self.code, "message": self.message}}


_DRIVE_REASONS = {
    400: "badRequest",
    401: "authError",
    403: "insufficientFilePermissions",
    404: "notFound",
    429: "rateLimitExceeded",
    500: "internalError",
    503: "backendError",
}


def as_drive(refusal: Refusal) -> DriveRefusal:
    """A refusal that both APIs know, as Drive says it."""
    if isinstance(refusal, DriveRefusal):
        return refusal
    place = ("Authorization", "header") if refusal.code == 401 else ("", "")
    return DriveRefusal(refusal.code, refusal.message, _DRIVE_REASONS.get(refusal.code, "backendError"), *place)


def invalid(message: str, details: list[dict[str, Any]] | None = None) -> Refusal:
    """400 INVALID_ARGUMENT."""
    return Refusal(400, message, "INVALID_ARGUMENT", details)


def malformed(field: str, message: str) -> Refusal:
    """400 for a body that does not fit the schema, with the field violation Google adds."""
    violation = {"field": field, "description": message} if field else {"description": message}
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
    return invalid(message, [detail])


def not_found() -> Refusal:
    """404 of an unknown spreadsheet (or one that is deleted)."""
    return Refusal(404, "Requested entity was not found.", "NOT_FOUND")


def denied() -> Refusal:
    """403 of a spreadsheet that is not shared with the caller (or shared as a reader, on a write)."""
    return Refusal(403, "The caller does not have permission", "PERMISSION_DENIED")


def unauthenticated() -> Refusal:
    """401 of a missing or unknown bearer token."""
    message = (
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
    )
    return Refusal(401, message, "UNAUTHENTICATED")


def quota_exceeded(kind: str, per_user: bool, project: str) -> Refusal:
    """429 of a spent minute; `kind` is `Read` or `Write` (body: reference §1)."""
    user_text, user_name = (" per user", "PerUser") if per_user else ("", "")
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute{user_text}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{project}'."
    )
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "consumer": f"projects/{project}",
            "service": "sheets.googleapis.com",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
            "quota_limit": f"{kind}RequestsPerMinute{user_name}",
        },
    }
    return Refusal(429, message, "RESOURCE_EXHAUSTED", [detail])
