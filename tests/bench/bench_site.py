"""A site to measure at: the mall and Google as processes, an installation connected to them, children that report."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_columns import TABS
from bench_google import TOKEN
from bench_mall import MALL
from bench_meter import ask

_HERE = Path(__file__).parent
_SCHEDULE = """\
timezone: Asia/Seoul
language: ko
spreadsheets:
{spreadsheets}
google: credentials/google.json
accounts:
  {mall}: {{source: cafe24, client: credentials/cafe24-client.json, shops: active, history: {history}}}
jobs:
  orders:
    every: 15 minutes
    streams: [{mall}.orders]
    tabs:
{tabs}
endpoints: {{cafe24: {cafe24}/cafe24, google: {google}/google}}
"""
_CLIENT = {"client_id": "bench", "client_secret": "bench", "redirect_uri": "https://brand.example/landed"}


@dataclass(frozen=True)
class Site:
    """Both servers, and a folder to work in."""

    folder: Path
    mall: str
    google: str
    since: date
    until: date

    def child(self, name: str, *words: object) -> dict[str, Any]:
        """What a measured script came to, run in a process of its own."""
        command = [sys.executable, str(_HERE / f"bench_{name}.py"), *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr or done.returncode}")
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def product(self, *words: object) -> dict[str, Any]:
        """What the product came to on the installation that stands."""
        return self.child("product", self.folder / "schedule.yaml", self.mall, self.google, *words)

    def floor(self, *words: object) -> dict[str, Any]:
        """What the floor came to."""
        return self.child("floor", self.mall, self.since, self.until, self.folder / "floor.db", *words)

    def script(self) -> dict[str, Any]:
        """What the gspread script came to, on spreadsheets of its own."""
        books = ask(f"{self.google}/fresh")
        return self.child("script", self.mall, self.google, self.since, self.until, *books)

    def install(self, *tables: str) -> None:
        """A new connected installation that fills tabs of these tables, each on a new spreadsheet of its own."""
        state = self.folder / "state"
        for path in state.glob("*.*"):
            path.unlink()
        books = dict(zip(tables, ask(f"{self.google}/fresh"), strict=False))
        write_private(self.folder / "credentials", "google.json", {"type": "bearer", "token": TOKEN})
        write_private(self.folder / "credentials", "cafe24-client.json", _CLIENT)
        self.folder.joinpath("schedule.yaml").write_text(self._schedule(books), encoding="utf-8")
        self.product("connect")

    def _schedule(self, books: dict[str, str]) -> str:
        tabs = [f"      RAW_{table}: {{table: {table}, on: {table}, columns: [{', '.join(TABS[table])}]}}"
                for table in books]  # fmt: skip
        sheets = [f"  {table}: https://docs.google.com/spreadsheets/d/{book}/edit" for table, book in books.items()]
        return _SCHEDULE.format(
            spreadsheets="\n".join(sheets), tabs="\n".join(tabs), mall=MALL, history=self.since, cafe24=self.mall,
            google=self.google,
        )  # fmt: skip


@contextmanager
def site(orders: int, items: int = 3, days: int = 400) -> Iterator[Site]:
    """A site whose mall has so many orders of the last days."""
    last = date.today()  # noqa: DTZ011 - days before the newest do as well
    sizes = ("--orders", orders, "--items", items, "--days", days, "--last", last)
    with ExitStack() as held:
        folder = held.enter_context(TemporaryDirectory(prefix="sheets-bridge-bench-"))
        mall = held.enter_context(serving("mall", *sizes))
        google = held.enter_context(serving("google"))
        yield Site(Path(folder), mall, google, date.fromordinal(last.toordinal() - days + 1), last)


@contextmanager
def serving(name: str, *words: object) -> Iterator[str]:
    """The address of a server of ours, run as a process of its own."""
    command = [sys.executable, str(_HERE / f"bench_{name}.py"), *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def write_private(folder: Path, name: str, content: object) -> None:
    """A file of credentials."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    path.touch(mode=0o600)
    path.write_text(json.dumps(content), encoding="utf-8")
