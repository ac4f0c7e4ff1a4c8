"""News to one address, by Apprise. Addresses hold secrets: what is said of one is its kind, never what it is."""

import logging

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

from sheets_bridge.messages import say
from sheets_bridge.notify.news import Kind
from sheets_bridge.notify.post import Letter

_log = logging.getLogger(__name__)

_ASSET = AppriseAsset(app_id="sheets_bridge", app_desc="sheets_bridge", app_url="", async_mode=False)
_TYPES: dict[Kind, NotifyType] = {
    "failure": NotifyType.FAILURE,
    "warning": NotifyType.WARNING,
    "success": NotifyType.SUCCESS,
    "info": NotifyType.INFO,
}


def understood(address: str) -> bool:
    """Whether Apprise knows the service an address is of; told in the log where not."""
    known = Apprise(asset=_ASSET).add(address)
    if not known:
        unknown = say(
            "An address under notify: ({scheme}://…) is none that Apprise understands. Compare it with "
            "https://github.com/caronc/apprise/wiki",
            scheme=_scheme(address),
        )
        _log.error("%s", unknown)
    return known


def deliver(address: str, letter: Letter) -> bool:
    """Tell it; whether it arrived. Never raises: whatever a service's plugin stumbles over is one way not to arrive."""
    try:
        line = Apprise(asset=_ASSET)
        arrived = line.add(address) and line.notify(letter.body, letter.title, _TYPES[letter.kind], NotifyFormat.TEXT)
    except Exception as error:
        _log.debug("a plugin failed", exc_info=error)
        arrived = False
    if not arrived:
        _log.warning("%s", say("A notification could not be delivered ({scheme}://…); it is tried again later.",
                               scheme=_scheme(address)))  # fmt: skip
    return bool(arrived)


def _scheme(address: str) -> str:
    return address.partition("://")[0]
