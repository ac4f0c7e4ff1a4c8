"""Records of endpoints nobody declared: what may be personal is denied, by the field's name and by the value's look.

Cafe24 has 244 lists and grows more; whoever names one in `schedule.yaml` shall not have to know which of its fields are
somebody's. So a field is denied on suspicion, and one that is wanted all the same is unmasked by name.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sheets_bridge.masking.patterns import without_personal
from sheets_bridge.model import Record

_PEOPLE = (
    "buyer|receiver|recipient|orderer|purchaser|payer|payee|billing|consignee|depositor|member|customer|client|user|guest|"
    "subscriber|person|writer|author|sender|manager|admin|administrator|operator|staff|employee|president|ceo|owner|holder|"
    "officer|contact|recommender|parent|friend"
)
_CONTAINERS = re.compile(
    rf"({_PEOPLE})s?|(buyer|receiver|manager|customer|member|contact|orderer|user|sender)_?(info|information|data|detail)s?|"
    "additional_order_info(_list)?"
)
"""Fields whose whole content is about somebody, or typed in by somebody."""

_DENIED = re.compile(
    # ways to reach somebody
    r"(.*_)?(cell|mobile|tele|virtual_|home|hand)?_?phones?(_?(no|number|num))?\d?"
    r"|(.*_)?(tel|hp|fax|contact)(_?(no|number|num))?\d?"
    rf"|mobile|((.*_)?({_PEOPLE}|us)_)?mobile(_?(no|number|num))?\d?"
    r"|(.*_)?(e_?mails?|mail_addr(ess)?)\d?(_address)?"
    # where somebody lives
    r"|(.*_)?addr(ess)?(es)?\d*(_(print|full|city|state|street|detail|extra|road|jibun|en|line)\d*)?"
    r"|(.*_)?(zip|postal|post)_?(code|no|number)?\d*"
    r"|(.*_)?(city|state|street|address_state)_en|(shipping|billing|delivery)_(city|state|street)|city|street|state"
    # who somebody is
    rf"|(.*_)?({_PEOPLE})s?(_(real|nick|full|first|last|account))?_?names?(_(en|english|phonetic|furigana|kana))?"
    r"|names?(_(en|eng|english|phonetic|furigana|kana|kanji))?|(first|last|full|real|given|family|nick|corporate)_?name"
    rf"|(.*_)?({_PEOPLE}|login|social|sns|recommend)_?(id|ids|id_list|member_code|uid|key|ci|di)"
    r"|(.*_)?(writer|author|orderer|depositor|holder|president|receiver|recipient|buyer|refund_manager)"
    # numbers and days that single somebody out
    r"|job(_class)?|occupation|(.*_)?(birth(_?(day|date))?s?|anniversary|resident.*|ssn|rrn|jumin.*|passport.*|driver_?licen[sc]e.*|foreigner.*)"
    r"|(.*_)?(customs?_?(clearance_)?(code|id|no|number)|pccc|clearance_information)"
    r"|(.*_)?(company|business|corporate|tax)_(registration|reg|regist)_?(no|number)|tax_id"
    r"|(.*_)?(client|remote|user|login|join|registered|access)?_?ip(_?(addr(ess)?|list|v4|v6))?"
    # money
    r"|(.*_)?acc?ou?n?t_?(no|number|num|holder|name|owner|owner_name)|(.*_)?card_?(no|number|num|holder|owner)|iban"
    # what somebody wrote
    r"|(.*_)?(memos?|messages?|contents?|comments?|notes?|remarks?|inquiry|inquiries|question|answer|body|notification)"
    r"|(.*_)?(input|answer|free)_?(value|text)s?"
    # what opens doors
    r"|(.*_)?(password|passwd|pwd|secret|(access|refresh|api|auth)_?(token|key)|token|private_key|senderkey|cookie|session(_id)?)"
)
"""Whole names, in small letters with `_` between words."""

_HARMLESS = re.compile(
    r"client_id|mall_id|(price|soldout)_.*|meta_author|return_address|.*_(icon|icon_url|icon_type|count|type|style|display)"
    r"|(use|show|display|send|permission|popup|edit|is|has|enable|require|add|order_from|change|same|save|multiple|issue)_.*"
)
"""Settings, counts and pictures that only sound like people; their texts are looked through all the same."""
_FLAGS: tuple[Any, ...] = ("T", "F", "Y", "N", "", None)
"""Say nothing of anybody, whatever the field is called (`send_email: "T"`)."""


@lru_cache(maxsize=4096)
def is_personal(field_name: str) -> bool:
    """Whether a field of this name may hold personal data: somebody's, or written by somebody."""
    name = _plain(field_name)
    if _HARMLESS.fullmatch(name):
        return False
    return bool(_DENIED.fullmatch(name) or _CONTAINERS.fullmatch(name))


def deny(record: Record, unmasked: Collection[str] = ()) -> Record:
    """A record without what may be personal: fields of such names are gone, texts lose what looks like it.

    Goes into nested objects and lists. `unmasked` are field names that stay as they came, wherever they stand: only
    what `privacy: unmask:` names. The record itself is left alone. Pure, and deny(deny(x)) is deny(x).
    """
    return {name: _kept(name, value, unmasked) for name, value in record.items() if _stays(name, value, unmasked)}


def _stays(name: str, value: Any, unmasked: Collection[str]) -> bool:
    if name in unmasked or isinstance(value, bool) or value in _FLAGS or not is_personal(name):
        return True
    # `comments: [{…}]` is a list of records of which each field is looked at by itself; `memos: ["…"]` is not.
    return _holds_records(value) and not _CONTAINERS.fullmatch(_plain(name))


def _holds_records(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(one, dict) for one in value))


def _kept(name: str, value: Any, unmasked: Collection[str]) -> Any:
    if value.__class__ is str:
        return value if name in unmasked else without_personal(value)
    if isinstance(value, dict):
        return deny(value, unmasked)
    if isinstance(value, list):
        return [_kept(name, one, unmasked) for one in value]
    return value


@lru_cache(maxsize=4096)
def _plain(field_name: str) -> str:
    """`buyerName`, `Buyer-Name` and ` buyer_name ` are one name. Cafe24 has keys with a trailing blank."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", field_name.strip())
    return re.sub(r"[^0-9a-z가-힣]+", "_", parted.lower()).strip("_")
