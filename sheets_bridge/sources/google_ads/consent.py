"""How an account logs in at Google Ads: what its owner copies, or the consent they give on Google's page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from sheets_bridge.api.body import parsed
from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request, Send
from sheets_bridge.errors import BridgeError, LoginNeeded, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Key, KeyConsent, Keys
from sheets_bridge.sources.google_ads.connection import ENDPOINTS, SCOPE

_LANDING = "http://127.0.0.1"
"""Where a desktop client may land without registering it; nothing listens there, only the address counts."""
_SECONDS = 30.0


def address(keys: Mapping[str, str], endpoints: Mapping[str, str], state: str) -> str:
    """The page to consent on. Without `access_type` and `prompt` Google gives no refresh token to who agreed before."""
    query = {
        "response_type": "code",
        "client_id": keys["client_id"],
        "redirect_uri": _LANDING,
        "scope": SCOPE,
        "state": state,
        "access_type": "offline",
        "prompt": "consent",
    }
    return f"{_at(endpoints, 'google_consent')}?{urlencode(query)}"


def exchange(keys: Mapping[str, str], endpoints: Mapping[str, str], code: str, send: Send) -> Mapping[str, str]:
    """The refresh token for a code, which works once. Raises: LoginNeeded saying what is wrong, Unavailable."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": keys["client_id"],
        "client_secret": keys["client_secret"],
        "redirect_uri": _LANDING,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    request = Request("POST", _at(endpoints, "google_oauth"), headers=headers, body=urlencode(form).encode(),
                      deadline=_SECONDS)  # fmt: skip
    try:
        return granted(send(request))
    except (NotSent, NoAnswer) as error:
        raise _unanswered(str(error)) from error


def granted(answer: Answer) -> Mapping[str, str]:
    """The keys in the token server's answer. Raises: LoginNeeded, Unavailable. Pure."""
    told = _told(answer.body)
    if answer.status != HTTPStatus.OK:
        raise _denied(answer.status, told.get("error"))
    if SCOPE not in str(told.get("scope") or SCOPE).split():
        raise LoginNeeded(say("The box for Google Ads was not ticked on Google's page, so nothing may be read. Open a "
                              "new link and leave it ticked."))  # fmt: skip
    if not isinstance(told.get("refresh_token"), str):
        raise LoginNeeded(say("Google gave no lasting login. Take this app's access away at "
                              "myaccount.google.com/connections, then open a new link."))  # fmt: skip
    return {"refresh_token": told["refresh_token"]}


def wanted(keys: Mapping[str, str]) -> bool:
    """Whether somebody has to consent: an OAuth client is there, and no login yet."""
    has_client = bool(keys.get("client_id") and keys.get("client_secret"))
    return has_client and not keys.get("refresh_token") and not keys.get("key_file")


def _denied(status: int, error: object) -> BridgeError:
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS) or status >= 500:
        return _unanswered(f"HTTP {status}")
    return LoginNeeded(_DENIALS.get(str(error), _OTHER_DENIAL))


def _unanswered(why: str) -> Unavailable:
    return Unavailable(say("Google's token server did not answer ({why}), and the address you landed on works only "
                           "once. Open a new link and agree again.", why=why))  # fmt: skip


_DENIALS: Mapping[str, Message] = {
    "invalid_grant": say("The address you landed on was used before, or is too old. Open a new link, agree and paste "
                         "the new address at once."),
    "invalid_client": say("Google does not know this OAuth client. Copy client_id and client_secret again from "
                          "console.cloud.google.com/apis/credentials; the client must be of the type Desktop app."),
    "redirect_uri_mismatch": say("This OAuth client is not of the type Desktop app. Make one at "
                                 "console.cloud.google.com/apis/credentials and use its client_id and client_secret."),
}  # fmt: skip
_OTHER_DENIAL = say("Google did not take the address you landed on. Open a new link and agree again.")


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = parsed(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _at(endpoints: Mapping[str, str], name: str) -> str:
    return endpoints.get(name, ENDPOINTS[name])


KEYS = Keys(
    asked=(
        Key(
            "key_file",
            say("key_file: the file name of a service account's JSON key in credentials/, such as google.json, which "
                "writes the sheet; leave it empty to log in as yourself"),
            secret=False,
            needed=False,
        ),
        Key("client_id", say("client_id of an OAuth client of the type Desktop app"), secret=False, needed=False),
        Key("client_secret", say("client_secret of that OAuth client"), needed=False),
        Key(
            "refresh_token",
            say("refresh_token, if you have one; leave it empty to agree on Google's page now"),
            needed=False,
        ),
        Key(
            "manager_id",
            say("manager_id: the ten digits of the manager account (MCC) your ad accounts are under; leave it empty if "
                "there is none"),
            secret=False,
            needed=False,
        ),
    ),
    guide=say(
        "Google Ads (about 15 minutes; no developer token is needed since 2026-09-09):\n"
        "1. In the Google Cloud project of your sheet's key file enable the Google Ads API: "
        "https://console.cloud.google.com/apis/library/googleads.googleapis.com\n"
        "2. Apply for Explorer access, which is mostly granted by itself: "
        "https://console.cloud.google.com/google/ads-apis/overview\n"
        "3. In Google Ads open Admin → Access and security (관리 → 액세스 및 보안) and add the client_email of the key "
        "file as a user. Google has no right that only reads; nothing is changed by us.\n"
        "Or, in place of 3, log in as yourself: at https://console.cloud.google.com/apis/credentials make an OAuth "
        "client of the type Desktop app, and publish the app on the consent screen (one in testing loses its login "
        "after 7 days)."
    ),
    consent=KeyConsent(address=address, exchange=exchange, wanted=wanted),
    revoke=say("take the key file's client_email out of 관리 → 액세스 및 보안 in Google Ads, or the app out at "
               "myaccount.google.com/connections."),
)  # fmt: skip
