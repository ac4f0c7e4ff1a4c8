"""Pages of records: a window in stretches of days that memory holds, conversions that are no purchases left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sheets_bridge import values
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.google_ads.accounts import way
from sheets_bridge.sources.google_ads.asking import ADS, CAMPAIGNS, FORM, KEYWORDS, PURCHASE, Resource, kinds
from sheets_bridge.sources.google_ads.connection import Connection
from sheets_bridge.sources.google_ads.figures import Key, Remainder, key, with_purchases

_RECORDS_AT_ONCE = 20_000
"""A stream is read whole before it is parsed; a record weighs some 900 bytes, and an answer may have 50 MB."""
_GROWTH = 2
"""The next stretch is at most so much longer: after quiet days busy ones may come."""
_HOME = "Asia/Seoul"


@dataclass(frozen=True)
class _Asking:
    """An ad account being read. Where it counts other conversions too, purchases are asked for apart."""

    connection: Connection
    number: int
    through: str
    mixed: bool = False

    def batches(self, query: str) -> list[list[Record]]:
        """What a query tells."""
        return self.connection.stream(self.number, query, FORM, through=self.through)

    def pages(self, resource: Resource, window: Window) -> Iterator[Page]:
        """The records of a resource in a window; their conversions are purchases."""
        bought = self._purchases(resource, window) if self.mixed else {}
        for page in self.batches(resource.figures(window)):
            self._note_zone(page)
            yield with_purchases(page, bought) if self.mixed else page

    def _purchases(self, resource: Resource, window: Window) -> Mapping[Key, Record]:
        return {key(record): record for page in self.batches(resource.purchases(window)) for record in page}

    def _note_zone(self, page: Page) -> None:
        zone = next((told for record in page[:1] if (told := (record.get("customer") or {}).get("timeZone"))), _HOME)
        if zone != _HOME:
            self.connection.notes[f"zone {self.number}"] = say(
                "Google Ads {who}: the days of ad account {number} are those of {zone}, not of Korea: they begin and "
                "end at other hours than those of the mall. An account's time zone can be changed once, in Google Ads "
                "under Admin → Preferences (관리 → 환경설정).",
                who=self.connection.account, number=self.number, zone=zone,
            )  # fmt: skip


def read_ads(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Records of ads by day and device, and of campaigns what they have beside their ads. Raises as `Api.call` does."""
    asking = _asking(connection, pull, step.window)
    yield from _in_stretches(step.window, lambda stretch: _with_remainder(asking, stretch))


def read_keywords(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Records of keywords by day and device. Raises as `Api.call` does."""
    asking = _asking(connection, pull, step.window)
    yield from _in_stretches(step.window, lambda stretch: asking.pages(KEYWORDS, stretch))


def probe(connection: Connection, pull: Pull, day: date) -> object:
    """One call that shows whether the ad account may be read. Raises as `Api.call` does."""
    return _Asking(connection, pull.shop_no, way(connection, pull.shop_no)).batches(kinds(Window(day, day)))


def next_stretch(days: int, records: int) -> int:
    """How many days to ask for at once after so many days told so many records."""
    return max(1, min(days * _GROWTH, days * _RECORDS_AT_ONCE // max(records, 1)))


def _in_stretches(window: Window, read: Callable[[Window], Iterator[Page]]) -> Iterator[Page]:
    """The pages of a window; how busy its days are shows in the first of them."""
    first, days = window.first, 1
    while first <= window.last:
        stretch = Window(first, min(window.last, first + timedelta(days=days - 1)))
        records = 0
        for page in read(stretch):
            records += len(page)
            yield page
        first, days = stretch.last + timedelta(days=1), next_stretch(stretch.days, records)


def _with_remainder(asking: _Asking, stretch: Window) -> Iterator[Page]:
    # Campaigns first: what is clicked between the two questions then stands with the ads, and nowhere twice.
    remainder = Remainder(record for page in asking.pages(CAMPAIGNS, stretch) for record in page)
    for page in asking.pages(ADS, stretch):
        remainder.take(page)
        yield page
    yield remainder.left()


def _asking(connection: Connection, pull: Pull, window: Window) -> _Asking:
    asking = _Asking(connection, pull.shop_no, way(connection, pull.shop_no))
    counted = {_category(record) for page in asking.batches(kinds(window)) for record in page if _converted(record)}
    others = sorted(counted - {PURCHASE})
    if others and PURCHASE not in counted:
        connection.notes[f"kinds {pull.shop_no}"] = say(
            "Google Ads {who}: ad account {number} counts conversions, but none of the category Purchase ({others}), "
            "so its purchases are 0. If one of them is the purchase of your shop, give it the category Purchase (구매) "
            "in Google Ads under Goals → Conversions (목표 → 전환).",
            who=connection.account, number=pull.shop_no, others=others,
        )  # fmt: skip
    return replace(asking, mixed=bool(others))


def _category(record: Record) -> str:
    return str((record.get("segments") or {}).get("conversionActionCategory") or "UNSPECIFIED")


def _converted(record: Record) -> bool:
    return bool(values.money((record.get("metrics") or {}).get("conversions")))
