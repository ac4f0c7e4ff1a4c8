"""A Naver in memory: it answers what a test has it say, and remembers what was asked."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import orjson

from sheets_bridge.api.call import Answer, Request
from sheets_bridge.model import KST
from sheets_bridge.sources.naver_ads import SOURCE
from sheets_bridge.tokens import KeyRing

CUSTOMER = "5200417"
NOW = datetime(2026, 6, 15, 9, tzinfo=KST)
KEYS = {"api_key": "licence-of-nobody", "secret_key": "secret-of-nobody", "customer_id": CUSTOMER}
Said = tuple[int, object]


def code(number, status=400):
    return status, {"code": number, "message": "안 됩니다."}


AUTH_FAILED = (403, {"type": "urn:naver:api:problem:auth-failed", "status": 403, "signature": "echoed-signature"})
GONE, TOO_FAST, NOT_READY = code(20011), code(429, 429), code(20007)
FULL = (400, {"name": "BadRequest", "detail": "exceeded limit of '100' numbers of 'job'"})


@dataclass
class Naver:
    """Jobs by number; `says` holds answers that come before the usual ones, by method and path."""

    says: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    """(kind, YYYYMMDD) → lines; a report without a file is NONE."""
    statuses: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """What its job says one look after the other, before it is over."""
    host: str = "https://api.searchad.naver.com"
    jobs: dict[int, dict] = field(default_factory=dict)
    lists: dict[str, dict[str, dict]] = field(default_factory=lambda: defaultdict(dict))
    """List → id → what is told of it."""
    lost: set[str] = field(default_factory=set)
    """Ids deleted so long ago that whoever names one is refused."""
    asked: list[Request] = field(default_factory=list)
    numbers: int = 0

    def send(self, request: Request) -> Answer:
        self.asked.append(request)
        path = urlsplit(request.url).path
        waiting = self.says[f"{request.method} {path}"]
        status, body = waiting.pop(0) if waiting else self._answer(request, path)
        return Answer(status, {}, body.encode() if isinstance(body, str) else orjson.dumps(body))

    def calls(self, *words: str) -> Counter:
        """How often each method and path was asked; only those that hold a word."""
        every = (f"{one.method} {urlsplit(one.url).path}" for one in self.asked)
        return Counter(one for one in every if not words or any(word in one for word in words))

    def _answer(self, request: Request, path: str) -> Said:
        if path == "/stat-reports":
            return (
                self._ordered(orjson.loads(request.body)) if request.method == "POST" else (200, [*self.jobs.values()])
            )
        if path.startswith("/stat-reports/"):
            return self._job(request.method, int(path.rpartition("/")[2]))
        if path == "/report-download":
            job = self.jobs[int(request.params["authtoken"])]
            return 200, self.files[job["reportTp"], job["day"]]
        return self._listed(path, request.params["ids"].split(","))

    def _ordered(self, body) -> Said:
        self.numbers += 1
        kind, day = body["reportTp"], body["statDt"]
        self.jobs[self.numbers] = {"reportJobId": self.numbers, "reportTp": kind, "status": "REGIST", "day": day,
                                   "downloadUrl": "", "updateTm": "2026-06-14T23:59:00.000Z"}  # fmt: skip
        return 200, self.jobs[self.numbers]

    def _job(self, method: str, number: int) -> Said:
        if number not in self.jobs:
            return GONE
        if method == "DELETE":
            del self.jobs[number]
            return 204, ""
        job = self.jobs[number]
        of = job["reportTp"], job["day"]
        before = self.statuses.get(of, [])
        job["status"] = before.pop(0) if before else "BUILT" if of in self.files else "NONE"
        job["downloadUrl"] = f"{self.host}/report-download?authtoken={number}&fileVersion=v2"
        return 200, job

    def _listed(self, path: str, ids: list[str]) -> Said:
        if self.lost & set(ids):
            return code(1018)
        known = self.lists[path.rpartition("/")[2]]
        return 200, [known[id_] for id_ in ids if id_ in known]


@dataclass
class Time:
    """A clock that waits move on."""

    now: datetime = NOW
    waited: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


def opened(naver: Naver, folder, time: Time | None = None, **keys: str):
    """A connection to it."""
    time = time or Time()
    folder.chmod(0o700)
    ring = KeyRing(
        folder / "brand.keys.json", "brand", ("api_key", "secret_key"), "sheets-bridge connect naver_ads brand"
    )
    ring.save(KEYS | keys)
    return SOURCE.connect("brand", {}, login=ring, send=naver.send, sleep=time.sleep, clock=lambda: time.now)


def line(day: str, campaign="cmp-a001-01-1", keyword="nkw-1", ad="nad-1"):
    columns = (day, CUSTOMER, campaign, "grp-1", keyword, ad, "bsn-1", "27758", "M", 100, 10, 1100, 200, 0)
    return "\t".join(map(str, columns)) + "\n"
