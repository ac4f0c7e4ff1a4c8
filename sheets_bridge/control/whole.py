"""A tab of the control room built, mended and filled as any tab of ours: for what cannot be touched cell by cell."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_bridge.diff import compare
from sheets_bridge.model import Row
from sheets_bridge.spreadsheet import Shape, Spreadsheet
from sheets_bridge.sync.signing import Signing
from sheets_bridge.sync.world import World


def publish(
    world: World, spreadsheet: Spreadsheet, shape: Shape, rows: Mapping[str, Row], remembered: int | None
) -> int:
    """Make a tab hold these rows; the number of its sheet. Some six calls, a few more where it is built.

    Raises: Busy where another installation writes the spreadsheet; Refused, DataRejected, Unavailable.
    """
    signing = Signing(world, spreadsheet.id, take_over=False)
    layout = spreadsheet.look()
    if refusal := signing.refusal(layout.signed):
        raise refusal
    standing = spreadsheet.stand(layout, shape, remembered, full=True)
    if standing is None:
        standing = spreadsheet.build(shape, len(rows), signing.sign)
        changed = set(rows) if standing.ids else set()
    else:
        standing = spreadsheet.adopt(standing, rows.items())
        changed = set(rows) if standing.rewrite else spreadsheet.differing(standing, rows.items())

    def of(ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
        return ((id_, rows[id_]) for id_ in ids)

    written = spreadsheet.commit(standing, compare(standing.ids, list(rows), changed), of, sign=signing.sign)
    if standing.provisional and written.verified:
        spreadsheet.show(standing)
    return standing.sheet_id
