"""A long list of values is asked for in parts: every value once, never more than a hundred in one call."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import Incomplete
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Step, Window
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.parts import MOST_VALUES, in_parts, parts_of

words = st.text("abc019", min_size=1, max_size=3)
STEP = Step(Window(date(2026, 3, 1), date(2026, 3, 1)), "date", None)


@given(st.dictionaries(words, st.lists(words, min_size=1, max_size=350).map(",".join), max_size=2))
def test_every_combination_of_values_is_asked_for_exactly_once(asked):
    parts = parts_of(asked)
    assert all(value.count(",") < MOST_VALUES for part in parts for value in part.values())
    assert all(part.keys() == asked.keys() for part in parts)
    for name, value in asked.items():
        others = 1
        for other, given_ in asked.items():
            others *= 1 if other == name else -(-len(given_.split(",")) // MOST_VALUES)
        came = [one for part in parts for one in part[name].split(",")]
        assert sorted(came) == sorted(value.split(",") * others)


def test_parts_that_stay_incomplete_are_added_up_after_all_parts_were_read():
    asked = []

    def read(_connection, pull, _step):
        asked.append(dict(pull.filter)["product_no"].split(",")[0])
        yield [{"order_id": asked[-1]}]
        if len(asked) != 2:
            raise Incomplete(say("short"), read=1, expected=2)

    stream = in_parts(replace(SOURCE.streams["orders"], read=read))
    numbers = ",".join(map(str, range(250)))
    pull = Pull("mymall", 1, "orders", filter=(("product_no", numbers),))
    came = []
    pages = stream.read(None, pull, STEP)
    with pytest.raises(Incomplete) as short:
        came.extend(page[0]["order_id"] for page in pages)
    assert asked == ["0", "100", "200"]
    assert (short.value.read, short.value.expected) == (2, 4)
