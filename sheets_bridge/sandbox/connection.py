"""A waitress server whose application may let a connection die without an answer."""

import socket
import struct
import threading
from typing import Any

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.task import WSGITask  # type: ignore[import-untyped]

from sheets_bridge.sandbox.wsgi import App, Environ

_RESET = "sandbox.reset"
_MEGABYTE = 1 << 20
_LINGER_NOT_AT_ALL = struct.pack("ii", 1, 0)


class Killed(OSError):
    """The connection was killed on purpose; waitress closes a connection whose application raises OSError."""


class _Task(WSGITask):  # type: ignore[misc]
    def get_environment(self) -> Environ:
        environ: Environ = super().get_environment()
        environ[_RESET] = self.channel.reset_when_closed
        return environ


class _Channel(HTTPChannel):  # type: ignore[misc]
    task_class = _Task

    def reset_when_closed(self) -> None:
        """Make the close that follows an RST instead of an orderly end."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT_AT_ALL)


def reset(environ: Environ) -> Killed:
    """What to raise so that this request's connection ends with an RST."""
    if _RESET in environ:
        environ[_RESET]()
    return Killed("connection reset on purpose")


def hang_up() -> Killed:
    """What to raise so that a request's connection closes without a word."""
    return Killed("connection closed on purpose")


def listen(app: App, port: int, threads: int = 16) -> Any:
    """A waitress server on loopback; port 0 takes a free one. Raises OSError where the port is taken."""
    server = create_server(
        app,
        host="127.0.0.1",
        port=port,
        threads=threads,
        ident="sandbox",
        log_socket_errors=False,
        # A page of a thousand whole orders weighs some 15 MB and a write to a sheet 2 MB: keep both off the disk.
        outbuf_overflow=64 * _MEGABYTE,
        inbuf_overflow=16 * _MEGABYTE,
    )
    server.channel_class = _Channel
    return server


def stop(server: Any) -> None:
    """Close all connections and end the server's loop. Runs in the loop's own thread, where closing is safe."""
    pulled = threading.Event()

    def close() -> None:
        # A loop that is awake already must not close the trigger before its byte is written.
        pulled.wait()
        server.asyncore.close_all(server._map)

    server.trigger.pull_trigger(close)
    pulled.set()
