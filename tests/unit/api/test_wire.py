"""One request over a real socket: sent once, bounded in time and size, its failures told apart."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sheets_bridge.api.call import NoAnswer, NotSent, Request
from sheets_bridge.api.wire import open_session, sender

Talk = Callable[[socket.socket], None]
Wrap = Callable[[socket.socket], socket.socket]


@contextmanager
def server(talk: Talk, wrap: Wrap = lambda plain: plain) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads a request and then does what `talk` says; the requests it saw."""
    seen: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                try:
                    with wrap(connection) as wrapped:
                        seen.append(wrapped.recv(65536))
                        talk(wrapped)
                except OSError:
                    connection.close()

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


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\n\r\nhalf", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"]
)
def test_a_body_that_stalls_does_not_begin_the_deadline_anew(head):
    over = threading.Event()

    def stall(connection: socket.socket) -> None:
        over.wait(0.75)
        connection.sendall(head)
        over.wait(5)

    with server(stall) as (address, _):
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            send(address, deadline=1.2)
        assert 1.1 < time.monotonic() - began < 1.9
        over.set()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate of 127.0.0.1, signed by itself, and its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


@contextmanager
def tls_server(talk: Talk, certificate: Path) -> Iterator[tuple[str, list[bytes]]]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with server(talk, lambda plain: tls.wrap_socket(plain, server_side=True)) as (address, seen):
        yield address.replace("http:", "https:"), seen


def send_trusting(certificate: Path, address: str, **more: object):
    with open_session() as session:
        session.trust_env, session.verify = False, str(certificate)
        return sender(session)(Request("POST", address, **more))


def _nonsense_after_the_request(connection: socket.socket) -> None:
    """Bytes that are no TLS record, on the bare socket."""
    socket.socket.send(connection, b"this is no TLS record at all, but it comes where one should")


def test_tls_that_breaks_while_the_answer_is_read_may_have_been_carried_out(certificate):
    with tls_server(_nonsense_after_the_request, certificate) as (address, seen), pytest.raises(NoAnswer) as raised:
        send_trusting(certificate, address)
    assert (len(seen), str(raised.value)) == (1, "SSLError")


def test_a_certificate_nobody_vouches_for_was_surely_not_sent_to(certificate):
    with tls_server(lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), certificate) as (address, seen):
        with pytest.raises(NotSent):
            send(address)
        assert send_trusting(certificate, address).status == 200
    assert len(seen) == 1


def test_a_stalled_answer_over_tls_is_given_up_at_the_deadline(certificate):
    over = threading.Event()

    def stall(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nhalf")
        over.wait(5)

    with tls_server(stall, certificate) as (address, _), pytest.raises(NoAnswer):
        send_trusting(certificate, address, deadline=0.3)
    over.set()


def through(proxy: str, address: str):
    with open_session() as session:
        session.proxies = {"http": proxy, "https": proxy}
        return sender(session)(Request("POST", address))


def test_a_proxy_that_refuses_passed_nothing_on():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        gone = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with pytest.raises(NotSent):
        through(gone, "http://mall.invalid/")
    refusal = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
    with server(lambda c: c.sendall(refusal)) as (proxy, _), pytest.raises(NotSent):
        through(proxy, "https://mall.invalid/")


def test_a_proxy_that_breaks_off_after_the_request_may_have_passed_it_on():
    with server(lambda _c: None) as (proxy, seen), pytest.raises(NoAnswer):
        through(proxy, "http://mall.invalid/")
    assert seen[0].startswith(b"POST http://mall.invalid/")


def test_neither_headers_nor_query_show_in_a_repr():
    request = Request("GET", "http://x/", {"phone": "010"}, {"Authorization": "Bearer secret"}, b"refresh")
    assert not any(word in repr(request) for word in ("secret", "010", "refresh"))
