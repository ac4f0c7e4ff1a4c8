"""Members and their groups (reference 7.10 to 7.12): the bulk list is open with the privacy scope only."""

from collections.abc import Iterable

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.asked import Query, listed
from sheets_bridge.sandbox.cafe24.customers_body import group_body, looked_up_body, member_body
from sheets_bridge.sandbox.cafe24.filters import Filter, Test, among, between, containing, moment, shared
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.refusal import Refusal, unprocessable
from sheets_bridge.sandbox.cafe24.wire import flag
from sheets_bridge.sandbox.story.facts import Group, Member

_BY_JOINING = "created_date"
_DATE_TYPES = {"join": lambda one: one.joined, "login": lambda one: one.last_login}
_SEARCH_FIELDS = {
    "id": lambda one: one.person.member_id,
    "name": lambda one: one.person.name,
    "hp": lambda one: one.person.cellphone,
    "mail": lambda one: one.person.email,
}
_OTHER_FILTERS = """
member_id news_mail sms thirdparty_agree group_no search_field keyword date_type start_date end_date member_type
member_class residence gender member_authority join_path use_mobile_app fixed_group is_simple_join offset
"""
_NOT_BY_JOINING = frozenset(_OTHER_FILTERS.split())


def _members(ask: Ask) -> Iterable[Member]:
    """Newest first; by the day of joining the list goes forwards. Raises Refusal 422."""
    members = ask.mall.story.annals.members(ask.now, ask.shop_no)
    if ask.query.get("search_type") != _BY_JOINING:
        return members[::-1]
    if "created_start_date" not in ask.query:
        raise unprocessable("[created_start_date] is a required field.", "created_start_date")
    if forbidden := sorted(_NOT_BY_JOINING & ask.query.keys()):
        raise unprocessable(f"[{forbidden[0]}] cannot be used with search_type=created_date.", forbidden[0])
    start = moment(ask.query, "created_start_date")
    return [one for one in members if one.joined >= start]


def _dated(query: Query) -> Test[Member] | None:
    kind = query.get("date_type")
    if kind is None:
        return None
    if kind not in _DATE_TYPES:
        raise unprocessable("[date_type] is not a valid value.", "date_type")
    return between("start_date", "end_date", _DATE_TYPES[kind])(query)


def _searched(query: Query) -> Test[Member] | None:
    value_of = _SEARCH_FIELDS.get(query.get("search_field", ""))
    return containing("keyword", value_of)(query) if value_of else None


_FILTERS: tuple[Filter[Member], ...] = (
    _dated,
    _searched,
    among("member_id", lambda one: one.person.member_id),
    among("group_no", lambda one: one.group_no),
    among("gender", lambda one: one.gender),
    among("sms", lambda one: flag(one.sms)),
    among("news_mail", lambda one: flag(one.news_mail)),
    among("join_path", lambda one: "M" if one.mobile else "P"),
    shared("member_authority", "C"),
    shared("fixed_group", "F"),
)

MEMBERS: Listing[Member] = Listing(
    envelope="customersprivacy",
    facts=_members,
    body=lambda ask, one: member_body(ask.shop_no, one),
    filters=_FILTERS,
    pages=Pages(largest=1000, usual=30),
)


def _one_member(ask: Ask) -> Body:
    """One member; the envelope keeps the list's name."""
    there = (one for one in _members(ask) if one.person.member_id == ask.parts["member_id"])
    body = member_body(ask.shop_no, found(next(there, None)))
    del body["account_reactivation_date"]
    return {"customersprivacy": body | {"available_credits": "0.00", "additional_information": []}}


def _look_up(ask: Ask) -> Body:
    """Members by their whole id or number only. Raises Refusal 422 without either."""
    names, phones = listed(ask.query, "member_id"), listed(ask.query, "cellphone")
    if not names and not phones:
        raise Refusal(422, "Please enter the cellphone or member_id parameter.")
    members = ask.mall.story.annals.members(ask.now, ask.shop_no)
    meant = [one for one in members if one.person.member_id in names or one.person.cellphone in phones]
    return {"customers": [looked_up_body(ask.shop_no, one) for one in meant]}


GROUPS: Listing[Group] = Listing(
    envelope="customergroups",
    facts=lambda ask: ask.mall.story.annals.groups(ask.shop_no),
    body=lambda ask, one: group_body(ask.shop_no, one),
    filters=(among("group_no", lambda one: one.group_no), containing("group_name", lambda one: one.name)),
)


def _one_group(ask: Ask) -> Body:
    there = {one.group_no: one for one in ask.mall.story.annals.groups(ask.shop_no)}
    return {"customergroup": group_body(ask.shop_no, found(there.get(ask.number("group_no"))))}


RESOURCES = {
    "customersprivacy": Resource("mall.read_privacy", MEMBERS.page),
    "customersprivacy/count": Resource("mall.read_privacy", MEMBERS.count),
    "customersprivacy/{member_id}": Resource("mall.read_privacy", _one_member),
    "customers": Resource("mall.read_customer", _look_up),
    "customergroups": Resource("mall.read_customer", GROUPS.page),
    "customergroups/count": Resource("mall.read_customer", GROUPS.count),
    "customergroups/{group_no}": Resource("mall.read_customer", _one_group),
}
