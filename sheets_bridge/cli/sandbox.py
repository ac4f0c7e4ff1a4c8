"""`sheets-bridge sandbox`: the pretend mall and Google in the foreground, with a schedule ready to run against them."""

import gc
import os
import signal
import threading
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from sheets_bridge.cli import screen, spoken, workspace
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import say, translation
from sheets_bridge.model import KST
from sheets_bridge.sandbox.server import Running, Settings
from sheets_bridge.sandbox.server import start as start_server

_GARBAGE_AT = 100_000
"""Allocations before Python looks for garbage. A long tab read whole is a million lists and not one cycle, and
looking for some takes four fifths of the time of such a read."""


def sandbox(port: int, days: int, orders_per_day: int, seed: int, start: datetime, schedule: Path | None) -> None:
    """Serve until SIGINT or SIGTERM."""
    gc.set_threshold(_GARBAGE_AT)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    korean = start.replace(tzinfo=KST) if start.tzinfo is None else start.astimezone(KST)
    settings = Settings(port=port, seed=seed, days=days, orders_per_day=orders_per_day, start=korean)
    try:
        with ExitStack() as held:
            target = workspace.target(schedule, held, "sheets-bridge-sandbox-")
            running = _started(settings)
            held.callback(running.stop)
            ready = workspace.write(target, running, korean.date() - timedelta(days=days), workspace.SHOWN)
            screen.print_json(
                {
                    "port": running.port,
                    "endpoints": running.endpoints,
                    "mall": running.mall,
                    "spreadsheet_id": running.spreadsheet_id,
                    "unshared_spreadsheet_id": running.unshared_id,
                    "schedule": str(ready),
                }
            )
            stopped.wait()
    except BridgeError as error:
        screen.fail(error, translation(spoken(os.environ)))


def _started(settings: Settings) -> Running:
    try:
        return start_server(settings)
    except OSError as error:
        taken = say("Port {port} cannot be opened: {error}. Choose another with --port, or 0 for a free one.",
                    port=settings.port, error=error.strerror)  # fmt: skip
        raise Unavailable(taken) from error
