"""The files of StatReport: tab-separated, no header line (reference 1.3)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.naver_ads.lists import CHANNEL, TYPES, WITHOUT_KEYWORDS
from sheets_bridge.sandbox.naver_ads.money import reported
from sheets_bridge.sandbox.story.ad_days import Claim, Tally
from sheets_bridge.sandbox.story.campaigns import Placement

Key = tuple[str, ...]
Figures = tuple[int | Decimal, ...]

_MEDIA = {False: ("8753", "122875"), True: ("27758", "122875")}
"""Where an ad was shown: a search page and a partner's, by device. Invented beyond what the samples show."""
_LATE_MEDIA = "335738"
"""Where those clicked who bought on a later day: their rows find no partner among that day's rows of AD."""
_DIRECT_SECONDS = 1800
_UNTIL_SETTLED = timedelta(days=9)
"""No conversion hangs on a click that is taken back."""
_CLICKS_PER_CART, _CLICKS_PER_SIGN_UP = 6, 17
_CART_VALUE = 10_000


def ad(market: AdMarket, account: AdAccount, day: date, at: datetime) -> str:
    """AD, 14 columns: each keyword, ad, media code and device of `day` as counted at `at`; empty: nothing was."""
    rows: dict[Key, Figures] = {}
    for one in _tallies(market, account, day, at):
        for media, figures in _parted(one, day):
            _add(rows, _key(account, day, one.placement, media, mobile=one.mobile), figures)
    return _lines(rows)


def conversions(market: AdMarket, account: AdAccount, day: date, at: datetime) -> str:
    """AD_CONVERSION, 13 columns: purchases of `day`, and what is no purchase."""
    rows: dict[Key, Figures] = {}
    for campaign in account.campaigns:
        for claim in market.days.claims_by_purchase(at, campaign.campaign_id, day):
            method = "1" if claim.seconds <= _DIRECT_SECONDS else "2"
            key = _key(account, day, claim.placement, _media_of(claim), mobile=claim.mobile)
            _add(rows, (*key, method, "purchase"), (1, claim.value))
    for one in _tallies(market, account, day, at + _UNTIL_SETTLED):
        key = _key(account, day, one.placement, _MEDIA[one.mobile][0], mobile=one.mobile)
        carts, members = one.clicks // _CLICKS_PER_CART, one.clicks // _CLICKS_PER_SIGN_UP
        _add(rows, (*key, "1", "add_to_cart"), (carts, carts * _CART_VALUE))
        _add(rows, (*key, "1", "sign_up"), (members, 0))
    return _lines({key: figures for key, figures in rows.items() if figures[0]})


FILES: Mapping[str, Callable[[AdMarket, AdAccount, date, datetime], str]] = {"AD": ad, "AD_CONVERSION": conversions}


def _tallies(market: AdMarket, account: AdAccount, day: date, at: datetime) -> Iterator[Tally]:
    return (one for of in account.campaigns for one in market.days.tallies(at, of.campaign_id, day))


def _key(account: AdAccount, day: date, place: Placement, media: str, *, mobile: bool) -> Key:
    """Columns 1 to 9."""
    campaign, keyword = place.campaign, place.keyword
    word = keyword.keyword_id if keyword and TYPES[campaign.ad_product] != WITHOUT_KEYWORDS else "-"
    ids = (campaign.campaign_id, place.group.group_id, word, place.ad.ad_id)
    return (f"{day:%Y%m%d}", account.number, *ids, CHANNEL, media, "M" if mobile else "P")


def _media_of(claim: Claim) -> str:
    if claim.bought_on > claim.clicked_on:
        return _LATE_MEDIA
    return _MEDIA[claim.mobile][claim.seconds % 3 == 0]


def _parted(tally: Tally, day: date) -> Iterator[tuple[str, Figures]]:
    """Two thirds on the first media code, the rest on the second; columns 10 to 14."""
    impressions, clicks, cost = _two_thirds(tally.impressions), _two_thirds(tally.clicks), reported(tally.cost, day)
    first = cost * clicks / tally.clicks if tally.clicks else Decimal(0)
    if cost == cost.to_integral_value():
        first = first.to_integral_value()
    main, partner = _MEDIA[tally.mobile]
    yield main, (impressions, clicks, first, impressions * 2, 0)
    left = tally.impressions - impressions
    if left:
        yield partner, (left, tally.clicks - clicks, cost - first, left * 3, 0)


def _two_thirds(count: int) -> int:
    return -(-count * 2 // 3)


def _add(rows: dict[Key, Figures], key: Key, figures: Figures) -> None:
    before = rows.get(key, (0,) * len(figures))
    rows[key] = tuple(old + new for old, new in zip(before, figures, strict=True))


def _lines(rows: Mapping[Key, Figures]) -> str:
    return "".join("\t".join((*key, *map(_written, figures))) + "\n" for key, figures in sorted(rows.items()))


def _written(figure: int | Decimal) -> str:
    """Without an exponent and without zeros behind the point."""
    text = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
    return text.rstrip("0").rstrip(".") if "." in text else text
