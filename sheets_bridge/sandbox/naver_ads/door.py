"""Who may call Naver's API: four headers on every call, the last of them a signature (reference 1.2)."""

import base64
import hmac
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from werkzeug.datastructures import Headers

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.limits import Switch, Usage
from sheets_bridge.sandbox.naver_ads.refusal import problem, too_fast

_OLDEST = timedelta(seconds=60)
"""A minute's difference of the clocks is refused (issues 78, 880 of naver/searchad-apidoc)."""
_CALLS_A_SECOND, _REPORT_CALLS_A_SECOND = 20, 10
"""Naver names no figures; clients met some 15 to 30, and fewer for reports (reference 1.7)."""


def signature(secret: str, timestamp: str, method: str, path: str) -> str:
    """Base64 of the HMAC-SHA256 over time, method and path (without query), the secret taken as plain text."""
    message = f"{timestamp}.{method}.{path}"
    return base64.b64encode(hmac.digest(secret.encode(), message.encode(), "sha256")).decode()


def opened(market: AdMarket, headers: Headers, method: str, paths: Iterable[str]) -> AdAccount:
    """The account a call is for. `paths` are what may be signed: the same one, with and without the mount point.

    Raises Refusal 403 for whatever is wrong, and for everything while the medium is closed.
    """
    doors, timestamp, signed = market.doors, headers.get("X-Timestamp", ""), headers.get("X-Signature", "")
    if headers.get("X-API-KEY") != doors.naver_licence:
        raise problem("invalid-apikey")
    right = (signature(doors.naver_secret, timestamp, method, path) for path in paths)
    if "naver_ads" in doors.closed or not any(hmac.compare_digest(one.encode(), signed.encode()) for one in right):
        raise problem("invalid-signature", signature=signed)
    if not _fresh(timestamp, market.now()):
        raise problem("invalid-timestamp", timestamp=timestamp)
    account = market.of("naver_ads").get(headers.get("X-Customer", ""))
    if account is None:
        raise problem("auth-failed")
    return account


def _fresh(timestamp: str, now: datetime) -> bool:
    """Unix milliseconds; seconds, a common mistake, are half a century ago."""
    return timestamp.isdecimal() and abs(now.timestamp() - int(timestamp) / 1000) < _OLDEST.total_seconds()


class Pace:
    """Calls per second and customer; reports have a limit of their own."""

    def __init__(self, now: Callable[[], datetime], switch: Switch) -> None:
        self._now, self._switch = now, switch
        self._used: dict[tuple[str, bool], Usage] = {}

    def admit(self, customer: str, *, report: bool) -> None:
        """Count one call. Raises Refusal 429 where it comes too fast."""
        if not self._switch.enabled:
            return
        most = _REPORT_CALLS_A_SECOND if report else _CALLS_A_SECOND
        usage = self._used.setdefault((customer, report), Usage(most, 1.0))
        at = self._now().timestamp()
        if usage.percent(at) >= 100:
            raise too_fast()
        usage.add(at)
