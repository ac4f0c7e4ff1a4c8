"""The reader of GAQL and the sharing of purchases, for whatever is written and bought."""

from decimal import Decimal

from google_ads_bench import back
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.google_ads.gaql import COMPARISONS, Condition, Query, read
from sheets_bridge.sandbox.google_ads.refusal import Refusal
from sheets_bridge.sandbox.story.ad_credits import credits_of
from sheets_bridge.sandbox.story.ad_days import Claim
from sheets_bridge.sandbox.story.campaign_list import GOOGLE

NAMES = st.from_regex(r"[a-z]{1,8}\.[a-z_]{1,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), max_size=12)
WORDS = st.sampled_from(
    ["SELECT", "FROM", "WHERE", "BETWEEN", "AND", "(", ")", ",", "=", "'x'", "7", "campaign.id", "IN"]
)


@st.composite
def conditions(draw):
    name, kind = draw(NAMES), draw(st.sampled_from(["sign", "BETWEEN", "IN", "NOT IN"]))
    if kind == "sign":
        return Condition(name, draw(st.sampled_from(COMPARISONS)), (draw(TEXTS),))
    least, most = (2, 2) if kind == "BETWEEN" else (1, 4)
    return Condition(name, kind, tuple(draw(st.lists(TEXTS, min_size=least, max_size=most))))


QUERIES = st.builds(
    Query,
    st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    st.from_regex(r"[a-z_]{1,10}", fullmatch=True),
    st.lists(conditions(), max_size=3).map(tuple),
    st.lists(st.tuples(NAMES, st.booleans()), max_size=2).map(tuple),
    st.none() | st.integers(1, 10**6),
)


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def written_condition(one):
    values = [quoted(value) for value in one.values]
    if one.operator == "BETWEEN":
        return f"{one.field} between {values[0]} AND {values[1]}"
    if one.operator in ("IN", "NOT IN"):
        return f"{one.field} {one.operator} ({','.join(values)})"
    return f"{one.field}{one.operator}{values[0]}"


def written(query):
    text = f"SELECT {', '.join(query.fields)}\n  FROM {query.resource}"
    if query.conditions:
        text += "\n WHERE " + " AND ".join(map(written_condition, query.conditions))
    if query.order:
        text += " order by " + ",".join(f"{name} {'DESC' if down else 'asc'}" for name, down in query.order)
    return text + (f" LIMIT {query.limit}" if query.limit else "")


@settings(max_examples=50)
@given(QUERIES)
def test_what_is_written_is_read(query):
    assert read(written(query)) == query


def outcome(text):
    try:
        return "read" if read(text).fields else "nothing"
    except Refusal as refusal:
        return refusal.code, refusal.family


@given(st.lists(WORDS | TEXTS, max_size=12).map(" ".join))
def test_whatever_is_written_is_read_or_refused(text):
    assert outcome(text) in ("read", (400, "queryError"))


@given(
    st.lists(
        st.builds(
            lambda place, mobile, seconds, value: Claim(place, mobile, back(3), back(2), seconds, Decimal(value)),
            st.sampled_from([place for campaign in GOOGLE for place in campaign.places()]),
            st.booleans(),
            st.integers(0, 10**5),
            st.integers(0, 10**7),
        )
    )
)
def test_the_parts_of_all_purchases_are_the_purchases(claims):
    shared = list(credits_of(claims))
    assert sum(one.part for one in shared) == len(claims)
    assert sum(one.value for one in shared) == sum(claim.value for claim in claims)
    assert all(0 < one.part <= 1 for one in shared)
