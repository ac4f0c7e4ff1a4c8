"""Asynchronous reports of the pretend Graph API: begun, watched over some polls, read, forgotten after 30 days."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.meta_ads.question import Question
from sheets_bridge.sandbox.meta_ads.refusal import GraphError, no_object

_KEPT = timedelta(days=30)
_AT_MOST = timedelta(hours=1)
"""After this a run is over, whether anybody looked or not."""
_STAGES = (("Job Not Started", 0), ("Job Started", 0), ("Job Running", 40), ("Job Running", 100))
_DONE = ("Job Completed", 100)
_FAILED = {
    "async_status": "Job Failed",
    "error_code": -2,
    "error_subcode": 2490547,
    "error_message": "The async report run has failed.",
}


@dataclass
class Run:
    """One report under way; each look at it brings it on."""

    number: str
    account: AdAccount
    question: Question
    begun: datetime
    fails: bool
    looks: int = 0


class Runs:
    """The runs of all accounts."""

    def __init__(self, market: AdMarket) -> None:
        self._market = market
        self._lock = threading.Lock()
        self._runs: dict[str, Run] = {}

    def begin(self, account: AdAccount, question: Question) -> str:
        """Begin one; returns its id."""
        rules, now = self._market.doors.meta, self._market.now()
        with self._lock:
            fails, rules.failing_runs = rules.failing_runs > 0, max(0, rules.failing_runs - 1)
            number = str(6_000_000_000_001 + len(self._runs))
            self._runs[number] = Run(number, account, question, now, fails)
        return number

    def find(self, number: str) -> Run:
        """The run of that id. Raises GraphError 100/33 where there is none (any more)."""
        run = self._runs.get(number)
        if run is None or run.begun + _KEPT <= self._market.now():
            raise no_object(number)
        return run

    def look(self, run: Run) -> Mapping[str, Any]:
        """How far a run is, as GET /<id> says it."""
        with self._lock:
            status, percent = self._stage(run)
            run.looks += 1
        told: dict[str, Any] = {
            "id": run.number,
            "account_id": run.account.number,
            "time_ref": int(run.begun.timestamp()),
            "async_status": status,
            "async_percent_completion": percent,
            "date_start": run.question.since.isoformat(),
            "date_stop": run.question.until.isoformat(),
        }
        if (status, percent) != _DONE:
            return told
        return told | (_FAILED if run.fails else {"time_completed": int(self._market.now().timestamp())})

    def check_done(self, run: Run) -> None:
        """Raises GraphError while a run is not over, or where it failed."""
        if self._stage(run) != _DONE or run.fails:
            text = "(#2601) Loading Async Ads report failed: the report is not completed"
            raise GraphError(400, 2601, text)

    def _stage(self, run: Run) -> tuple[str, int]:
        over = run.looks >= len(_STAGES) or run.begun + _AT_MOST <= self._market.now()
        return _DONE if over else _STAGES[run.looks]
