"""The pretend Meta Marketing API on the wire: what every call passes, and where each path leads (reference §3)."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Blueprint, Response, g, request

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.meta_ads import login, nodes
from sheets_bridge.sandbox.meta_ads.insights import FIELDS, rows
from sheets_bridge.sandbox.meta_ads.pages import page
from sheets_bridge.sandbox.meta_ads.question import question_of
from sheets_bridge.sandbox.meta_ads.refusal import GraphError, too_much_data, unknown_path
from sheets_bridge.sandbox.meta_ads.runs import Runs
from sheets_bridge.sandbox.meta_ads.usage import ACCOUNT, APP, INSIGHTS, REPORTS, Meter
from sheets_bridge.sandbox.meta_ads.versions import NEWEST, served

_EDGES = ("owned_ad_accounts", "client_ad_accounts")


@dataclass(frozen=True)
class _Graph:
    market: AdMarket
    meter: Meter
    runs: Runs


def create_meta_ads(market: AdMarket) -> Blueprint:
    """The Graph API's routes, to be mounted at /meta-ads."""
    meta, graph = Blueprint("meta_ads", __name__), _Graph(market, Meter(market), Runs(market))
    for where in ("", "/<version>"):
        meta.add_url_rule(f"{where}/oauth/access_token", f"exchange{where}", _open(graph, _exchange))
        meta.add_url_rule(f"{where}/debug_token", f"debug{where}", _open(graph, _debug))
    for path, view in _ROUTES.items():
        meta.add_url_rule(f"/<version>{path}", path, _guarded(graph, view))
    meta.add_url_rule("/<version>/act_<number>/insights", "begin", _guarded(graph, _begin), methods=["POST"])
    meta.add_url_rule("/", "root", _nowhere, defaults={"path": ""})
    meta.add_url_rule("/<path:path>", "nowhere", _nowhere, methods=["GET", "POST", "DELETE"])
    meta.register_error_handler(GraphError, _refused)
    meta.after_request(lambda answer: _metered(graph, answer))
    return meta


def _refused(refusal: GraphError) -> Response:
    return json_answer(refusal.body(f"A{secrets.token_urlsafe(16)}"), refusal.status)


def _metered(graph: _Graph, answer: Response) -> Response:
    answer.headers.update(graph.meter.headers(g.get("meta_account", "")))
    answer.headers["facebook-api-version"] = NEWEST
    return answer


def _nowhere(path: str) -> Response:
    segment, _, rest = path.partition("/")
    served(segment)
    raise unknown_path(rest)


def _open(graph: _Graph, view: Callable[..., Any]) -> Callable[..., Response]:
    """A call that brings the app's secret, or asks about a token: it passes no other check."""

    def answer(version: str = NEWEST) -> Response:
        served(version)
        graph.meter.admit(APP)
        return json_answer(view(graph, _asked()))

    return answer


def _guarded(graph: _Graph, view: Callable[..., Any]) -> Callable[..., Response]:
    def answer(version: str, **names: str) -> Response:
        served(version)
        asked = _asked()
        login.check(graph.market, _token(asked), asked.get("appsecret_proof"))
        graph.meter.admit(APP)
        return json_answer(view(graph, asked, **names))

    return answer


def _asked() -> dict[str, str]:
    """Parameters from the address, a form or a JSON body; what came as JSON is kept as its text."""
    body = request.get_json(silent=True)
    sent = body.items() if isinstance(body, dict) else ()
    more = {name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in sent}
    return {**request.values.to_dict(), **more}


def _token(asked: Mapping[str, str]) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() in ("bearer", "oauth") else asked.get("access_token", "")


def _page(found: list[Any], asked: Mapping[str, str]) -> dict[str, Any]:
    return page(found, asked, request.base_url, _token(asked))


def _exchange(graph: _Graph, asked: Mapping[str, str]) -> Any:
    return login.exchanged(graph.market, asked)


def _debug(graph: _Graph, asked: Mapping[str, str]) -> Any:
    return login.told(graph.market, asked, _token(asked))


def _me(graph: _Graph, asked: Mapping[str, str]) -> Any:
    del graph, asked
    return nodes.person()


def _my_accounts(graph: _Graph, asked: Mapping[str, str]) -> Any:
    return _page(nodes.assigned(graph.market, asked), asked)


def _my_businesses(graph: _Graph, asked: Mapping[str, str]) -> Any:
    del graph
    return _page(nodes.businesses(), asked)


def _account(graph: _Graph, asked: Mapping[str, str], number: str) -> Any:
    return nodes.described(_of(graph, number), asked)


def _edge(edge: str) -> Callable[..., Any]:
    def accounts(graph: _Graph, asked: Mapping[str, str], node: str) -> Any:
        return _page(nodes.of_business(graph.market, asked, node, edge), asked)

    return accounts


def _insights(graph: _Graph, asked: Mapping[str, str], number: str) -> Any:
    """The synchronous report; too many rows are refused, also where the pages would be small."""
    account = _counted(graph, number)
    now = graph.market.now()
    found = rows(graph.market, account, question_of(asked, now, account.time_zone, FIELDS), now)
    if len(found) > graph.market.doors.meta.most_rows:
        raise too_much_data()
    return _page(found, asked)


def _begin(graph: _Graph, asked: Mapping[str, str], number: str) -> Any:
    account = _counted(graph, number)
    graph.meter.admit(REPORTS, number)
    question = question_of(asked, graph.market.now(), account.time_zone, FIELDS)
    return {"report_run_id": graph.runs.begin(account, question)}


def _look(graph: _Graph, asked: Mapping[str, str], node: str) -> Any:
    del asked
    run = graph.runs.find(node)
    _of(graph, run.account.number)
    graph.meter.admit(ACCOUNT, run.account.number)
    return graph.runs.look(run)


def _result(graph: _Graph, asked: Mapping[str, str], node: str) -> Any:
    """The rows of a run as they stood when it began."""
    run = graph.runs.find(node)
    account = _counted(graph, run.account.number)
    graph.runs.check_done(run)
    return _page(rows(graph.market, account, run.question, run.begun), asked)


def _counted(graph: _Graph, number: str) -> AdAccount:
    account = _of(graph, number)
    graph.meter.admit(ACCOUNT, number)
    graph.meter.admit(INSIGHTS, number)
    return account


def _of(graph: _Graph, number: str) -> AdAccount:
    """The account of a call; its usage headers come with the answer, a refusal included."""
    account = nodes.account(graph.market, number)
    g.meta_account = number
    return account


_ROUTES: Mapping[str, Callable[..., Any]] = {
    "/me": _me,
    "/me/adaccounts": _my_accounts,
    "/me/businesses": _my_businesses,
    "/act_<number>": _account,
    "/act_<number>/insights": _insights,
    **{f"/<node>/{edge}": _edge(edge) for edge in _EDGES},
    "/<node>": _look,
    "/<node>/insights": _result,
}
