"""What people say of a month, and of what they sell where nothing is collected."""

from collections.abc import Mapping

from sheets_bridge.inputs.declared import Entry, Input
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Value
from sheets_bridge.tables import GOALS, OUTSIDE_SALES

_MEDIA = ("전체", "네이버", "메타", "구글", "카카오", "기타")
_GOALS = ("sales_goal", "ad_budget", "roas_goal")


def _any_goal(values: Mapping[str, Value]) -> Message | None:
    return None if any(values[name] is not None for name in _GOALS) else say("a goal or a budget is missing")


def _above_zero(values: Mapping[str, Value]) -> Message | None:
    told = [float(values[name] or 0) for name in _GOALS]
    return say("goals and budgets are 0 or more") if min(told) < 0 else None


def _sales_of_all(values: Mapping[str, Value]) -> Message | None:
    """What a medium sold is not counted by itself, so nothing is held against such a goal."""
    if values["sales_goal"] is None or values["medium"] in (None, "전체"):
        return None
    return say("a sales goal is one of all media together: write 전체")


def _shop_of_a_mall(values: Mapping[str, Value]) -> Message | None:
    number = values["mall_shop_no"]
    return say("a shop's number is 1 or more") if number is not None and int(number) < 1 else None


def _no_less_than_nothing(values: Mapping[str, Value]) -> Message | None:
    return say("orders are 0 or more") if int(values["order_count"] or 0) < 0 else None


GOAL_LINES = Input(
    GOALS,
    "목표·예산",
    say(
        "What a month shall bring and may cost. One line a month for all media (전체), and a line for each medium that "
        "has a budget of its own; where 전체 has none, theirs are added up. 일별 종합 and 월별 종합 show how far it is."
    ),
    (
        Entry("month", say("The month."), "2026-11", month=True),
        Entry("medium", say("전체, or the medium that a budget is of; blank is 전체."), "전체", required=False,
              choices=_MEDIA),
        Entry("sales_goal", say("통계 순매출 of the whole month, in the shop's currency."), "30,000,000",
              required=False),
        Entry("ad_budget", say("Ad cost of the whole month, with or without VAT as cost: in schedule.yaml says."),
              "6,000,000", required=False),
        Entry("roas_goal", say("Sales per ad cost that is wished for, as 4 or 400%."), "400%", required=False),
        Entry("mall", say("The mall's id, where the schedule has several malls."), "mymall", required=False),
        Entry("mall_shop_no", say("The number of the shop; blank is 1."), "1", required=False),
    ),
    checks=(_any_goal, _above_zero, _sales_of_all, _shop_of_a_mall),
    once=("month", "medium", "mall", "mall_shop_no"),
    mall="mall",
)  # fmt: skip

OUTSIDE_SALE_LINES = Input(
    OUTSIDE_SALES,
    "외부몰 매출",
    say(
        "What was sold in malls that nothing here collects, a line a day and mall. The summaries show it in columns of "
        "its own; it is in no ROAS and in no goal."
    ),
    (
        Entry("date", say("The day."), "2026-11-01"),
        Entry("mall_name", say("The name of the mall; keep it the same."), "스마트스토어"),
        Entry("sales", say("The day's sales, in the currency of shop 1."), "1,250,000"),
        Entry("order_count", say("How many orders; blank where you do not know."), "32", required=False),
    ),
    checks=(_no_less_than_nothing,),
    once=("date", "mall_name"),
)  # fmt: skip
