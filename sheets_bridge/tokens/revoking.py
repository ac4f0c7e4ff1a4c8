"""The end of a login: revoked at Cafe24, then forgotten here (reference: cafe24-admin 1.5)."""

from datetime import datetime
from urllib.parse import urlencode

from sheets_bridge.api.call import NoAnswer, NotSent, Request, Send
from sheets_bridge.tokens import told
from sheets_bridge.tokens.answer import NO_ANSWER, NO_CONNECTION, Granted, Meaning, Verdict, decipher
from sheets_bridge.tokens.chain import promoted
from sheets_bridge.tokens.client import TokenEndpoint
from sheets_bridge.tokens.vault import Vault

_DEADLINE = 90.0
_DEAD_ALREADY = (Meaning.DEAD, Meaning.REMOVED)


def disconnect(vault: Vault, endpoint: TokenEndpoint, send: Send, now: datetime, *, ask: bool) -> bool:
    """Revoke the login of a mall and delete it; whether there was one. Without `ask` Cafe24 is not told.

    What Cafe24 no longer knows is as good as revoked; where it does not answer or refuses, nothing is deleted.
    Raises: Unavailable, ConfigError, Refused, Busy, StateError.
    """
    with vault.locked():
        vault.heal()
        chain = vault.read()
        current = promoted(chain).current if chain else None
        verdict = _revoke(current, endpoint, send, now) if current and ask else None
        if verdict is not None and verdict.meaning not in _DEAD_ALREADY:
            raise told.not_revoked(vault.mall, verdict)
        vault.discard()
        return chain is not None


def _revoke(current: Granted, endpoint: TokenEndpoint, send: Send, now: datetime) -> Verdict | None:
    """Why a login was not revoked; None where it was. Revoking the access token takes its refresh token along, says
    the documentation, and nothing of the other way round: the refresh token is sent only where the other is dead."""
    lives = current.access_until > now
    token, hint = (current.access_token, "access_token") if lives else (current.refresh_token, "refresh_token")
    # The field is `token_hint`, not the `token_type_hint` of RFC 7009.
    form = urlencode({"token": token, "token_hint": hint}).encode()
    headers = {"Authorization": endpoint.client.basic, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = send(Request("POST", endpoint.revoke_url, headers=headers, body=form, deadline=_DEADLINE))
    except NotSent:
        return NO_CONNECTION
    except NoAnswer:
        return NO_ANSWER
    return decipher(answer)
