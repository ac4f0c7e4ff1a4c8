"""`sheets-bridge sandbox`: the pretend mall and Google in the foreground, with a schedule ready to run against them."""

import signal
import tempfile
import threading
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import click

from sheets_bridge.cli import screen, workspace
from sheets_bridge.sandbox.server import Running, Settings
from sheets_bridge.sandbox.server import start as start_server


def sandbox(port: int, days: int, orders_per_day: int, seed: int, start: datetime, folder: Path | None) -> None:
    """Serve until SIGINT or SIGTERM."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    settings = Settings(port=port, seed=seed, days=days, orders_per_day=orders_per_day, start=start)
    with ExitStack() as held:
        work = (
            folder.resolve()
            if folder
            else Path(held.enter_context(tempfile.TemporaryDirectory(prefix="sheets-bridge-sandbox-")))
        )
        running = _started(settings)
        held.callback(running.stop)
        schedule = workspace.write(work, running, start.date() - timedelta(days=days))
        screen.print_json(
            {
                "port": running.port,
                "endpoints": running.endpoints,
                "mall": running.mall,
                "spreadsheet_id": running.spreadsheet_id,
                "unshared_spreadsheet_id": running.unshared_id,
                "schedule": str(schedule),
            }
        )
        stopped.wait()


def _started(settings: Settings) -> Running:
    try:
        return start_server(settings)
    except OSError as error:
        raise click.ClickException(f"port {settings.port}: {error.strerror}") from error
