"""The few WSGI words that the sandbox's middleware shares."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]


def path_of(environ: Environ) -> str:
    """The address's path, percent-decoded as UTF-8 (WSGI hands it over as Latin-1)."""
    return str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "replace")
