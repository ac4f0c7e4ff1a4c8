"""A person and the bridge act on a tab in random order; one full run then makes it right."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spreadsheet_bench import SHAPE, TABLE, order, publish, settle

from sheets_bridge.spreadsheet import Spreadsheet
from sheets_bridge.spreadsheet.areas import letters
from sheets_bridge.spreadsheet.cells import ENCODERS

TITLE = SHAPE.title
LABELS = {column.ko: column for column in TABLE.columns}
NOTES = "비고"


class Life:
    """One spreadsheet, its store of rows, and the notes a person wrote beside them."""

    def __init__(self, room, person):
        self.room, self.person = room, person
        self.rows = {f"id{n}": order(n) for n in range(4)}
        self.notes = {}
        self.next = 4
        self.changed = set()
        publish(room, self.rows)
        self.insert_column(len(LABELS) - 1)
        self.person.write(f"{TITLE}!{letters(len(LABELS))}1", [NOTES])

    def table(self):
        return self.person.values(f"{TITLE}!A1:Z")

    def at(self, label):
        return self.table()[0].index(label)

    def insert_column(self, n):
        at = 1 + n % len(LABELS)
        self.person.do(
            {"insertDimension": {"range": self.person.span(TITLE, "COLUMNS", at, at + 1), "inheritFromBefore": True}}
        )

    def move_column(self, n):
        at = n % 3
        source = self.person.span(TITLE, "COLUMNS", at, at + 1)
        self.person.do({"moveDimension": {"source": source, "destinationIndex": 5 + n % 3}})

    def sort(self, n):
        where = {"sheetId": self.person.sheet(TITLE)["sheetId"], "startRowIndex": 1}
        spec = {"dimensionIndex": self.at("주문번호"), "sortOrder": ("ASCENDING", "DESCENDING")[n % 2]}
        self.person.do({"sortRange": {"range": where, "sortSpecs": [spec]}})

    def note(self, n):
        row, text = self.row(n), f"note{len(self.notes)}"
        if row is None or (self.cell(row, NOTES) != ""):
            return
        self.notes[text] = self.cell(row, "_id")
        self.person.write(f"{TITLE}!{letters(self.at(NOTES))}{row}", [text])

    def edit(self, n):
        row = self.row(n)
        if row:
            self.person.write(f"{TITLE}!{letters(self.at('결제금액'))}{row}", ["손으로"])

    def delete_row(self, n):
        row = self.row(n)
        if row:
            self.notes.pop(self.cell(row, NOTES), None)
            self.person.do({"deleteDimension": {"range": self.person.span(TITLE, "ROWS", row - 1, row)}})

    def double_row(self, n):
        row = self.row(n)
        if row:
            cells, bottom, at = self.table()[row - 1], len(self.table()) + 1, self.at(NOTES)
            cells = [*cells[:at], "", *cells[at + 1 :]]
            self.person.write(f"{TITLE}!A{bottom}:{letters(len(cells) - 1)}{bottom}", cells)

    def insert_row(self, n):
        at = 1 + n % len(self.table())
        self.person.do(
            {"insertDimension": {"range": self.person.span(TITLE, "ROWS", at, at + 1), "inheritFromBefore": False}}
        )

    def arrive(self, _n):
        self.rows[f"id{self.next}"] = order(self.next)
        self.next += 1

    def leave(self, n):
        if self.rows:
            del self.rows[sorted(self.rows)[n % len(self.rows)]]

    def change(self, n):
        if self.rows:
            id_ = sorted(self.rows)[n % len(self.rows)]
            self.rows[id_] = order(int(id_[2:]), f"memo{n}", n)
            self.changed.add(id_)

    def refresh(self, _n):
        settle(self.room, self.rows, changed=self.changed)
        self.changed.clear()

    def row(self, n):
        """The sheet row of one of the orders that stand, or None."""
        at = self.at("_id")
        standing = [row for row, cells in enumerate(self.table(), 1) if row > 1 and len(cells) > at and cells[at]]
        return standing[n % len(standing)] if standing else None

    def cell(self, row, label):
        cells, at = self.table()[row - 1], self.at(label)
        return cells[at] if at < len(cells) else ""

    def stood(self):
        """Id → (our cells, the note beside), as they stand now; fails where an id stands twice."""
        head, *body = self.table()
        found = {}
        for cells in (row + [""] * (len(head) - len(row)) for row in body):
            told = dict(zip(head, cells, strict=True))
            if told["_id"]:
                assert told["_id"] not in found
                found[told["_id"]] = ([told[label] for label in LABELS], told[NOTES])
        return found


ACTS = (
    "insert_column", "move_column", "sort", "note", "edit", "delete_row", "double_row", "insert_row",
    "arrive", "leave", "change", "refresh",
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50)), max_size=8))
def test_after_one_full_run_our_cells_are_the_stores_and_every_note_is_beside_its_row(fresh, acts):
    person, client = fresh()
    life = Life(Spreadsheet(client, person.address.rsplit("/", 1)[1]), person)
    for act, n in acts:
        getattr(life, act)(n)
    settle(life.room, life.rows, changed=life.changed, full=True)
    stood = life.stood()
    encoded = {
        id_: [ENCODERS[column.kind](value) for column, value in zip(TABLE.columns, row, strict=True)]
        for id_, row in life.rows.items()
    }
    assert {id_: cells for id_, (cells, _) in stood.items()} == encoded
    seen = {cell for row in life.table() for cell in row}
    assert all(text in seen for text in life.notes)
    first = {text: stood[id_][1] == text for text, id_ in life.notes.items() if id_ in stood}
    doubled = any(act == "double_row" for act, _ in acts)
    assert doubled or all(first.values())
    assert publish(life.room, life.rows, full=True).written is None
