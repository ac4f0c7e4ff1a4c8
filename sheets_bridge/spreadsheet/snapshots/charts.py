"""Charts of a tab, from Google's EmbeddedChart: columns, bars, lines, areas and points, rings and pies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_bridge.spreadsheet.areas import Area, area
from sheets_bridge.spreadsheet.snapshots.looks import colour

_KINDS = {
    "COLUMN": "column", "BAR": "bar", "LINE": "line", "AREA": "area", "STEPPED_AREA": "area", "SCATTER": "scatter",
}  # fmt: skip
_COMBINED = "COMBO"
_LEGENDS = {
    "TOP_LEGEND": "top", "BOTTOM_LEGEND": "bottom", "LEFT_LEGEND": "left", "RIGHT_LEGEND": "right", "NO_LEGEND": "none",
}  # fmt: skip
_STACKED = {"STACKED": "stacked", "PERCENT_STACKED": "percent_stacked"}
_WIDTH, _HEIGHT = 600, 371
"""Pixels of a chart whose size is not told (reference: EmbeddedObjectPosition)."""


@dataclass(frozen=True)
class ChartSeries:
    """One row of figures; `right`: its axis stands on the right."""

    kind: str
    values: Area
    right: bool = False
    ink: str = ""


@dataclass(frozen=True)
class PlacedChart:
    """A chart where it stands. `series` is empty where it is of a kind that we do not draw."""

    title: str
    row: int
    column: int
    places: Area | None = None
    """The cells its axis, or the pieces of its ring, are named by."""
    series: tuple[ChartSeries, ...] = ()
    headers: int | None = None
    """Cells at the beginning of each range that name it; None where Google is left to guess."""
    right: int = 0
    down: int = 0
    """Pixels from the corner of its cell."""
    width: int = _WIDTH
    height: int = _HEIGHT
    legend: str = "right"
    stacked: str = ""
    hole: float = 0
    """What part of a pie is left open in the middle."""
    shows_hidden: bool = False
    """Whether it draws cells that are hidden."""


def chart(told: Mapping[str, Any]) -> PlacedChart | None:
    """A chart from an EmbeddedChart; None for one that has a tab to itself."""
    place = told.get("position", {}).get("overlayPosition")
    if place is None:
        return None
    spec, anchor = told.get("spec", {}), place.get("anchorCell", {})
    return PlacedChart(
        spec.get("title", ""),
        anchor.get("rowIndex", 0),
        anchor.get("columnIndex", 0),
        right=place.get("offsetXPixels", 0),
        down=place.get("offsetYPixels", 0),
        width=place.get("widthPixels", _WIDTH),
        height=place.get("heightPixels", _HEIGHT),
        shows_hidden=spec.get("hiddenDimensionStrategy") == "SHOW_ALL",
        **_drawn(spec),
    )


def _drawn(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What is drawn, and how; nothing where the kind is one we do not draw."""
    return next((read(spec[name]) for name, read in _READINGS.items() if name in spec), {})


def _basic(told: Mapping[str, Any]) -> dict[str, Any]:
    domains = [one.get("domain", {}) for one in told.get("domains", ())]
    return {
        "places": _range(domains[0]) if domains else None,
        "series": _whole([_line(one, told.get("chartType", "")) for one in told.get("series", ())]),
        "headers": told.get("headerCount"),
        "legend": _legend(told),
        "stacked": _STACKED.get(told.get("stackedType", ""), ""),
    }


def _line(told: Mapping[str, Any], chart_type: str) -> ChartSeries | None:
    kind = _KINDS.get(told.get("type", "COLUMN") if chart_type == _COMBINED else chart_type)
    values = _range(told.get("series", {}))
    if kind is None or values is None:
        return None
    return ChartSeries(kind, values, told.get("targetAxis") == "RIGHT_AXIS", colour(told, "color"))


def _pie(told: Mapping[str, Any]) -> dict[str, Any]:
    values, hole = _range(told.get("series", {})), told.get("pieHole", 0)
    return {
        "places": _range(told.get("domain", {})),
        "series": _whole([ChartSeries("doughnut" if hole else "pie", values) if values else None]),
        "legend": _legend(told),
        "hole": hole,
    }


def _whole(series: Sequence[ChartSeries | None]) -> tuple[ChartSeries, ...]:
    """All of them, or none where one cannot be drawn: half a chart would tell something else."""
    drawn = tuple(one for one in series if one)
    return drawn if len(drawn) == len(series) else ()


def _legend(told: Mapping[str, Any]) -> str:
    return _LEGENDS.get(told.get("legendPosition", ""), "right")


def _range(data: Mapping[str, Any]) -> Area | None:
    """The range of a ChartData; None where it is made of several."""
    sources = data.get("sourceRange", {}).get("sources", ())
    return area(sources[0]) if len(sources) == 1 else None


_READINGS = {"basicChart": _basic, "pieChart": _pie}
