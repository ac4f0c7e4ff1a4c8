"""`decide`: each trouble is told once when it begins, once more when it grows, once when it is over."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.messages import say
from sheets_bridge.notify.deciding import decide
from sheets_bridge.notify.news import Look, Told, Trouble

WELL, WORSE, UNSURE, GONE = "well", "stands", "unsure", "gone"
STATES = st.one_of(st.integers(1, 3), st.sampled_from([WELL, UNSURE, GONE]))


def look(**states: object) -> Look:
    """A look in which each key stands with a grade, is well, cannot be told, or is gone."""
    standing = {
        key: Trouble(key, ("mall",), say("bad"), grade) for key, grade in states.items() if isinstance(grade, int)
    }
    well = {key: say("well") for key, state in states.items() if state == WELL}
    return Look(standing, well, frozenset(key for key, state in states.items() if state == UNSURE))


def told_of(looks: list[Look]) -> list[list[tuple[str, bool]]]:
    """What each look of a series made news: (key, healed)."""
    memory: Mapping[str, Told] = {}
    said = []
    for one in looks:
        news, memory = decide(one, memory)
        said.append([(piece.key, piece.healed) for piece in news])
    return said


def test_a_trouble_is_told_when_it_begins_and_when_it_is_over_and_not_between():
    looks = [look(a=WELL), look(a=1), look(a=1), look(a=1), look(a=WELL), look(a=WELL)]
    assert told_of(looks) == [[], [("a", False)], [], [], [("a", True)], []]


def test_a_graver_one_is_news_again_a_lesser_one_is_not():
    assert told_of([look(a=1), look(a=2), look(a=1), look(a=3), look(a=2)]) == [
        [("a", False)], [("a", False)], [], [("a", False)], [],
    ]  # fmt: skip


def test_what_cannot_be_told_just_now_changes_nothing():
    assert told_of([look(a=1), look(a=UNSURE), look(a=1), look(a=UNSURE), look(a=WELL)]) == [
        [("a", False)], [], [], [], [("a", True)],
    ]  # fmt: skip


def test_what_is_gone_is_forgotten_without_a_word_and_is_news_when_it_comes_back():
    assert told_of([look(a=1), look(a=GONE), look(a=WELL), look(a=1)]) == [[("a", False)], [], [], [("a", False)]]


def test_history_that_loads_is_told_only_when_it_is_there():
    loading = Look({"history": Trouble("history", ("mall",), None)})
    looks = [loading, loading, Look({}, {"history": say("loaded")}), Look({}, {"history": say("loaded")})]
    assert told_of(looks) == [[], [], [("history", True)], []]


def test_the_end_is_told_to_those_who_heard_of_the_beginning():
    news, memory = decide(Look({"a": Trouble("a", ("one", "two"), say("bad"))}), {})
    assert news[0].accounts == ("one", "two")
    (healed,), _ = decide(Look({}, {"a": say("well")}), memory)
    assert healed.accounts == ("one", "two")


@given(st.lists(st.tuples(STATES, STATES), max_size=30))
def test_whatever_happens_beginnings_and_ends_alternate_and_two_looks_alike_tell_nothing(states):
    looks = [look(a=one, b=two) for one, two in states]
    doubled = told_of([each for one in looks for each in (one, one)])
    assert not any(doubled[1::2])
    for at, key in enumerate("ab"):
        open_, grade = False, 0
        for said, pair in zip(doubled[::2], states, strict=True):
            state = pair[at]
            news = [healed for told, healed in said if told == key]
            if isinstance(state, int):
                assert news == ([False] if not open_ or state > grade else [])
                open_, grade = True, max(state, grade if open_ else 0)
            else:
                assert news == ([True] if open_ and state == WELL else [])
                open_ = open_ and state == UNSURE
