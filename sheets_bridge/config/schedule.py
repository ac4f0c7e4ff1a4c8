"""What a valid `schedule.yaml` says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Literal

from sheets_bridge.ads.media import Vat
from sheets_bridge.masking import Privacy
from sheets_bridge.model import Pull, Report
from sheets_bridge.source import Stream

Advertised = tuple[str, int]
"""A mall and the number of one of its shops."""


@dataclass(frozen=True)
class Account:
    """One login at a source. At Cafe24 `name` is the mall id."""

    name: str
    source: str
    client: Path
    """The file with the app's client id, secret and redirect address, or with the keys of an ad medium; not yet
    opened."""
    shops: Literal["active"] | tuple[int, ...] = "active"
    """Numbers of shops; at an ad medium, of advertising accounts, none where none were picked yet."""
    reported_vat: Vat | None = None
    """What the costs of an ad medium hold that does not say it."""
    advertises: Mapping[int, Advertised] = field(default_factory=dict)
    """Number of an ad account → the shop it advertises; 0 for all that are not named."""
    history: date | None = None
    """The first day wanted; None begins at the first order."""
    notify: tuple[str, ...] = field(default=(), repr=False)
    """Apprise addresses of the people who are told of this account. They hold secrets."""


@dataclass(frozen=True)
class StreamUse:
    """A stream as a job asks for it; `fields`, `embed` and `filter` are sorted: their order in the file is no news."""

    account: str
    stream: str
    fields: tuple[str, ...] = ()
    embed: tuple[str, ...] | None = None
    """None asks for what the stream needs by itself."""
    filter: tuple[tuple[str, str], ...] = ()
    masking: str = ""
    """How personal data in its rows is masked."""
    shape: str = ""
    """Of a stream that the schedule describes itself: what stands for its description."""

    def pull(self, shop_no: int) -> Pull:
        """The pull it makes for one shop."""
        return Pull(self.account, shop_no, self.stream, self.fields, self.embed, self.filter, self.masking, self.shape)


@dataclass(frozen=True)
class TabUse:
    """A table as it shall stand on a spreadsheet."""

    title: str
    """In Unicode's composed form (NFC), as Google's own page would type it."""
    table: str
    spreadsheet: str = "main"
    """A name in `Schedule.spreadsheets`."""
    keep: int | None = None
    """How many days the tab shows; None shows all."""
    where: str | None = None
    """An SQL condition over the table's column ids."""
    columns: tuple[str, ...] = ()
    """Column ids; empty for the table's default columns."""
    feeds: tuple[StreamUse, ...] = ()
    """Of a report's tab: the streams, of whatever job, that fill the tables the report reads. Of a tab that people type
    into: the streams of its job that are made of it."""

    def typed(self, spreadsheet_id: str) -> Pull:
        """What people typed on the tab, as a pull: it belongs to no account."""
        return Pull("", 0, f"input {self.table}", filter=(("on", spreadsheet_id), ("tab", self.title)))


@dataclass(frozen=True)
class Job:
    """Which streams, which tabs, when: exactly one of `every`, `at` (KST) and `cron` (KST) is given."""

    name: str
    every: timedelta | None
    at: time | None
    cron: str | None
    streams: tuple[StreamUse, ...]
    tabs: tuple[TabUse, ...]
    stale: timedelta | None = None
    """How long after a due moment it may be without success; None for as long as `notify:` says."""


@dataclass(frozen=True)
class BoardUse:
    """A tab that is drawn once, as it shall stand on a spreadsheet."""

    kind: Literal["dashboard", "utm_builder"]
    title: str
    spreadsheet: str
    reports: Mapping[str, TabUse]
    """Table → its tab on the same spreadsheet; one that shows a part of its rows is none."""


@dataclass(frozen=True)
class Notify:
    """Who is told of everything, and when a job is in trouble. The addresses hold secrets."""

    urls: tuple[str, ...] = field(default=(), repr=False)
    """Apprise addresses."""
    failures: int = 3
    """So many failures in a row are told."""
    stale: timedelta = timedelta(hours=3)
    heartbeat: str | None = field(default=None, repr=False)
    """An address that is asked every minute while the daemon lives."""
    briefing: time | None = None
    """When yesterday is told in a few lines (KST), every day; None for never."""


@dataclass(frozen=True)
class Log:
    """The daemon's log: where, whether as JSON lines, how many days of it are kept."""

    file: Path
    json: bool = False
    keep: int = 14


@dataclass(frozen=True)
class Page:
    """The status page, on this machine only."""

    port: int


@dataclass(frozen=True)
class Cost:
    """On what basis costs of ads are added up."""

    vat: Vat = "excluded"
    rates: Mapping[str, float] = field(default_factory=dict)
    """Currency → won for one of it."""


@dataclass(frozen=True)
class Schedule:
    """One valid `schedule.yaml`."""

    path: Path
    folder: Path
    """Where relative paths, `credentials/` and `state/` count from."""
    timezone: str
    language: Literal["ko", "en"]
    spreadsheets: Mapping[str, str]
    """Name → spreadsheet id."""
    google: Path
    """The service account's key file; not yet opened."""
    accounts: Mapping[str, Account]
    jobs: Mapping[str, Job]
    endpoints: Mapping[str, str]
    """Only those the file gives, without a closing slash."""
    notify: Notify = Notify()
    log: Log = Log(Path("state/logs/sheets-bridge.log"))
    page: Page | None = None
    """None where no page is wanted."""
    own: Mapping[str, Mapping[str, Stream]] = field(default_factory=dict, compare=False, repr=False)
    """Source id → the streams this file describes, by their id. Two readings of one file differ in nothing: what stands
    for a description (`StreamUse.shape`) is compared."""
    written: Mapping[str, Report] = field(default_factory=dict, repr=False)
    """The reports that people wrote and a tab shows, by their names."""
    privacy: Privacy = field(default_factory=Privacy)
    """What may be seen of people."""
    cost: Cost = Cost()
    boards: tuple[BoardUse, ...] = ()
    """Tabs that are drawn once."""
    control: str | None = None
    """The title of the tab on which the jobs stand, on every spreadsheet; None where none is wanted."""
    drop: Path = Path("drop")
    """The folder people drop exports into; it need not be there."""
