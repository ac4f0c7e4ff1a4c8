"""How the pretend Google Ads says no: the envelope of Google's APIs around a GoogleAdsFailure (reference §4.4)."""

from collections.abc import Mapping
from typing import Any

_FAILURE = "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure"
_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_STATUS = {
    400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
    401: ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
    403: ("PERMISSION_DENIED", "The caller does not have permission"),
    429: ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    500: ("INTERNAL", "Internal error encountered."),
    503: ("UNAVAILABLE", "The service is currently unavailable."),
}
"""What the envelope says by itself, which is little."""
PROJECT = "100000000001"


class Refusal(Exception):
    """A call is refused. `family` and `value` are the error code; without a family it is no error of the Ads API but
    of what stands before it, and `value` is the reason."""

    def __init__(self, code: int, family: str, value: str, message: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code, self.family, self.value = code, family, value
        self.message, self.more = message, dict(more or {})

    def body(self, request_id: str) -> dict[str, Any]:
        """The error object; searchStream wraps it in an array."""
        detail = self._failure(request_id) if self.family else self._info()
        status, words = _STATUS[self.code]
        error = {"code": self.code, "message": words if self.family else self.message, "status": status}
        return {"error": {**error, "details": [detail]}}

    def _failure(self, request_id: str) -> dict[str, Any]:
        one = {"errorCode": {self.family: self.value}, "message": self.message, **self.more}
        return {"@type": _FAILURE, "errors": [one], "requestId": request_id}

    def _info(self) -> dict[str, Any]:
        return {"@type": _INFO, "reason": self.value, "domain": "googleapis.com", "metadata": self.more}


def bad_query(value: str, message: str, trigger: str = "") -> Refusal:
    """400 for a query that is not understood."""
    return Refusal(400, "queryError", value, message, {"trigger": {"stringValue": trigger}} if trigger else {})


def bad_request(value: str, message: str) -> Refusal:
    """400 for what stands around a query."""
    return Refusal(400, "requestError", value, message)


def bad_login(value: str, message: str) -> Refusal:
    """401 for a token that is not good, or whose owner is no user."""
    return Refusal(401, "authenticationError", value, message)


def no_credentials() -> Refusal:
    """401 for no token at all."""
    text = "Request is missing required authentication credential. Expected OAuth 2 access token."
    return Refusal(401, "", "CREDENTIALS_MISSING", text, {"service": "googleads.googleapis.com"})


def narrow_scope() -> Refusal:
    """403 for a token without the scope of the Ads API."""
    text = "Request had insufficient authentication scopes."
    return Refusal(403, "", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", text, {"service": "googleads.googleapis.com"})


def disabled() -> Refusal:
    """403 for a project in which the API was never enabled."""
    text = (
        f"Google Ads API has not been used in project {PROJECT} before or it is disabled. Enable it by visiting "
        "https://console.developers.google.com/apis/api/googleads.googleapis.com/overview"
        f"?project={PROJECT} then retry."
    )
    more = {"service": "googleads.googleapis.com", "consumer": f"projects/{PROJECT}"}
    return Refusal(403, "", "SERVICE_DISABLED", text, more)


def not_approved() -> Refusal:
    """403 for a project that may read test accounts only."""
    text = "The Google Cloud project is only approved for use with test accounts."
    return Refusal(403, "authorizationError", "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION", text)


def no_permission() -> Refusal:
    """403 for an account the login does not reach, or not this way."""
    text = (
        "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's "
        "customer id must be set in the 'login-customer-id' header."
    )
    return Refusal(403, "authorizationError", "USER_PERMISSION_DENIED", text)


def day_spent(seconds: int) -> Refusal:
    """429 for the operations of a day."""
    details = {"rateScope": "DEVELOPER", "rateName": "Number of operations per day", "retryDelay": f"{seconds}s"}
    more = {"details": {"quotaErrorDetails": details}}
    return Refusal(429, "quotaError", "RESOURCE_EXHAUSTED", "Too many requests. Retry later.", more)


def too_fast() -> Refusal:
    """429 for too many at once; no delay is told."""
    return Refusal(429, "quotaError", "RESOURCE_TEMPORARILY_EXHAUSTED", "Too many requests. Retry in a few seconds.")


def trouble_within(code: int, value: str) -> Refusal:
    """500 or 503: something of Google's own that passes."""
    return Refusal(code, "internalError", value, "An internal error has occurred. Retry later.")
