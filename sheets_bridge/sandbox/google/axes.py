"""Axes of charts: round numbers from end to end, written as the cells they come from are."""

import math
from collections.abc import Callable

from .sheet import Json

_STEPS = (1, 2, 2.5, 5, 10)
_PARTS = 5


def axis(bounds: tuple[float, float], given: Json, show: Callable[[float], str]) -> Json:
    """`{title, low, high, ticks: [[amount, text]]}` for amounts between `bounds`; 0 is always on it."""
    window = given.get("viewWindowOptions", {})
    low = min(bounds[0], 0.0) if window.get("viewWindowMin") is None else window["viewWindowMin"]
    high = max(bounds[1], 0.0) if window.get("viewWindowMax") is None else window["viewWindowMax"]
    step = _step(high - low)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = [float(f"{at * step:.12g}") for at in range(first, last + 1)]
    return {
        "title": given.get("title", ""),
        "low": ticks[0],
        "high": ticks[-1],
        "ticks": [[tick, show(tick)] for tick in ticks],
    }


def _step(span: float) -> float:
    """A round step that cuts the span in about five."""
    if span <= 0:
        return 1.0
    rough = span / _PARTS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999)
