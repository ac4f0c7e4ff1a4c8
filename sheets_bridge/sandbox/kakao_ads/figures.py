"""Metrics that both of Kakao's ad APIs write alike."""

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_bridge.sandbox.kakao_ads.sums import Sums

_NEVER_SENT = ("cmpt_reg", "view_cart", "add_to_cart", "add_to_wishlist", "signup", "participation", "app_install")
"""Conversions beside purchases. The pixel of the pretend mall sends purchases alone."""


def conversions(one: Sums) -> Mapping[str, Any]:
    """PIXEL_SDK_CONVERSION: counts, and with `_p_` amounts; those of one day are among those of seven."""
    return {
        "conv_purchase_1d": one.purchases_1d,
        "conv_purchase_7d": one.purchases_7d,
        "conv_purchase_p_1d": int(one.value_1d),
        "conv_purchase_p_7d": int(one.value_7d),
        **dict(_nothing()),
    }


def nothing(one: Sums) -> Mapping[str, Any]:
    """A group of metrics of which the pretend ads have none."""
    del one
    return {}


def percent(part: int, whole: int) -> float:
    """A rate in percent with two decimals; 0 of nothing."""
    return round(100 * part / whole, 2) if whole else 0.0


def _nothing() -> Iterator[tuple[str, int]]:
    for kind in _NEVER_SENT:
        yield from ((f"conv_{kind}_{window}", 0) for window in ("1d", "7d"))
