"""What campaigns, ad groups, ads and keywords are called: asked by the ids that reports name, and kept for a while."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sheets_bridge import values
from sheets_bridge.join_keys import product_no_of
from sheets_bridge.model import Clock, Record
from sheets_bridge.sources.naver_ads.wire import NotOurs, unknown_form

_GOOD_FOR = timedelta(hours=1)
"""A daemon keeps its connection for weeks, and people rename."""
_MOST_IDS = 100
"""Only the length of an address limits them (naver/searchad-apidoc#472); 200 were the most once (#691)."""

Ask = Callable[[str, str, int], Any]
"""(path, ids joined by commas, ad account) → the list that Naver answers."""


@dataclass(frozen=True)
class Named:
    """What is known of one thing."""

    name: str | None = None
    kind: str | None = None
    """`campaignTp` of a campaign."""
    product_no: str | None = None
    """The mall's number of the product that an ad leads to, where its address tells one."""


_NAMELESS = Named()


@dataclass(frozen=True)
class _List:
    path: str
    key: str
    read: Callable[[Record], Named]


def _campaign(of: Record) -> Named:
    return Named(values.text(of.get("name")), values.text(of.get("campaignTp")))


def _ad(of: Record) -> Named:
    """An ad has no name: it is called by its headline, a product's ad by the product."""
    ad, goods = (one if isinstance(one, dict) else {} for one in (of.get("ad"), of.get("referenceData")))
    headlines = (ad.get("headline"), *_headlines(of.get("assets")), ad.get("productName"), goods.get("productName"))
    name = next((text for one in headlines if isinstance(one, str) and (text := values.text(one))), None)
    return Named(name, product_no=_product_no(ad, goods))


def _product_no(ad: Record, goods: Record) -> str | None:
    """Out of the address an ad leads to, or the one the shop gave for the product; None where they differ."""
    finals = (place.get("final") for name in ("pc", "mobile") if isinstance(place := ad.get(name), dict))
    addresses = [one for one in (*finals, goods.get("mallProductUrl")) if isinstance(one, str)]
    told = {product_no_of(one) for one in addresses}
    return told.pop() if len(told) == 1 else None


def _headlines(assets: Any) -> Iterator[object]:
    """Those of a responsive ad, first the one it always shows."""
    texts = [one for one in assets or () if isinstance(one, dict) and one.get("linkType") == "HEADLINE"]
    for one in sorted(texts, key=lambda asset: str(asset.get("pin") or "9")):
        data = one.get("assetData")
        yield data.get("text") if isinstance(data, dict) else None


_LISTS = {
    "campaigns": _List("/ncc/campaigns", "nccCampaignId", _campaign),
    "adgroups": _List("/ncc/adgroups", "nccAdgroupId", lambda of: Named(values.text(of.get("name")))),
    "ads": _List("/ncc/ads", "nccAdId", _ad),
    "keywords": _List("/ncc/keywords", "nccKeywordId", lambda of: Named(values.text(of.get("keyword")))),
}


class Names:
    """The names of one login's things. What was deleted has none: Naver's lists leave it out (#1116)."""

    def __init__(self, who: str, ask: Ask, clock: Clock) -> None:
        self._who, self._ask, self._clock = who, ask, clock
        self._known: dict[str, Named] = {}
        self._since: datetime | None = None

    def learn(self, number: int, ids: Mapping[str, Iterable[str]]) -> None:
        """Ask for what is not known of these ids (list → ids) of an ad account. Raises as calls do; DataRejected."""
        now = self._clock()
        if self._since is None or now - self._since > _GOOD_FOR:
            self._known, self._since = {}, now
        for name, wanted in ids.items():
            new = sorted(id_ for id_ in wanted if id_ not in self._known)
            for at in range(0, len(new), _MOST_IDS):
                self._take(number, _LISTS[name], new[at : at + _MOST_IDS])

    def __getitem__(self, id_: str) -> Named:
        """What is known of an id that was learnt."""
        return self._known.get(id_, _NAMELESS)

    def _take(self, number: int, of: _List, ids: Sequence[str]) -> None:
        found = {str(record.get(of.key)): of.read(record) for record in self._listed(number, of.path, ids)}
        self._known.update((id_, found.get(id_, _NAMELESS)) for id_ in ids)

    def _listed(self, number: int, path: str, ids: Sequence[str]) -> list[Record]:
        """The records of these ids. One that was deleted long ago has the whole list refused (#513)."""
        try:
            answer = self._ask(path, ",".join(ids), number)
        except NotOurs:
            half = len(ids) // 2
            return self._listed(number, path, ids[:half]) + self._listed(number, path, ids[half:]) if half else []
        if not isinstance(answer, list):
            raise unknown_form(self._who, path)
        return [one for one in answer if isinstance(one, dict)]
