"""Reports that are ordered, built for a while, fetched and deleted: the jobs of StatReport (reference 1.3)."""

import secrets
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.naver_ads.refusal import too_many_jobs, wrong
from sheets_bridge.sandbox.naver_ads.tsv import FILES

MOST_JOBS = 100
"""Whether a job too many is refused or pushes out the oldest is told both ways (issues 566 and 1044): refused here."""
_KEPT = timedelta(days=14)
_DAYS_BACK = 365
_READY_FROM = timedelta(hours=4)
"""Until then yesterday's report ends as NONE, as if there had been nothing (reference 1.6)."""
_UNDER_WAY = ("REGIST", "RUNNING", "AGGREGATING")
_STEP_SECONDS = 1.0


@dataclass
class Job:
    """One report of one day. It goes a step on whenever somebody looks, and with each second by itself."""

    number: int
    customer: str
    kind: str
    day: date
    ordered: datetime
    authtoken: str
    looks: int = 0
    built: datetime | None = None
    """When its figures were taken."""
    empty: bool = False


@dataclass(frozen=True)
class Standing:
    """A job as it is told: `changed` is when it last took another status."""

    job: Job
    status: str
    changed: datetime


class Jobs:
    """The jobs of all customers."""

    def __init__(self, market: AdMarket) -> None:
        self._market = market
        self._lock = threading.Lock()
        self._numbers = count(900_000_001)
        self._jobs: dict[int, Job] = {}

    def order(self, account: AdAccount, kind: str, day: date) -> Standing:
        """Create a job. Raises Refusal 400: a kind not told here, a day out of reach, too many jobs."""
        now = self._market.now()
        if kind not in FILES:
            raise wrong(11001)
        if not now.date() - timedelta(days=_DAYS_BACK) <= day < now.date():
            raise wrong(10004)
        with self._lock:
            if len(self._of(account, now)) >= MOST_JOBS:
                raise too_many_jobs(MOST_JOBS)
            job = Job(next(self._numbers), account.number, kind, day, now, secrets.token_urlsafe(24))
            self._jobs[job.number] = job
            return Standing(job, _UNDER_WAY[0], now)

    def look(self, account: AdAccount, number: str) -> Standing:
        """Tell how far a job is. Raises Refusal 400 where there is none."""
        if not number.isdecimal():
            raise wrong(4601)
        with self._lock:
            now = self._market.now()
            return self._told(account, self._one(account, int(number), now), now)

    def every(self, account: AdAccount) -> list[Standing]:
        """All jobs of a customer, oldest first."""
        with self._lock:
            now = self._market.now()
            return [self._told(account, job, now) for job in self._of(account, now)]

    def delete(self, account: AdAccount, number: str) -> None:
        """Remove a job. Raises Refusal 400 where there is none."""
        with self._lock:
            del self._jobs[self._one(account, int(number) if number.isdecimal() else 0, self._market.now()).number]

    def delete_all(self, account: AdAccount) -> None:
        """Remove all jobs of a customer."""
        with self._lock:
            for job in self._of(account, self._market.now()):
                del self._jobs[job.number]

    def file(self, account: AdAccount, authtoken: str) -> str:
        """The file as it was built. Raises Refusal 400 where there is none, or it is out of date by now."""
        with self._lock:
            now = self._market.now()
            for job in self._of(account, now):
                if job.authtoken == authtoken and job.built and self._status(job, now) == "BUILT":
                    return FILES[job.kind](self._market, account, job.day, job.built)
        raise wrong(20011)

    def _of(self, account: AdAccount, now: datetime) -> list[Job]:
        kept = (job for job in self._jobs.values() if now - job.ordered < _KEPT)
        return [job for job in kept if job.customer == account.number]

    def _one(self, account: AdAccount, number: int, now: datetime) -> Job:
        for job in self._of(account, now):
            if job.number == number:
                return job
        raise wrong(20011)

    def _told(self, account: AdAccount, job: Job, now: datetime) -> Standing:
        job.looks += 1
        steps = max(job.looks, int((now - job.ordered).total_seconds() / _STEP_SECONDS))
        if steps < len(_UNDER_WAY):
            return Standing(job, _UNDER_WAY[steps], now)
        if job.built is None:
            job.built = min(now, job.ordered + timedelta(seconds=_STEP_SECONDS * len(_UNDER_WAY)))
            job.empty = not _ready(job.built, job.day) or not FILES[job.kind](self._market, account, job.day, job.built)
        return Standing(job, self._status(job, now), job.built)

    def _status(self, job: Job, now: datetime) -> str:
        """How a job that is through stands: figures that changed since can no longer be fetched (notice 2025-09-26)."""
        if job.empty or job.built is None:
            return "NONE"
        settled = self._market.days.settled
        changed = job.kind == "AD" and settled(now, job.day) and not settled(job.built, job.day)
        return "CHANGED" if changed else "BUILT"


def _ready(now: datetime, day: date) -> bool:
    return day < (now - _READY_FROM).date()
