"""The page kept up beside the daemon, in threads of its own."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]

from sheets_bridge.errors import Unavailable, system_words
from sheets_bridge.messages import say

_LOOPBACK = "127.0.0.1"
_THREADS = 2
_STOP_SECONDS = 5.0
_MOST_BODY, _MOST_HEADER = 4096, 16_384

_log = logging.getLogger(__name__)


@contextmanager
def serving(site: Flask, port: int) -> Iterator[None]:
    """The page answers during the block. Raises: Unavailable where its port cannot be had."""
    server = _listening(site, port)
    thread = threading.Thread(target=server.run, name="page", daemon=True)
    thread.start()
    try:
        yield
    finally:
        _close(server)
        thread.join(_STOP_SECONDS)
        server.task_dispatcher.shutdown(timeout=_STOP_SECONDS)


def _listening(site: Flask, port: int) -> Any:
    try:
        return create_server(
            site, host=_LOOPBACK, port=port, threads=_THREADS, ident=None, max_request_body_size=_MOST_BODY,
            max_request_header_size=_MOST_HEADER, log_socket_errors=False,
        )  # fmt: skip
    except OSError as error:
        raise Unavailable(
            say(
                "The status page cannot use port {port} ({error}). Give it another under page: in schedule.yaml and "
                "start the daemon again; jobs run on without it.",
                port=port,
                error=system_words(error),
            )
        ) from error


def _close(server: Any) -> None:
    """End the server's loop, in its own thread: its sockets must not go while it waits for them."""
    pulled = threading.Event()

    def close() -> None:
        pulled.wait()
        server.asyncore.close_all(server._map)

    server.trigger.pull_trigger(close)
    pulled.set()
