"""Members, masked, and their groups (reference: cafe24-admin §7.11-7.12)."""

from sheets_bridge import values
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record
from sheets_bridge.sources.cafe24.declared import Listing, Pages, Since
from sheets_bridge.sources.cafe24.list_rows import customer_key
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.tables import CUSTOMER_GROUPS, MEMBERS

_BEFORE_ANYBODY_JOINED = "2000-01-01"


def _known(pull: Pull, masks: Masks, record: Record) -> str:
    """The key of a member. Raises: ValueError without a member id."""
    values.required(record.get("member_id"))
    return customer_key(pull, masks, record) or ""


# Whoever never ordered is found by these alone when somebody is to be forgotten.
def _email_key(pull: Pull, masks: Masks, record: Record) -> str | None:
    return masks.email_key(pull.account, values.text(record.get("email")))


def _phone_key(pull: Pull, masks: Masks, record: Record) -> str | None:
    return masks.phone_key(pull.account, values.text(record.get("cellphone")) or values.text(record.get("phone")))


# By the day they joined members are listed behind each other without an offset, and no other filter is taken.
_MEMBERS = Listing(
    "/customersprivacy",
    MEMBERS,
    {
        "joined_date": (values.day, "created_date"),
        "joined_at": (values.moment, "created_date"),
        "last_login_at": (values.moment, "last_login_date"),
        **{name: (values.money, name) for name in ("total_points", "available_points", "used_points")},
        **{
            name: (values.text, name)
            for name in (
                "group_no", "member_type", "gender", "join_path", "country_code", "use_mobile_app",
                "thirdparty_agree", "use_blacklist", "fixed_group",
            )
        },
    },
    asked={"search_type": "created_date"},
    pages=Pages(
        limit=1000,
        since=Since("created_start_date", "created_date", _BEFORE_ANYBODY_JOINED),
        count="/customersprivacy/count",
    ),
    masked={
        "name": "name",
        "email": "email",
        "cellphone": "cellphone",
        "area": "address1",
    },
    made={"customer_key": _known, "email_key": _email_key, "cellphone_key": _phone_key},
)  # fmt: skip

_GROUPS = Listing(
    "/customergroups",
    CUSTOMER_GROUPS,
    {
        "group_no": (values.required, "group_no"),
        "discount": (values.money, "discount_information.amount_discount"),
        "discount_unit": (values.text, "discount_information.discount_unit"),
        "discount_from": (values.money, "discount_information.amount_product"),
        "points": (values.money, "points_information.amount_discount"),
        "points_unit": (values.text, "points_information.discount_unit"),
        "points_from": (values.money, "points_information.amount_product"),
        **{name: (values.text, name) for name in ("group_name", "group_description", "buy_benefits", "ship_benefits")},
    },
    pages=None,
)

STREAMS = (
    stream("members", "회원", _MEMBERS, ("mall.read_privacy",)),
    stream("customer_groups", "회원등급", _GROUPS, ("mall.read_customer",)),
)
