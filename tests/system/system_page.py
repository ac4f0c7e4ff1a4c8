"""A daemon with its status page, as a process, and a browser's requests to it."""

import re
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import requests
from system_mall import Mall, going_on

T = TypeVar("T")
_DEADLINE = 60.0


@dataclass(frozen=True)
class Page:
    """The page of a daemon that runs."""

    port: int
    web: requests.Session

    @property
    def root(self) -> str:
        """Its address without a slash."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **asked: Any) -> requests.Response:
        """A GET."""
        return self.web.get(self.root + path, timeout=30, **asked)

    @property
    def csrf(self) -> str:
        """What the page gives its wishes."""
        found = re.search(r'<meta name="csrf" content="([0-9a-f]+)">', self.get("/").text)
        assert found
        return found[1]

    def press(self, job: str, **changed: str) -> requests.Response:
        """Ask for a run as the page's button does."""
        headers = {"Origin": self.root, "X-CSRF-Token": self.csrf, **changed}
        return self.web.post(f"{self.root}/run/{job}", headers=headers, timeout=30)

    def health(self) -> tuple[int, list[str]]:
        """What a watcher without a key sees."""
        answer = requests.get(f"{self.root}/healthz", timeout=30)
        return answer.status_code, answer.json()["reasons"]


def until(look: Callable[[], T], met: Callable[[T], bool]) -> T:
    """What `look` sees once the condition is met; fails after a minute with what was seen last."""
    deadline = time.monotonic() + _DEADLINE
    while not met(seen := look()):
        assert time.monotonic() < deadline, seen
        time.sleep(0.05)
    return seen


def with_page(mall: Mall) -> int:
    """Ask for a page in the schedule; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    mall.schedule.write_text(mall.schedule.read_text("utf-8") + f"page: {{port: {port}}}\n", "utf-8")
    return port


@contextmanager
def daemon(mall: Mall, port: int) -> Iterator[Page]:
    """A daemon that runs during the block and ends well after it; its page knows no browser yet."""
    with going_on("daemon", "--schedule", str(mall.schedule)) as process, requests.Session() as web:
        web.trust_env = False
        page = Page(port, web)
        until(lambda: _answers(page), bool)
        yield page
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=_DEADLINE)
        mall.noted(process.returncode, out, err)
        assert process.returncode == 0, err


def _answers(page: Page) -> bool:
    try:
        return bool(page.health())
    except requests.ConnectionError:
        return False
