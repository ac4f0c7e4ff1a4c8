"""The versions of the pretend Graph API: two live, the older is answered as the newer one (reference ad-media §3.1)."""

import re

from sheets_bridge.sandbox.meta_ads.refusal import old_version, unknown_path

NEWEST = "v26.0"
_LIVING = frozenset({"v25.0", NEWEST})
_OLDEST_LIVING = 25


def served(segment: str) -> str:
    """The version that answers a path's first segment. Raises GraphError: 2635 for an ended version and for none at
    all, 2500 for one that never was."""
    if segment in _LIVING:
        return NEWEST
    written = re.fullmatch(r"v(\d+)\.0", segment)
    if written and int(written[1]) > _OLDEST_LIVING:
        raise unknown_path(segment)
    raise old_version(NEWEST)
