"""How the pretend Graph API says no: one error object, its codes (reference ad-media §3.5)."""

from typing import Any

OAUTH = "OAuthException"
METHOD = "GraphMethodException"


class GraphError(Exception):
    """A call is refused. What tells is `code` with `sub`; the HTTP status is hardly documented."""

    def __init__(self, status: int, code: int, message: str, sub: int = 0, kind: str = OAUTH, title: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.sub = status, code, sub
        self.message, self.kind, self.title = message, kind, title

    def body(self, trace: str) -> dict[str, Any]:
        """The JSON body; `trace` is what support asks for."""
        error: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.sub:
            error["error_subcode"] = self.sub
        if self.title:
            error |= {"is_transient": True, "error_user_title": self.title, "error_user_msg": self.message}
        return {"error": {**error, "fbtrace_id": trace}}


def no_token() -> GraphError:
    """No token came at all."""
    text = "An active access token must be used to query information about the current user."
    return GraphError(400, 2500, text)


def bad_token() -> GraphError:
    """A token nobody gave out."""
    return GraphError(400, 190, "Invalid OAuth access token - Cannot parse access token")


def expired_token(when: str) -> GraphError:
    """A token whose time is over, or that was withdrawn."""
    return GraphError(400, 190, f"Error validating access token: Session has expired on {when}.", 463)


def bad_proof() -> GraphError:
    """An appsecret_proof that does not belong to the token."""
    return GraphError(400, 100, "Invalid appsecret_proof provided in the API argument", kind=METHOD)


def no_proof() -> GraphError:
    """The app asks for a proof and none came."""
    return GraphError(400, 100, "API calls from the server require an appsecret_proof argument", kind=METHOD)


def old_version(newest: str) -> GraphError:
    """A version whose life is over."""
    text = (
        f"(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: {newest}."
    )
    return GraphError(400, 2635, text)


def unknown_path(path: str) -> GraphError:
    """A path that leads nowhere."""
    return GraphError(400, 2500, f"Unknown path components: /{path}")


def not_owned() -> GraphError:
    """An account that the token has no right to, an unknown one included."""
    text = "(#200) Ad account owner has NOT grant ads_management or ads_read permission"
    return GraphError(403, 200, text)


def no_scope() -> GraphError:
    """The token lacks ads_read."""
    return GraphError(403, 10, "(#10) Application does not have permission for this action")


def no_object(id_: str) -> GraphError:
    """An id that is not there (or not there yet)."""
    text = (
        f"Unsupported get request. Object with ID '{id_}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation. Please read the Graph API documentation at "
        "https://developers.facebook.com/docs/graph-api"
    )
    return GraphError(400, 100, text, 33, METHOD)


def invalid(message: str) -> GraphError:
    """A parameter that is not understood."""
    return GraphError(400, 100, f"(#100) {message}")


def too_much_data() -> GraphError:
    """More rows than a synchronous answer holds."""
    text = "Please reduce the amount of data you're asking for, then retry your request"
    return GraphError(400, 100, text, 1487534)


def too_many_calls() -> GraphError:
    """The app's limit."""
    return GraphError(403, 4, "(#4) Application request limit reached", 1504022, title="Too many calls")


def try_again(status: int) -> GraphError:
    """Something of Graph's own that passes."""
    return GraphError(status, 2, "Service temporarily unavailable", 1504043, title="Service unavailable")
