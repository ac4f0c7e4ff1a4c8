"""The controls of the ad media under /sandbox/ads: what there is, new names, credentials taken for expired."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from typing import Any, get_args

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket, Medium
from sheets_bridge.sandbox.ad_rules import GoogleRules, MetaRules, Unruled, change, told
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.fault_request import Malformed

_MEDIA: tuple[Medium, ...] = get_args(Medium)
_TOLD = [field.name for field in fields(AdAccount) if field.name != "campaigns"]


def create_ad_controls(market: AdMarket) -> Blueprint:
    """The routes, to be mounted at /sandbox."""
    controls = Blueprint("ad_controls", __name__)

    @controls.get("/ads")
    def ads() -> Response:
        return json_answer({"accounts": [_account(one) for one in market.accounts], **_doors(market)})

    @controls.post("/ads/rename")
    def rename() -> Response:
        given = _sent()
        if given.get("id") not in list(_ids(market)) or not isinstance(given.get("name"), str):
            raise Malformed("send {'id', 'name'} with the id of a campaign, an ad group or an ad")
        market.names[given["id"]] = given["name"]
        return json_answer(market.names)

    @controls.post("/ads/close")
    def close() -> Response:
        market.doors.closed.update(_media())
        return json_answer(_doors(market))

    @controls.post("/ads/open")
    def reopen() -> Response:
        market.doors.closed.difference_update(_media())
        return json_answer(_doors(market))

    @controls.post("/ads/token")
    def token() -> Response:
        days = _sent().get("days")
        if not isinstance(days, int | float) or isinstance(days, bool):
            raise Malformed("send {'days': n}: Meta's token ends in n days")
        market.doors.meta_token_ends = market.now() + timedelta(days=days)
        return json_answer(_doors(market))

    _add_rules(controls, market)

    @controls.errorhandler(Unruled)
    @controls.errorhandler(Malformed)
    def malformed(wrong: Malformed | Unruled) -> Response:
        return json_answer({"error": str(wrong)}, 422)

    return controls


def _add_rules(controls: Blueprint, market: AdMarket) -> None:
    ruled: dict[str, MetaRules | GoogleRules] = {"meta_ads": market.doors.meta, "google_ads": market.doors.google}

    @controls.post("/ads/rules")
    def rules() -> Response:
        given = _sent()
        medium = given.pop("medium", None)
        if not isinstance(medium, str) or medium not in ruled:
            raise Malformed(f"send {{'medium': …}} with one of {', '.join(ruled)}, and the rules to set")
        change(ruled[medium], given)
        return json_answer(told(ruled[medium]))


def _account(account: AdAccount) -> dict[str, Any]:
    campaigns = [{"id": one.campaign_id, "ad_product": one.ad_product} for one in account.campaigns]
    return {name: getattr(account, name) for name in _TOLD} | {"campaigns": campaigns}


def _doors(market: AdMarket) -> dict[str, Any]:
    ends = market.doors.meta_token_ends
    return {"closed": sorted(market.doors.closed), "meta_token_ends": ends.isoformat() if ends else None}


def _ids(market: AdMarket) -> Iterator[str]:
    for account in market.accounts:
        for campaign in account.campaigns:
            yield campaign.campaign_id
            for group in campaign.groups:
                yield from (group.group_id, *(ad.ad_id for ad in group.ads))


def _media() -> list[Medium]:
    """The medium that this request names. Raises Malformed."""
    named = _sent().get("medium")
    found = [medium for medium in _MEDIA if medium == named]
    if not found:
        raise Malformed(f"send {{'medium': …}} with one of {', '.join(_MEDIA)}")
    return found


def _sent() -> dict[str, Any]:
    """The JSON object of this request. Raises Malformed."""
    sent = request.get_json(force=True, silent=True)
    if not isinstance(sent, dict):
        raise Malformed("send a JSON object")
    return sent
