"""The order of a tab whose newest rows stand first: new rows come below, then all rows of ours are sorted as they are.

Whole rows move, so what people wrote beside a row stays beside it, and a formula that looks at the first row sees the
newest day.
"""

from collections.abc import Iterator, Sequence

from sheets_bridge.errors import DataRejected, Refused
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.building import change
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.standing import Standing


def put_in_order(client: GoogleClient, spreadsheet_id: str, standing: Standing, last: int) -> Sequence[Message]:
    """Sort the rows of ours down to row `last`. One write; a note where Google will not (people merged cells, say)."""
    specs = list(_specs(standing))
    where = Area(standing.sheet_id, standing.header_row, last, 0, standing.sheet.columns)
    request: Change = {"sortRange": {"range": where.grid(), "sortSpecs": specs}}
    try:
        change(client, spreadsheet_id, [request])
    except (DataRejected, Refused):
        return [
            say(
                "{tab}: Google would not sort the rows, so the new ones stand at the bottom. Undo merged cells "
                "there, and have us added to the editors of ranges that are protected.",
                tab=standing.sheet.title,
            )
        ]
    return []


def to_be_sorted(standing: Standing, inserted: int) -> bool:
    """Whether new rows came to rows that stood, on a tab whose newest stand first."""
    table = standing.shape.table
    return table.newest_first and table.day in standing.positions and inserted > 0 and any(standing.ids)


def _specs(standing: Standing) -> Iterator[Change]:
    table = standing.shape.table
    yield {"dimensionIndex": standing.positions[table.day or ""], "sortOrder": "DESCENDING"}
    for column in table.key:
        if column != table.day and column in standing.positions:
            yield {"dimensionIndex": standing.positions[column], "sortOrder": "ASCENDING"}
