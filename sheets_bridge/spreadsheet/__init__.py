"""The Google Sheet: found by its marks, compared with the store, written by absolute places, read back."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sheets_bridge.diff import Diff
from sheets_bridge.errors import DataRejected, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Reached, Row, nothing_reached
from sheets_bridge.spreadsheet import (
    boards,
    building,
    comparing,
    forms,
    glancing,
    mending,
    nameless,
    permission,
    standing,
    writing,
)
from sheets_bridge.spreadsheet.boards import Anchor, Board
from sheets_bridge.spreadsheet.forms import Filled, Form
from sheets_bridge.spreadsheet.glancing import Glance, Touch
from sheets_bridge.spreadsheet.google import GoogleClient, Quota, connect, quota_of
from sheets_bridge.spreadsheet.layout import Layout, Sheet, look, unsettled
from sheets_bridge.spreadsheet.roles import Role
from sheets_bridge.spreadsheet.shape import Shape
from sheets_bridge.spreadsheet.snapshots import Snapshot, taken
from sheets_bridge.spreadsheet.standing import Standing
from sheets_bridge.spreadsheet.writer import Sign, Signed, Writer, signature, unsigned
from sheets_bridge.spreadsheet.writing import RowsOf, Tell, Written

__all__ = [
    "CRASH_POINTS", "Anchor", "Board", "Filled", "Form", "Glance", "GoogleClient", "Layout", "Quota", "Role", "Shape",
    "Sign", "Signed", "Snapshot", "Spreadsheet", "Standing", "Touch", "Writer", "Written", "connect", "quota_of",
]  # fmt: skip

_LOOK_GOOD_FOR = 20.0
"""Seconds for which the jobs of one command share a look."""

_WRITTEN_ON = 2.0
"""Seconds. Nothing is written by an older look: a column inserted since would put values into a person's cells."""

_GLANCED_FOR = 3600.0
"""Seconds for which small tabs are looked at by an earlier layout, as long as their header is as it was."""

CRASH_POINTS = ("sheet.built", "sheet.chunk", "sheet.removed", "sheet.shown", "sheet.signed")
"""Every point a commit, build or show may be struck at."""


class Spreadsheet:
    """One spreadsheet, written by one Google account.

    All methods raise BridgeError kinds: Refused (sharing, protection), DataRejected (this tab as it stands cannot be
    taken, or the file would be too large), Unavailable (also after a lost answer: look, stand and compare again).
    """

    def __init__(
        self,
        client: GoogleClient,
        spreadsheet_id: str,
        reached: Reached = nothing_reached,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._seen: Layout | None = None
        self.id = spreadsheet_id
        self._reached = reached
        self._monotonic = monotonic
        self._glanced: tuple[Layout, Mapping[int, Glance]] | None = None

    def look(self) -> Layout:
        """Which sheets there are and which are tabs of ours.

        One read, unless it looked in the last seconds and changed nothing since: the jobs of one command share a look.
        """
        now = self._monotonic()
        if self._seen is None or now - self._seen.at > _LOOK_GOOD_FOR:
            self._seen = replace(look(self._client, self.id), at=now)
        return self._seen

    def look_again(self) -> Layout:
        """As `look`, whatever was seen before: after a failure nobody knows what was applied."""
        self._seen = None
        return self.look()

    def stand(
        self, layout: Layout, shape: Shape, remembered_sheet_id: int | None = None, *, full: bool = False
    ) -> Standing | None:
        """A tab as it stands, by one read (`full` reads all managed cells too); None where it is not there.

        Looks again by itself where no header of ours stands where the layout has it.
        """
        try:
            found = self._stand(layout, shape, remembered_sheet_id)
        except DataRejected:
            # What an old look cannot find may have been put right since.
            found = self._stand(self.look_again(), shape, remembered_sheet_id)
        if found is not None and (found.headless or found.unnamed):
            found = self._stand_again(shape, remembered_sheet_id)
        return comparing.read_cells(self._client, self.id, found) if found is not None and full else found

    def _stand(self, layout: Layout, shape: Shape, remembered: int | None) -> Standing | None:
        sheet = layout.find(shape, remembered)
        if sheet is None:
            return None
        read_at = self._monotonic()
        found = standing.stand(self._client, self.id, layout, shape, sheet)
        return replace(found, read_at=read_at, adopted=remembered is not None and sheet.sheet_id != remembered)

    def _stand_again(self, shape: Shape, remembered: int | None) -> Standing | None:
        """Either the look was old or the header is gone: a look, a reading and a look that agree tell which."""
        found = self._stand(self.look_again(), shape, remembered)
        if found is not None and (found.headless or found.unnamed):
            self._same_sheet(found, self.look_again())
        return found

    def try_write(self, layout: Layout) -> None:
        """Find out whether we may write, by a write that changes nothing. Raises: Refused where we may not."""
        permission.try_write(self._client, self.id, layout)

    def sign(self, layout: Layout, sign: Sign) -> None:
        """Set the writer's mark where `sign` wants one. One write then; the layout is as it was."""
        mark = sign(layout.signed)
        if mark is not None:
            self._seen = None
            building.change(self._client, self.id, [signature(mark, layout.signed)])
            self._reached("sheet.signed")

    def build(self, shape: Shape, rows: int, sign: Sign = unsigned) -> Standing:
        """A new hidden tab with room for `rows` data rows; it is empty and stays hidden until `show`.

        Looks once more by itself: a tab whose building answer was lost is stood on, not built again.
        """
        layout = self.look_again()
        found = self.stand(layout, shape)
        if found is not None:
            return found
        self._glanced = None
        built = building.build(self._client, self.id, layout, shape, rows, sign(layout.signed))
        self._seen = None
        self._reached("sheet.built")
        return built

    def commit(
        self,
        stands: Standing,
        diff: Diff,
        rows: RowsOf,
        tell: Tell = lambda _rows: None,
        sign: Sign = unsigned,
    ) -> Written:
        """Write a diff. Where `stands.rewrite`, the diff must update every row that stands.

        The writer's mark is set first, by a write of its own, where there is anything to write and `sign` wants it.

        Raises: also Unavailable where the tab is no longer laid out as it was when it was stood on.
        """
        if diff or stands.rewrite or stands.missing or mending.wanting(stands):
            stands = self._as_it_is(stands, diff)
            self.sign(stands.layout, sign)
            self._seen = self._glanced = None
        return writing.commit(self._client, self.id, stands, diff, rows, tell, self._reached, self._monotonic)

    def differing(self, stands: Standing, rows: Iterable[tuple[str, Row]]) -> set[str]:
        """The standing ids whose cells are not what their rows come to; `stands` must be a full reading."""
        return comparing.differing(stands, rows)

    def adopt(self, stands: Standing, rows: Iterable[tuple[str, Row]]) -> Standing:
        """A full reading in which rows whose `_id` was blanked are known again by their key columns. No call.

        `rows` are all rows the tab may ever have held; they are taken only where there is such a row. Comes before
        `differing`, which then names these rows, and before the comparison of `ids`, which then neither inserts them
        once more nor leaves those that are no longer wanted.
        """
        return comparing.adopt(stands, rows)

    def any_nameless(self, stands: Standing, below: int) -> bool:
        """Whether a row of our cells without an id stands among ours or in the `below` rows under them.

        Only a full reading can tell whose that is; till then nothing may be inserted. At most one read.
        """
        return nameless.any_nameless(self._client, self.id, stands, below)

    def filled(self, layout: Layout, form: Form, remembered_sheet_id: int | None = None) -> Filled | None:
        """A tab that people type into, as it stands, by one read; None where it is not there.

        Looks again by itself where the header is not where the layout has it: somebody may have moved a column since.
        Raises: DataRejected where a column of it is gone.
        """
        try:
            found = self._filled(layout, form, remembered_sheet_id)
        except DataRejected:
            # What an old look cannot find may have been put right since.
            return self._filled(self.look_again(), form, remembered_sheet_id)
        fine = found is None or found.proven
        return found if fine else self._filled(self.look_again(), form, remembered_sheet_id)

    def _filled(self, layout: Layout, form: Form, remembered: int | None) -> Filled | None:
        sheet = layout.find_form(form.title, remembered)
        return forms.read_filled(self._client, self.id, form, sheet) if sheet else None

    def build_form(self, form: Form, rows: Sequence[Row], sign: Sign = unsigned) -> list[Message]:
        """A new tab for people to type into, with rows they typed before; notes for its people. One write.

        Looks once more by itself: one whose building answer was lost is not built again.
        """
        layout = self.look_again()
        if layout.find_form(form.title) is not None:
            return []
        self._seen = None
        notes = forms.build(self._client, self.id, layout, form, rows, sign(layout.signed))
        self._reached("sheet.built")
        return notes

    def answer(
        self,
        layout: Layout,
        filled: Filled,
        words: Mapping[int, str],
        sign: Sign = unsigned,
        offers: Sequence[Mapping[str, str]] = (),
    ) -> int:
        """Say of each row, in our column, what is to be said of it, and write `offers` beneath; how many cells it took.

        Nothing is written where all stands there already. Adds the columns that a tab lacks.
        """
        if not filled.missing and not offers and not forms.changes(filled, words):
            return 0
        self.sign(layout, sign)
        self._seen = None
        if filled.missing:
            forms.extend(self._client, self.id, filled)
        return forms.tell(self._client, self.id, filled, words, offers)

    def build_board(self, board: Board, sign: Sign = unsigned) -> list[Message]:
        """Draw a tab that is not there; notes for its people. One look, one write.

        One whose building answer was lost is not drawn again.
        """
        layout = self.look_again()
        if layout.find_board(board.title) is not None:
            return []
        self._seen = None
        notes = boards.build(self._client, self.id, layout, board, sign(layout.signed))
        self._reached("sheet.built")
        return notes

    def mend_board(self, board: Board, remembered_sheet_id: int | None = None) -> int:
        """Write anew those formulas of a drawn tab that name what is gone; how many. Two reads, at most one write."""
        sheet = self.look_again().find_board(board.title, remembered_sheet_id)
        return boards.mend(self._client, self.id, board, sheet) if sheet else 0

    def snapshots(self, sheet_ids: Sequence[int]) -> Mapping[int, Snapshot]:
        """Sheet id → all that is seen of that tab just now, of those that still stand. One read, or none."""
        return taken(self._client, self.id, sheet_ids) if sheet_ids else {}

    def _as_it_is(self, stands: Standing, diff: Diff) -> Standing:
        """Sure of the layout just now: a header nobody relabelled proves it, else it is looked at again. One read.

        Where rows are only updated in place, the probe before each chunk proves an old header once more.
        """
        fresh = self._monotonic() - stands.layout.at <= _WRITTEN_ON
        if stands.proven and (fresh or not (diff.moves or stands.missing or mending.wanting(stands))):
            return stands
        layout = self.look_again()
        return replace(stands, layout=layout, sheet=self._same_sheet(stands, layout))

    def glance(self, wanted: Sequence[tuple[Shape, int | None]]) -> list[Glance | None]:
        """Small tabs looked at whole, each with the sheet id remembered of it; None for one that must be mended first.

        One read as a rule; a look or two beside it where no layout is known, or a header is not where it was.
        """
        for earlier in (self._layout_glanced_by, self.look):
            if (found := self._sure_glance(earlier(), wanted)) is not None:
                return found
        layout = self.look_again()
        return self._remembered(layout, self._glance(layout, wanted))

    def _layout_glanced_by(self) -> Layout | None:
        known = self._glanced[0] if self._glanced else None
        return known if known and self._monotonic() - known.at <= _GLANCED_FOR else None

    def _sure_glance(
        self, layout: Layout | None, wanted: Sequence[tuple[Shape, int | None]]
    ) -> list[Glance | None] | None:
        """The tabs, where all of them are surely where a layout of some time ago has them."""
        known = self._glanced[1] if self._glanced else {}
        try:
            found = self._glance(layout, wanted) if layout else []
        except Unavailable:
            return None
        sure = all(one is not None and one.sure(known.get(one.sheet.sheet_id)) for one in found)
        return self._remembered(layout, found) if layout and sure else None

    def _glance(self, layout: Layout, wanted: Sequence[tuple[Shape, int | None]]) -> list[Glance | None]:
        return glancing.glance(self._client, self.id, layout, wanted, self._monotonic())

    def _remembered(self, layout: Layout, found: list[Glance | None]) -> list[Glance | None]:
        self._glanced = layout, {one.sheet.sheet_id: one for one in found if one is not None}
        return found

    def touch(self, touches: Sequence[Touch]) -> None:
        """Write some cells of tabs that were glanced at just now. One write, or none.

        Raises: Unavailable where a row was moved meanwhile; nothing is written then.
        """
        changes = list(glancing.requests(touches))
        oldest = min((one.glance.read_at for one in touches), default=self._monotonic())
        if self._monotonic() - oldest > _WRITTEN_ON:
            self._refuse_moved({one.glance.sheet.sheet_id: one.glance for one in touches}.values())
        if changes:
            building.change(self._client, self.id, changes, self._too_late)

    def _refuse_moved(self, glances: Iterable[Glance]) -> None:
        before = list(glances)
        now = self.glance([(one.shape, one.sheet.sheet_id) for one in before])
        for then, again in zip(before, now, strict=True):
            if again is None or (again.rows, again.sheet.positions) != (then.rows, then.sheet.positions):
                raise unsettled(then.sheet.title)

    @staticmethod
    def _too_late() -> None:
        raise Unavailable(say("Google's quota of calls a minute is used up."))

    def _same_sheet(self, stands: Standing, layout: Layout) -> Sheet:
        now = next((sheet for sheet in layout.sheets if sheet.sheet_id == stands.sheet_id), None)
        was = stands.sheet
        if now is None or (now.title, now.rows, now.columns, now.positions) != (
            was.title,
            was.rows,
            was.columns,
            was.positions,
        ):
            raise unsettled(was.title)
        return now

    def show(self, stands: Standing) -> list[Message]:
        """Name and show a provisional tab whose rows are all written; notes for its people. One write."""
        self._seen = self._glanced = None
        notes = building.show(self._client, self.id, stands)
        self._reached("sheet.shown")
        return notes
