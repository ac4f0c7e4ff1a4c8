"""A place that hears notifications: a small HTTP server on this machine, as Apprise's json:// speaks to one."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Ear:
    """What was heard, by the path it came to; `deaf` answers that it cannot hear just now."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_port
        self.heard: list[tuple[str, str, str]] = []
        self.kinds: list[str] = []
        """As what each was shown: failure, warning, success."""
        self.beats = 0
        self.asked = 0
        self.deaf = False
        self.news = threading.Condition()

    def address(self, name: str) -> str:
        """An address that Apprise tells things; its path is a secret."""
        return f"json://127.0.0.1:{self.port}/{name}"

    @property
    def heart(self) -> str:
        """The address of the heartbeat."""
        return f"http://127.0.0.1:{self.port}/heart?key=s3cr3t-of-the-heart"

    def told(self, name: str = "team-s3cr3t") -> list[str]:
        """What was told there since the last time: each as its title and its words."""
        with self.news:
            mine = [one for one in self.heard if one[0] == f"/{name}"]
            self.heard = [one for one in self.heard if one not in mine]
        return [f"{title}: {words}" for _, title, words in mine]

    def waited(self, seconds: float, until: Callable[[], bool]) -> bool:
        """Wait until something is so; whether it came to be."""
        with self.news:
            return bool(self.news.wait_for(until, seconds))


@contextmanager
def listening() -> Iterator[Ear]:
    """An ear during the block."""

    class Heard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with ear.news:
                ear.asked += 1
                if not ear.deaf:
                    ear.heard.append((self.path, body["title"], body["message"]))
                    ear.kinds.append(body["type"])
                ear.news.notify_all()
            self._answer(503 if ear.deaf else 200)

        def do_GET(self) -> None:
            with ear.news:
                ear.beats += 1
                ear.news.notify_all()
            self._answer(200)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests look at what was heard."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    ear = Ear(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield ear
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
