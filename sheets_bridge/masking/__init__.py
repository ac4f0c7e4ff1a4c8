"""Personal data made unreadable before it rests anywhere. All that is decided about it is decided here, without I/O.

`kinds` masks single values, `masks` says which of them a column wears, `denial` cleans records nobody declared,
`forgetting` takes a person out of a row.
"""

from sheets_bridge.masking.denial import deny, is_personal
from sheets_bridge.masking.kinds import area, email, hidden, name, phone, plain_email, plain_phone, province
from sheets_bridge.masking.masks import PROFILES, Masks, Privacy, Profile, statement
from sheets_bridge.masking.patterns import without_personal

__all__ = [
    "PROFILES",
    "Masks",
    "Privacy",
    "Profile",
    "area",
    "deny",
    "email",
    "hidden",
    "is_personal",
    "name",
    "phone",
    "plain_email",
    "plain_phone",
    "province",
    "statement",
    "without_personal",
]
