"""The `cost:` part of the schedule: on what basis the costs of ads are added up."""

import re
from collections.abc import Mapping

from sheets_bridge.ads.media import Vat
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.place import Place, value
from sheets_bridge.config.schedule import Cost
from sheets_bridge.config.values import one_of
from sheets_bridge.messages import say

_VAT: Mapping[str, Vat] = {"included": "included", "excluded": "excluded"}


def read_cost(place: Place) -> Cost:
    """VAT and exchange rates."""
    section = place.section((), ("vat", "rates"))
    rates = section["rates"].entries() if "rates" in section else {}
    for name, entry in rates.items():
        if not re.fullmatch(r"[A-Z]{3}", name) or name == "KRW":
            entry.wrong(say("a currency is three capital letters other than KRW, such as USD"))
    return Cost(value(section, "vat", vat, "excluded"), {name: entry.read(_rate, 0.0) for name, entry in rates.items()})


def vat(text: str) -> Vat:
    """Whether a cost has VAT in it."""
    return _VAT[one_of(_VAT, lambda word: say('vat is included or excluded, not "{word}"', word=word))(text)]


def _rate(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or not float(text):
        raise Wrong(say("a rate is how many won one of the currency is, such as 1385.5"))
    return float(text)
