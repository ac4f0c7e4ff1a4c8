"""The routes of an ad API of Kakao: its lists and its reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.kakao_ads.ask import Ask, ask_of
from sheets_bridge.sandbox.kakao_ads.consents import Consents
from sheets_bridge.sandbox.kakao_ads.lists import List
from sheets_bridge.sandbox.kakao_ads.pace import Pace
from sheets_bridge.sandbox.kakao_ads.refusal import Refusal
from sheets_bridge.sandbox.kakao_ads.report import ids_of, rows
from sheets_bridge.sandbox.kakao_ads.wire import Report, Wire


def create_ad_api(market: AdMarket, consents: Consents, wire: Wire, lists: Mapping[str, List]) -> Blueprint:
    """One API, to be mounted at its address: /openapi/<version>/… below it."""
    api = Blueprint(wire.medium, __name__)
    root, pace = f"/openapi/{wire.version}", Pace(market.now, market.switch)

    @api.errorhandler(Refusal)
    def refused(no: Refusal) -> Response:
        return json_answer(no.body(), no.status)

    def ask() -> Ask:
        return ask_of(market, consents, wire, request)

    for path, answer in lists.items():
        api.add_url_rule(f"{root}/{path}", f"list {path}", lambda answer=answer: json_answer(answer(ask())))
    for path in wire.reports:
        api.add_url_rule(
            f"{root}/{path}/report", f"report {path}", lambda path=path: json_answer(_report(ask(), pace, path))
        )
    return api


def _report(ask: Ask, pace: Pace, path: str) -> Mapping[str, Any]:
    report = ask.wire.reports[path]
    accounts = _accounts(ask, report)
    caller = accounts[0].number if len(accounts) == 1 else ""
    if not pace.admit(ask.wire.medium, path, caller, report.seconds):
        raise Refusal(429, -813, ask.wire.own_name, extras={"detailMsg": "Too many requests"})
    return {**ask.wire.frame, "data": rows(ask, report, accounts)}


def _accounts(ask: Ask, report: Report) -> Sequence[AdAccount]:
    """The account of the header; of several asked for together none needs to stand there."""
    if report.ids != "adAccountId":
        return [ask.account]
    asked = [ask.account_of(number) for number in ids_of(ask, report)]
    if ask.header is None and len(asked) > 1:
        return asked
    if ask.account not in asked:
        raise ask.wire.own(403, "광고계정에 대한 권한이 없습니다.")
    return asked
