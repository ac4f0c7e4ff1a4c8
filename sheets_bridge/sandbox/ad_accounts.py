"""The advertising accounts of the pretend brand, by medium, and how the whole market is put together."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket, Medium
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.campaign_list import GOOGLE, KAKAO, META, NAVER
from sheets_bridge.sandbox.story.campaigns import Campaign

_KEYWORD_AD = "키워드광고"
_GOOGLE_MANAGER = "7712098840"
_CAMPAIGNS: dict[Medium, tuple[Campaign, ...]] = {
    "naver_ads": NAVER,
    "meta_ads": META,
    "google_ads": GOOGLE,
    "kakao_keyword": tuple(one for one in KAKAO if one.ad_product == _KEYWORD_AD),
    "kakao_moment": tuple(one for one in KAKAO if one.ad_product != _KEYWORD_AD),
}
_ACCOUNTS: tuple[tuple[Medium, str, str, int, str, str], ...] = (
    ("naver_ads", "1207345", "모람뷰티_검색광고", 1, "KRW", ""),
    ("meta_ads", "102938475610293", "모람뷰티 KR", 1, "KRW", ""),
    ("meta_ads", "304958671230495", "Moram Beauty US", 2, "USD", ""),
    ("google_ads", "4821057736", "모람뷰티", 1, "KRW", _GOOGLE_MANAGER),
    ("google_ads", "9034417765", "Moram Beauty Global", 2, "USD", _GOOGLE_MANAGER),
    ("kakao_keyword", "61234", "모람뷰티_키워드", 1, "KRW", ""),
    ("kakao_moment", "45678", "모람뷰티_모먼트", 1, "KRW", ""),
)


def market_of(story: Story, now: Callable[[], datetime], switch: Switch) -> AdMarket:
    """The ad media of a story, their doors open and nothing renamed yet."""
    return AdMarket(tuple(_accounts()), story.ads, now, switch)


def _accounts() -> Iterator[AdAccount]:
    for medium, number, name, shop_no, currency, manager in _ACCOUNTS:
        campaigns = tuple(one for one in _CAMPAIGNS[medium] if one.shop_no == shop_no)
        yield AdAccount(medium, number, name, shop_no, currency, campaigns, manager=manager)
