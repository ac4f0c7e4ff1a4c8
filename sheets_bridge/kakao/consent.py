"""Kakao's business consent: what its owner copies, the page to agree on, the token for the code (ad-media §5.1)."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from sheets_bridge.api.body import parsed
from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request, Send
from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Key, KeyConsent, Keys

AUTH, API = "kakao_auth", "kakao_api"
ENDPOINTS: Mapping[str, str] = {AUTH: "https://kauth.kakao.com", API: "https://kapi.kakao.com"}

_TOKEN = "/oauth/business/token"  # noqa: S105 - a path
_ASKED = (
    Key(
        "rest_api_key",
        say("REST API key of your app: developers.kakao.com → [앱] → [플랫폼 키] → [REST API 키]"),
        # It stands in the address of the page that everybody consents on.
        secret=False,
        needed=False,
    ),
    Key(
        "client_secret",
        say("secret of business authentication, beside the REST API key (not the one of Kakao Login)"),
        needed=False,
    ),
    Key(
        "redirect_uri",
        say("business redirect URI, exactly as registered beside the REST API key"),
        secret=False,
        needed=False,
    ),
    Key(
        "access_token",
        say("a business token you already have; leave it blank to agree on Kakao's page"),
        needed=False,
    ),
)
"""None must be there: a token alone is enough to read, and the others are enough to come by one."""


def consent_keys(scope: str, guide: Message, ends: Callable[[Any], Any]) -> Keys:
    """How an account logs in whose API needs `scope`."""
    return Keys(
        _ASKED,
        guide,
        KeyConsent(
            lambda keys, endpoints, state: _page(scope, keys, endpoints, state),
            lambda keys, endpoints, code, send: _exchanged(scope, keys, endpoints, code, send),
            wanted=lambda keys: not keys.get("access_token"),
        ),
        ends,
        revoke=say("the Kakao account that agreed takes the app out of its connected services (카카오계정 → 연결된 "
                   "서비스 관리), or the app's owner issues the secret of business authentication anew."),
    )  # fmt: skip


def _page(scope: str, keys: Mapping[str, str], endpoints: Mapping[str, str], state: str) -> str:
    query = {
        "client_id": _needed(keys, "rest_api_key"),
        "redirect_uri": _needed(keys, "redirect_uri"),
        "response_type": "code",
        "scope": scope,
        "state": state,
    }
    return f"{_root(endpoints)}/oauth/business/authorize?{urlencode(query)}"


def _exchanged(
    scope: str, keys: Mapping[str, str], endpoints: Mapping[str, str], code: str, send: Send
) -> Mapping[str, str]:
    """The keys a code brings: a token that says of no end. A refresh token is not expected; one that comes is kept.

    Raises: LoginNeeded, Unavailable, ConfigError.
    """
    form = {
        "grant_type": "authorization_code",
        "client_id": _needed(keys, "rest_api_key"),
        "redirect_uri": _needed(keys, "redirect_uri"),
        "code": code,
        **({"client_secret": keys["client_secret"]} if keys.get("client_secret") else {}),
    }
    answer = _posted(send, _root(endpoints) + _TOKEN, form)
    told = _object(answer.body)
    token = told.get("access_token")
    if answer.status != 200 or not isinstance(token, str) or not token:
        raise _no_token(answer.status, told)
    _check_scope(scope, told.get("scope"))
    renewal = told.get("refresh_token")
    return {"access_token": token, **({"refresh_token": renewal} if isinstance(renewal, str) else {})}


def _posted(send: Send, address: str, form: Mapping[str, str]) -> Answer:
    headers = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
    try:
        return send(Request("POST", address, headers=headers, body=urlencode(form).encode()))
    except (NotSent, NoAnswer) as error:
        raise Unavailable(say("Kakao's login server was not reached ({error}). Check the network, then agree again.",
                              error=str(error))) from error  # fmt: skip


def _check_scope(scope: str, granted: object) -> None:
    """Nothing is said of a token that does not tell what it is good for."""
    if isinstance(granted, str) and granted and scope not in granted.replace(",", " ").split():
        raise LoginNeeded(
            say("Kakao gave a token without {scope}. Set that up at Kakao Developers under [비즈니스 인증] → "
                "[동의항목], then connect again and agree to it.", scope=scope)
        )  # fmt: skip


_WHY: Mapping[str, Callable[[], Message]] = {
    "KOE101": lambda: say("there is no app with this REST API key"),
    "KOE010": lambda: say("the client_secret is not that of business authentication"),
    "KOE303": lambda: say("the redirect URI is not the one that was agreed on"),
    "KOE320": lambda: say("the code was used before or is too old"),
}
"""What kauth's codes mean."""


def _no_token(status: int, told: Mapping[str, Any]) -> BridgeError:
    code = str(told.get("error_code") or told.get("code") or "")
    if status == 429 or status >= 500:
        busy = say("Kakao's login server cannot answer now ({status} {code}). Agree again in a while.", status=status,
                   code=code[:20])  # fmt: skip
        return Unavailable(busy, status=status)
    why = _WHY[code]() if code in _WHY else say("it does not say more")
    return LoginNeeded(
        say("Kakao gave no token ({status} {code}): {why}. Compare the keys with Kakao Developers and connect again; "
            "a code works once, for some minutes.", status=status, code=code[:20], why=why), status=status,
    )  # fmt: skip


def _root(endpoints: Mapping[str, str]) -> str:
    return endpoints.get(AUTH, ENDPOINTS[AUTH]).rstrip("/")


def _needed(keys: Mapping[str, str], name: str) -> str:
    if not keys.get(name):
        raise ConfigError(say("To agree on Kakao's page {name} is needed. Connect again and give it, or paste a "
                              "business token as access_token.", name=name))  # fmt: skip
    return keys[name]


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = parsed(body)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {}
