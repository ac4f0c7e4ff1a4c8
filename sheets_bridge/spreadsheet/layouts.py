"""What later layouts brought to the looks of a tab, for tabs that were made before: applied once, and only what is new.

A person who has changed it since keeps that: a step touches nothing that somebody has set.
"""

from collections.abc import Callable, Mapping

from sheets_bridge.spreadsheet.areas import Change
from sheets_bridge.spreadsheet.roles import colour
from sheets_bridge.spreadsheet.standing import Standing

Step = Callable[[Standing], list[Change]]


def brought(standing: Standing) -> list[Change]:
    """What the layouts since a tab's own ask for; nothing where a newer release made it."""
    later = (version for version in sorted(_STEPS) if version > standing.mark.layout)
    return [change for version in later for change in _STEPS[version](standing)]


def _coloured(standing: Standing) -> list[Change]:
    """Layout 2: tabs have colours by what they are for."""
    if standing.sheet.coloured:
        return []
    properties = {"sheetId": standing.sheet_id, "tabColorStyle": colour(standing.shape.role)}
    return [{"updateSheetProperties": {"properties": properties, "fields": "tabColorStyle"}}]


_STEPS: Mapping[int, Step] = {2: _coloured}
