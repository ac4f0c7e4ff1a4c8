"""How one comes by a login at Meta, when it ends, and how one that passes is changed into one that lasts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sheets_bridge.api.api import NOTHING
from sheets_bridge.errors import DataRejected, LoginNeeded, Refused
from sheets_bridge.messages import say
from sheets_bridge.source import Key, Keys
from sheets_bridge.sources.meta_ads import pages
from sheets_bridge.sources.meta_ads.connection import Connection


def _told(connection: Connection) -> Mapping[str, Any]:
    """What Meta says of the token (`/debug_token`); nothing where it says nothing.

    It is asked with the app's own token where the keys are enough to make one: with another, only who builds the app is
    told. The address must hold the token: Meta takes it no other way (query strings stand in no log).
    """
    keys = connection.keys
    app = f"{keys['app_id']}|{keys['app_secret']}" if keys.get("app_id") and keys.get("app_secret") else ""
    try:
        answer = connection.get("/debug_token", {"input_token": keys["access_token"]}, token=app)
    except (Refused, DataRejected):
        return NOTHING
    told = answer.get("data") if isinstance(answer, dict) else None
    return told if isinstance(told, dict) else NOTHING


def ends(connection: Connection) -> datetime | None:
    """When the token, or its right to data, ends; None for never, or where Meta does not say. Raises: LoginNeeded."""
    told = _told(connection)
    if told.get("is_valid") is False:
        raise LoginNeeded(say("Meta {who}: the token is not valid any more. Make a new one, then: {how}",
                              who=connection.account, how=connection.keys.how))  # fmt: skip
    # 0 stands for never.
    moments = [int(told.get(name) or 0) for name in ("expires_at", "data_access_expires_at")]
    return datetime.fromtimestamp(min(filter(None, moments)), UTC) if any(moments) else None


def lasting(connection: Connection) -> Mapping[str, str]:
    """A token of 60 days for a person's token that ends within hours; nothing where it never ends, or where the app's
    id and secret are not among the keys. Raises: as calls do, LoginNeeded for a token that has ended, DataRejected."""
    keys, path = connection.keys, "/oauth/access_token"
    if not (keys.get("app_id") and keys.get("app_secret")) or not _told(connection).get("expires_at"):
        return NOTHING
    # Meta documents it as a GET only: as with /debug_token the query string stands in no log.
    asked = {
        "grant_type": "fb_exchange_token",
        "client_id": keys["app_id"],
        "client_secret": keys["app_secret"],
        "fb_exchange_token": keys["access_token"],
    }
    answer = connection.get(path, asked)
    token = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(token, str) or not token:
        raise pages.unknown_form(connection.account, path, "access_token")
    return {"access_token": token}


KEYS = Keys(
    asked=(
        Key("access_token", say("the token (액세스 토큰) that 새 토큰 생성 showed")),
        Key("app_secret", say("the app secret (앱 시크릿 코드): 내 앱 > 앱 설정 > 기본 설정. Needed where the app "
                              "requires it, safer everywhere"), needed=False),
        Key("app_id", say("the app id (앱 ID), beside the app secret: with both, a token of a few hours is changed "
                          "into one of 60 days"), secret=False, needed=False),
        Key("api_version", say("the version of the API, such as v26.0: leave it blank for the one we know"),
            secret=False, needed=False),
    ),
    guide=say(
        "Best is a token of a system user (시스템 사용자): it need not end. It takes about 15 minutes, and no "
        "review by Meta for ad accounts of your own business.\n"
        "1. developers.facebook.com > 내 앱 > 앱 만들기: type 비즈니스, in your own business; add 마케팅 API.\n"
        "2. business.facebook.com > 비즈니스 설정 > 사용자 > 시스템 사용자 > 추가.\n"
        "3. There 자산 할당 > 광고 계정: choose each ad account, tick 성과 보기. Then the same for the app "
        "(앱 > 앱 관리).\n"
        "4. There 새 토큰 생성: choose the app, 만료 안 함 (never), and the permission ads_read. Copy the token at "
        "once: it is shown once."
    ),
    ends=ends,
    lasting=lasting,
    revoke=say("at business.facebook.com open 비즈니스 설정 > 사용자 > 시스템 사용자 and revoke the token there "
               "(토큰 취소)."),
)  # fmt: skip
