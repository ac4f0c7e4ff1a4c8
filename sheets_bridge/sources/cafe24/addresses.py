"""Addresses of pages as they may be shown: what a shopper typed or carries in one stays out. Pure."""

import re
from urllib.parse import parse_qsl, urlencode

_TELLING = ("product_no", "cate_no", "board_no", "no", "display_group")
"""Parameters that say which page it is, and are numbers."""
_USER = re.compile(r"^((?:\w+:)?//)?[^/@]*@")


def shown(address: str) -> str:
    """An address without its fragment, its user and all parameters but the numbers that say which page it is."""
    page, _, query = address.partition("#")[0].partition("?")
    kept = [(name, number) for name, number in parse_qsl(query) if name in _TELLING and number.isdecimal()]
    return _USER.sub(r"\1", page, count=1) + (f"?{urlencode(kept)}" if kept else "")
