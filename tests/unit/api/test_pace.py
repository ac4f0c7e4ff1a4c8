"""The pace keeps below the vendor's bucket whatever comes, and obeys its headers."""

from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.api.pace import Limits, Pace


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200))
def test_our_own_calls_never_fill_the_bucket(pauses):
    pace, level, now = Pace(size=40, leak=2, gap=0.13), 0.0, 0.0
    for pause in pauses:
        wait = pause + pace.delay(now + pause)
        level, now = max(0.0, level - wait * 2), now + wait
        pace.sent(now)
        level += 1
        assert level <= 36


def test_ten_calls_a_second_are_never_reached():
    pace, now, sent = Pace(size=40, leak=2, gap=0.13), 0.0, []
    for _ in range(30):
        now += pace.delay(now)
        pace.sent(now)
        sent.append(now)
    assert all(later - earlier > 1.0 for earlier, later in zip(sent, sent[9:], strict=False))


def test_what_others_used_of_the_bucket_slows_us_down():
    pace = Pace(size=40, leak=2, gap=0.13)
    pace.sent(0.0)
    pace.learn(Limits(used=39, size=40), 0.0)
    assert pace.delay(0.2) >= 2.0


def test_a_block_is_waited_out_and_a_nearly_spent_quota_slows():
    pace = Pace(size=40, leak=2, gap=0.13)
    pace.learn(Limits(blocked=33.0), 10.0)
    assert pace.delay(10.0) == 33.0
    pace = Pace(size=40, leak=2, gap=0.13)
    pace.sent(0.0)
    pace.learn(Limits(slow=True), 0.0)
    assert pace.delay(0.0) == 2.0
    pace.learn(Limits(slow=False), 3.0)
    assert pace.delay(3.0) == 0.0
