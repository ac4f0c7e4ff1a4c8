"""One request over a real socket: sent once, bounded in time and size, its failures told apart."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from sheets_bridge.api.wire import NoAnswer, NotSent, Request, open_session, sender


@contextmanager
def server(talk: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads a request and then does what `talk` says; the requests it saw."""
    seen: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    seen.append(connection.recv(65536))
                    talk(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", seen


def send(address: str, **more: object):
    with open_session() as session:
        return sender(session)(Request("GET", address, **more))


def test_a_whole_answer_comes_back_as_it_is():
    with server(lambda c: c.sendall(b"HTTP/1.1 418 T\r\nContent-Length: 2\r\nX-A: b\r\n\r\nhi")) as (address, seen):
        answer = send(address)
    assert (answer.status, answer.headers["x-a"], answer.body, len(seen)) == (418, "b", b"hi", 1)


def test_a_redirect_is_not_followed():
    with server(lambda c: c.sendall(b"HTTP/1.1 307 R\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")) as (
        address,
        seen,
    ):
        assert send(address).status == 307
    assert len(seen) == 1


def test_a_refused_connection_was_surely_not_sent():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NotSent):
        send(f"http://127.0.0.1:{port}/")


def test_an_unknown_name_was_surely_not_sent():
    with pytest.raises(NotSent):
        send("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    "words",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", b"\x00\x01 garbage\r\n\r\n"],
)
def test_an_answer_that_breaks_off_may_have_been_carried_out(words):
    with server(lambda c: c.sendall(words)) as (address, seen), pytest.raises(NoAnswer):
        send(address)
    assert len(seen) == 1, "never sent again beneath us"


def test_a_silent_server_is_given_up_at_the_deadline():
    held = threading.Event()
    with server(lambda _c: held.wait(5)) as (address, _), pytest.raises(NoAnswer):
        send(address, deadline=0.2)
    held.set()


def test_a_trickling_answer_is_given_up_at_the_deadline():
    over = threading.Event()

    def trickle(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        try:
            while not over.wait(0.02):
                connection.sendall(b"x")
        except OSError:
            return

    with server(trickle) as (address, _), pytest.raises(NoAnswer):
        send(address, deadline=0.3)
    over.set()


def test_neither_headers_nor_query_show_in_a_repr():
    request = Request("GET", "http://x/", {"phone": "010"}, {"Authorization": "Bearer secret"}, b"refresh")
    assert not any(word in repr(request) for word in ("secret", "010", "refresh"))
