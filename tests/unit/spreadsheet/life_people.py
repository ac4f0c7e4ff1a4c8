"""What people do to a tab of ours, and what they remember: every cell they wrote and the order it stands beside."""

import re
from dataclasses import dataclass

from life_sheet import LABELS, TAB_KEY, Sheets, View
from spreadsheet_bench import SHAPE

_TOKEN = re.compile("«[^»]*»")


@dataclass(frozen=True)
class Note:
    """A cell somebody wrote. `beside` is the order of its row; None where it belongs to no order."""

    beside: str | None
    formula: bool = False


@dataclass(frozen=True)
class Gone:
    """A column of ours that somebody deleted: all it takes to undo that."""

    id_: str
    at: int
    cells: tuple[object, ...]
    moves: int
    """How often rows had moved by then: later, its cells would not fit beside them."""


class People:
    """Everybody with access to the spreadsheet. Each act takes two numbers that choose where; it may find nothing."""

    def __init__(self, bridge):
        self.sheets, self.bridge = Sheets(bridge.person), bridge
        self.notes: dict[tuple[int, str], Note] = {}
        self.gone: list[Gone] = []
        self.edited: set[str] = set()
        """Orders whose cells somebody changed since all were last compared."""
        self.unmarked: set[str] = set()
        """Columns of ours that came back without our mark: until the next run only their headers tell them."""
        self.mixed = False
        """Whether somebody has sorted or restored a part of our columns since then."""
        self.doubled: set[str] = set()
        self.moves = self.tokens = 0

    def view(self) -> View | None:
        """Our tab; None where there is none."""
        sheet = self.tab()
        if sheet is None:
            return None
        id_, grid = sheet["properties"]["sheetId"], sheet["properties"]["gridProperties"]
        rows = self.sheets.cells(id_)[id_]
        places = self.sheets.places(id_, rows)
        return View(id_, rows, grid["rowCount"], grid["columnCount"], places, self.bridge.names)

    def tab(self):
        """Our tab as a sheet: the one the store remembers, else the first that bears our mark."""
        marked = [sheet for sheet in self.sheets.all() if _mark(sheet)]
        known = [sheet for sheet in marked if sheet["properties"]["sheetId"] == self.bridge.known_sheet]
        return next(iter((*known, *marked)), None)

    def loading(self):
        """Whether our tab is not shown yet."""
        tab = self.tab()
        return tab is not None and '"loading": true' in _mark(tab)

    def act(self, name, a, b):
        """Do one of the acts below, where there is a tab to do it to."""
        view = self.view()
        if view is not None:
            getattr(self, f"_{name}")(view, a, b)

    def remember(self):
        """Look again which order each note is beside: somebody has just parted or named rows anew."""
        view = self.view()
        for key, (row, _) in self.found(view).items():
            self.notes[key] = Note(view.whose(row), self.notes[key].formula)

    def found(self, view):
        """Where the notes of our tab stand; a note that stands nowhere is left out."""
        places = {}
        for row, cells in enumerate(view.rows):
            for column, cell in enumerate(cells):
                for token in _TOKEN.findall(str(cell)):
                    assert (view.sheet_id, token) not in places, f"{token} stands twice"
                    places[view.sheet_id, token] = row, column
        return {key: place for key, place in places.items() if key in self.notes}

    # rows

    def _sort(self, view, a, b):
        where = {"sheetId": view.sheet_id, "startRowIndex": view.body}
        self._sorted(where, a % view.width, b)

    def _sort_by_filter(self, view, a, b):
        """Sorts what the filter spans, as its buttons do: columns beside it stay where they are."""
        where = (self.tab().get("basicFilter") or {}).get("range")
        if not where or view.header not in (None, where.get("startRowIndex", 0)):
            return
        left, right = where.get("startColumnIndex", 0), where.get("endColumnIndex", view.width)
        where = {**where, "startRowIndex": where.get("startRowIndex", 0) + 1}
        if where["startRowIndex"] >= where.get("endRowIndex", view.height):
            return
        self._sorted(where, left + a % (right - left), b)
        self.mixed |= any(not left <= at < right for at in view.places.values())
        self.remember()

    def _sorted(self, where, column, b):
        spec = {"dimensionIndex": column, "sortOrder": ("ASCENDING", "DESCENDING")[b % 2]}
        self.sheets.do({"sortRange": {"range": where, "sortSpecs": [spec]}})
        self.moves += 1

    def _insert_row(self, view, a, _b):
        self.sheets.insert(view.sheet_id, "ROWS", a % (len(view.rows) + 1))
        self.moves += 1

    def _delete_rows(self, view, a, b):
        for _ in range(1 + b % 2):
            if view.data:
                self._delete_row(view, view.data[a % len(view.data)])
                view = self.view()

    def _delete_row(self, view, row):
        self._forget(place for place in self.found(view).items() if place[1][0] == row)
        self.sheets.delete(view.sheet_id, "ROWS", row)
        self.moves += 1

    def _delete_header(self, view, _a, _b):
        if view.header is not None and not self.unmarked:
            self._delete_row(view, view.header)

    def _double_row(self, view, a, b):
        """Copies our cells of a row, the hidden id with them or without; a note of its own beside the copy, or none."""
        if not view.data:
            return
        source = view.data[a % len(view.data)]
        cells = dict(zip(view.places, (view.cell(source, at) for at in view.places.values()), strict=True))
        if b % 3 == 2:
            cells.pop("_id", None)
        row = self._new_row(view, b)
        for id_, cell in cells.items():
            self.sheets.write(view.sheet_id, row, view.places[id_], cell)
        self.doubled.add(view.whose(source))
        if a % 2 and view.own:
            self._put(view, row, view.own[b % len(view.own)], view.whose(source))

    def _total(self, view, a, b):
        """A line of their own among or below ours, written in a column of ours."""
        visible = [at for id_, at in view.places.items() if id_ != "_id"]
        if visible:
            self._put(view, self._new_row(view, b), visible[a % len(visible)], None)

    def _new_row(self, view, b):
        row = len(view.rows) if b % 2 else view.body + b % (len(view.rows) + 1 - view.body)
        self.sheets.insert(view.sheet_id, "ROWS", min(row, view.height))
        self.moves += 1
        return row

    # cells

    def _note(self, view, a, b):
        self._beside(view, a, b, formula=False)

    def _formula(self, view, a, b):
        self._beside(view, a, b, formula=True)

    def _beside(self, view, a, b, *, formula):
        rows = view.data if b % 5 else [*view.data, view.body + b % 7]
        if not rows or not view.own:
            return
        row, column = rows[a % len(rows)], view.own[b % len(view.own)]
        if row != view.header and row < view.height and view.cell(row, column) == "":
            self._put(view, row, column, view.whose(row), formula=formula)

    def _put(self, view, row, column, beside, *, formula=False):
        if self.loading():
            return  # nobody writes on a tab that is not shown yet
        token = f"«{self.tokens}»"
        self.tokens += 1
        self.sheets.write(view.sheet_id, row, column, f'=C{row + 1}&"{token}"' if formula else token)
        self.notes[view.sheet_id, token] = Note(beside, formula)

    def _edit(self, view, a, b):
        visible = [at for id_, at in view.places.items() if id_ != "_id"]
        self._overwrite(view, a, visible, b, ("손으로", 777, "")[b % 3])

    def _clear_id(self, view, a, b):
        self._overwrite(view, a, [view.places[id_] for id_ in ("_id",) if id_ in view.places], b, "")

    def _overwrite(self, view, a, columns, b, cell):
        if view.data and columns:
            row = view.data[a % len(view.data)]
            self.edited.add(view.whose(row))
            self.sheets.write(view.sheet_id, row, columns[b % len(columns)], cell)
            self.remember()

    # columns

    def _insert_column(self, view, a, _b):
        at = a % (view.width + 1)
        self.sheets.insert(view.sheet_id, "COLUMNS", at)
        if view.header is not None:
            self._put(view, view.header, at, None)

    def _delete_own_column(self, view, a, _b):
        if view.own:
            at = view.own[a % len(view.own)]
            self._forget(place for place in self.found(view).items() if place[1][1] == at)
            self.sheets.delete(view.sheet_id, "COLUMNS", at)

    def _delete_our_column(self, view, a, _b):
        if len(view.places) > 1:
            id_ = sorted(view.places)[a % len(view.places)]
            at = view.places[id_]
            self._forget(place for place in self.found(view).items() if place[1][1] == at)
            cells = tuple(view.cell(row, at) for row in range(len(view.rows)))
            self.unmarked.discard(id_)
            self.gone.append(Gone(id_, at, cells, self.moves))
            self.sheets.delete(view.sheet_id, "COLUMNS", at)

    def _undo(self, view, a, _b):
        """A deleted column of ours is there again: as it was, or, if rows have moved since, with its header alone."""
        if not self.gone:
            return
        gone, still = self.gone.pop(), self.moves
        at = min(gone.at, view.width)
        self.sheets.insert(view.sheet_id, "COLUMNS", at)
        whole = gone.moves == still
        if whole:
            for row, cell in enumerate(gone.cells):
                self.sheets.write(view.sheet_id, row, at, cell)
        elif view.header is not None:
            self.sheets.write(view.sheet_id, view.header, at, LABELS[gone.id_])
        labelled = view.header is not None and (not whole or gone.cells[view.header] == LABELS[gone.id_])
        if a % 2 or not labelled:
            self.sheets.mark_column(view.sheet_id, gone.id_, at)
            self.mixed |= not whole
        else:
            self.unmarked.add(gone.id_)
        self.remember()

    def _move_column(self, view, a, b):
        column, to = a % view.width, b % (view.width + 1)
        self.sheets.move(view.sheet_id, column, to)

    def _relabel(self, view, a, _b):
        visible = [at for id_, at in view.places.items() if id_ != "_id" and id_ not in self.unmarked]
        if view.header is not None and visible:
            self.sheets.write(view.sheet_id, view.header, visible[a % len(visible)], f"이름 {a}")

    # tabs

    def _delete_tab(self, view, _a, _b):
        self.sheets.do({"deleteSheet": {"sheetId": view.sheet_id}})
        self._forget((key, None) for key in list(self.notes) if key[0] == view.sheet_id)
        self.gone, self.edited, self.unmarked, self.mixed, self.doubled = [], set(), set(), False, set()

    def _rename(self, view, _a, _b):
        self.tokens += 1
        self._set(view, title=f"보고용 {self.tokens}")

    def _hide(self, view, _a, b):
        if not self.loading():
            self._set(view, hidden=bool(b % 2))

    def _set(self, view, **properties):
        told = {"sheetId": view.sheet_id, **properties}
        self.sheets.do({"updateSheetProperties": {"properties": told, "fields": ",".join(properties)}})

    def _copy_tab(self, view, a, b):
        """A copy for themselves. Whether Google copies marks along is not known: both are tried."""
        twin = {"sourceSheetId": view.sheet_id, "insertSheetIndex": a % 2, "newSheetName": f"사본 {self.tokens}"}
        told = self.sheets.do({"duplicateSheet": twin})["replies"][0]["duplicateSheet"]["properties"]
        self.tokens += 1
        quiet = not (self.gone or self.unmarked or self.edited or self.mixed or self.doubled or self.loading())
        if b % 2 and quiet and view.sheet_id == self.bridge.known_sheet:
            self.sheets.mark(TAB_KEY, _mark(self.tab()), {"sheetId": told["sheetId"]})
            for id_, at in view.places.items():
                self.sheets.mark_column(told["sheetId"], id_, at)
        copied = {(told["sheetId"], key[1]): self.notes[key] for key in self.found(view)}
        self.notes |= copied

    def _own_tab(self, _view, a, _b):
        """A tab of their own; perhaps with the title ours had."""
        self.tokens += 1
        titles = {sheet["properties"]["title"] for sheet in self.sheets.all()}
        title = SHAPE.title if a % 2 and SHAPE.title not in titles else f"내 탭 {self.tokens}"
        grid = {"rowCount": 5, "columnCount": 5}
        told = self.sheets.do({"addSheet": {"properties": {"title": title, "gridProperties": grid}}})
        sheet_id = told["replies"][0]["addSheet"]["properties"]["sheetId"]
        self.sheets.write(sheet_id, 0, 0, f"«{self.tokens}»")
        self.notes[sheet_id, f"«{self.tokens}»"] = Note(None)

    def _forget(self, places):
        for key, _ in list(places):
            del self.notes[key]


def _mark(sheet):
    """The value of our mark on a sheet, "" where it bears none."""
    marks = [one for one in sheet.get("developerMetadata", ()) if one["metadataKey"] == TAB_KEY]
    return marks[0]["metadataValue"] if marks else ""


ROW_ACTS = ("sort", "sort_by_filter", "insert_row", "delete_rows", "delete_header", "double_row", "total")
CELL_ACTS = ("note", "note", "formula", "edit", "clear_id")
COLUMN_ACTS = ("insert_column", "delete_own_column", "delete_our_column", "undo", "move_column", "relabel")
TAB_ACTS = ("delete_tab", "rename", "hide", "copy_tab", "own_tab")
HARMLESS = ("edit", "relabel", "rename", "hide", "own_tab", "delete_tab")
"""Acts that do no harm even while a write is on its way, when nobody can look any more where rows and columns are."""
