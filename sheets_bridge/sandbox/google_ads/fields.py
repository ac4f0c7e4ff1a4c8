"""The fields of the pretend Google Ads: what each is of, how it is told. An int travels as text, None not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.google_ads.customers import Customer
from sheets_bridge.sandbox.google_ads.figures import NONE, Figures
from sheets_bridge.sandbox.story.campaigns import Ad, AdGroup, Campaign, Keyword, Placement

Value = str | int | bool | Decimal | None
SEGMENTS, METRICS = "segments", "metrics"

_CHANNELS = {"실적최대화": "PERFORMANCE_MAX", "디스플레이": "DISPLAY", "쇼핑": "SHOPPING", "동영상": "VIDEO"}
_EXACT = "Exact"
"""What the names of ad groups with exact words hold."""


@dataclass(frozen=True)
class Subject:
    """What a row is about. A row of a campaign has a placement too: one of the campaign's, whose ad nobody asks."""

    market: AdMarket
    customer: Customer
    placement: Placement | None = None
    client: tuple[int, Customer] | None = None
    day: date | None = None
    mobile: bool | None = None
    figures: Figures = NONE

    @property
    def place(self) -> Placement:
        """The placement of a row that has one."""
        if self.placement is None:
            raise AssertionError("this resource has no ads")
        return self.placement

    @property
    def campaign(self) -> Campaign:
        """The campaign of the row."""
        return self.place.campaign

    @property
    def group(self) -> AdGroup:
        """The ad group of the row."""
        return self.place.group

    @property
    def ad(self) -> Ad:
        """The ad of the row."""
        return self.place.ad

    @property
    def keyword(self) -> Keyword:
        """The search word of the row."""
        if self.place.keyword is None:
            raise AssertionError("this ad has no words")
        return self.place.keyword

    @property
    def below(self) -> tuple[int, Customer]:
        """The distance and the customer of a row of customer_client."""
        if self.client is None:
            raise AssertionError("this resource has no clients")
        return self.client

    @property
    def date(self) -> date:
        """The day of a row that was asked for by days."""
        if self.day is None:
            raise AssertionError("the row is of many days")
        return self.day

    def named(self, id_: str, at_first: str) -> str:
        """What something is called by now."""
        return self.market.name_of(id_, at_first)


def channel(campaign: Campaign) -> str:
    """The advertising channel of a campaign."""
    return _CHANNELS.get(campaign.ad_product, "SEARCH")


def _path(kind: str, *ids: Callable[[Subject], str]) -> Callable[[Subject], str]:
    """A resource name below the customer."""
    return lambda row: f"customers/{row.customer.number}/{kind}/{'~'.join(id_(row) for id_ in ids)}"


def _campaign_id(row: Subject) -> str:
    return row.campaign.campaign_id


def _group_id(row: Subject) -> str:
    return row.group.group_id


def _ad_id(row: Subject) -> str:
    return row.ad.ad_id


def _word_id(row: Subject) -> str:
    return row.keyword.keyword_id


def _client_id(row: Subject) -> str:
    return row.below[1].number


FIELDS: Mapping[str, Callable[[Subject], Value]] = {
    "customer.resource_name": lambda row: f"customers/{row.customer.number}",
    "customer.id": lambda row: int(row.customer.number),
    "customer.descriptive_name": lambda row: row.customer.name,
    "customer.currency_code": lambda row: row.customer.currency,
    "customer.time_zone": lambda row: row.customer.time_zone,
    "customer.manager": lambda row: row.customer.account is None,
    "customer.status": lambda _: "ENABLED",
    "customer_client.resource_name": _path("customerClients", _client_id),
    "customer_client.client_customer": lambda row: f"customers/{_client_id(row)}",
    "customer_client.id": lambda row: int(_client_id(row)),
    "customer_client.descriptive_name": lambda row: row.below[1].name,
    "customer_client.currency_code": lambda row: row.below[1].currency,
    "customer_client.time_zone": lambda row: row.below[1].time_zone,
    "customer_client.manager": lambda row: row.below[1].account is None,
    "customer_client.level": lambda row: row.below[0],
    "customer_client.hidden": lambda _: False,
    "customer_client.test_account": lambda _: False,
    "customer_client.status": lambda _: "ENABLED",
    "campaign.resource_name": _path("campaigns", _campaign_id),
    "campaign.id": lambda row: int(_campaign_id(row)),
    "campaign.name": lambda row: row.named(_campaign_id(row), row.campaign.name),
    "campaign.status": lambda _: "ENABLED",
    "campaign.advertising_channel_type": lambda row: channel(row.campaign),
    "campaign.advertising_channel_sub_type": lambda _: None,
    "ad_group.resource_name": _path("adGroups", _group_id),
    "ad_group.id": lambda row: int(_group_id(row)),
    "ad_group.name": lambda row: row.named(_group_id(row), row.group.name),
    "ad_group.status": lambda _: "ENABLED",
    "ad_group.type": lambda row: f"{channel(row.campaign)}_STANDARD",
    "ad_group_ad.resource_name": _path("adGroupAds", _group_id, _ad_id),
    "ad_group_ad.status": lambda _: "ENABLED",
    "ad_group_ad.ad.resource_name": _path("ads", _ad_id),
    "ad_group_ad.ad.id": lambda row: int(_ad_id(row)),
    "ad_group_ad.ad.name": lambda row: row.named(_ad_id(row), row.ad.name) or None,
    "ad_group_ad.ad.type": lambda _: "RESPONSIVE_SEARCH_AD",
    "ad_group_criterion.resource_name": _path("adGroupCriteria", _group_id, _word_id),
    "ad_group_criterion.criterion_id": lambda row: int(_word_id(row)),
    "ad_group_criterion.status": lambda _: "ENABLED",
    "ad_group_criterion.keyword.text": lambda row: row.keyword.text,
    "ad_group_criterion.keyword.match_type": lambda row: "EXACT" if _EXACT in row.group.name else "PHRASE",
    "keyword_view.resource_name": _path("keywordViews", _group_id, _word_id),
    "segments.date": lambda row: row.date.isoformat(),
    "segments.week": lambda row: (row.date - timedelta(row.date.weekday())).isoformat(),
    "segments.month": lambda row: row.date.replace(day=1).isoformat(),
    "segments.device": lambda row: "MOBILE" if row.mobile else "DESKTOP",
    "segments.conversion_action_category": lambda _: "PURCHASE",
    "segments.conversion_action_name": lambda _: "구매",
    "metrics.impressions": lambda row: row.figures.impressions,
    "metrics.clicks": lambda row: row.figures.clicks,
    "metrics.cost_micros": lambda row: row.figures.cost,
    "metrics.conversions": lambda row: row.figures.conversions,
    "metrics.conversions_value": lambda row: row.figures.value,
    "metrics.all_conversions": lambda row: row.figures.conversions,
    "metrics.all_conversions_value": lambda row: row.figures.value,
    "metrics.conversions_by_conversion_date": lambda row: row.figures.bought,
    "metrics.conversions_value_by_conversion_date": lambda row: row.figures.bought_value,
}
DATES = frozenset({"segments.date", "segments.week", "segments.month"})
ACTIONS = frozenset({"segments.conversion_action_category", "segments.conversion_action_name"})
"""Segments under which only conversions are counted."""
NOT_OF_ACTIONS = frozenset({"metrics.impressions", "metrics.clicks", "metrics.cost_micros"})


def kind_of(field: str) -> str:
    """The resource of an attribute; `segments` or `metrics`."""
    return field.partition(".")[0]
