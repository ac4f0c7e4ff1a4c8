"""Who may come in to the status page. Pure: what a request says, against the port and the key."""

import hmac
from dataclasses import dataclass, field

_NAMES = ("127.0.0.1", "localhost")
"""What the page may be called. Compared as a whole: `127.evil.com` and `127.0.0.1.evil.com` only begin like one."""


@dataclass(frozen=True)
class Door:
    """The door of one page. The key is shown in one address only; what browsers keep and send is derived from it."""

    port: int
    key: str = field(repr=False)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{_NAMES[0]}:{self.port}/"

    @property
    def address_with_key(self) -> str:
        """What lets a browser in. A secret."""
        return f"{self.address}?token={self.key}"

    @property
    def cookie_name(self) -> str:
        """Cookies know no ports: another installation's page on this machine has another name."""
        return f"sheets_bridge_{self.port}"

    @property
    def cookie(self) -> str:
        """What a browser that was let in shows."""
        return self._derived("cookie")

    @property
    def csrf(self) -> str:
        """What a page of ours sends with each wish: another site cannot read it."""
        return self._derived("csrf")

    def is_called(self, host: str | None) -> bool:
        """Whether a Host header names this page: a name that leads here by DNS tricks is another one."""
        return (host or "").lower() in {f"{name}:{self.port}" for name in _NAMES}

    def is_from_here(self, origin: str | None, host: str | None) -> bool:
        """Whether a wish was uttered on this page."""
        return self.is_called(host) and (origin or "").lower() == f"http://{host}".lower()

    def opens(self, key: str | None) -> bool:
        """Whether this is the key."""
        return _same(key, self.key)

    def knows(self, cookie: str | None) -> bool:
        """Whether a browser was let in before."""
        return _same(cookie, self.cookie)

    def is_meant(self, csrf: str | None) -> bool:
        """Whether a wish carries what our page gave it."""
        return _same(csrf, self.csrf)

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.key.encode(), purpose.encode(), "sha256").hexdigest()


def _same(given: str | None, wanted: str) -> bool:
    return hmac.compare_digest((given or "").encode("utf-8", "replace"), wanted.encode())
