"""One HTTP request, sent once, under a total deadline."""

import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import requests
import urllib3

from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request, Send

_CONNECT_SECONDS = 10.0
_BODY_LIMIT = 50 * 1024 * 1024
_CHUNK = 256 * 1024
"""Bytes taken in at once: at 64 KB a page of orders costs three times the CPU time."""
_BEFORE_SENDING = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
_NO_TUNNEL = "Tunnel connection failed"
"""What Python says where a proxy refuses to connect us (http.client)."""


def open_session() -> requests.Session:
    """The one session of a process; requests sent through it follow no redirects and are never retried beneath us."""
    session = requests.Session()
    session.headers["User-Agent"] = "sheets-bridge"
    return session


def sender(session: requests.Session, count: Callable[[Request], None] = lambda _request: None) -> Send:
    """A `Send` over a session; `count` sees every request just before it leaves, retries included."""

    def send(request: Request) -> Answer:
        count(request)
        deadline = time.monotonic() + request.deadline
        try:
            with session.request(
                request.method,
                request.url,
                params=request.params,
                headers=request.headers,
                data=request.body,
                # requests takes this as it is, which its stubs do not know; a pair would add its two limits.
                timeout=urllib3.Timeout(connect=_CONNECT_SECONDS, total=request.deadline),  # type: ignore[arg-type]
                allow_redirects=False,
                stream=True,
            ) as response:
                return Answer(response.status_code, response.headers, _read(response, deadline))
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise (NotSent if _never_left(error) else NoAnswer)(type(error).__name__) from error

    return send


def _never_left(error: Exception) -> bool:
    """Whether nothing of the request can have reached the server; in doubt it may have."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, urllib3.exceptions.ProxyError):
        # Also raised for a proxy that broke off after it took the request: only what lies beneath tells.
        reason = reason.original_error
    if isinstance(reason, urllib3.exceptions.SSLError):
        # TLS also breaks while the answer is read; only a refused certificate is surely before our first byte.
        return any(isinstance(beneath, ssl.SSLCertVerificationError) for beneath in reason.args)
    return isinstance(reason, _BEFORE_SENDING) or str(reason).startswith(_NO_TUNNEL)


def _read(response: requests.Response, deadline: float) -> bytes:
    """The body. A read that stalls is ended from outside when the time is over: its own time limit begins anew."""
    ending = threading.Timer(max(0.0, deadline - time.monotonic()), _end, [response])
    ending.daemon = True
    ending.start()
    try:
        return _whole(response, deadline)
    finally:
        ending.cancel()


def _end(response: requests.Response) -> None:
    # It may have come to its end by itself a moment ago: then there is nothing to shut.
    with suppress(ValueError, RuntimeError, OSError):
        response.raw.shutdown()


def _whole(response: requests.Response, deadline: float) -> bytes:
    parts, size = [], 0
    # read1 hands over what has come; iter_content would wait for a whole chunk, for ever if it trickles.
    while part := response.raw.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > _BODY_LIMIT:
            raise NoAnswer(f"an answer of more than {_BODY_LIMIT} bytes")
        if time.monotonic() > deadline:
            break
    # A body that was ended from outside may look whole.
    if time.monotonic() > deadline:
        raise NoAnswer("the answer took too long")
    return b"".join(parts)
