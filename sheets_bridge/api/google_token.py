"""What of google-auth makes access tokens, over our own way out: no host but the token server is asked, nothing sleeps.

Of its credentials only `refresh` is used: what it does before a request of its own (looking up regional boundaries at
further Google hosts) never runs.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import google.auth.exceptions
from google.oauth2 import credentials, service_account

from sheets_bridge.api.call import NoAnswer, Request, Send
from sheets_bridge.api.google import Denied

_SECONDS = 30.0
_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


def of_refresh_token(keys: Mapping[str, str], address: str, scope: str) -> Any:
    """Credentials of a person who consented."""
    return credentials.Credentials(  # type: ignore[no-untyped-call]
        None, refresh_token=keys.get("refresh_token"), client_id=keys.get("client_id"),
        client_secret=keys.get("client_secret"), token_uri=address, scopes=[scope],
    )  # fmt: skip


def of_key_file(told: Mapping[str, Any], scope: str) -> Any:
    """Credentials of a service account's key file. Raises: ValueError, KeyError, TypeError where it is none."""
    # A key that passed through an environment variable has its line ends spelled out.
    spelled = {**told, "private_key": str(told["private_key"]).replace("\\n", "\n")}
    return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
        spelled, scopes=[scope]
    )


def renew(login: Any, send: Send) -> None:
    """Give credentials a new token. Raises: Denied; NotSent and NoAnswer where the server could not answer now."""
    try:
        login.refresh(_over(send))
    except google.auth.exceptions.RefreshError as error:
        if error.retryable:
            raise NoAnswer("temporarily_unavailable") from None
        raise Denied(_word(error)) from None
    except google.auth.exceptions.GoogleAuthError as error:
        raise Denied(type(error).__name__) from None


def _over(send: Send) -> Callable[..., Any]:
    """google-auth's way out. A busy server's answer is an error of ours: google-auth would sleep and ask again."""

    def carry(url: str, method: str, body: bytes | None, headers: Mapping[str, str], **_: object) -> SimpleNamespace:
        answer = send(Request(method, url, headers=headers, body=body, deadline=_SECONDS))
        if answer.status in _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NoAnswer(f"HTTP {answer.status}")
        return SimpleNamespace(status=answer.status, headers=answer.headers, data=answer.body)

    return carry


def _word(error: google.auth.exceptions.RefreshError) -> str:
    """Never more than the server's own word: its sentence may quote what it was sent."""
    told = error.args[1] if len(error.args) > 1 else None
    return str(told.get("error", "")) if isinstance(told, Mapping) else ""
