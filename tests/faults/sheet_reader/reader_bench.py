"""The product's publishing half, and a reader who looks at the sheet all the while."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reader_rows import TABLE, is_whole, order, version_of
from reader_server import EMPTY, TITLE, Server, Web

from sheets_bridge.config import TabUse
from sheets_bridge.masking import Masks
from sheets_bridge.model import KST, Pull, TabResult
from sheets_bridge.spreadsheet import GoogleClient, Spreadsheet, connect
from sheets_bridge.store import Store, landing
from sheets_bridge.sync import Ask, World
from sheets_bridge.sync.publish import publish

NOW = datetime(2026, 12, 6, 9, tzinfo=KST)
CALL_SECONDS = 3.0
"""What a call takes, for all the product knows: longer than it trusts what it has read."""

LANDED_AT_ONCE = 10_000
READ_AT_ONCE = 30_000
"""Rows of one call of whoever reads a whole tab."""


class Reader(threading.Thread):
    """Somebody whose dashboard reads our tab again and again, pausing only until each answer has come.

    A look lists the sheets there are to see, counts the orders of the one that has our title, and reads some `spans`
    of its rows. What must never be seen is noted in `wrong`.
    """

    def __init__(self, web: Web, rows: int, spans: Sequence[tuple[int, int]]) -> None:
        super().__init__(name="reader", daemon=True)
        self._web, self._rows, self._spans = web, rows, spans
        self._turn, self._stopped = threading.Condition(), False
        self._begun = 0
        self.looks = 0
        self.sights = 0
        """Looks that found our tab."""
        self.versions: set[int] = set()
        """Of the orders seen."""
        self.wrong: list[str] = []
        self.failed: Exception | None = None

    def run(self) -> None:
        """Look until told to stop."""
        while not self._stopped and self.failed is None:
            self._begun += 1
            try:
                self._look()
            except Exception as error:  # raised where the test itself runs
                self.failed = error
            with self._turn:
                self.looks += 1
                self._turn.notify_all()

    def catch_up(self) -> None:
        """Return once it has looked, from beginning to end, at the sheet as it is now."""
        next_look = self._begun + 1
        with self._turn:
            self._turn.wait_for(lambda: self.looks >= next_look or self.failed is not None)

    def leave(self) -> None:
        """Stop, and raise what went wrong with the looking itself."""
        self._stopped = True
        self.join()
        if self.failed is not None:
            raise self.failed

    def _look(self) -> None:
        self.wrong += [f"{title} is seen" for title in self._web.visible() - {TITLE, EMPTY}]
        count = self._web.count()
        if count is None:
            return
        self.sights += 1
        if count < self._rows:
            self.wrong.append(f"{count} of {self._rows} rows are seen")
        rows = self._web.rows(*self._spans)
        whole = [row for row in rows if is_whole(row)]
        self.versions.update(map(version_of, whole))
        if len(whole) < len(rows):
            self.wrong.append(f"{next(row for row in rows if not is_whole(row))} is no one order")


@dataclass
class Desk:
    """The product's publishing half, from a store of its own to the spreadsheet."""

    server: Server
    store: Store
    folder: Path
    pull: int
    before_call: Callable[[], None] = field(default=lambda: None)
    """Called just before each of the product's calls to Google."""
    now: float = 0.0
    """Seconds by the product's clock."""
    sheet_id: int | None = None
    """The sheet that was published last."""

    def land(self, orders: Iterable[int], version: int) -> None:
        """Orders land in a version."""
        landing.land(self.store, self.pull, {TABLE.id: [order(number, version) for number in orders]})

    def land_all(self, orders: int) -> None:
        """The first version of so many orders lands, a page at a time."""
        for first in range(0, orders, LANDED_AT_ONCE):
            self.land(range(first, min(first + LANDED_AT_ONCE, orders)), 0)

    def publish(self) -> TabResult:
        """Make the tab hold what the store holds, as a new run does; the server's list of calls begins anew."""
        self.server.control("DELETE", "calls")
        room = Spreadsheet(self._client(), self.server.spreadsheet, monotonic=lambda: self.now)
        world = World(self.store, {}, {"main": room}, lambda: NOW, Masks(b""), "ko", self.folder, "writer")
        result, error = publish(world, TabUse(TITLE, TABLE.id), [self.pull], Ask(), prune=True)
        assert error is None, error
        self.sheet_id = result.sheet_id
        return result

    @contextmanager
    def watched(self, rows: int, spans: Sequence[tuple[int, int]]) -> Iterator[Reader]:
        """A reader looks all the while, and at least once between any two calls of the product's."""
        reader = Reader(Web(self.server), rows, spans)
        reader.start()
        self.before_call = reader.catch_up
        try:
            yield reader
            reader.catch_up()
        finally:
            self.before_call = lambda: None
            reader.leave()

    def _client(self) -> GoogleClient:
        """Nobody waits for its pacing."""
        return connect(self.server.key, self.server.endpoint, sleep=lambda _seconds: None, on_call=self._called)

    def _called(self, _kind: str) -> None:
        # Whatever is read is old by the next call, so that how long a machine takes for this decides nothing.
        self.now += CALL_SECONDS
        self.before_call()


@contextmanager
def desk(folder: Path, server: Server) -> Iterator[Desk]:
    """A desk with an empty store."""
    with Store(folder / "bridge.db", {TABLE.id: TABLE}) as store:
        yield Desk(server, store, folder, landing.pull_id(store, Pull("mymall", 1, TABLE.id)))


def read_through(web: Web, last: int) -> dict[int, int]:
    """Number → version of each order down to a `last` row. Every row must be one order, and none stand twice."""
    found: dict[int, int] = {}
    for first in range(2, last + 1, READ_AT_ONCE):
        for row in web.rows((first, min(first + READ_AT_ONCE - 1, last))):
            assert is_whole(row), row
            assert int(row[2]) not in found, row
            found[int(row[2])] = version_of(row)
    return found
