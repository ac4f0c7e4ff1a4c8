"""A goal belongs to a mall: where there are several, a line that names none is said, and never silently unused."""

import pytest

from sheets_bridge.inputs import checked
from sheets_bridge.inputs.goals import GOAL_LINES
from sheets_bridge.messages import translation

MALLS = ("firstmall", "othermall")


def told(malls, **cells):
    found = checked(GOAL_LINES, {2: {"month": "2026-11", "sales_goal": 1000, **cells}}, "ko", malls)
    problem = found.told[2]
    assert len(found.rows) == (problem is None)
    return problem and problem.render(translation("ko"))


@pytest.mark.parametrize(
    ("malls", "mall", "words"),
    [
        (MALLS, "", "어느 쇼핑몰의 것인지 적어 주세요: firstmall, othermall"),
        (MALLS, "frstmall", '"frstmall" 쇼핑몰이 없습니다. 있는 쇼핑몰: firstmall, othermall'),
        (MALLS, "othermall", None),
        (MALLS[:1], "", None),
        (MALLS[:1], "othermall", '"othermall" 쇼핑몰이 없습니다. 있는 쇼핑몰: firstmall'),
        ((), "", None),
    ],
)
def test_a_goal_names_its_mall_where_there_are_several(malls, mall, words):
    assert told(malls, mall=mall) == words
