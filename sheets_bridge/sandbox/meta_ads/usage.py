"""What the pretend Graph API allows in a span of time, the headers that tell how much is used, the refusals over it.

Names of headers and keys are the reference's (§3.5); allowances and decay are chosen, see docs/sandbox.md.
"""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.ad_rules import MetaRules
from sheets_bridge.sandbox.limits import Usage
from sheets_bridge.sandbox.meta_ads.refusal import GraphError

_TIER = "standard_access"
_HOUR, _FIVE_MINUTES = 3600.0, 300.0


@dataclass(frozen=True)
class Gauge:
    """One limit: how it is named here, its span in seconds, whether each account has its own, the error over it."""

    name: str
    allowance: Callable[[MetaRules], int]
    seconds: float
    per_account: bool
    error: tuple[int, int, int, str]
    """HTTP status, code, subcode, message."""


APP = Gauge(
    "app", lambda rules: rules.app_calls, _HOUR, False, (403, 4, 1504022, "(#4) Application request limit reached")
)
INSIGHTS = Gauge(
    "insights",
    lambda rules: rules.insights_calls,
    _HOUR,
    True,
    (400, 80000, 2446079, "There have been too many calls from this ad-account. Wait a bit and try again."),
)
ACCOUNT = Gauge(
    "account",
    lambda rules: rules.account_calls,
    _FIVE_MINUTES,
    True,
    (400, 17, 2446079, "User request limit reached"),
)
REPORTS = Gauge(
    "reports",
    lambda rules: rules.reports,
    _FIVE_MINUTES,
    True,
    (400, 613, 1487742, "(#613) Calls to this api have exceeded the rate limit."),
)


class Meter:
    """The calls of an app, counted on the sandbox's clock; while the switch is off nothing is counted."""

    def __init__(self, market: AdMarket) -> None:
        self._market = market
        self._lock = threading.Lock()
        self._used: dict[tuple[str, str, int], Usage] = {}

    def admit(self, gauge: Gauge, account: str = "") -> None:
        """Count one call. Raises GraphError where the allowance is spent; calls go on counting then (over 100 %)."""
        if not self._market.switch.enabled:
            return
        with self._lock:
            at, usage = self._now(), self._usage(gauge, account)
            spent = usage.percent(at) >= 100
            usage.add(at)
        if spent:
            status, code, sub, text = gauge.error
            raise GraphError(status, code, text, sub, title="Too many calls")

    def headers(self, account: str) -> dict[str, str]:
        """The usage headers of an answer; those of an account only where the call was about one."""
        with self._lock:
            told: dict[str, object] = {"X-App-Usage": _times(math.floor(self._percent(APP)))}
            if account:
                told |= self._of_account(account)
        return {name: orjson.dumps(value).decode() for name, value in told.items()}

    def _of_account(self, account: str) -> dict[str, object]:
        insights, whole, app = (self._percent(one, account) for one in (INSIGHTS, ACCOUNT, APP))
        throttle = {"app_id_util_pct": round(app, 2), "acc_id_util_pct": round(insights, 2)}
        wait = math.ceil(self._usage(INSIGHTS, account).remain(self._now()) / 60)
        case = {"type": "ads_insights", **_times(math.floor(insights)), "estimated_time_to_regain_access": wait}
        tier = {"ads_api_access_tier": _TIER}
        rest = self._usage(ACCOUNT, account).remain(self._now())
        return {
            "X-FB-Ads-Insights-Throttle": throttle | tier,
            "X-Business-Use-Case-Usage": {account: [case | tier]},
            "X-Ad-Account-Usage": {"acc_id_util_pct": round(whole, 2), "reset_time_duration": rest} | tier,
        }

    def _usage(self, gauge: Gauge, account: str) -> Usage:
        allowance = gauge.allowance(self._market.doors.meta)
        place = (gauge.name, account if gauge.per_account else "", allowance)
        return self._used.setdefault(place, Usage(allowance, gauge.seconds))

    def _percent(self, gauge: Gauge, account: str = "") -> float:
        return self._usage(gauge, account).percent(self._now())

    def _now(self) -> float:
        return self._market.now().timestamp()


def _times(percent: int) -> dict[str, object]:
    """The three percentages that travel together; processing time is taken to lie below the count."""
    return {"call_count": percent, "total_cputime": percent * 3 // 4, "total_time": percent * 5 // 6}
