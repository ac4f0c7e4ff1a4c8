"""The machine: Python, the packages, the clock against other people's."""

import platform
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib import metadata
from urllib.parse import urlsplit

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from sheets_bridge.api.call import NoAnswer, NotSent, Request
from sheets_bridge.cli.doctor.finding import Found, ok, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import Message, say

DISTRIBUTION = "sheets-bridge"
_NOTICED, _HARMFUL = timedelta(minutes=1), timedelta(minutes=5)
"""Google refuses a login whose time is off by more than some minutes (reference: google-sheets 6)."""


def python(_visit: Visit, _subject: str) -> Iterator[Found]:
    """The version of Python against the one our package asks for."""
    found = platform.python_version()
    wanted = _metadata().get("Requires-Python", "")
    if SpecifierSet(wanted).contains(found, prereleases=True):
        yield ok(say("{found} (wanted: {wanted})", found=found, wanted=wanted or "?"))
    else:
        yield wrong(
            say("Python {found}, but {wanted} is needed.", found=found, wanted=wanted),
            say("Install a newer Python, make the environment anew with it (python3 -m venv --clear .venv), then "
                ".venv/bin/pip install ."),
        )  # fmt: skip


def packages(_visit: Visit, _subject: str) -> Iterator[Found]:
    """The packages we depend on: there, and in versions we take."""
    requirements = metadata.requires(DISTRIBUTION) if _metadata() else None
    again = say("Run in the folder of the checkout: .venv/bin/pip install .")
    if requirements is None:
        yield warning(say("sheets-bridge runs without being installed, so its packages cannot be compared."), again)
        return
    ours = [one for one in requirements if _is_ours(one)]
    unfit = list(unfit_packages(ours, _installed))
    if unfit:
        yield wrong(say("{packages}", packages=unfit), again)
    else:
        version = _metadata()["Version"]
        yield ok(say("sheets-bridge {version}, {count} packages", version=version, count=len(ours)))


def unfit_packages(requirements: Iterable[str], installed: Callable[[str], str | None]) -> Iterator[Message]:
    """Those that are missing or stand in another version than we take. Pure."""
    for requirement in map(Requirement, requirements):
        found = installed(requirement.name)
        if found is None:
            yield say("{package} is missing", package=requirement.name)
        elif not requirement.specifier.contains(found, prereleases=True):
            wanted = str(requirement.specifier)
            yield say("{package} is {found}, wanted {wanted}", package=requirement.name, found=found, wanted=wanted)


def _is_ours(requirement: str) -> bool:
    """Whether this machine needs it: not what only developers or other systems do."""
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": ""})


def clock(visit: Visit, _subject: str) -> Iterator[Found]:
    """Our time beside that of the first vendor's server. Raises: Unavailable where it does not answer."""
    address = next(_addresses(visit), "")
    if not address:
        return
    host = urlsplit(address)
    skew = _skew(visit, f"{host.scheme}://{host.netloc}/", host.hostname or "")
    visit.skew = skew
    if skew is None:
        yield warning(say("{host} answers, but does not tell the time.", host=host.hostname))
        return
    yield judged(skew)


def _addresses(visit: Visit) -> Iterator[str]:
    """Where the vendors are."""
    for account in visit.schedule.accounts.values():
        source = visit.sources[account.source]
        if source.oauth:
            yield source.oauth(account.name, visit.schedule.endpoints).authorize
        else:
            yield from (visit.schedule.endpoints.get(name, default) for name, default in source.endpoints.items())


def judged(skew: timedelta) -> Found:
    """What to say of a clock that is off by so much (ahead of the others where positive). Pure."""
    seconds = round(abs(skew.total_seconds()))
    if abs(skew) <= _NOTICED:
        return ok(say("within {seconds} s of the servers' time", seconds=seconds))
    ahead = say("This machine's clock is {seconds} s ahead of the servers'.", seconds=seconds)
    behind = say("This machine's clock is {seconds} s behind the servers'.", seconds=seconds)
    seen = ahead if skew > timedelta(0) else behind
    fix = say("Let it be set by the network: sudo timedatectl set-ntp true (macOS: System Settings → Date & Time). "
              "Logins to Google fail with a clock that is minutes off.")  # fmt: skip
    return wrong(seen, fix) if abs(skew) > _HARMFUL else warning(seen, fix)


def _skew(visit: Visit, address: str, host: str) -> timedelta | None:
    asked = datetime.now(UTC)
    try:
        answer = visit.send(Request("GET", address, deadline=20.0))
    except (NotSent, NoAnswer) as error:
        raise Unavailable(
            say("{host} does not answer ({error}). Check the mall's name in schedule.yaml, this machine's network and "
                "its proxy settings.", host=host, error=str(error))
        ) from error  # fmt: skip
    try:
        told = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return None
    return asked + (datetime.now(UTC) - asked) / 2 - told if told.tzinfo else None


def _metadata() -> dict[str, str]:
    try:
        told = metadata.metadata(DISTRIBUTION)
        return {name: told[name] for name in ("Version", "Requires-Python")}
    except metadata.PackageNotFoundError:
        return {}


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
