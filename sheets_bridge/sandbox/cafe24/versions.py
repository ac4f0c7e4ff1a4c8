"""API versions of the pretend Cafe24: which answers a call, what a call for another one gets."""

from sheets_bridge.sandbox.cafe24.refusal import Refusal
from sheets_bridge.sandbox.cafe24.standing import Standing

HEADER = "X-Cafe24-Api-Version"


def version(asked: str | None, standing: Standing) -> str:
    """The version that answers. Raises Refusal 400, worded as live calls meet it (reference 2)."""
    usual = standing.versions[-1]
    if asked is None or asked in standing.versions:
        return asked or usual
    text = f"{asked} version you requested is not available. The default value for the app version is {usual}."
    raise Refusal(400, text)


def echo(asked: str | None, standing: Standing) -> str:
    """What the answer's version header says: the version that answered, or the default where none could."""
    return asked if asked in standing.versions else standing.versions[-1]
