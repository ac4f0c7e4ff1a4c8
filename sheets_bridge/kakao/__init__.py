"""What Kakao's two ad APIs have in common: consent and token, how they refuse, their pace, their reports and lists."""

from sheets_bridge.kakao.answers import Declined, unknown_form
from sheets_bridge.kakao.connection import Connection, Host, connect, shops, token_ends
from sheets_bridge.kakao.consent import ENDPOINTS, consent_keys
from sheets_bridge.kakao.naming import Level, named, under
from sheets_bridge.kakao.report import figures, first_accepted, report
from sheets_bridge.kakao.stats import FIELDS, MEDIUM, REACH_DAYS, RESTATED_DAYS, stream, upto
from sheets_bridge.kakao.sums import account_row, by_day, cut, rest, summed

__all__ = [
    "ENDPOINTS",
    "FIELDS",
    "MEDIUM",
    "REACH_DAYS",
    "RESTATED_DAYS",
    "Connection",
    "Declined",
    "Host",
    "Level",
    "account_row",
    "by_day",
    "connect",
    "consent_keys",
    "cut",
    "figures",
    "first_accepted",
    "named",
    "report",
    "rest",
    "shops",
    "stream",
    "summed",
    "token_ends",
    "under",
    "unknown_form",
    "upto",
]
