"""What people wrote into links, in the form in which equal things are equal: for joining by name, never for showing."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import unquote_plus

from sheets_bridge.model import Row, Table, Value

_SWALLOWED = re.compile(r"[?&].*", re.DOTALL)
"""A second question mark where & should stand makes what follows a part of the value."""
_BLANKS = re.compile(r"\s+")
_PRODUCT_PAGE = re.compile(r"[?&]product_no=(\d+)|/product/[^/?#]+/(\d+)(?:[/?#]|$)")
"""Both addresses of a Cafe24 product page: `detail.html?product_no=31` and `/product/<name>/31/`."""


def join_key(text: Value) -> str | None:
    """A tag or a name for comparison: percent signs and plus decoded, in NFC, without case, blanks as one."""
    if text is None:
        return None
    told = _SWALLOWED.sub("", unquote_plus(str(text), errors="replace"))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", told)).strip().casefold() or None


def product_no_of(address: str) -> str | None:
    """The number of the product whose page an address is; None where it is another page."""
    found = _PRODUCT_PAGE.search(address)
    return next(filter(None, found.groups()), None) if found else None


def keys_of(pairs: Mapping[str, str]) -> Callable[[Table, object], Callable[[Row], Row]]:
    """What completes the rows of a table: column of a key → the column it is made of."""

    def derive(table: Table, _settings: object) -> Callable[[Row], Row]:
        at = [(table.position(key), table.position(named)) for key, named in pairs.items()]

        def complete(row: Row) -> Row:
            made = list(row)
            for key, named in at:
                made[key] = join_key(row[named])
            return tuple(made)

        return complete

    return derive
