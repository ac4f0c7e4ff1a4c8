"""One installation opened: its schedule, store, logins and connections, built and handed down."""

import hashlib
import hmac
import json
import os
import secrets
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_bridge import locks
from sheets_bridge.ads import Settings
from sheets_bridge.api import clock as clocks
from sheets_bridge.api.call import Request, Send
from sheets_bridge.cli import logs, spoken
from sheets_bridge.cli.logs import log_to_stderr as log_to_stderr
from sheets_bridge.config import Account, Cost, Schedule, extended, load, parse, tables_of
from sheets_bridge.errors import ConfigError
from sheets_bridge.inputs import INPUTS
from sheets_bridge.locks import Sleep
from sheets_bridge.masking import Masks
from sheets_bridge.messages import Translate, say, translation
from sheets_bridge.model import Clock, Reached, Report, Table, nothing_reached
from sheets_bridge.redaction import parts_of
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.source import Keys, Source
from sheets_bridge.sources import discover
from sheets_bridge.store import Store, landing
from sheets_bridge.tokens import KeyRing, Login, TokenEndpoint, Vault, files, load_client

if TYPE_CHECKING:  # whoever only looks at an installation loads neither Google's libraries nor those of the network
    from sheets_bridge.spreadsheet import Quota, Spreadsheet
    from sheets_bridge.sync.world import Connected, Tell, World

CALLS = ("cafe24", "cafe24_analytics", "token", "google_read", "google_write")
"""The kinds of calls every installation counts; one with ad media counts those of each beside them."""
_Count = Callable[[Request], None]
_TOKENS = ("/oauth/token", "/oauth/revoke")
HMAC_KEY, _HMAC_BYTES = "hmac.key", 32
_WRITER_LETTERS = 12


@dataclass(frozen=True)
class Installation:
    """A schedule with everything around it that does not need the network."""

    schedule: Schedule
    sources: Mapping[str, Source]
    logins: Mapping[str, Login]
    """Of the accounts that log in by consent."""
    rings: Mapping[str, KeyRing]
    """Of those that log in by keys."""
    store: Store
    clock: Clock
    send: Send
    """Counted in `calls`."""
    reached: Reached
    calls: Counter[str]
    translate: Translate
    sleep: Sleep

    @property
    def credentials(self) -> Path:
        """Where keys and tokens lie."""
        return self.schedule.folder / "credentials"

    @property
    def reports(self) -> Mapping[str, Report]:
        """Every report that a tab may show: those we declare, and those its people wrote."""
        return {**REPORTS, **self.schedule.written}


def read_schedule(path: Path) -> tuple[Schedule, Mapping[str, Source]]:
    """The schedule and the sources it may name. Raises: ConfigError."""
    sources = discover()
    schedule = load(path, environment=os.environ, sources=sources, tables=STORED, reports=REPORTS,
                    inputs=INPUTS)  # fmt: skip
    return schedule, extended(sources, schedule.own)


def schedule_in(text: str, path: Path) -> Schedule:
    """As `read_schedule`, of a text that is to stand in the file. Raises: ConfigError."""
    return parse(text, path, environment=os.environ, sources=discover(), tables=STORED, reports=REPORTS,
                 inputs=INPUTS)  # fmt: skip


def tables_in(schedule: Schedule) -> Mapping[str, Table]:
    """Every table of an installation: those we declare, those its schedule describes, and those of reports."""
    written = {name: report.table for name, report in schedule.written.items()}
    return {**STORED, **tables_of(schedule.own), **written}


def daemon_lives(opened: Installation) -> bool:
    """Whether a daemon runs this installation just now. Raises: StateError."""
    return daemon_in(opened.schedule.folder)


def daemon_in(folder: Path) -> bool:
    """Whether a daemon runs the installation of this folder just now. Raises: StateError."""
    return locks.is_held(folder / "state" / "locks" / "daemon.lock")


@contextmanager
def installation(
    path: Path,
    sleep: Sleep = time.sleep,
    passing: Reached = nothing_reached,
    schedule: Schedule | None = None,
) -> Iterator[Installation]:
    """Open what lies around a schedule file. Makes no call. `sleep` is how every wait of pacing and retry passes;
    `passing` is told of each point where work may be broken off; a `schedule` that was read before is taken as it is.

    Raises: ConfigError, StateError.
    """
    schedule, sources = (schedule, extended(discover(), schedule.own)) if schedule else read_schedule(path)
    calls: Counter[str] = Counter()
    reached = _both(crash_point(schedule), passing)
    database, tables = schedule.folder / "state" / "bridge.db", tables_in(schedule)
    with ExitStack() as held, Store(database, tables, reached=reached) as store:
        sender = _sender(held)
        clock = _clock(schedule, sender)
        kind = _kinds(schedule, sources)
        send = sender(lambda request: calls.update((kind(request),)))
        credentials = schedule.folder / "credentials"
        keep_private(credentials)
        logs.learn(*secrets_of(schedule))
        logins: dict[str, Login] = {}
        rings: dict[str, KeyRing] = {}
        for account in schedule.accounts.values():
            source = sources[account.source]
            if source.oauth:
                client = load_client(account.client, os.environ)
                logs.learn(client.client_secret)
                endpoint = TokenEndpoint(source.oauth(account.name, schedule.endpoints).token, client)
                vault = Vault(credentials, account.name, seen=logs.learn_chain)
                logins[account.name] = Login(vault, endpoint, send, clock, sleep, reached)
            elif source.keys:
                rings[account.name] = ring_of(account, source.keys)
        translate = translation(schedule.language)
        yield Installation(schedule, sources, logins, rings, store, clock, send, reached, calls, translate, sleep)


def ring_of(account: Account, keys: Keys, path: Path | None = None) -> KeyRing:
    """The keys of an account at a source whose owner copies them; others of it where a `path` is given.

    Reads nothing yet.
    """
    return KeyRing(
        path or account.client, account.name, (key.id for key in keys.asked if key.needed),
        f"sheets-bridge connect {account.source} {account.name}", seen=logs.learn,
        plain={key.id for key in keys.asked if not key.secret},
    )  # fmt: skip


def tried_ring(account: Account, keys: Keys) -> KeyRing:
    """Where keys lie that `connect` is trying, or that did not pass: whoever tries again need not type them all."""
    path = account.client
    return ring_of(account, keys, path.with_name(f"{path.stem}.tried{path.suffix}"))


@contextmanager
def clock_of(schedule: Schedule) -> Iterator[Clock]:
    """The clock an installation goes by, where nothing else of it is needed."""
    with ExitStack() as held:
        yield _clock(schedule, _sender(held))


def world(opened: Installation, tell: "Tell", quota: "Quota | None" = None) -> "World":
    """What a run is handed, vendors and Google included; `quota` is shared with other threads of this process.

    Makes no call. Raises: ConfigError, StateError.
    """
    return world_with(opened, spreadsheets_of(opened, quota), tell)


def spreadsheets_of(opened: Installation, quota: "Quota | None" = None) -> "Mapping[str, Spreadsheet]":
    """The spreadsheets by their names, as the Google key of an installation reaches them. Makes no call.

    Raises: ConfigError.
    """
    from sheets_bridge.spreadsheet import Spreadsheet, connect

    schedule = opened.schedule
    client = connect(
        schedule.google,
        schedule.endpoints.get("google"),
        sleep=opened.sleep,
        on_call=lambda kind: opened.calls.update((kind,)),
        quota=quota,
    )
    return {name: Spreadsheet(client, one, opened.reached) for name, one in schedule.spreadsheets.items()}


def world_with(opened: Installation, sheets: "Mapping[str, Spreadsheet]", tell: "Tell") -> "World":
    """As `world`, with these spreadsheets: none, for who only reads the store. Raises: ConfigError, StateError."""
    from sheets_bridge.sync.world import World

    schedule = opened.schedule
    key = _hmac_key(opened.credentials, opened.store)
    return World(
        store=opened.store,
        accounts={account.name: _connected(opened, account) for account in schedule.accounts.values()},
        spreadsheets=sheets,
        clock=opened.clock,
        masks=Masks(key, schedule.privacy),
        language=schedule.language,
        locks=schedule.folder / "state" / "locks",
        writer=writer_of(key),
        tell=tell,
        called=lambda: opened.calls,
        sleep=opened.sleep,
        drop=schedule.drop,
        reports=opened.reports,
        inputs=INPUTS,
        typed=[tab for job in schedule.jobs.values() for tab in job.tabs if tab.table in INPUTS],
        boards=schedule.boards,
        cost=schedule.cost,
        addresses=schedule.spreadsheets,
    )


def masks_of(opened: Installation) -> Masks:
    """How this installation masks. Raises: ConfigError, StateError."""
    return Masks(_hmac_key(opened.credentials, opened.store), opened.schedule.privacy)


def writer_of(key: bytes) -> str:
    """Who an installation is as a writer: from its key and not its database, for who lost that is still the same."""
    return hmac.new(key, b"writer", hashlib.sha256).hexdigest()[:_WRITER_LETTERS]


def _connected(opened: Installation, account: Account) -> "Connected":
    from sheets_bridge.sync.world import NONE_PICKED, Connected

    source = opened.sources[account.source]
    connection = source.connect(
        account.name,
        opened.schedule.endpoints,
        login=opened.logins.get(account.name) or opened.rings.get(account.name),
        send=opened.send,
        sleep=opened.sleep,
        clock=opened.clock,
    )
    settings = _settings(opened.schedule.cost, account)
    shops = account.shops or (NONE_PICKED,)
    return Connected(source, connection, shops, account.history, settings, account.advertises)


def _settings(cost: Cost, account: Account) -> Settings:
    return Settings(vat=cost.vat, rates=cost.rates, reported_vat=account.reported_vat)


def _clock(schedule: Schedule, sender: Callable[[_Count], Send]) -> Clock:
    quiet = sender(lambda _request: None)
    return clocks.borrowed(schedule.endpoints["clock"], quiet) if "clock" in schedule.endpoints else clocks.system


def _sender(held: ExitStack) -> Callable[[_Count], Send]:
    """As `wire.sender`, over one session that is opened, and its library loaded, when the first call leaves."""

    @cache
    def over_session() -> Callable[[_Count], Send]:
        from sheets_bridge.api.wire import open_session, sender

        return partial(sender, held.enter_context(open_session()))

    return lambda count: lambda request: over_session()(count)(request)


def language_of(path: Path) -> Translate:
    """The schedule's language where it can be read, else the shell's: for saying why it cannot."""
    try:
        return translation(read_schedule(path)[0].language)
    except ConfigError:
        return translation(spoken(os.environ))


def account_named(schedule: Schedule, source: str, name: str) -> Account:
    """The account of a source. Raises: ConfigError naming those there are."""
    account = schedule.accounts.get(name)
    if account is None or account.source != source:
        known = [f"{one.source} {one.name}" for one in schedule.accounts.values()]
        raise ConfigError(
            say(
                "schedule.yaml has no {source} account {name}. It has: {known}. Add it under accounts:, or name one "
                "of those.",
                source=source,
                name=name,
                known=known,
            )
        )
    return account


def _both(first: Reached, second: Reached) -> Reached:
    def reached(point: str) -> None:
        first(point)
        second(point)

    return reached


def crash_point(schedule: Schedule) -> Reached:
    """Dies by SIGKILL where SHEETS_BRIDGE_CRASH_AT says: `point`, or `point:k` for its k-th time. Sandbox only.

    `point:k:SIGTERM` has this process sent another signal there.
    """
    wanted = os.environ.get("SHEETS_BRIDGE_CRASH_AT")
    if not wanted or "clock" not in schedule.endpoints:
        return nothing_reached

    told = wanted.split(":")
    name, times, number = (*told, *("", "1", "SIGKILL")[len(told) :])
    left = int(times)

    def reached(point: str) -> None:
        nonlocal left
        left -= point == name
        if left == 0 and point == name:
            os.kill(os.getpid(), signal.Signals[number])

    return reached


def secrets_of(schedule: Schedule) -> Iterator[str]:
    """What lies around a schedule and must be read in no log; whether it is as it should be others say."""
    told = (*schedule.notify.urls, *(url for account in schedule.accounts.values() for url in account.notify))
    for address in filter(None, (*told, schedule.notify.heartbeat)):
        yield from parts_of(address)
    with suppress(OSError, ValueError):
        key = json.loads(schedule.google.read_text("utf-8"))
        if isinstance(key, dict):
            yield from (str(key[name]) for name in ("private_key", "private_key_id", "token") if name in key)


def _kinds(schedule: Schedule, sources: Mapping[str, Source]) -> Callable[[Request], str]:
    """How calls are counted: by the name of the endpoint they go to, tokens apart."""
    used = dict.fromkeys(account.source for account in schedule.accounts.values())
    default = {name: address for source in used for name, address in sources[source].endpoints.items()}
    # A mall's own address begins with its name, which the default only has a place for.
    plain = {name: address for name, address in {**default, **schedule.endpoints}.items() if "{" not in address}
    longest_first = sorted(plain.items(), key=lambda one: -len(one[1]))

    def kind(request: Request) -> str:
        if request.url.endswith(_TOKENS):
            return "token"
        return next((name for name, address in longest_first if request.url.startswith(address)), "cafe24")

    return kind


def _hmac_key(credentials: Path, store: Store) -> bytes:
    """The installation's HMAC key, made on first use.

    Raises: ConfigError where it is damaged, or gone although rows were made with it: with another key no customer
    would keep their key, and that must not happen unsaid.
    """
    path = credentials / HMAC_KEY
    files.check_folder(credentials)
    kept = files.read_private(path)
    if kept is None and landing.any_rows(store):
        gone = say(
            "{path} is missing, and the customer keys in the sheet were made with it. Put it back from a backup. "
            "Without one, move {store} away: all rows are then read again, with new customer keys.",
            path=path,
            store=store.path.name,
        )
        raise ConfigError(gone)
    if kept is None:
        files.create_private(path, secrets.token_hex(_HMAC_BYTES).encode())
        kept = files.read_private(path) or b""
    try:
        key = bytes.fromhex(kept.decode())
    except ValueError:
        key = b""
    if len(key) != _HMAC_BYTES:
        damaged = say(
            "{path} is damaged. Put it back from a backup; with another key no customer keeps theirs.", path=path
        )
        raise ConfigError(damaged)
    return key


def keep_private(folder: Path) -> None:
    """A folder that came out of a clone is open to all; nothing in it should be."""
    if folder.is_dir() and folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
