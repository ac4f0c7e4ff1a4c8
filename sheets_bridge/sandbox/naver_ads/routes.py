"""The paths of the pretend Naver Search Ads API."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, Response, request, url_for

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.naver_ads import lists
from sheets_bridge.sandbox.naver_ads.door import Pace, opened
from sheets_bridge.sandbox.naver_ads.jobs import Jobs, Standing
from sheets_bridge.sandbox.naver_ads.refusal import Refusal, wrong
from sheets_bridge.sandbox.story.moments import KST, midnight

MOUNT = "/naver-ads"
_REPORTS = ("/stat-reports", "/report-download")
_DAY = re.compile(r"\d{8}")
Enter = Callable[[], AdAccount]


def create_naver_ads(market: AdMarket) -> Blueprint:
    """The routes, to be mounted at /naver-ads."""
    naver, pace = Blueprint("naver_ads", __name__), Pace(market.now, market.switch)

    def enter() -> AdAccount:
        path = request.path.removeprefix(MOUNT)
        account = opened(market, request.headers, request.method, (path, request.path))
        pace.admit(account.number, report=path.startswith(_REPORTS))
        return account

    _add_lists(naver, market, enter)
    _add_jobs(naver, Jobs(market), enter)

    @naver.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        answer = json_answer(refusal.body, refusal.status)
        answer.mimetype = refusal.media_type
        return answer

    @naver.after_request
    def traced(answer: Response) -> Response:
        answer.headers["X-Transaction-ID"] = secrets.token_hex(8)
        return answer

    return naver


def _add_lists(naver: Blueprint, market: AdMarket, enter: Enter) -> None:
    @naver.get("/ad-accounts")
    def ad_accounts() -> Response:
        return json_answer(lists.ad_accounts(enter(), request.args))

    @naver.get("/manager-accounts")
    def manager_accounts() -> Response:
        enter()
        return json_answer(lists.manager_accounts(request.args))

    @naver.get("/manager-accounts/<number>/child-ad-accounts")
    def child_accounts(number: str) -> Response:
        return json_answer(lists.child_accounts(enter(), number, request.args))

    @naver.get(f"/ncc/<any({', '.join(sorted(lists.NAMES))}):name>")
    def listing(name: str) -> Response:
        return json_answer(lists.listing(market, enter(), name, request.args))


def _add_jobs(naver: Blueprint, jobs: Jobs, enter: Enter) -> None:
    @naver.post("/stat-reports")
    def order() -> Response:
        account = enter()
        return json_answer(_body(jobs.order(account, *_ordered())))

    @naver.get("/stat-reports")
    def every() -> Response:
        return json_answer([_body(one) for one in jobs.every(enter())])

    @naver.get("/stat-reports/<number>")
    def look(number: str) -> Response:
        return json_answer(_body(jobs.look(enter(), number)))

    @naver.delete("/stat-reports")
    def delete_all() -> Response:
        jobs.delete_all(enter())
        return Response(status=204)

    @naver.delete("/stat-reports/<number>")
    def delete(number: str) -> Response:
        jobs.delete(enter(), number)
        return Response(status=204)

    @naver.get("/report-download")
    def download() -> Response:
        return Response(jobs.file(enter(), request.args.get("authtoken", "")), mimetype="application/octet-stream")


def _ordered() -> tuple[str, date]:
    """Kind and day of the report ordered: in the body, not in the query (reference 1.3). Raises Refusal 400."""
    if "," in request.headers.get("Content-Type", ""):
        raise wrong(1002)  # a second Content-Type header, refused since 2025-12-01
    given = request.get_json(force=True, silent=True)
    kind, day = (given.get("reportTp"), given.get("statDt")) if isinstance(given, dict) else (None, None)
    if not isinstance(kind, str) or not isinstance(day, str):
        raise wrong(11001)
    return kind, _day(day)


def _day(text: str) -> date:
    """A Korean day as YYYYMMDD, or a moment in ISO 8601. Raises Refusal 400."""
    try:
        if _DAY.fullmatch(text):
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=KST).date()
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise wrong(11001) from None
    return (moment if moment.tzinfo is None else moment.astimezone(KST)).date()


def _body(of: Standing) -> dict[str, Any]:
    job, address = of.job, ""
    if of.status == "BUILT":
        address = url_for("naver_ads.download", _external=True, authtoken=job.authtoken, fileVersion="v2")
    return {
        "reportJobId": job.number,
        "reportTp": job.kind,
        "statDt": _moment(midnight(job.day)),
        "status": of.status,
        "downloadUrl": address,
        "regTm": _moment(job.ordered),
        "updateTm": _moment(of.changed),
        "loginId": f"moram:{job.customer}",
    }


def _moment(moment: datetime) -> str:
    """UTC with milliseconds, as Naver writes moments."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
