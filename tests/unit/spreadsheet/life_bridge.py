"""The bridge in a life with people: a real store and a real room, ended by kills and begun anew as by a new process."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from life_wire import InProcess, Killed, TroubledWire
from spreadsheet_bench import SHAPE, TABLE, Person, order, sandbox

from sheets_bridge.config import TabUse
from sheets_bridge.masking import Masks
from sheets_bridge.model import Cursor, Pull
from sheets_bridge.spreadsheet import Spreadsheet, connect
from sheets_bridge.store import Store, landing
from sheets_bridge.sync import Ask, World
from sheets_bridge.sync.publish import publish

ENDPOINT = "http://127.0.0.1:9/google"
"""Nobody listens there: the wire takes it."""

TAB = TabUse(SHAPE.title, TABLE.id, where="payment_amount >= 0")
NUMBER, DAY, MOMENT = (TABLE.position(name) for name in ("order_id", "order_date", "ordered_at"))
_GONE = -1
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers count wall time


class Bridge:
    """The product from `landing.land` to `publish`. Time passes only where the test says so."""

    def __init__(self, folder: Path):
        google, app, self.key = sandbox(folder)
        self.folder, self.spreadsheet_id, self.wire = folder, google.spreadsheet_id, TroubledWire(app)
        self.person = Person(f"{ENDPOINT}/v4/spreadsheets/{self.spreadsheet_id}")
        self.person.session.trust_env = False
        self.person.session.mount("http://", InProcess(app))
        self.now, self.seconds = datetime(2026, 11, 3, tzinfo=UTC), 1000.0
        self.orders, self.versions, self.names = {}, {}, {}
        self.store, self.kill_at = None, None
        self.start()

    def start(self):
        """A new process: nothing is known but what the disk holds."""
        if self.store:
            self.store.close()
        self.kill_at = None
        self.store = Store(self.folder / "bridge.db", {TABLE.id: TABLE})
        client = connect(self.key, ENDPOINT, sleep=self._sleep, monotonic=lambda: self.seconds)
        client.session.mount("http://", InProcess(self.wire))
        self.room = Spreadsheet(client, self.spreadsheet_id, self._reached, lambda: self.seconds)
        self.pull = landing.pull_id(self.store, Pull("mymall", 1, "orders"))

    def passes(self, seconds):
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)

    def land(self, number, memo=None, amount=None):
        """An order comes or changes."""
        row = order(number, memo, amount)
        landing.land(self.store, self.pull, {TABLE.id: [row]}, Cursor(until=self.now))
        self.names = dict(self.store.query(f"SELECT id, order_id FROM {TABLE.id}"))
        self.orders[number] = row
        self.versions.setdefault(row[NUMBER], set()).add(self.cells(row))

    def leave(self, number):
        """An order is no longer wanted on the tab."""
        self.land(number, amount=_GONE)

    def cells(self, row):
        """What a row comes to on the sheet, without the product's own encoders."""
        cells = ["" if value is None else value for value in row]
        id_ = next(id_ for id_, number in self.names.items() if number == row[NUMBER])
        cells[DAY], cells[MOMENT] = _serial(row[DAY]), _serial(row[MOMENT])
        return (*cells, id_)

    @property
    def wanted(self):
        """Order number → cells, of every order the tab must hold."""
        return {row[NUMBER]: self.cells(row) for row in self.orders.values() if row[5] != _GONE}

    @property
    def known_sheet(self):
        """The sheet the store remembers the tab by."""
        found = self.store.one("SELECT sheet_id FROM tabs")
        return found[0] if found else None

    def run(self, *, heal=False, prune=True, dry=False):
        """Publish; (result, error), both None where the process was killed."""
        rooms, masks = {"main": self.room}, Masks(b"k" * 32)
        world = World(self.store, {}, rooms, lambda: self.now, masks, "ko", self.folder, "writer")
        try:
            return publish(world, TAB, [self.pull], Ask(heal=heal, dry_run=dry), prune=prune)
        except Killed:
            self.start()
            return None, None

    def _sleep(self, _seconds):
        self.passes(3)

    def _reached(self, point):
        if point == self.kill_at:
            raise Killed


def _serial(text):
    passed = datetime.fromisoformat(text) - _EPOCH
    return passed.total_seconds() / 86400
