"""Charts as the page draws them: where each stands, and what it shows, read from the cells it points at."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from .axes import axis
from .book import Book
from .chart_data import Vector, vectors
from .faces import hexed
from .sheet import Json, Sheet

PALETTE = ("#4285f4", "#ea4335", "#fbbc04", "#34a853", "#ff6d01", "#46bdc6", "#7baaf7", "#f07b72", "#fcd04f", "#71c287")
"""Google's own order of colours."""


def pictures(book: Book, sheet: Sheet) -> list[Json]:
    """The charts of a tab, in the order they lie over each other: `{id, row, column, x, y, width, height, kind, …}`."""
    return [_picture(book, chart) for chart in sheet.charts]


def _picture(book: Book, chart: Json) -> Json:
    spec = chart["spec"]
    drawn = next((make(book, spec) for kind, make in _KINDS.items() if kind in spec), {"kind": "none"})
    told = {"title": spec.get("title", ""), "subtitle": spec.get("subtitle", "")}
    paper = hexed(spec.get("backgroundColor")) or "#ffffff"
    return {"id": chart["chartId"], **_place(chart["position"]), **told, "paper": paper, **drawn}


def _place(position: Json) -> Json:
    overlay = position.get("overlayPosition", {})
    anchor = overlay.get("anchorCell", {})
    return {
        "row": anchor.get("rowIndex", 0),
        "column": anchor.get("columnIndex", 0),
        "x": overlay.get("offsetXPixels", 0),
        "y": overlay.get("offsetYPixels", 0),
        "width": overlay.get("widthPixels", 600),
        "height": overlay.get("heightPixels", 371),
    }


def _read(book: Book, spec: Json, data: list[Json | None], headers: int | None) -> list[Vector]:
    skipping = spec.get("hiddenDimensionStrategy") != "SHOW_ALL"
    return vectors(book, [one or {} for one in data], headers, skip_hidden=skipping)


def _color(given: Json, index: int) -> str:
    return hexed(given.get("color")) or PALETTE[index % len(PALETTE)]


# columns, bars, lines, areas


def _basic(book: Book, spec: Json) -> Json:
    chart = spec["basicChart"]
    domains, given = chart.get("domains", [])[:1], chart.get("series", [])
    data = [one.get("domain") for one in domains] + [one.get("series") for one in given]
    read = _read(book, spec, data, chart.get("headerCount"))
    labels, reads = read[: len(domains)], read[len(domains) :]
    count = max((one.filled() for one in read), default=0)
    kind = chart.get("chartType", "COLUMN")
    series = [
        _series(one, mine, kind, index, count) for index, (one, mine) in enumerate(zip(given, reads, strict=True))
    ]
    stacked = chart.get("stackedType", "").replace("NOT_STACKED", "")
    return {
        "kind": "basic",
        "lying": kind == "BAR",
        "stacked": stacked,
        "smooth": bool(chart.get("lineSmoothing")),
        "legend": chart.get("legendPosition", "TOP_LEGEND"),
        "labels": (labels[0].texts[:count] if labels else []) or [str(at + 1) for at in range(count)],
        "series": series,
        "axes": _axes(chart, series, reads, stacked),
    }


def _series(given: Json, read: Vector, kind: str, index: int, count: int) -> Json:
    own = given.get("type") or ("COLUMN" if kind in {"BAR", "COMBO"} else kind)
    return {
        "name": read.name,
        "type": own,
        "right": given.get("targetAxis") == "RIGHT_AXIS",
        "color": _color(given, index),
        "dash": given.get("lineStyle", {}).get("type", "SOLID"),
        "thick": given.get("lineStyle", {}).get("width", 0),
        "told": given.get("dataLabel", {}).get("type") == "DATA",
        "values": read.amounts[:count],
        "texts": read.texts[:count],
    }


def _axes(chart: Json, series: list[Json], reads: list[Vector], stacked: str) -> Json:
    given = {one.get("position"): one for one in chart.get("axis", [])}
    found: Json = {"bottom": {"title": given.get("BOTTOM_AXIS", {}).get("title", "")}}
    for name, right in (("left", False), ("right", True)):
        mine = [(one, read) for one, read in zip(series, reads, strict=True) if one["right"] is right]
        if mine:
            bounds = _bounds([one for one, _ in mine], stacked)
            show: Callable[[float], str] = (lambda part: f"{part:.0%}") if stacked[:3] == "PER" else mine[0][1].show
            found[name] = axis(bounds, given.get(f"{name.upper()}_AXIS", {}), show)
    return found


def _bounds(series: list[Json], stacked: str) -> tuple[float, float]:
    """The least and the greatest amount that is drawn; stacked columns reach as far as their sums."""
    if stacked[:3] == "PER":
        return 0.0, 1.0
    heaped = [one for one in series if stacked and one["type"] != "LINE"]
    alone = [one for one in series if one not in heaped]
    sums = [[value or 0 for value in point] for point in zip_longest(*(one["values"] for one in heaped))]
    ends = [sum(value for value in point if value > 0) for point in sums]
    ends += [sum(value for value in point if value < 0) for point in sums]
    ends += [value for one in alone for value in one["values"] if value is not None]
    return min(ends, default=0.0), max(ends, default=0.0)


# rings and cards


def _pie(book: Book, spec: Json) -> Json:
    chart = spec["pieChart"]
    names, sizes = _read(book, spec, [chart.get("domain"), chart.get("series")], None)
    pairs = list(zip_longest(names.texts, sizes.amounts, sizes.texts))
    kept = [(name, size, text) for name, size, text in pairs if size and size > 0]
    slices = [
        {"name": name or "", "value": size, "text": text, "color": PALETTE[at % len(PALETTE)]}
        for at, (name, size, text) in enumerate(kept)
    ]
    return {
        "kind": "pie",
        "hole": chart.get("pieHole", 0),
        "legend": chart.get("legendPosition", "RIGHT_LEGEND"),
        "slices": slices,
    }


_SUMS: dict[str, Callable[[list[float]], float]] = {
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "AVERAGE": lambda amounts: sum(amounts) / len(amounts),
    "COUNT": lambda amounts: float(len(amounts)),
}


def _card(book: Book, spec: Json) -> Json:
    chart = spec["scorecardChart"]
    key, before = _read(book, spec, [chart.get("keyValueData"), chart.get("baselineValueData")], 0)
    now, then = (_total(one, chart.get("aggregateType")) for one in (key, before))
    change = "" if now is None or then is None else _changed(now, then, chart, key)
    rose = now is not None and then is not None and now >= then
    return {"kind": "card", "text": "" if now is None else key.show(now), "change": change, "rose": rose}


def _total(read: Vector, kind: str | None) -> Any:
    amounts = [one for one in read.amounts if one is not None]
    if not amounts:
        return None
    return _SUMS[kind](amounts) if kind in _SUMS else amounts[0]


def _changed(now: float, then: float, chart: Json, key: Vector) -> str:
    comparison = chart.get("baselineValueFormat", {}).get("comparisonType", "ABSOLUTE_DIFFERENCE")
    if comparison == "PERCENTAGE_DIFFERENCE":
        return f"{(now - then) / abs(then):+.1%}" if then else ""
    return ("+" if now >= then else "") + key.show(now - then)


_KINDS: dict[str, Callable[[Book, Json], Json]] = {"basicChart": _basic, "pieChart": _pie, "scorecardChart": _card}
