"""What is asked of an ad account in GAQL: three resources by day and device, and which kinds of conversions it counts.

Fields: reference, ad-media §4.2. `metrics.conversions` is dated by the click; a Performance Max campaign has no
`ad_group_ad` rows, so its numbers come from `campaign` alone.
"""

from dataclasses import dataclass

from sheets_bridge.api.body import Form
from sheets_bridge.model import Window

PURCHASE = "PURCHASE"
"""The category of conversion actions that are purchases."""

_ACCOUNT = ("customer.currency_code", "customer.time_zone")
_CAMPAIGN = ("campaign.id", "campaign.name", "campaign.advertising_channel_type")
_GROUP = ("ad_group.id", "ad_group.name")
_BY = ("segments.date", "segments.device")
_FIGURES = ("metrics.impressions", "metrics.clicks", "metrics.cost_micros")
_CONVERSIONS = ("metrics.conversions", "metrics.conversions_value")
_CATEGORY = "segments.conversion_action_category"

_NUMBERS: Form = {
    "impressions": None, "clicks": None, "costMicros": None, "conversions": None, "conversionsValue": None,
}  # fmt: skip
FORM: Form = {
    "customer": {"currencyCode": None, "timeZone": None},
    "campaign": {"id": None, "name": None, "advertisingChannelType": None},
    "adGroup": {"id": None, "name": None},
    "adGroupAd": {"ad": {"id": None, "name": None, "type": None}},
    "adGroupCriterion": {"criterionId": None, "keyword": {"text": None, "matchType": None}},
    "segments": {"date": None, "device": None, "conversionActionCategory": None},
    "metrics": _NUMBERS,
}
"""What is taken of a record; resource names stand in each beside it."""


@dataclass(frozen=True)
class Resource:
    """What rows are about: the resource behind FROM, the fields that tell its rows apart, those that name them."""

    id: str
    ids: tuple[str, ...]
    names: tuple[str, ...]

    def figures(self, window: Window) -> str:
        """All there is of a window, by day and device."""
        return self._query(self.names, (*_FIGURES, *_CONVERSIONS), window)

    def purchases(self, window: Window) -> str:
        """Only its purchases. Nothing but conversions can be asked for by their category."""
        return f"{self._query(self.ids, (_CATEGORY, *_CONVERSIONS), window)} AND {_CATEGORY} = '{PURCHASE}'"

    def _query(self, told: tuple[str, ...], counted: tuple[str, ...], window: Window) -> str:
        fields = ", ".join((*told, *_BY, *counted))
        return f"SELECT {fields} FROM {self.id} WHERE {_within(window)}"  # noqa: S608 - GAQL: names of ours, and days


ADS = Resource(
    "ad_group_ad",
    ids=("campaign.id", "ad_group.id", "ad_group_ad.ad.id"),
    names=(*_ACCOUNT, *_CAMPAIGN, *_GROUP, "ad_group_ad.ad.id", "ad_group_ad.ad.name", "ad_group_ad.ad.type"),
)
CAMPAIGNS = Resource("campaign", ids=("campaign.id",), names=(*_ACCOUNT, *_CAMPAIGN))
KEYWORDS = Resource(
    "keyword_view",
    ids=("campaign.id", "ad_group.id", "ad_group_criterion.criterion_id"),
    names=(
        *_ACCOUNT, *_CAMPAIGN, *_GROUP, "ad_group_criterion.criterion_id", "ad_group_criterion.keyword.text",
        "ad_group_criterion.keyword.match_type",
    ),
)  # fmt: skip


def kinds(window: Window) -> str:
    """How many conversions of each category an account counts in a window."""
    return f"SELECT {_CATEGORY}, metrics.conversions FROM customer WHERE {_within(window)}"  # noqa: S608 - as above


def _within(window: Window) -> str:
    return f"segments.date BETWEEN '{window.first}' AND '{window.last}'"
