"""Reports ordered, waited for, fetched and deleted: the jobs of StatReport (reference: ad-media 1.3)."""

import logging
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.errors import BridgeError, DataRejected, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.sources.naver_ads.connection import Connection, for_account
from sheets_bridge.sources.naver_ads.lines import KINDS, Kind
from sheets_bridge.sources.naver_ads.wire import Gone, TooMany, unknown_form

_PATH = "/stat-reports"
_NOTHING, _FAILED, _CHANGED, _BUILT = "NONE", "ERROR", "CHANGED", "BUILT"
_OVER = frozenset({_NOTHING, _FAILED, _CHANGED, _BUILT})
"""Whatever else a job says (REGIST, RUNNING, WAITING, AGGREGATING), it is under way."""
_WAITS = (1.0, 1.0, 2.0, 3.0, 5.0, *(10.0,) * 27)
"""Seconds between two looks at a job: five minutes in all."""
_ORDERS = 3
"""So often a report is ordered that changes, or is taken away, before it is fetched."""
_LEFTOVER = timedelta(hours=1)
"""A job of our kinds that is over for so long is fetched by nobody any more."""
_ROOM = 10
"""So many leftovers are deleted at once."""
_REFUSED = frozenset({400})
"""An order that is refused is refused a minute later too."""
_ANY: frozenset[int | None] = frozenset({None, *range(100, 600)})

_log = logging.getLogger(__name__)


class StatReports:
    """The reports ordered for one reading of an ad account; none of them is left standing."""

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection, self._number = connection, number
        self._standing: dict[tuple[Kind, date], str] = {}

    def ahead(self, days: Sequence[date]) -> None:
        """Order the reports of all these days, for they are built side by side.

        What is refused here is asked for again when its day's turn comes, and refuses that day alone.
        """
        try:
            for day in days:
                for kind in KINDS:
                    self._order(kind, day)
        except BridgeError as error:
            _log.debug("%s", error.message)

    def file(self, kind: Kind, day: date) -> bytes:
        """A report's lines; empty where nothing happened that day.

        Raises: Unavailable (the day is not counted up yet, the report is not built in time), and as calls do.
        """
        for _ in range(_ORDERS):
            if (kind, day) not in self._standing:
                self._order(kind, day)
            found = self._fetched(kind, day)
            self._delete(kind, day)
            if found is not None:
                return found
        raise Unavailable(say("Naver {who}: the report {kind} of {day} changed each time before it could be fetched. "
                              "The next run tries again by itself.", who=self._connection.account, kind=kind,
                              day=day))  # fmt: skip

    def clear(self) -> None:
        """Delete what still stands. Where calls fail already, none is waited for."""
        for kind, day in list(self._standing):
            self._delete(kind, day, never=_ANY)

    def _fetched(self, kind: Kind, day: date) -> bytes | None:
        """The file of a standing report; None where it changed or was taken away and has to be ordered again."""
        try:
            job = self._over(kind, day)
            status = job.get("status")
            if status == _FAILED:
                raise self._failed(kind, day)
            if status == _CHANGED:
                return None
            return b"" if status == _NOTHING else self._download(str(job.get("downloadUrl") or ""))
        except Gone as error:
            _log.debug("%s", error.message)
            return None

    def _order(self, kind: Kind, day: date) -> None:
        try:
            job = self._ordered(kind, day)
        except TooMany:
            if not self._make_room():
                raise
            job = self._ordered(kind, day)
        self._standing[kind, day] = str(job["reportJobId"])

    def _ordered(self, kind: Kind, day: date) -> Mapping[str, Any]:
        body = {"reportTp": kind, "statDt": f"{day:%Y%m%d}"}
        job = self._call("POST", _PATH, body=body, never=_REFUSED)
        if not isinstance(job, dict) or not job.get("reportJobId"):
            raise self._unknown(_PATH)
        return job

    def _over(self, kind: Kind, day: date) -> Mapping[str, Any]:
        """A job that is under way no more."""
        path = f"{_PATH}/{self._standing[kind, day]}"
        status = ""
        for wait in (0.0, *_WAITS):
            self._connection.sleep(wait)
            job = self._call("GET", path)
            if not isinstance(job, dict):
                raise self._unknown(path)
            status = str(job.get("status"))
            if status in _OVER:
                return job
        raise Unavailable(say("Naver {who}: the report {kind} of {day} is not built after five minutes ({status}). "
                              "The next run tries again by itself.", who=self._connection.account, kind=kind, day=day,
                              status=status))  # fmt: skip

    def _download(self, url: str) -> bytes:
        """The file at an address that Naver told us; only at its own host, for the call is signed."""
        told, own = urlsplit(url), urlsplit(self._connection.address)
        if (told.scheme, told.netloc) != (own.scheme, own.netloc) or not told.path.startswith(own.path + "/"):
            raise Refused(say("Naver {who}: a report is to be fetched from another host than {host}, which is not "
                              "done. Report it.", who=self._connection.account, host=own.netloc))  # fmt: skip
        params = dict(parse_qsl(told.query, keep_blank_values=True))
        content: bytes = self._connection.api.get(
            told.path.removeprefix(own.path), params, headers=for_account(self._number), parse=bytes
        )
        return content

    def _delete(self, kind: Kind, day: date, *, never: Container[int | None] = ()) -> None:
        number = self._standing.pop((kind, day))
        try:
            self._call("DELETE", f"{_PATH}/{number}", never=never)
        except Gone as error:
            _log.debug("%s", error.message)
        except BridgeError as error:
            # What was read is read, and what failed before says why: a report that stays leaves by itself.
            _log.warning("%s", say("Naver {who}: a report could not be deleted. It leaves by itself after 14 days. "
                                   "({problem})", who=self._connection.account, problem=error.message))  # fmt: skip

    def _make_room(self) -> int:
        """Delete the oldest reports of our kinds, such as readings that were broken off left; how many.

        Whose they are nothing tells. Naver did it by itself once (naver/searchad-apidoc#572), and each may be ordered
        again.
        """
        jobs = self._call("GET", _PATH) or ()
        before = self._connection.clock() - _LEFTOVER
        left = sorted((_moment(job), job["reportJobId"]) for job in jobs if _is_left(job, before))[:_ROOM]
        for _, number in left:
            self._call("DELETE", f"{_PATH}/{number}")
        if left:
            _log.warning("%s", say("Naver {who}: as many reports stood as are allowed. {count} that were left over "
                                   "were deleted.", who=self._connection.account, count=len(left)))  # fmt: skip
        return len(left)

    def _call(self, method: str, path: str, body: Any = None, never: Container[int | None] = ()) -> Any:
        # A deletion answers nothing.
        parse: Parse = bytes if method == "DELETE" else parsed
        return self._connection.api.call(
            method, path, body=body, headers=for_account(self._number), never=never, parse=parse
        )

    def _failed(self, kind: Kind, day: date) -> Unavailable:
        return Unavailable(say("Naver {who}: the report {kind} of {day} could not be made (ERROR). The next run tries "
                               "again by itself.", who=self._connection.account, kind=kind, day=day))  # fmt: skip

    def _unknown(self, path: str) -> DataRejected:
        return unknown_form(self._connection.account, path)


@contextmanager
def stat_reports(connection: Connection, number: int) -> Iterator[StatReports]:
    """Reports of an ad account; deleted at the end, whatever comes."""
    made = StatReports(connection, number)
    try:
        yield made
    finally:
        made.clear()


def _is_left(job: Any, before: datetime) -> bool:
    if not isinstance(job, dict) or job.get("reportTp") not in KINDS or job.get("status") not in _OVER:
        return False
    return "reportJobId" in job and _moment(job) < before


def _moment(job: Mapping[str, Any]) -> datetime:
    """When a job took its status last. One that does not say is taken for new."""
    try:
        moment = datetime.fromisoformat(str(job.get("updateTm")))
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
