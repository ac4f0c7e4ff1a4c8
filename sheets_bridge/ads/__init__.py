"""What all ad media have in common: how their rows are made, how costs become comparable, which product an ad is."""

from sheets_bridge.ads.days import end_of, origin
from sheets_bridge.ads.media import BLANK, CLICK_DAY, MIXED, PURCHASE_DAY, UNKNOWN, VAT, Medium
from sheets_bridge.ads.products import Product
from sheets_bridge.ads.rows import normalizer
from sheets_bridge.ads.settings import Names, Settings, derivation

__all__ = [
    "BLANK",
    "CLICK_DAY",
    "MIXED",
    "PURCHASE_DAY",
    "UNKNOWN",
    "VAT",
    "Medium",
    "Names",
    "Product",
    "Settings",
    "derivation",
    "end_of",
    "normalizer",
    "origin",
]
