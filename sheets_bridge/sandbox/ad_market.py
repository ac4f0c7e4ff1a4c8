"""The ad media as the wires see them: accounts, what they are named by now, what opens them, their days, their time."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sheets_bridge.sandbox.ad_rules import GoogleRules, MetaRules
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story.ad_days import AdDays
from sheets_bridge.sandbox.story.campaigns import Campaign

Medium = Literal["naver_ads", "meta_ads", "google_ads", "kakao_keyword", "kakao_moment"]


@dataclass(frozen=True)
class AdAccount:
    """One advertising account. `number` is its digits, without `act_`, dashes or a K before them."""

    medium: Medium
    number: str
    name: str
    shop_no: int
    currency: str
    campaigns: tuple[Campaign, ...]
    time_zone: str = "Asia/Seoul"
    manager: str = ""
    """The number of the manager account it is reached through (Google)."""


def _secret(length: int = 24) -> str:
    return secrets.token_urlsafe(length)


@dataclass
class Doors:
    """What opens each medium, made anew at each start. A test may change or close them while the sandbox runs."""

    naver_licence: str = field(default_factory=_secret)
    naver_secret: str = field(default_factory=_secret)
    meta_app_secret: str = field(default_factory=_secret)
    meta_token: str = field(default_factory=_secret)
    meta_token_ends: datetime | None = None
    google_client_id: str = field(default_factory=_secret)
    google_client_secret: str = field(default_factory=_secret)
    google_refresh_token: str = field(default_factory=_secret)
    kakao_rest_key: str = field(default_factory=_secret)
    kakao_client_secret: str = field(default_factory=_secret)
    kakao_redirect_uri: str = "https://brand.example/kakao/landed"
    kakao_tokens: set[str] = field(default_factory=set)
    """Every business token given out and still good."""
    kakao_unapproved: set[Medium] = field(default_factory=set)
    """Kakao's media that the app has not been allowed to use."""
    closed: set[Medium] = field(default_factory=set)
    """Media whose credentials are taken for expired or withdrawn."""
    meta: MetaRules = field(default_factory=MetaRules)
    google: GoogleRules = field(default_factory=GoogleRules)


@dataclass(frozen=True)
class AdMarket:
    """Everything the pretend media answer from."""

    accounts: tuple[AdAccount, ...]
    days: AdDays
    now: Callable[[], datetime]
    switch: Switch
    """Rate limits on or off."""
    doors: Doors = field(default_factory=Doors)
    names: dict[str, str] = field(default_factory=dict)
    """Campaign, ad group or ad id → what it was renamed to."""

    def of(self, medium: Medium) -> Mapping[str, AdAccount]:
        """The accounts of one medium by their number."""
        return {one.number: one for one in self.accounts if one.medium == medium}

    def name_of(self, id_: str, at_first: str) -> str:
        """What a campaign, ad group or ad is called by now."""
        return self.names.get(id_, at_first)
