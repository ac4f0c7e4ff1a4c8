"""API versions of the pretend Cafe24: which are served, what a call for another one gets."""

from sheets_bridge.sandbox.cafe24.refusal import Refusal

HEADER = "X-Cafe24-Api-Version"
AVAILABLE = ("2025-09-01", "2025-12-01", "2026-03-01", "2026-06-01", "2026-09-01")
DEFAULT = AVAILABLE[-1]


def version(asked: str | None) -> str:
    """The version that answers. Raises Refusal 400, worded as live calls meet it (reference 2)."""
    if asked is None or asked in AVAILABLE:
        return asked or DEFAULT
    text = f"{asked} version you requested is not available. The default value for the app version is {DEFAULT}."
    raise Refusal(400, text)


def echo(asked: str | None) -> str:
    """What the answer's version header says: the version that answered, or the default where none could."""
    return asked if asked in AVAILABLE else DEFAULT
