"""The same medium, but that its owner agrees on a page too: the token comes of that."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import orjson

from sheets_bridge.api.call import Request, Send
from sheets_bridge.errors import LoginNeeded
from sheets_bridge.messages import say
from sheets_bridge.source import Key, KeyConsent, Keys
from sheets_bridge.sources import pretend_ads  # type: ignore[attr-defined]


def _address(keys: Mapping[str, str], endpoints: Mapping[str, str], state: str) -> str:
    return f"{endpoints['pretend_ads']}/agree?{urlencode({'app': keys['app'], 'state': state})}"


def _exchange(keys: Mapping[str, str], endpoints: Mapping[str, str], code: str, send: Send) -> Mapping[str, str]:
    body = urlencode({"code": code, "client_secret": keys["client_secret"]}).encode()
    answer = send(Request("POST", f"{endpoints['pretend_ads']}/token", {}, {}, body))
    if answer.status != 200:
        raise LoginNeeded(say("the code is not taken"), status=answer.status)
    return {"secret": orjson.loads(answer.body)["access_token"], "customer": "77"}


SOURCE = replace(
    pretend_ads.SOURCE,
    id="pretend_consent",
    label="Pretend Consent",
    keys=Keys(
        (Key("app", say("The app's key"), secret=False), Key("client_secret", say("The app's secret"))),
        guide=say("Make an app."),
        consent=KeyConsent(_address, _exchange, wanted=lambda keys: not keys.get("secret")),
    ),
)
