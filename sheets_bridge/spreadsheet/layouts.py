"""What later layouts brought to the looks of a tab, for tabs that were made before: applied once, and only what is new.

A person who has changed it since keeps that: a step touches nothing that somebody has set.
"""

from collections.abc import Callable, Mapping

from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Change
from sheets_bridge.spreadsheet.roles import colour
from sheets_bridge.spreadsheet.standing import Standing

Step = Callable[[Standing], list[Change]]

_NOTED = 3


def brought(standing: Standing) -> list[Change]:
    """What the layouts since a tab's own ask for; nothing where a newer release made it."""
    later = (version for version in sorted(_STEPS) if version > standing.mark.layout)
    return [change for version in later for change in _STEPS[version](standing)]


def wants_notes(standing: Standing) -> bool:
    """Whether `brought` must know the notes that stand on the header."""
    return standing.mark.layout < _NOTED and not standing.headless


def _coloured(standing: Standing) -> list[Change]:
    """Layout 2: tabs have colours by what they are for."""
    if standing.sheet.coloured:
        return []
    properties = {"sheetId": standing.sheet_id, "tabColorStyle": colour(standing.shape.role)}
    return [{"updateSheetProperties": {"properties": properties, "fields": "tabColorStyle"}}]


def _noted(standing: Standing) -> list[Change]:
    """Layout 3: headers say in a note what their column is. A header that was lost has got all of them already."""
    if standing.headless:
        return []
    blank = {id_: at for id_, at in standing.positions.items() if not standing.notes.get(at)}
    return looks.notes(standing.shape, standing.sheet_id, blank, standing.header_row - 1)


_STEPS: Mapping[int, Step] = {2: _coloured, _NOTED: _noted}
