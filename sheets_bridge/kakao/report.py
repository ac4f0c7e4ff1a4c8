"""Reports of Kakao's ad APIs, read alike in both spellings (reference: ad-media §5.2, §6)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sheets_bridge import values
from sheets_bridge.ads.media import ANY_DEVICE, MOBILE, PC, TABLET, TV
from sheets_bridge.api.body import only
from sheets_bridge.kakao.answers import Declined, unknown_form
from sheets_bridge.kakao.connection import Connection
from sheets_bridge.model import Record, Window

T = TypeVar("T")

_METRICS = ("imp", "click", "cost", "spending", "conv_purchase_7d", "conv_purchase_p_7d")
"""What is wanted of some fifty metrics. Those of one day are among those of seven, and never added to them."""
_NARROW = only({"data": [{"start": None, "end": None, "dimensions": None, "metrics": dict.fromkeys(_METRICS)}]})
_DEVICES = {"PC": PC, "MOBILE": MOBILE, "ANDROID": MOBILE, "IOS": MOBILE, "TABLET": TABLET, "TV": TV}


def report(connection: Connection, number: int, path: str, window: Window, **more: str) -> Sequence[Record]:
    """The figures of each day of a window, one record for each row: `day`, ids (None where it has none), `device`,
    `imp`, `click`, `cost` in won, purchases `bought` and what they were `worth`.

    `more` are parameters that name what is asked for; an empty one is left out. Without PIXEL_SDK_CONVERSION there are
    no purchases, and asked for alone it tells no cost (seen live).
    Raises: DataRejected where the answer is not about days of the window; as calls do.
    """
    asked = {
        "start": _written(window.first),
        "end": _written(window.last),
        "timeUnit": "DAY",
        connection.host.groups: "BASIC,PIXEL_SDK_CONVERSION",
        **{name: value for name, value in more.items() if value},
    }
    answer = connection.report(number, path, asked, _NARROW)
    try:
        rows = answer["data"] if isinstance(answer, dict) else answer
        return [figures(row, window) for row in rows]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise unknown_form(connection.who, f"{connection.host.root}/{path}/report") from error


def figures(row: Mapping[str, Any], window: Window) -> Record:
    """One row of a report. Pure. Raises: KeyError, TypeError, ValueError, AttributeError.

    Moment writes ad_group_id and cost, Keyword Ad adGroupId and spending; ids come as text or as numbers.
    """
    day, last = values.day(row["start"]), values.day(row.get("end") or row["start"])
    if day is None or day != last or date.fromisoformat(day) not in window:
        raise ValueError("not a day that was asked for")
    names = {name.replace("_", "").lower(): value for name, value in row["dimensions"].items()}
    metrics = row["metrics"]
    return {
        "day": day,
        "campaign": values.text(names.get("campaignid")),
        "group": values.text(names.get("adgroupid")),
        "ad": values.text(names.get("creativeid")),
        "keyword": values.text(names.get("keywordid")),
        "device": _device(values.text(names.get("devicetype", names.get("device")))),
        "imp": _told(metrics["imp"]),
        "click": _told(metrics["click"]),
        "cost": _told(metrics["cost"] if "cost" in metrics else metrics["spending"]),
        "bought": values.money(metrics.get("conv_purchase_7d")) or 0,
        "worth": values.money(metrics.get("conv_purchase_p_7d")) or 0,
    }


def first_accepted(
    connection: Connection, key: tuple[str, int], ways: Sequence[T], ask: Callable[[T], Sequence[Record]]
) -> Sequence[Record]:
    """What the first way tells that Kakao takes; the way that `key` took before comes first. Raises as `ask` does."""
    known = connection.taken.get(key)
    refused: Declined | None = None
    for at in sorted(range(len(ways)), key=lambda at: (at != known, at)):
        try:
            rows = ask(ways[at])
        except Declined as error:
            refused = refused or error
            continue
        connection.taken[key] = at
        return rows
    assert refused, "there is no way to ask"
    raise refused


def _told(raw: Any) -> float:
    """A figure that must be there: one that was left out is not 0."""
    found = values.money(raw)
    if found is None:
        raise ValueError("a figure is missing")
    return found


def _device(word: str | None) -> str:
    """A word of Kakao's that we do not know stands as it is."""
    return _DEVICES.get(word.upper(), word) if word else ANY_DEVICE


def _written(day: date) -> str:
    return f"{day:%Y%m%d}"
