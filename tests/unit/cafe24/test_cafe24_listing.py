"""A declared list is read to its end, or what stayed unread is said; nothing comes that was not asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_vendor import (
    PULL,
    THINGS,
    Lists,
    Served,
    collected,
    connected,
    refusing,
    step,
    things,
    too_long,
)

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.errors import DataRejected, Refused, Unavailable
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Column, Kind, Personal, Table
from sheets_bridge.normalizing import Field
from sheets_bridge.sources.cafe24.declared import Days, Embedded, Listing, Pages, Since
from sheets_bridge.sources.cafe24.listing import normalizer, read, stream

MARCH = ("2026-03-01", "2026-03-08")
NOW = datetime(2026, 3, 8, 9, 0, tzinfo=KST)
FIELDS: Mapping[str, Field] = {"no": (values.required, "no"), "day": (values.day, "day")}
BY_DAY = Days(DayPlan(restated=1, longest=89), "day")
WHOLE = Listing("/things", THINGS, FIELDS, pages=Pages(limit=3, ceiling=1000))
DATED = replace(WHOLE, days=BY_DAY)
NINETEEN = 9_000_000_000_000_000_000


def numbers(records: list[Any]) -> list[int]:
    return [record["no"] for record in records]


def days(*counts: int) -> list[str]:
    """So many things on each day from the first of March on."""
    first = date(2026, 3, 1)
    return [(first + timedelta(days=n)).isoformat() for n, count in enumerate(counts) for _ in range(count)]


def dated(*counts: int, **more: Any) -> Lists:
    return Lists({"/things": Served(things(*days(*counts)), "things", ("start_date", "end_date", "day"), **more)})


def test_a_list_without_days_is_read_page_by_page_to_its_end():
    vendor = Lists({"/things": Served(things(*[MARCH[0]] * 7), "things")})
    came, short = collected(WHOLE, vendor, step(*MARCH))
    assert (numbers(came), short) == ([1, 2, 3, 4, 5, 6, 7], None)
    assert [params["offset"] for params in vendor.asked("/things")] == ["0", "3", "6"]


def test_a_count_that_says_more_than_came_makes_it_incomplete():
    vendor = Lists({"/things": Served(things(*[MARCH[0]] * 4), "things")}, recount=lambda count: count + 2)
    listing = replace(WHOLE, pages=Pages(limit=3, count="/things/count"), asked={"embed": "parts", "kind": "A"})
    came, short = collected(listing, vendor, step(*MARCH))
    assert (numbers(came), short) == ([1, 2, 3, 4], "4 of 6")


def test_a_count_is_asked_without_embed_and_with_everything_else():
    vendor = Lists({"/things": Served(things(*MARCH), "things")})
    listing = replace(WHOLE, pages=Pages(limit=3, count="/things/count"), asked={"embed": "parts", "kind": "A"})
    assert collected(listing, vendor, step(*MARCH), replace(PULL, filter=(("color", "red"),)))[1] is None
    (counted,) = vendor.asked("/things/count")
    assert counted == {"shop_no": "1", "kind": "A", "color": "red"}
    assert vendor.asked("/things")[0]["embed"] == "parts"


def test_rows_behind_a_number_of_nineteen_digits_come_once_each():
    rows = [{"no": str(NINETEEN + n)} for n in range(7)]
    vendor = Lists({"/things": Served(rows, "things", since=("since_no", "no"))})
    came, short = collected(replace(WHOLE, pages=Pages(limit=3, since=Since("since_no", "no"))), vendor, step(*MARCH))
    assert ([row["no"] for row in came], short) == ([row["no"] for row in rows], None)
    marks = [params["since_no"] for params in vendor.asked("/things")]
    assert marks == ["0", str(NINETEEN + 2), str(NINETEEN + 5)]
    assert not any("offset" in params for params in vendor.asked("/things"))


def test_a_server_that_does_not_mind_the_mark_is_not_asked_for_ever():
    vendor = Lists({"/things": Served(things(*[MARCH[0]] * 3), "things")})
    listing = replace(WHOLE, pages=Pages(limit=3, since=Since("since_no", "no")))
    assert collected(listing, vendor, step(*MARCH))[1] == "6 of 7"
    assert len(vendor.calls) == 2


def test_numbers_that_fall_cannot_be_followed_and_that_is_said():
    # Newest first: nothing lies behind the greatest, and the older ones cannot be asked for.
    vendor = Lists({"/things": Served(things(*[MARCH[0]] * 7)[::-1], "things")})
    listing = replace(WHOLE, pages=Pages(limit=3, since=Since("since_no", "no")))
    came, short = collected(listing, vendor, step(*MARCH))
    assert (numbers(came), short) == ([7, 6, 5], "3 of 4")


def test_rows_behind_a_day_come_once_though_the_last_day_is_asked_for_again():
    listing = replace(
        WHOLE, pages=Pages(limit=3, since=Since("joined_from", "day", "2000-01-01"), count="/things/count")
    )
    vendor = Lists({"/things": Served(things(*days(2, 2, 1, 2)), "things", since_day=("joined_from", "day"))})
    came, short = collected(listing, vendor, step(*MARCH))
    assert (numbers(came), short) == ([1, 2, 3, 4, 5, 6, 7], None)


def test_a_day_with_more_rows_than_a_page_cannot_be_passed_and_that_is_said():
    listing = replace(WHOLE, pages=Pages(limit=3, since=Since("joined_from", "day", "2000-01-01")))
    vendor = Lists({"/things": Served(things(*days(1, 4)), "things", since_day=("joined_from", "day"))})
    came, short = collected(listing, vendor, step(*MARCH))
    assert (numbers(came), short) == ([1, 2, 3, 4], "4 of 5")


def test_days_with_more_rows_than_an_offset_reaches_are_read_in_halves():
    vendor = dated(2, 2, 2, 2, ceiling=6)
    came, short = collected(replace(DATED, pages=Pages(limit=3, ceiling=6)), vendor, step("2026-03-01", "2026-03-04"))
    assert (set(numbers(came)), short) == (set(range(1, 9)), None)


def test_a_day_out_of_reach_is_said_and_the_others_are_read():
    vendor = dated(1, 9, 1, ceiling=6)
    came, short = collected(replace(DATED, pages=Pages(limit=3, ceiling=6)), vendor, step("2026-03-01", "2026-03-03"))
    assert (set(numbers(came)), short) == ({1, 2, 3, 4, 5, 6, 7, 11}, "6 of 7")


def test_two_days_out_of_reach_are_both_in_what_is_said():
    vendor = dated(9, 9, ceiling=6)
    _, short = collected(replace(DATED, pages=Pages(limit=3, ceiling=6)), vendor, step("2026-03-01", "2026-03-02"))
    assert short == "12 of 14"


@given(st.lists(st.integers(0, 14), min_size=1, max_size=9), st.integers(1, 5), st.integers(1, 4))
def test_every_row_comes_or_the_days_that_hold_more_are_said_to(counts, limit, pages_in_reach):
    reach = limit * pages_in_reach
    listing = replace(DATED, pages=Pages(limit=limit, ceiling=reach))
    last = (date(2026, 3, 1) + timedelta(days=len(counts) - 1)).isoformat()
    came, short = collected(listing, dated(*counts, ceiling=reach), step("2026-03-01", last))
    # A day that ends where the reach ends looks like one that goes on.
    out_of_reach = [count for count in counts if count >= reach]
    whole = sum(count for count in counts if count < reach)
    assert len(set(numbers(came))) == whole + sum(min(count, reach) for count in out_of_reach)
    assert (short is not None) == bool(out_of_reach)


@pytest.mark.parametrize(("error", "status"), [(Refused, 422), (Unavailable, 504)])
@pytest.mark.parametrize("pages", [None, Pages(limit=3)])
def test_a_span_the_server_does_not_take_is_asked_for_in_halves(error, status, pages):
    vendor = dated(1, 1, 1, 1, 1)
    vendor.before = too_long(2, error, status)
    came, short = collected(replace(DATED, pages=pages), vendor, step("2026-03-01", "2026-03-05"))
    assert (set(numbers(came)), short) == ({1, 2, 3, 4, 5}, None)


def test_a_report_that_takes_too_long_is_not_asked_for_again_as_it_was():
    vendor = dated(1, 1)
    collected(replace(DATED, pages=None), vendor, step("2026-03-01", "2026-03-02"))
    collected(replace(DATED, pages=None), vendor, step("2026-03-01", "2026-03-01"))
    assert [504 in never for never in vendor.never] == [True, False]


def test_a_refusal_that_no_half_can_mend_is_raised():
    vendor = dated(1, 1)
    vendor.before = refusing(Refused, 404, lambda _params: True)
    with pytest.raises(Refused):
        collected(DATED, vendor, step("2026-03-01", "2026-03-02"))
    assert len(vendor.calls) == 1


def test_rows_of_days_nobody_asked_for_are_refused():
    vendor = Lists({"/things": Served(things("2026-03-01", "2025-12-31"), "things")})
    with pytest.raises(DataRejected, match="sent 2025-12-31 when asked for 2026-03-01"):
        collected(DATED, vendor, step(*MARCH))


def test_rows_without_a_day_are_asked_for_day_by_day_and_get_it():
    vendor = Lists({"/things": Served([{"no": 1}], "things")})
    listing = replace(WHOLE, days=Days(DayPlan(restated=1, longest=89)))
    came, _ = collected(listing, vendor, step("2026-03-01", "2026-03-03"))
    assert [record["date"] for record in came] == ["2026-03-01", "2026-03-02", "2026-03-03"]
    spans = [(params["start_date"], params["end_date"]) for params in vendor.asked("/things")]
    assert spans == [(day, day) for day in ("2026-03-01", "2026-03-02", "2026-03-03")]


def test_a_step_names_the_date_it_goes_by_where_a_list_knows_several():
    listing = replace(WHOLE, days=Days(DayPlan(restated=1, longest=89, by="made"), by="date_type"))
    vendor = Lists({"/things": Served([{"no": 1, "made": "2026-03-01"}, {"no": 2, "made": "2026-04-01"}], "things")})
    with pytest.raises(DataRejected):
        collected(listing, vendor, step("2026-03-01", "2026-03-01", "made"))
    assert vendor.calls[0][1]["date_type"] == "made"


BOARDS = Listing("/boards", THINGS, {}, pages=None)
ARTICLES = replace(WHOLE, path="/boards/{board_no}/things", each=BOARDS, carried=("board_name",))


def boarded(*boards: Any) -> Lists:
    rows = [{"board_no": board, "board_name": f"board {board}"} for board in boards]
    return Lists({"/boards": Served(rows, "boards")})


def test_a_list_is_read_for_each_row_of_another_one():
    vendor = boarded(4, "a/b", None)
    vendor.served["/boards/4/things"] = Served(things(*MARCH), "things")
    vendor.served["/boards/a%2Fb/things"] = Served(things(MARCH[0], first=9), "things")
    came, _ = collected(ARTICLES, vendor, step(*MARCH))
    told = [(record["board_no"], record["board_name"], record["no"]) for record in came]
    assert told == [("4", "board 4", 1), ("4", "board 4", 2), ("a/b", "board a/b", 9)]


def test_only_the_chosen_rows_are_read_for():
    vendor = boarded(4, 5)
    vendor.served["/boards/5/things"] = Served(things(MARCH[0]), "things")
    came, _ = collected(replace(ARTICLES, chosen=lambda board: board["board_no"] == 5), vendor, step(*MARCH))
    assert numbers(came) == [1]


def test_one_list_that_stays_incomplete_keeps_no_other_from_being_read():
    vendor = boarded(4, 5)
    vendor.served["/boards/4/things"] = Served(things(*[MARCH[0]] * 9), "things")
    vendor.served["/boards/5/things"] = Served(things(MARCH[0], first=20), "things")
    came, short = collected(replace(ARTICLES, pages=Pages(limit=3, ceiling=6)), vendor, step(*MARCH))
    assert (numbers(came), short) == ([1, 2, 3, 4, 5, 6, 20], "6 of 7")


def test_the_filter_of_a_pull_is_its_own_and_not_that_of_the_list_it_needs():
    vendor = boarded(4)
    vendor.served["/boards/4/things"] = Served([], "things")
    collected(ARTICLES, vendor, step(*MARCH), replace(PULL, filter=(("color", "red"),)))
    assert [("color" in params) for _, params in vendor.calls] == [False, True]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_rows_asked_for_by_number_are_named_a_hundred_at_a_time(count):
    vendor = dated(1)
    vendor.served["/products"] = Served([{"product_no": n} for n in range(count)], "products")
    products = Listing("/products", THINGS, {}, pages=Pages(limit=100))
    listing = replace(DATED, pages=None, each=products, many="product_no")
    collected(listing, vendor, step("2026-03-01", "2026-03-01"))
    named = [params["product_no"].split(",") for params in vendor.asked("/things")]
    assert [name for one in named for name in one] == [str(n) for n in range(count)]
    assert all(len(one) <= 100 for one in named)


def test_an_embedded_list_that_came_cut_is_read_from_its_own_path():
    parts = [{"code": n} for n in range(150)]
    rows = [{"no": 7, "parts": parts[:100]}, {"no": 8, "parts": parts[:99]}]
    vendor = Lists({"/things": Served(rows, "things"), "/things/7/parts": Served(parts, "parts")})
    part = Table(
        "parts", (*THINGS.columns[:2], Column("code", Kind.TEXT, "코드", "Code")), ("account", "shop_no", "code")
    )
    inner = Embedded("parts", part, {"code": (values.required, "code")}, whole="/things/{no}/parts")
    came, _ = collected(replace(WHOLE, embedded=(inner,)), vendor, step(*MARCH))
    assert [len(record["parts"]) for record in came] == [150, 99]
    assert [path for path, _ in vendor.calls] == ["/things", "/things/7/parts"]


def test_a_list_for_approved_apps_says_so_where_it_is_refused():
    vendor = dated(1)
    vendor.before = refusing(Refused, 403, lambda _params: True)
    with pytest.raises(Refused, match="only open to apps that Cafe24 approved") as refused:
        collected(replace(DATED, restricted=True), vendor, step(*MARCH))
    assert refused.value.status == 403


def test_a_missing_statistics_right_is_named():
    vendor = dated(1)
    vendor.before = refusing(Refused, 403, lambda _params: True)
    with pytest.raises(Refused, match="No statistics permission"):
        collected(replace(DATED, host="analytics"), vendor, step(*MARCH))


def test_a_path_can_name_the_shop_and_hold_a_single_object():
    vendor = Lists({"/shops/3": Served({"no": 3}, "shop")})
    listing = replace(WHOLE, path="/shops/{shop_no}", name="shop", pages=None)
    assert numbers(collected(listing, vendor, step(*MARCH), replace(PULL, shop_no=3))[0]) == [3]


@pytest.mark.parametrize("odd", [None, "things", [1, 2], {"other": []}])
def test_an_answer_in_an_unknown_form_is_refused(odd):
    vendor = Lists()
    vendor.get = lambda *_args, **_more: odd  # type: ignore[method-assign]
    with pytest.raises(DataRejected, match="/things answered in a form we do not know"):
        collected(WHOLE, vendor, step(*MARCH))


def test_a_probe_asks_for_one_row_of_one_day_and_of_the_list_that_is_needed_first():
    vendor = dated(1)
    stream("things", "것", DATED, ()).probe(connected(vendor), PULL, date(2026, 3, 1))
    assert vendor.calls == [
        ("/things", {"shop_no": "1", "start_date": "2026-03-01", "end_date": "2026-03-01", "limit": "1"})
    ]
    needed = boarded(4)
    stream("things", "것", ARTICLES, ()).probe(connected(needed), PULL, date(2026, 3, 1))
    assert [path for path, _ in needed.calls] == ["/boards"]


def test_the_first_day_with_a_row_is_found_in_any_of_its_lists():
    vendor = boarded(4, 5)
    by_day = ("start_date", "end_date", "day")
    vendor.served["/boards/4/things"] = Served(things("2026-02-27"), "things", by_day)
    vendor.served["/boards/5/things"] = Served(things("2025-11-30"), "things", by_day)
    origin = stream("things", "것", replace(ARTICLES, days=BY_DAY), ()).origin
    assert origin(connected(vendor), PULL, NOW) == date(2025, 11, 30)


def test_what_people_write_rests_only_where_it_is_asked_for_and_is_never_sent_as_embed():
    words = Column("words", Kind.TEXT, "글", "Words", default=False, embed="words", personal=Personal("text"))
    table = replace(THINGS, columns=(*THINGS.columns, words))
    listing = replace(WHOLE, table=table, masked={"words": "words"}, kept_back=frozenset({"words"}))
    record = {"no": 1, "day": "2026-03-01", "words": "call 010-1234-5678"}
    asking = replace(PULL, embed=("words",))
    whole = Privacy(unmasked=frozenset({"things.words"}))
    seen = {
        (pull.embed, privacy): normalizer(listing, pull, Masks(b"k", privacy), NOW)(record)["things"][0][-1]
        for pull in (PULL, asking)
        for privacy in (Privacy(), Privacy("operations"), whole)
    }
    assert {words for (embed, _), words in seen.items() if embed is None} == {None}
    assert [words for (embed, _), words in seen.items() if embed] == [None, "call ***", "call 010-1234-5678"]
    vendor = Lists({"/things": Served([record], "things")})
    collected(listing, vendor, step(*MARCH), asking)
    assert "embed" not in vendor.calls[0][1]
    assert stream("things", "것", listing, ()).embeds == {"words"}


def test_a_record_of_another_shop_or_without_its_key_is_refused_naming_the_field():
    make = normalizer(DATED, PULL, Masks(b"k"), NOW)
    assert make({"shop_no": "1", "no": 5, "day": "2026-03-01T10:00:00+09:00"})["things"] == [
        ("samplemall", 1, "5", "2026-03-01")
    ]
    with pytest.raises(ValueError, match="shop_no"):
        make({"shop_no": 2, "no": 5})
    with pytest.raises(ValueError, match="no"):
        make({"shop_no": 1, "day": "2026-03-01"})


def test_no_page_waits_for_the_one_after_it():
    vendor = Lists({"/things": Served(things(*[MARCH[0]] * 7), "things")})
    pages = read(WHOLE, connected(vendor), PULL, step(*MARCH))
    next(pages)
    assert len(vendor.calls) == 1
