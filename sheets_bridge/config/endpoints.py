"""The `endpoints:` part of the schedule: addresses that stand in for the vendors' own."""

from collections.abc import Collection, Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.place import Place
from sheets_bridge.messages import say
from sheets_bridge.source import Source

GOOGLE, CLOCK = "google", "clock"


def read_endpoints(place: Place, sources: Mapping[str, Source], used: Collection[str]) -> Mapping[str, str]:
    """The addresses given. `used` are the ids of the sources that the accounts name."""
    known = {GOOGLE, CLOCK, *(name for source in sources.values() for name in source.endpoints)}
    entries = place.entries()
    for name in [name for name in entries if name not in known]:
        entries[name].wrong(unknown(say('no endpoint "{word}"', word=name), name, known))
    found = {name: entry.read(address, "") for name, entry in entries.items() if name in known}
    if CLOCK in found:
        _check_clock(entries[CLOCK], found, {GOOGLE, *(name for source in used for name in sources[source].endpoints)})
    return found


def address(text: str) -> str:
    """An https address, or http on this machine, without a closing slash."""
    parts = _split(web_address(text))
    if parts.query or parts.fragment:
        raise Wrong(say("an address has no ? and no # here"))
    return text.rstrip("/")


def web_address(text: str) -> str:
    """An https address, or http on this machine."""
    parts = _split(text)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise Wrong(say("write an address that begins with https://"))
    if parts.scheme == "http" and not on_loopback(text):
        raise Wrong(say("http is taken on this machine only (127.0.0.1, localhost); write https"))
    if parts.username is not None:
        raise Wrong(say("an address has no user name here"))
    return text


def on_loopback(text: str) -> bool:
    """Whether an address stays on this machine."""
    host = _split(text).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise Wrong(say("write an address that begins with https://")) from error
    return parts


def _check_clock(place: Place, found: Mapping[str, str], needed: Collection[str]) -> None:
    """A clock of one's own would make real vendors see wrong times: it is for the sandbox alone."""
    away = [
        name for name in sorted({*needed, *found}) if found.get(name) != "" and not on_loopback(found.get(name, ""))
    ]
    if away:
        place.wrong(
            say("a clock is only taken where every endpoint is given and on this machine; not so: {names}", names=away)
        )
