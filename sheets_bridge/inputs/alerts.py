"""The conditions people are warned by, as they type them."""

import re
from collections.abc import Mapping

from sheets_bridge.alerts.rules import (
    BUDGET,
    EACH_CAMPAIGN,
    EACH_MEDIUM,
    MEDIA,
    METRICS,
    NO_COST,
    ROAS,
    SALES_DROP,
    SPIKE,
    UNMATCHED,
    scope_of,
)
from sheets_bridge.inputs.declared import Entry, Input
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Value
from sheets_bridge.tables.alerts import ALERT_RULES

_MOST_DAYS = 28
_SHOP = re.compile(r"[A-Za-z0-9_-]+(\.[1-9][0-9]*)?")


def _threshold(values: Mapping[str, Value]) -> Message | None:
    metric, basis = METRICS[str(values["metric"])], values["basis"]
    if basis is None:
        return say("this figure needs a threshold, such as 30%") if metric.needed else None
    if metric.most is None:
        return say("this figure takes no threshold: leave it blank")
    return (
        None
        if 0 < float(basis) <= metric.most
        else say("the threshold lies above 0% and at most at {most}; write 30% and not 30", most=f"{metric.most:.0%}")
    )


def _days(values: Mapping[str, Value]) -> Message | None:
    days = values["days"]
    return None if days is None or 1 <= int(days) <= _MOST_DAYS else say("days are 1 to {most}", most=_MOST_DAYS)


def _of_all(values: Mapping[str, Value]) -> Message | None:
    scopes, target = METRICS[str(values["metric"])].scopes, values["target"]
    if scope_of(None if target is None else str(target)) in scopes:
        return None
    if "medium" in scopes:
        return say("a budget is one of a whole shop or of a medium, not of a campaign")
    return say("this figure is one of the whole shop: leave medium and campaign blank")


def _shop(values: Mapping[str, Value]) -> Message | None:
    fine = values["shop"] is None or _SHOP.fullmatch(str(values["shop"]))
    return None if fine else say("write a mall's id, a shop's number, or both as mymall.2")


def _line(metric: str, basis: float | None, days: int | None = None, target: str | None = None) -> Mapping[str, Value]:
    return {"metric": metric, "basis": basis, "days": days, "target": target, "active": "예"}


ALERT_LINES = Input(
    ALERT_RULES,
    "알림 조건",
    say(
        "When you want to be warned. A line a condition; change the numbers, switch lines off, add your own. Only days "
        "that are over and wholly collected count. What comes of it stands on the tab 성과 알림 and is sent to whom "
        "notify: in schedule.yaml names, once when it begins and once when it is over."
    ),
    (
        Entry("name", say("A name of your own; blank is made of the rest."), "메타 ROAS", required=False),
        Entry(
            "metric",
            say(
                "What is watched. ROAS 목표 미달: below the threshold (or the goal of 목표·예산) on each of "
                "the last days. 광고비 "
                "급증: above the average of the days before by the threshold. 광고비 0: nothing spent on the last days "
                "though there was before. 예산 소진: this share of the month's budget in 목표·예산 is spent. "
                "매출 전주 동요일 대비 하락: 통계 "
                "순매출 is below the same weekday a week before by the threshold. 미매칭 비중: so much of the "
                "sales by ads "
                "can be given to no campaign."
            ),
            ROAS, choices=tuple(METRICS),
        ),
        Entry("basis", say("A share, or a ROAS as 300%: of ROAS 목표 미달 blank is the goal of 목표·예산; 광고비 0 "
                           "has none."), "300%", required=False),
        Entry("days", say("Over how many days. Blank: ROAS 3, 광고비 급증 7 (to compare with), 미매칭 7, else 1."), "3",
              required=False),
        Entry("target", say("A medium, the name or id of a campaign, or 매체마다 or 캠페인마다 for each by "
                            "itself; blank is all "
                            "together."), EACH_MEDIUM, required=False, choices=(EACH_MEDIUM, EACH_CAMPAIGN, *MEDIA),
              open=True),
        Entry("shop", say("The mall's id, the shop's number, or both as mymall.2; blank is all."), "1", required=False),
        Entry("active", say("Whether it is watched."), "예", choices=("예", "아니오")),
    ),
    checks=(_threshold, _days, _of_all, _shop),
    once=("metric", "basis", "days", "target", "shop"),
    first=(
        _line(ROAS, None, 3),
        _line(SPIKE, 0.5, 7, EACH_MEDIUM),
        _line(NO_COST, None, 1, EACH_MEDIUM),
        _line(BUDGET, 0.8),
        _line(BUDGET, 1.0),
        _line(SALES_DROP, 0.3, 1),
        _line(UNMATCHED, 0.3, 7),
    ),
)  # fmt: skip
